import type { Leaf } from "./references";

/** Takes what an attribute of one kind can be, or gives undefined for everything else. */
export type Kind = (text: string, leaf: Leaf) => string | undefined;

const arn =
  (pattern: RegExp): Kind =>
  (text) =>
    pattern.test(text) ? text : undefined;

// Region and account may be open texts.
const SECRET = arn(/^arn:[^:]+:secretsmanager:[^:]*:[^:]+:secret:./);
const KEY = arn(/^arn:[^:]+:kms:[^:]*:[^:]+:key\/./);
const ROLE = arn(/^arn:[^:]+:iam::[^:]+:role\/./);
const POLICY = arn(/^arn:[^:]+:iam::[^:]+:policy\/./);

/** The name ends the ARN of a role; of a role that the plan makes it is name and ID. */
const ROLE_NAME: Kind = (text, leaf) => {
  if (ROLE(text, leaf) !== undefined) return text.slice(text.lastIndexOf("/") + 1);
  const isRole = typeof leaf === "object" && "address" in leaf && /(^|\.)aws_iam_role\.[^.]+$/.test(leaf.address);
  return isRole && (leaf.name === "name" || leaf.name === "id") ? text : undefined;
};

/** What attributes hold, by their names: only these are looked for in what an expression is made of. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["secret_id", SECRET],
  ["secret_arn", SECRET],
  ["SecretARN", SECRET],
  ["secrets", SECRET],
  ["kms_key_id", KEY],
  ["kms_key_arn", KEY],
  ["key_id", KEY],
  ["grantee_principal", ROLE],
  ["readers", ROLE],
  ["deployers", ROLE],
  ["elsewhere", ROLE],
  ["policy_arn", POLICY],
  ["role", ROLE_NAME],
]);

export const kindOf = (attribute: string): Kind | undefined => KINDS.get(attribute);
