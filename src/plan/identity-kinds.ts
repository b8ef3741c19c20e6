/** The resource types by which one kind of identity gets its policies. */
export interface IdentityKind {
  readonly kind: "role" | "user" | "group";
  readonly type: string;
  readonly data?: string;
  readonly inline: string;
  readonly attachment: string;
  readonly inlineExclusive: string;
  readonly attachmentsExclusive: string;
  /** The list of them in `aws_iam_policy_attachment`. */
  readonly list: string;
}

const kindOf = (kind: IdentityKind["kind"], inline: string, attachment: string): IdentityKind => ({
  kind,
  type: `aws_iam_${kind}`,
  inline,
  attachment,
  inlineExclusive: `aws_iam_${kind}_policies_exclusive`,
  attachmentsExclusive: `aws_iam_${kind}_policy_attachments_exclusive`,
  list: `${kind}s`,
});

export const ROLE = kindOf("role", "aws_iam_role_policy", "aws_iam_role_policy_attachment");
export const USER = kindOf("user", "aws_iam_user_policy", "aws_iam_user_policy_attachment");
export const GROUP = kindOf("group", "aws_iam_group_policy", "aws_iam_group_policy_attachment");
