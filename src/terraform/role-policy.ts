import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../access/known";
import { INLINE_POLICY_CHARACTERS, INLINE_POLICY_NAME } from "../access/limits";
import { policyDocument } from "../access/policy";
import type { Problem } from "../access/problem";
import type { Role } from "../access/role";
import type { Assertion } from "./check";
import { accountGuards, attachableGuards, roleArnGuards } from "./guards";
import type { Statements } from "./json-text";
import { policyJson } from "./json-text";
import { Program } from "./program";
import { argument, expression } from "./text";
import { identityInProgram, identityOf } from "./tokens";

/**
 * The account of a role: as given, as its ARN says, or as Terraform takes it from the ARN. What is no ARN is refused by
 * a guard, which must be reached first.
 */
export const accountOf = ({ account, roleArn }: Role): string =>
  account ?? expression((quote) => `try(split(":", ${quote(roleArn)})[4], "")`);

/** The name of a role, which ends its ARN after an optional path. */
export const roleNameOf = ({ roleName, roleArn }: Role): string =>
  roleName ?? expression((quote) => `try(regex("[^/]+$", ${quote(roleArn)}), "")`);

/** A policy of a role: its document, and the inline policy if it is to be attached. */
export interface RolePolicy {
  readonly document: string;
  readonly resource?: IamRolePolicy;
}

/**
 * An identity policy. Attached, it is inline, and the role must be in the account of the AWS provider.
 *
 * @param more what must hold of what the policy names, where no other resource asks for it
 */
export function rolePolicy(
  scope: Construct,
  id: string,
  role: Role,
  name: string,
  statements: Statements,
  provider: TerraformProvider | undefined,
  more: readonly Assertion[] = [],
): RolePolicy {
  const named = [...roleArnGuards([role.roleArn]), ...accountGuards(role), ...more];
  if (!role.attachPolicy) return { document: policyJson(statements, () => named) };
  const guards = [...named, ...attachableGuards(role)];
  const document = policyJson(statements);
  countInline(scope, role, statements);
  const resource = new IamRolePolicy(scope, id, {
    namePrefix: argument(prefixOf(name)),
    role: argument(roleNameOf(role)),
    policy: document,
    provider,
    ...(guards.length > 0 && { lifecycle: { precondition: guards } }),
  });
  return { document, resource };
}

const PREFIX_LENGTH = INLINE_POLICY_NAME.length - INLINE_POLICY_NAME.suffix - "-".length;

/**
 * What the name of an inline policy begins with. A whole name would be that of another policy, too: of another stack that
 * lets the role use the same provider, or of the same construct under its former ID. Whoever goes last would take it away.
 */
const prefixOf = (name: string): string =>
  `${isKnown(name) ? name.slice(0, PREFIX_LENGTH) : expression((quote) => `substr(${quote(name)}, 0, ${PREFIX_LENGTH})`)}-`;

/** All inline policies of a role share one quota: ours alone must not exceed it. */
function countInline(scope: Construct, role: Role, statements: Statements): void {
  const program = Program.of(scope);
  program
    .share(`inline policies of ${identityInProgram(scope, role.roleArn)}`, () => {
      const all: Statements[] = [];
      program.checkLate(scope, () => inlineProblems(identityOf(scope, role.roleArn), all));
      return all;
    })
    .push(statements);
}

function inlineProblems(roleArn: string, all: readonly Statements[]): Problem[] {
  const characters = all
    .map((statements) => JSON.stringify(policyDocument(statements((text) => text))).length)
    .reduce((sum, length) => sum + length, 0);
  if (characters <= INLINE_POLICY_CHARACTERS) return [];
  return [
    {
      subject: "roleArn",
      value: roleArn,
      rule: `gets ${all.length} inline policies of ${characters} characters together, over IAM's ${INLINE_POLICY_CHARACTERS} for a role`,
      fix: "Say policyKind: PolicyKind.MANAGED of the reader in each grant; of a deployer, attachPolicy: false, and put its document into managed policies.",
    },
  ];
}
