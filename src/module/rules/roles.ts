import { Reader } from "../../access/reader";
import { roleArnGuards, secretArnGuards } from "../../terraform/guards";
import type { Validation, Variable } from "../definition";
import { words } from "../words";
import { forEvery, fromGuard } from "./guard";
import { grantedIn, SECRET_ARN } from "./samples";
import { settled } from "../../terraform/settled";

const SESSION = "arn:aws:sts::111122223333:assumed-role/agents/i-0abc";

/** That every ARN of a collection names one IAM role. */
export function areRoles(collection: string, broken: Validation["broken"]): Validation {
  const [guard] = roleArnGuards([settled("${each.value}")]);
  if (!guard) throw new Error("the constructs guard no role");
  return forEvery(guard, "each.value", collection, broken);
}

/** Whether a list of texts names each once; `distinct` would compare each with each. */
export const eachOnce = (collection: string): string => `length(toset(${collection})) == length(${collection})`;

/** A role named twice would get two of what is made for a role. */
export const areDistinct = (what: string, collection: string, broken: Validation["broken"]): Validation => ({
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
    validations: [areRoles(`values(var.${name})`, { [name]: { agent: SESSION } })],
  };
}

export function secretArnVariable(description: string): Variable {
  const [guard] = secretArnGuards(settled("${var.secret_arn}"), "", "");
  if (!guard) throw new Error("the constructs guard no secret");
  return {
    name: "secret_arn",
    description,
    type: "string",
    nullable: false,
    validations: [fromGuard(guard, { secret_arn: SECRET_ARN.slice(0, -7) })],
  };
}

/** The roles of one credential provider are in one account, and in the secret's partition. */
export const otherAccount = (accounts: string): string =>
  words(
    (stack) => {
      const [one, other] = ["111122223333", "444455556666"].map((account) =>
        Reader.role(`arn:aws:iam::${account}:role/agent`),
      );
      grantedIn(stack, one as Reader, other as Reader);
    },
    ["111122223333, 444455556666", accounts],
  );
