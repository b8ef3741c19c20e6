import { splitArn } from "../access/arn";
import { Unknown } from "../decision";
import type { Assumption } from "../proof/model";
import { isObject, own } from "../proof/values";
import type { Origin } from "./expression";
import { evaluate, Expression, NOT_PLANNED } from "./expression";
import { kindOf } from "./kinds";
import type { Attribute } from "./references";
import { leavesOf } from "./references";
import type { Source, SourceResource } from "./source";

/** Resources whose ARNs follow from what is known of them. */
const DERIVED: ReadonlySet<string> = new Set([
  "aws_iam_role",
  "aws_iam_policy",
  "aws_secretsmanager_secret",
  "aws_kms_key",
]);

/** Whatever ends here stands for itself in one plan, and for nothing that a policy could name. */
const MADE_BY_APPLY = "??????";

/** Of references from resource to resource. */
const LONGEST_CHAIN = 100;

/** Finds out what the values of a source are, as far as that is certain before the apply. */
export class Resolver {
  /** What was taken for the value of an expression that the plan does not show. */
  public readonly assumptions: Assumption[] = [];
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
    const value = this.resolve(own(resource.values, name), `${resource.address}.${name}`);
    if (typeof value === "string" || !(value === undefined || value === null || value instanceof Unknown)) return value;
    return this.derived(resource, name) ?? value;
  }

  /**
   * A value with its expressions replaced.
   *
   * @param at the attribute that has the value: its last part tells what can stand there
   */
  public resolve(value: unknown, at = ""): unknown {
    if (value instanceof Expression) {
      const evaluated = evaluate(value, (reference) => this.lookUp(reference));
      return evaluated instanceof Unknown ? (this.madeOf(value, at) ?? evaluated) : evaluated;
    }
    if (Array.isArray(value)) return value.map((one) => this.resolve(one, at));
    if (typeof value !== "object" || value === null || value instanceof Unknown) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.resolve(one, `${at}.${key}`)]));
  }

  /**
   * The only thing that an expression can stand for, of those that it is made of. What functions do to it a plan does not
   * show, so that is taken for granted.
   */
  private madeOf({ origin }: Expression, at: string): unknown {
    const kind = kindOf(at.slice(at.lastIndexOf(".") + 1));
    if (!kind || !origin) return undefined;
    const found = new Set<string>();
    const { expression, frame } = shownOf(origin);
    for (const leaf of leavesOf(expression, frame)) {
      if (typeof leaf === "object" && "hidden" in leaf)
        return new Unknown(`it is made of ${leaf.hidden}, which a plan does not show`);
      const value = typeof leaf === "string" ? leaf : this.attributeAt(leaf);
      if (value instanceof Unknown) return value;
      const fitting = typeof value === "string" ? kind(value, leaf) : undefined;
      if (fitting !== undefined) found.add(fitting);
    }
    const [only, ...others] = found;
    if (only === undefined) return undefined;
    if (others.length > 0) return new Unknown(`it is one of ${[...found].join(", ")}, which a plan does not show`);
    if (!this.assumptions.some(({ subject }) => subject === at))
      this.assumptions.push({ subject: at, text: `is ${only}: the plan shows only that it is made of that` });
    return only;
  }

  /** Region, account and partition in which a resource is made. */
  public placeOf(resource: SourceResource): { region?: string; account?: string; partition: string } {
    const provider = this.source.providers.get(resource.provider) ?? this.source.providers.get("aws");
    const stated = this.resolve(own(resource.values, "region"));
    const region = typeof stated === "string" ? stated : provider?.region;
    return { region, account: provider?.account ?? this.account, partition: partitionOf(region) };
  }

  private lookUp(reference: string): unknown {
    const [, address = "", name = ""] = /^(.*)\.([a-z_]+)$/.exec(reference.replace("[0]", "")) ?? [];
    return this.attributeAt({ address, name });
  }

  private attributeAt({ address, name }: Attribute): unknown {
    const resource = this.byAddress.get(address) ?? this.byAddress.get(`${address}[0]`);
    const reference = `${address}.${name}`;
    const unknown = new Unknown(`${reference} is known after the apply`);
    if (!resource || this.pending.has(reference) || this.pending.size > LONGEST_CHAIN) return unknown;
    this.pending.add(reference);
    const value = this.attribute(resource, name);
    this.pending.delete(reference);
    // What is left open without a reason of its own is so because of this reference.
    return value === undefined || value === null || value === NOT_PLANNED ? unknown : value;
  }

  /** ARNs that will be made of what is known already: AWS documents their shape. */
  private derived(resource: SourceResource, name: string): string | Unknown | undefined {
    const { region, account, partition } = this.placeOf(resource);
    if (!["arn", "id", "key_id", "policy_arn"].includes(name)) return undefined;
    if (account === undefined)
      return DERIVED.has(resource.type)
        ? new Unknown(`the account of ${resource.address} is not known: give --account`)
        : undefined;
    const called = this.resolve(own(resource.values, "name"));
    const path = this.resolve(own(resource.values, "path"));
    const folder = typeof path === "string" ? path : path instanceof Unknown ? undefined : "/";
    switch (`${resource.type}.${name}`) {
      case "aws_iam_role.id":
        return typeof called === "string" ? called : undefined;
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

/** The plan does not show expressions in dynamic blocks: whatever they are, they are made of what the module is given. */
function shownOf(origin: Origin): Origin {
  const { caller } = origin.frame.scope;
  const isShown = isObject(origin.expression) && Object.keys(origin.expression).length > 0;
  if (isShown || !caller) return origin;
  const { call, scope, each } = caller;
  return { expression: own(call, "expressions"), frame: { scope, ...(each && { each }) } };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string | undefined): string {
  if (region?.startsWith("cn-")) return "aws-cn";
  return region?.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
