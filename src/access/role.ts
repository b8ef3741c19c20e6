import type { Kinds } from "./argument-kinds";
import { optional } from "./argument-kinds";
import { isKnown } from "./known";
import type { Problem } from "./problem";
import { isProblem } from "./problem";
import { isKeptByAws, parseRoleArn, ROLE_ARN } from "./role-arn";
import { givenProblems } from "./rule";
import { ACCOUNT_ID, ROLE_NAME } from "./rules/names";
import { textProblems } from "./written-text";

/** Options of a role that is given permissions. */
export interface RoleOptions {
  /**
   * The 12-digit account of the role.
   *
   * @default - taken from the role ARN, at plan time if the ARN is a token
   */
  readonly account?: string;

  /**
   * The role's name, without its path. What the role gets bears it in its Terraform address, so that a token for the ARN
   * may become text and nothing is made anew.
   *
   * @default - taken from the role ARN, at plan time if the ARN is a token
   */
  readonly roleName?: string;
}

/** What kinds of things the arguments of every role are. */
export const ROLE_KINDS: Kinds<RoleOptions & { readonly roleArn: string; readonly attachPolicy: boolean }> = {
  roleArn: ROLE_ARN,
  account: optional(ACCOUNT_ID),
  roleName: optional(ROLE_NAME),
  attachPolicy: optional("boolean"),
};

/**
 * An IAM role that is given permissions. Only a single role can be named: no wildcard, account, user or session.
 */
export abstract class Role {
  /** The ARN of the role: never that of one of its sessions. */
  public readonly roleArn: string;

  /** The account as given, or as the known ARN says. */
  public readonly account?: string;

  /** The name as given, or as the known ARN says. */
  public readonly roleName?: string;

  /** Whether the identity policy is attached to the role, or only offered as a document. */
  public readonly attachPolicy: boolean;

  /**
   * Whether only AWS may change the role.
   *
   * @internal
   */
  public readonly _isKeptByAws: boolean = false;

  /** @internal */
  public readonly _problems: Problem[];

  protected constructor(roleArn: string, options: RoleOptions, byDefault: boolean, attach?: boolean) {
    this.roleArn = roleArn;
    const { account, roleName } = options;
    const problems: Problem[] = textProblems({ roleArn, account, roleName });
    problems.push(...givenProblems(ACCOUNT_ID, "account", account));
    // A known ARN says the name itself.
    if (!isKnown(roleArn)) problems.push(...givenProblems(ROLE_NAME, "roleName", roleName));
    if (isKnown(roleArn)) {
      const parsed = parseRoleArn(roleArn, "roleArn");
      if (isProblem(parsed)) problems.push(parsed.problem);
      else {
        this.account = parsed.value.account;
        this.roleName = parsed.value.roleName;
        this._isKeptByAws = isKeptByAws(parsed.value);
        if (this._isKeptByAws && attach === true) problems.push(keptProblem(roleArn));
        for (const [subject, given, actual] of [
          ["account", account, this.account],
          ["roleName", roleName, this.roleName],
        ] as const) {
          if (given !== undefined && isKnown(given) && given !== actual) {
            problems.push({
              subject,
              value: given,
              rule: `contradicts the role ARN ${roleArn}`,
              fix: `Leave ${subject} out: the ARN says it.`,
            });
          }
        }
      }
    }
    this.attachPolicy = !this._isKeptByAws && (attach ?? byDefault);
    this.account ??= account;
    this.roleName ??= roleName;
    this._problems = problems;
  }
}

const keptProblem = (roleArn: string): Problem => ({
  subject: "attachPolicy",
  value: "true",
  rule: `is said of ${roleArn}, a role that only AWS may change`,
  fix: "Leave it out, and put the policy document where the role's permissions are kept: for a role of IAM Identity Center into its permission set.",
});
