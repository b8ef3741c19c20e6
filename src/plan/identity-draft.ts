import type { StatedPolicy } from "../proof/model";

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

  public get policies(): StatedPolicy[] {
    return [...this.inline.values(), ...this.managed.values(), ...this.others];
  }
}
