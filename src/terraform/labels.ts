import { createHash } from "node:crypto";
import type { TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import { TerraformElement, Tokenization } from "cdktf";
import type { Construct } from "constructs";
import type { Role } from "../access/role";
import { isKnown } from "../access/known";
import { addressOf } from "./address";
import { expression } from "./text";
import { identityOf } from "./tokens";

/** Eight digits that tell texts apart. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);

/** The same for a text of which only Terraform may know all. */
export const shortHashOf = (text: string): string =>
  isKnown(text) ? shortHash(text) : expression((quote) => `substr(sha256(${quote(text)}), 0, 8)`);

/**
 * A construct ID for what belongs to a role: its name. So it is the same in whatever order roles are named, and whether
 * the program knows the ARN or Terraform makes it. Only a role whose name nobody tells is called by its expression.
 */
export function labelOf(scope: Construct, role: Role): string {
  const { roleArn } = role;
  const name = role.roleName ?? nameInProgram(roleArn);
  if (name !== undefined && isKnown(name)) return name;
  const identity = identityOf(scope, roleArn);
  return `${identity.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "")}-${shortHash(identity)}`;
}

/** The label of a role beside another that has it: roles of two accounts may have one name. */
export const labelBeside = (before: Role | undefined, label: string, { account }: Role): string =>
  account !== undefined && before?.account !== undefined && account !== before.account ? `${account}-${label}` : label;

/** The name of a role that the program makes or looks up itself, from a token for its ARN. */
function nameInProgram(roleArn: string): string | undefined {
  const { tokens, literals } = Tokenization.reverseString(roleArn);
  const { identifier, originStack } = (tokens[0] ?? {}) as { identifier?: unknown; originStack?: TerraformStack };
  const address = ARN_OF_ROLE.exec(String(identifier))?.[1];
  if (address === undefined || originStack === undefined || tokens.length + literals.length !== 1) return undefined;
  const known = rolesOf(originStack);
  if (!known.has(address)) for (const role of rolesIn(originStack)) known.set(addressOf(role), role);
  return known.get(address)?.nameInput;
}

const ARN_OF_ROLE = /^((?:data\.)?aws_iam_role\.[^.]+)\.arn$/;

/** A resource or data source `aws_iam_role`. */
type NamedRole = (TerraformResource | TerraformDataSource) & { readonly nameInput?: string };

const rolesByStack = new WeakMap<TerraformStack, Map<string, NamedRole>>();

function rolesOf(stack: TerraformStack): Map<string, NamedRole> {
  const known = rolesByStack.get(stack) ?? new Map<string, NamedRole>();
  rolesByStack.set(stack, known);
  return known;
}

const rolesIn = (stack: TerraformStack): NamedRole[] =>
  stack.node
    .findAll()
    .filter(
      (one) =>
        TerraformElement.isTerraformElement(one) &&
        (one as { terraformResourceType?: unknown }).terraformResourceType === "aws_iam_role",
    ) as NamedRole[];

/** Shortens a name to what a service takes, keeping it unique by a hash. */
export const fitName = (name: string, most: number): string =>
  name.length <= most ? name : `${name.slice(0, most - 9)}-${shortHash(name)}`;
