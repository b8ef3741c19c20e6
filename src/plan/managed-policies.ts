import { isUnknown, Unknown } from "../decision";
import type { Conflict, StatedPolicy } from "../proof/model";
import { contradiction, statedPolicy } from "../proof/stated-policy";
import type { GivenPolicy } from "./given";
import type { Inputs } from "./inputs";
import type { Planned } from "./planned";
import { isAbsent, textOf } from "./planned";

interface Managed {
  readonly at: string;
  readonly document: unknown;
}

/** Managed policies with their documents: of the plan, of data sources, and given ones of which the plan tells nothing. */
export class ManagedPolicies {
  private readonly documents = new Map<string, Managed>();
  public readonly conflicts: Conflict[] = [];

  public constructor(inputs: Inputs, given: readonly GivenPolicy[], published: (arn: string) => unknown) {
    this.published = published;
    for (const resource of [...inputs.data("aws_iam_policy"), ...inputs.standing("aws_iam_policy")]) {
      const arn = textOf(resource.attribute("arn"));
      if (typeof arn === "string") this.documents.set(arn, { at: resource.at, document: resource.attribute("policy") });
    }
    for (const { kind, arn, file, document } of given)
      if (kind === "policy") this.addGiven(arn, { at: file, document });
  }

  private readonly published: (arn: string) => unknown;

  private addGiven(arn: string, given: Managed): void {
    const planned = this.documents.get(arn);
    const isTold = planned !== undefined && !isAbsent(planned.document as Planned) && !isUnknown(planned.document);
    if (!isTold) this.documents.set(arn, given);
    else this.conflicts.push(...contradiction(arn, planned, given));
  }

  /**
   * @param at where it is attached
   * @param doubt why it may not be attached after the apply
   */
  public attached(at: string, arn: Planned | undefined, what: string, doubt?: string): StatedPolicy {
    const name = textOf(arn);
    if (typeof name !== "string") {
      const why = isUnknown(name) ? name.reason : "it is not there";
      return statedPolicy(
        at,
        `${what} at ${at}`,
        "identity",
        new Unknown(`which ${what} ${at} names only an apply tells: ${why}`),
      );
    }
    const found = this.documents.get(name);
    const title = `${what} ${name.slice(name.lastIndexOf("/") + 1)}`;
    if (found) return statedPolicy(found.at, title, "identity", found.document, doubt);
    const document = this.published(name);
    if (document !== undefined) return statedPolicy(at, title, "identity", document, doubt);
    const reason = `no input holds it: give --policy policy=${name}=FILE`;
    return statedPolicy(at, `${what} ${name}`, "identity", new Unknown(reason));
  }
}
