import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { dependable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Use } from "../access/reader-statements";
import { foldedStatements } from "../access/reader-statements";
import { isKnown, pieces } from "../access/known";
import { MANAGED_POLICY_CHARACTERS, MANAGED_POLICY_NAME_LENGTH } from "../access/limits";
import { policyDocument } from "../access/policy";
import type { Problem } from "../access/problem";
import type { Reader } from "../access/reader";
import type { Member } from "../access/share-out";
import { comesFrom, shareOut } from "../access/share-out";
import { MARK_LENGTH } from "../access/statement-owner";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { accountGuards, attachableGuards, roleArnGuards } from "../terraform/guards";
import { policyJson } from "../terraform/json-text";
import { fitName, labelOf, shortHash } from "../terraform/labels";
import { Owner } from "../terraform/owner";
import { Program } from "../terraform/program";
import { accountOf, roleNameOf } from "../terraform/role-policy";
import { argument } from "../terraform/text";
import type { Resolve } from "../terraform/tokens";
import { identityOf } from "../terraform/tokens";

/** What a role may do with one credential provider, as a part of its managed policies. */
export interface PolicyPart extends Member {
  readonly reader: Reader;
  readonly use: (resolve: Resolve) => Use;
  /** What must hold of what the policy names. */
  readonly guards: readonly Assertion[];
}

interface Made {
  readonly policy: IamPolicy;
  readonly attachment: IamRolePolicyAttachment;
}

/** So much of a stack's name stands in that of a policy, beside the name of the role. */
export const STACK_NAME_LENGTH = 32;

/**
 * The managed policies of one role, in one stack and through one AWS provider: as few as there may be if a credential
 * provider that comes or goes is to touch no other policy than its own.
 */
export class ReaderPolicies extends Construct {
  /** Those of a role, made at the first request. */
  public static of(scope: Construct, reader: Reader, provider: TerraformProvider | undefined): ReaderPolicies {
    const stack = TerraformStack.of(scope);
    const label = [...(provider?.alias === undefined ? [] : [provider.alias]), labelOf(stack, reader)].join("-");
    return Program.of(scope).share(
      `managed policies of ${label} in ${stack.node.path}`,
      () => new ReaderPolicies(stack, `ReaderPolicies-${label}`, reader, provider),
    );
  }

  private readonly parts: PolicyPart[] = [];
  private places: ReadonlyMap<string, readonly PolicyPart[]> = new Map();
  private readonly made = new Map<string, Made>();

  private constructor(
    scope: Construct,
    id: string,
    private readonly reader: Reader,
    private readonly provider: TerraformProvider | undefined,
  ) {
    super(scope, id);
    Program.of(this).checkLate(this, () => this.problems());
  }

  /** Adds what the role may do with a credential provider. Gives what stands for its being attached. */
  public add(part: PolicyPart): ITerraformDependable {
    this.refuseOther(part.reader);
    this.parts.push(part);
    this.parts.sort((a, b) => (a.key < b.key ? -1 : 1));
    this.places = shareOut(this.parts, (parts) => this.lengthOf(parts) <= MANAGED_POLICY_CHARACTERS);
    this.write();
    const attachmentOf = (): ITerraformDependable => this.attachmentOf(part);
    return {
      // A credential provider that is granted later may move it.
      get fqn() {
        return attachmentOf().fqn;
      },
    };
  }

  /**
   * The path of the policies, which no other policy has: so a deployer may be let write these alone, and none of another
   * workspace.
   */
  public get path(): string {
    return `/agentcore-identity/${this.stackName}-${this.mark}/${roleNameOf(this.reader)}/`;
  }

  /** The ARN that stands for all policies of the role: there may be more of them tomorrow. */
  public get arns(): string {
    return `arn:${this.partition}:iam::${accountOf(this.reader)}:policy${this.path}*`;
  }

  private get partition(): string {
    return (
      /^arn:([^:]+):/.exec(this.reader.roleArn)?.[1] ?? this.parts[0]?.use((text) => text).place.partition ?? "aws"
    );
  }

  /** An account has one policy of a name, whatever its path: workspaces and stacks that let one role in have their own. */
  private get mark(): string {
    return Owner.of(this).mark;
  }

  private get stackName(): string {
    return fitName(TerraformStack.of(this).node.path.replace(/[^\w+=,.@-]/g, "-"), STACK_NAME_LENGTH);
  }

  private attachmentOf(part: PolicyPart): IamRolePolicyAttachment {
    const [place] = [...this.places].find(([, parts]) => parts.includes(part)) as [string, unknown];
    return (this.made.get(place) as Made).attachment;
  }

  /** Makes a policy for each place, and takes back that of a place that has become empty. */
  private write(): void {
    for (const [place, { policy, attachment }] of this.made)
      if (!this.places.has(place)) {
        for (const { node } of [policy, attachment]) this.node.tryRemoveChild(node.id);
        this.made.delete(place);
      }
    for (const place of this.places.keys()) if (!this.made.has(place)) this.made.set(place, this.make(place));
    for (const [place, parts] of this.places) this.complete(place, parts);
  }

  private make(place: string): Made {
    const { provider } = this;
    const name = `AgentCoreIdentity-${this.stackName}-${roleNameOf(this.reader)}-${place}`;
    const most = MANAGED_POLICY_NAME_LENGTH - MARK_LENGTH - "-".length;
    const policy = new IamPolicy(this, `Policy-${place}`, {
      name: argument(`${isKnown(name) ? fitName(name, most) : name}-${this.mark}`),
      path: argument(this.path),
      policy: policyJson((resolve) => this.statements(this.places.get(place) ?? [], resolve)),
      provider,
    });
    const attachment = new IamRolePolicyAttachment(this, `Attachment-${place}`, {
      role: argument(roleNameOf(this.reader)),
      policyArn: policy.arn,
      provider,
      lifecycle: { createBeforeDestroy: true },
    });
    return { policy, attachment };
  }

  /** What depends on all who are in the policy. */
  private complete(place: string, parts: readonly PolicyPart[]): void {
    const { policy } = this.made.get(place) as Made;
    const guards = [
      ...roleArnGuards([this.reader.roleArn]),
      ...accountGuards(this.reader),
      ...attachableGuards(this.reader),
      ...parts.flatMap((part) => part.guards),
    ];
    policy.lifecycle = {
      // Only then Terraform changes what was made after it first, and destroys it afterwards.
      createBeforeDestroy: true,
      ...(guards.length > 0 && { precondition: guards }),
      ...(this.isMeasured(parts) ? {} : { postcondition: [TOO_LONG] }),
    };
    // What moves to a new policy is there before it leaves this one, and is here again before that one goes.
    const later = [...this.made].filter(([other]) => comesFrom(other, place));
    if (later.length > 0) policy.dependsOn = later.map(([, { attachment }]) => dependable(attachment));
  }

  private statements(parts: readonly PolicyPart[], resolve: Resolve): ReturnType<typeof foldedStatements> {
    return foldedStatements(parts.map(({ use }) => use(resolve)));
  }

  /** Characters of a policy; those that only Terraform knows are taken for as many as they have at most, nearly always. */
  private lengthOf(parts: readonly PolicyPart[]): number {
    const filled: Resolve = (text) =>
      isKnown(text)
        ? text
        : pieces(text)
            .map((piece, index) => (index % 2 === 0 ? piece : shortHash(identityOf(this, piece)).padEnd(TOKEN_LENGTH)))
            .join("");
    const uses = parts.map(({ use }) => shortPlaces(use(filled)));
    return JSON.stringify(policyDocument(foldedStatements(uses))).length;
  }

  private isMeasured(parts: readonly PolicyPart[]): boolean {
    let isKnownAll = true;
    this.statements(parts, (text) => {
      isKnownAll &&= isKnown(text);
      return text;
    });
    return isKnownAll;
  }

  private refuseOther({ roleArn }: Reader): void {
    const [known, given] = [this.reader.roleArn, roleArn].map((arn) => identityOf(this, arn));
    if (known === given) return;
    Program.of(this).refuse(this, {
      subject: "reader",
      value: given,
      rule: `has the name of another reader, ${known}, and an account has one role of a name`,
      fix: "Name a role by the same ARN everywhere; give credential providers of two accounts two AWS providers.",
    });
  }

  private problems(): Problem[] {
    const most = Math.max(...this.parts.map(({ reader }) => reader.maxManagedPolicies));
    const value = identityOf(this, this.reader.roleArn);
    const tooLong = [...this.places.values()].filter((parts) => this.lengthOf(parts) > MANAGED_POLICY_CHARACTERS);
    const problems: Problem[] = tooLong.map((parts) => ({
      subject: "reader",
      value,
      rule: `needs ${this.lengthOf(parts)} characters for one credential provider, over IAM's ${MANAGED_POLICY_CHARACTERS} for a managed policy`,
      fix: 'Name fewer workloadIdentities: one that ends in "*" stands for many.',
    }));
    if (most > 0 && this.places.size > most)
      problems.push({
        subject: "reader",
        value,
        rule: `needs ${this.places.size} managed policies for ${this.parts.length} credential providers, over the ${most} that it may have`,
        fix: `Let another role read some of them, or have the account's quota of managed policies for a role raised and say maxManagedPolicies: ${this.places.size}.`,
      });
    return problems;
  }
}

/** As many characters as most ARNs of secrets and keys, and names, do not have. */
const TOKEN_LENGTH = 110;

/** Partitions, Regions and accounts are short, whatever stands for them. */
function shortPlaces(use: Use): Use {
  const short = (text: string): string => text.slice(0, 16);
  const { place, encrypted } = use;
  return {
    ...use,
    place: { partition: short(place.partition), region: short(place.region), account: short(place.account) },
    encrypted: encrypted.map((one) => ({ ...one, region: short(one.region), partition: short(one.partition) })),
  };
}

const TOO_LONG = assertion(
  `\${length(self.policy) <= ${MANAGED_POLICY_CHARACTERS}}`,
  `The policy has \${length(self.policy)} characters, over IAM's ${MANAGED_POLICY_CHARACTERS}. Give the ARNs of secrets and keys as text, so that the policies are shared out by their lengths.`,
);
