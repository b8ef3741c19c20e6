import type { StatedPolicy } from "../proof/model";

/** What has one policy, and may have another in its place. */
interface Guarded {
  policy?: StatedPolicy;
  otherPolicies?: readonly StatedPolicy[];
}

/** One policy more that may be the one: which it is nobody knows. */
export function addAlternative(thing: Guarded, policy: StatedPolicy): void {
  thing.otherPolicies = [...(thing.otherPolicies ?? []), { ...policy, isPossible: true }];
}

/** The policies that the plan writes, by the ARN of what they are for. Whichever is written last stays. */
export class Written {
  private readonly byArn = new Map<string, StatedPolicy[]>();

  public add(arn: string, policy: StatedPolicy): void {
    const all = this.byArn.get(arn);
    if (all) all.push(policy);
    else this.byArn.set(arn, [policy]);
  }

  public has(arn: string): boolean {
    return this.byArn.has(arn);
  }

  /** Hands them over: the first as the policy, all others as alternatives. */
  public settle(thingOf: (arn: string, at: string) => Guarded): void {
    for (const [arn, [first, ...others]] of this.byArn) {
      if (!first) continue;
      const thing = thingOf(arn, first.at);
      thing.policy = first;
      if (others.length > 0) thing.otherPolicies = others;
    }
  }
}
