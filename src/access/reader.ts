import { optional, requireKinds } from "./argument-kinds";
import { MANAGED_POLICIES_OF_ROLE } from "./limits";
import { PolicyKind } from "./modes";
import type { Problem } from "./problem";
import type { RoleOptions } from "./role";
import { Role, ROLE_KINDS } from "./role";
import { eachProblems } from "./rule";
import { POLICY_KIND } from "./rules/modes";
import { WORKLOAD_IDENTITIES } from "./rules/names";
import { textProblems } from "./written-text";

/** Options of a reader. */
export interface ReaderOptions extends RoleOptions {
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
   * Runtime and Gateway make these names when they start, which is why all are allowed unless you name yours.
   *
   * @default ["*"]
   */
  readonly workloadIdentities?: string[];
}

const READER_KINDS = {
  ...ROLE_KINDS,
  workloadIdentities: optional("list of texts"),
  policyKind: optional(POLICY_KIND),
  maxManagedPolicies: optional("number"),
};

/**
 * A role that obtains a credential at run time: an AgentCore Runtime execution role, a gateway role, a payment manager
 * role, or the role of any other program. AgentCore reads the secret with this role's permissions.
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

  /** The workload identities through which the reader may obtain credentials. */
  public readonly workloadIdentities: string[];

  /** Whether the role gets inline policies or managed ones. */
  public readonly policyKind: PolicyKind;

  /** How many managed policies the role may get. */
  public readonly maxManagedPolicies: number;

  private constructor(roleArn: string, options: ReaderOptions) {
    const workloadIdentities = options.workloadIdentities ?? ["*"];
    super(roleArn, options, true, options.attachPolicy);
    this.workloadIdentities = workloadIdentities;
    this.policyKind = options.policyKind ?? PolicyKind.INLINE;
    this.maxManagedPolicies = options.maxManagedPolicies ?? MANAGED_POLICIES_OF_ROLE;
    this._problems.push(...textProblems({ workloadIdentities }), ...workloadIdentityProblems(workloadIdentities));
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

function workloadIdentityProblems(names: readonly string[]): Problem[] {
  if (names.length === 0)
    return [
      {
        subject: "workloadIdentities",
        rule: "is empty, so the reader could obtain nothing",
        fix: 'Name at least one workload identity, or leave it out for "*".',
      },
    ];
  return eachProblems(WORKLOAD_IDENTITIES, "workloadIdentities", names);
}
