import type { Kinds } from "./argument-kinds";
import { optional, requireKinds } from "./argument-kinds";
import { MANAGED_POLICIES_OF_ROLE } from "./limits";
import { PolicyKind } from "./modes";
import type { Problem } from "./problem";
import { ReaderKind } from "./reader-kind";
import type { RoleOptions } from "./role";
import { Role, ROLE_KINDS } from "./role";
import { eachProblems } from "./rule";
import { POLICY_KIND, READER_KIND } from "./rules/modes";
import { WORKLOAD_IDENTITIES } from "./rules/names";
import { WORKLOAD_IDENTITY_ARN } from "./workload-identity-arn";
import { textProblems } from "./written-text";

/** Options of a reader. */
export interface ReaderOptions extends RoleOptions {
  /**
   * Whose role it is: it says what the role needs beside the credential.
   *
   * @default ReaderKind.RUNTIME
   */
  readonly kind?: ReaderKind;

  /**
   * Whether the identity policy is attached to the role. Say `false` for a role that is managed
   * elsewhere: `grantUse` then only offers the document.
   *
   * @default - true, but false for a role that only AWS may change: of the paths `/aws-reserved/` and `/aws-service-role/`
   */
  readonly attachPolicy?: boolean;

  /**
   * Whether the role gets an inline policy for each credential provider, or managed policies for all of them.
   *
   * @default PolicyKind.INLINE
   */
  readonly policyKind?: PolicyKind;

  /**
   * How many managed policies the role may get, with `PolicyKind.MANAGED`. Those that it has from elsewhere count towards
   * the same quota of its account.
   *
   * @default 10, which is IAM's quota unless the account has a higher one
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly maxManagedPolicies?: number;

  /**
   * Names of the workload identities through which the reader may obtain credentials; each may end in `*`. AgentCore
   * Runtime and Gateway make these names when they start, which is why all are allowed unless you name yours, or give
   * their ARNs.
   *
   * @default ["*"], or none beside `workloadIdentityArns`
   */
  readonly workloadIdentities?: string[];

  /**
   * ARNs of the workload identities through which the reader may obtain credentials; tokens are fine. A runtime and a
   * gateway tell theirs: `workloadIdentityDetails.get(0).workloadIdentityArn` of `aws_bedrockagentcore_agent_runtime` or
   * `aws_bedrockagentcore_gateway`. They are in the vault's account and Region.
   *
   * @default - those that `workloadIdentities` names
   * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_WorkloadIdentityDetails.html
   */
  readonly workloadIdentityArns?: string[];
}

const READER_KINDS: Kinds<ReaderOptions & { readonly roleArn: string }> = {
  ...ROLE_KINDS,
  kind: optional(READER_KIND),
  workloadIdentities: optional("list of texts"),
  workloadIdentityArns: optional("list of texts"),
  policyKind: optional(POLICY_KIND),
  maxManagedPolicies: optional("number"),
};

/**
 * A role that obtains a credential at run time: that of an AgentCore Runtime, gateway, harness, consent portal or payment
 * manager, or of any other program. AgentCore reads the secret with this role's permissions.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html
 */
export class Reader extends Role {
  /**
   * The role that reads.
   *
   * @param roleArn the ARN of one IAM role, path included; a token is fine
   */
  public static role(roleArn: string, options: ReaderOptions = {}): Reader {
    requireKinds("Reader.role", { roleArn, ...options }, READER_KINDS);
    return new Reader(roleArn, options);
  }

  /** Whose role it is. */
  public readonly kind: ReaderKind;

  /** The names of workload identities through which the reader may obtain credentials. */
  public readonly workloadIdentities: string[];

  /** The ARNs of workload identities through which the reader may obtain credentials. */
  public readonly workloadIdentityArns: string[];

  /** Whether the role gets inline policies or managed ones. */
  public readonly policyKind: PolicyKind;

  /** How many managed policies the role may get. */
  public readonly maxManagedPolicies: number;

  private constructor(roleArn: string, options: ReaderOptions) {
    const { workloadIdentityArns } = options;
    const workloadIdentities = options.workloadIdentities ?? (workloadIdentityArns === undefined ? ["*"] : []);
    super(roleArn, options, true, options.attachPolicy);
    this.kind = options.kind ?? ReaderKind.RUNTIME;
    this.workloadIdentities = workloadIdentities;
    this.workloadIdentityArns = workloadIdentityArns ?? [];
    this.policyKind = options.policyKind ?? PolicyKind.INLINE;
    this.maxManagedPolicies = options.maxManagedPolicies ?? MANAGED_POLICIES_OF_ROLE;
    this._problems.push(...textProblems({ workloadIdentities, workloadIdentityArns }));
    this._problems.push(...workloadIdentityProblems(this.workloadIdentities, this.workloadIdentityArns));
    this._problems.push(...maxProblems(this.maxManagedPolicies));
  }
}

const maxProblems = (most: number): Problem[] =>
  Number.isInteger(most) && most > 0
    ? []
    : [
        {
          subject: "maxManagedPolicies",
          value: String(most),
          rule: "is not a whole number from 1",
          fix: `Leave it out for ${MANAGED_POLICIES_OF_ROLE}, or give the quota of the role's account.`,
        },
      ];

function workloadIdentityProblems(names: readonly string[], arns: readonly string[]): Problem[] {
  if (names.length + arns.length === 0)
    return [
      {
        subject: "workloadIdentities",
        rule: "is empty, so the reader could obtain nothing",
        fix: 'Name at least one workload identity, or leave it out for "*".',
      },
    ];
  return [
    ...eachProblems(WORKLOAD_IDENTITIES, "workloadIdentities", names),
    ...eachProblems(WORKLOAD_IDENTITY_ARN, "workloadIdentityArns", arns),
  ];
}
