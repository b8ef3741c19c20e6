import { ROLE_ARN as ROLE } from "../../access/role-arn";
import { SECRET_ARN as SECRET } from "../../access/secret-arn";
import type { Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { textRule, textsRule } from "./from-rule";
import { SECRET_ARN } from "./samples";

const SESSION = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc";

/** That every ARN of a collection names one IAM role. */
export const areRoles = (what: string, collection: string, broken: Body): Validation =>
  textsRule(ROLE, what, collection, broken);

/** Whether a list of texts names each once; `distinct` would compare each with each. */
export const eachOnce = (collection: string): string => `length(toset(${collection})) == length(${collection})`;

/** A role named twice would get two of what is made for a role. */
export const areDistinct = (what: string, collection: string, broken: Body): Validation => ({
  condition: eachOnce(collection),
  message: `${what} name one role twice. Name each role once.`,
  broken,
});

export function rolesVariable(
  name: string,
  description: string,
  { isRequired = false }: { readonly isRequired?: boolean } = {},
): Variable {
  return {
    name,
    description: isRequired ? description : `${description} By default there are none.`,
    type: { map: "string" },
    ...(!isRequired && { default: {} }),
    nullable: false,
    validations: [areRoles(name, `values(var.${name})`, { [name]: { agent: SESSION } })],
  };
}

export const secretArnVariable = (description: string): Variable => ({
  name: "secret_arn",
  description,
  type: "string",
  nullable: false,
  validations: [textRule(SECRET, "secret_arn", "var.secret_arn", { secret_arn: SECRET_ARN.slice(0, -7) })],
});

/** The roles of one credential provider are in one account, and in the secret's partition. */
export const otherAccount = (accounts: string): string =>
  `readers are in different accounts, \${${accounts}}, and only roles of the credential provider's own account can use it. Make a credential provider in each account.`;
