import { splitArn } from "../access/arn";
import { isUnknown, Unknown } from "../decision";
import type { MaybeKnown } from "../proof/values";
import type { Inputs, PlanResource } from "./inputs";
import type { Planned } from "./planned";
import { textOf } from "./planned";

/** Keys are named by ID, ARN or alias; here they get their ARN. */
export class KeyNames {
  private readonly aliases = new Map<
    string,
    { readonly target: Planned | undefined; readonly resource: PlanResource }
  >();

  public constructor(inputs: Inputs) {
    for (const resource of [...inputs.data("aws_kms_alias"), ...inputs.standing("aws_kms_alias")]) {
      const name = textOf(resource.attribute("name"));
      const target = resource.attribute("target_key_arn") ?? resource.attribute("target_key_id");
      const own = textOf(resource.attribute("target_key_id"));
      if (typeof name !== "string") continue;
      const before = resource.does("update") ? textOf(resource.before("target_key_id")) : own;
      if (before !== own && !isSameKey(before, own)) {
        // What is encrypted already stays so with the old key, until it is written anew.
        const moved = new Unknown(
          `${resource.at} gives alias ${name} another key, and which one has encrypted what is there only an apply tells`,
        );
        this.aliases.set(this.aliasArn(name, resource), { target: moved, resource });
      } else
        this.aliases.set(this.aliasArn(name, resource), { target: typeof own === "string" ? own : target, resource });
    }
  }

  /** The key of a secret; `null` for `aws/secretsmanager`. */
  public of(value: Planned | undefined, resource: PlanResource): MaybeKnown | null {
    const text = textOf(value);
    if (text === undefined) return null;
    return isUnknown(text) ? text : this.arn(text, resource);
  }

  /** A key that must be there. */
  public arnOf(value: Planned | undefined, resource: PlanResource): MaybeKnown {
    return this.of(value, resource) ?? new Unknown(`which key ${resource.at} is about is not known`);
  }

  /** The aliases that are known to stand for a key, such as `alias/team`, by the ARN of the key. */
  public byKey(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, string[]>();
    for (const [alias, { resource }] of this.aliases) {
      const arn = this.arn(alias, resource);
      if (typeof arn === "string") found.set(arn, [...(found.get(arn) ?? []), alias.slice(alias.indexOf("alias/"))]);
    }
    return found;
  }

  private arn(text: string, resource: PlanResource): MaybeKnown | null {
    const parts = splitArn(text);
    if (parts && !parts.resource.startsWith("alias/")) return text;
    if (!parts && !text.startsWith("alias/")) {
      const { partition, region, account } = resource.place;
      return `arn:${partition}:kms:${region}:${account}:key/${text}`;
    }
    if (text.endsWith(":alias/aws/secretsmanager") || text === "alias/aws/secretsmanager") return null;
    const alias = parts ? text : this.aliasArn(text, resource);
    const found = this.aliases.get(alias);
    const target = textOf(found?.target);
    if (found && typeof target === "string" && !target.includes("alias/")) return this.arn(target, found.resource);
    if (isUnknown(target)) return target;
    return new Unknown(`which key ${text} stands for the plan does not say: read it by data "aws_kms_alias"`);
  }

  private aliasArn(name: string, resource: PlanResource): string {
    const { partition, region, account } = resource.place;
    return `arn:${partition}:kms:${region}:${account}:${name}`;
  }
}

/** Whether two names of a key, its ID and its ARN, are of one key. */
const isSameKey = (a: MaybeKnown | undefined, b: MaybeKnown | undefined): boolean =>
  typeof a === "string" && typeof b === "string" && idOf(a) === idOf(b);
const idOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
