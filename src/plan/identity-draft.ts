import { isOpen } from "../decision";
import type { Unknown } from "../decision";
import type { Conflict, StatedPolicy } from "../proof/model";
import { statedPolicy } from "../proof/stated-policy";

/** An IAM role, user or group that is being put together. */
export class Draft {
  public at: string | undefined = undefined;
  public boundary: StatedPolicy | undefined = undefined;
  public trust: StatedPolicy | undefined = undefined;
  /** Its unique ID. */
  public id: string | undefined = undefined;
  public isComplete = false;
  public isNew = false;
  /** Whether the last refresh saw all policies that it has. */
  public isSeen = false;
  /** Whether the apply deletes it, and makes it again under the same ARN. */
  public isMadeAnew = false;
  /** Inline policies by name. */
  public readonly inline = new Map<string, StatedPolicy>();
  /** Managed policies by ARN. */
  public readonly managed = new Map<string, StatedPolicy>();
  /** Whatever cannot be told apart by a name. */
  public readonly others: StatedPolicy[] = [];

  public constructor(public readonly arn: string) {}

  public get name(): string {
    return this.arn.slice(this.arn.lastIndexOf("/") + 1);
  }

  /** A managed policy; one without a known ARN is none that could be told apart. */
  public place(arn: string | Unknown | undefined, policy: StatedPolicy): void {
    if (typeof arn === "string") this.managed.set(arn, policy);
    else this.others.push(policy);
  }

  /** An inline policy. Two of one name are one policy: which text it has at the end nobody knows. */
  public put(name: string | Unknown | undefined, policy: StatedPolicy): Conflict[] {
    if (typeof name !== "string" || isOpen(name)) {
      this.others.push(policy);
      return [];
    }
    const before = this.inline.get(name);
    this.inline.set(name, policy);
    if (!before || JSON.stringify(before.document) === JSON.stringify(policy.document)) return [];
    const text = `Both write inline policy ${name}: the last one stays.`;
    this.inline.delete(name);
    for (const one of [before, policy])
      this.others.push(statedPolicy(one.at, one.compiled.name, "identity", one.document, text));
    return [{ subject: this.arn, at: [before.at, policy.at], text }];
  }

  public get policies(): StatedPolicy[] {
    return [...this.inline.values(), ...this.managed.values(), ...this.others];
  }
}
