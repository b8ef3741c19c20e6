import { splitArn } from "../../access/arn";
import { Unknown } from "../../access/decision";
import { own } from "../../access/model/values";
import { evaluate, Expression } from "./expression";
import type { Source, SourceResource } from "./source";

/** Whatever ends here stands for itself in one plan, and for nothing that a policy could name. */
const MADE_BY_APPLY = "??????";

/** Finds out what the values of a source are, as far as that is certain before the apply. */
export class Resolver {
  private readonly byAddress = new Map<string, SourceResource>();
  private readonly pending = new Set<string>();

  /** @param account of providers that do not tell theirs */
  public constructor(
    private readonly source: Source,
    private readonly account?: string,
  ) {
    for (const resource of source.data) this.byAddress.set(resource.address, resource);
    for (const resource of source.resources) this.byAddress.set(resource.address, resource);
  }

  /** An attribute of a resource: what the plan says, or what follows from it. */
  public attribute(resource: SourceResource, name: string): unknown {
    const value = this.resolve(own(resource.values, name));
    if (typeof value === "string" || !(value === undefined || value === null || value instanceof Unknown)) return value;
    return this.derived(resource, name) ?? value;
  }

  /** A value with its expressions replaced. */
  public resolve(value: unknown): unknown {
    if (value instanceof Expression) return evaluate(value, (reference) => this.lookUp(reference));
    if (Array.isArray(value)) return value.map((one) => this.resolve(one));
    if (typeof value !== "object" || value === null || value instanceof Unknown) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.resolve(one)]));
  }

  /** Region, account and partition in which a resource is made. */
  public placeOf(resource: SourceResource): { region?: string; account?: string; partition: string } {
    const provider = this.source.providers.get(resource.provider) ?? this.source.providers.get("aws");
    const stated = this.resolve(own(resource.values, "region"));
    const region = typeof stated === "string" ? stated : provider?.region;
    return { region, account: provider?.account ?? this.account, partition: partitionOf(region) };
  }

  private lookUp(reference: string): unknown {
    const [, address = "", attribute = ""] = /^(.*)\.([a-z_]+)$/.exec(reference.replace("[0]", "")) ?? [];
    const resource = this.byAddress.get(address) ?? this.byAddress.get(`${address}[0]`);
    const unknown = new Unknown(`${reference} is known after the apply`);
    if (!resource || this.pending.has(reference)) return unknown;
    this.pending.add(reference);
    const value = this.attribute(resource, attribute);
    this.pending.delete(reference);
    return value === undefined || value === null ? unknown : value;
  }

  /** ARNs that will be made of what is known already: AWS documents their shape. */
  private derived(resource: SourceResource, name: string): string | undefined {
    const { region, account, partition } = this.placeOf(resource);
    if (account === undefined || !["arn", "id", "key_id", "policy_arn"].includes(name)) return undefined;
    const called = this.resolve(own(resource.values, "name"));
    const path = this.resolve(own(resource.values, "path"));
    const folder = typeof path === "string" ? path : path instanceof Unknown ? undefined : "/";
    switch (`${resource.type}.${name}`) {
      case "aws_iam_role.arn":
      case "aws_iam_policy.arn":
      case "aws_iam_policy.id":
        return typeof called === "string" && folder !== undefined
          ? `arn:${partition}:iam::${account}:${resource.type.slice("aws_iam_".length)}${folder}${called}`
          : undefined;
      case "aws_secretsmanager_secret.arn":
      case "aws_secretsmanager_secret.id":
        return typeof called === "string" && region !== undefined
          ? `arn:${partition}:secretsmanager:${region}:${account}:secret:${called}-${MADE_BY_APPLY}`
          : undefined;
      case "aws_kms_key.arn":
      case "aws_kms_key.key_id":
      case "aws_kms_key.id":
        return region === undefined ? undefined : `arn:${partition}:kms:${region}:${account}:key/${resource.address}`;
      default:
        return undefined;
    }
  }

  /** A key named by its ID or ARN, as an ARN. */
  public keyArn(value: unknown, resource: SourceResource): string | Unknown {
    if (typeof value !== "string") return value instanceof Unknown ? value : new Unknown("the key is not known");
    if (splitArn(value)) return value;
    const { region, account, partition } = this.placeOf(resource);
    return region === undefined || account === undefined
      ? new Unknown(`key ${value} is named without its account: give --account`)
      : `arn:${partition}:kms:${region}:${account}:key/${value}`;
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string | undefined): string {
  if (region?.startsWith("cn-")) return "aws-cn";
  return region?.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
