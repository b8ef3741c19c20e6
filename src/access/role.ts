import { isKnown } from "./known";
import type { Problem } from "./problem";
import { isProblem } from "./problem";
import { parseRoleArn } from "./role-arn";
import { textProblems } from "./written-text";

/** An account, in the syntax that JavaScript and Terraform's `regex` share. */
export const ACCOUNT = "^[0-9]{12}$";

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

  /** @internal */
  public readonly _problems: Problem[];

  protected constructor(roleArn: string, options: RoleOptions, attachPolicy: boolean) {
    this.roleArn = roleArn;
    this.attachPolicy = attachPolicy;
    const { account, roleName } = options;
    const problems: Problem[] = textProblems({ roleArn, account, roleName });
    if (account !== undefined && isKnown(account) && !new RegExp(ACCOUNT).test(account)) {
      problems.push({
        subject: "account",
        value: account,
        rule: "is not an account ID of 12 digits",
        fix: "Give the account of the role, or leave it out.",
      });
    }
    if (isKnown(roleArn)) {
      const parsed = parseRoleArn(roleArn, "roleArn");
      if (isProblem(parsed)) problems.push(parsed.problem);
      else {
        this.account = parsed.value.account;
        this.roleName = parsed.value.roleName;
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
    this.account ??= account;
    this.roleName ??= roleName;
    this._problems = problems;
  }
}
