import { isProblem } from "../../access/problem";
import { parseRoleArn } from "../../access/role-arn";
import { SERVICE_PRINCIPAL } from "../../access/statements";
import type { Shape } from "./shape";
import { isObject, list, oneOf, struct, text, union } from "./shape";

const oneOrMore =
  (item: Shape): Shape =>
  (value, at) =>
    Array.isArray(value) ? list(item)(value, at) : item(value, at);

const role: Shape = (value, at) => {
  const parsed = typeof value === "string" ? parseRoleArn(value, at) : undefined;
  return parsed ? (isProblem(parsed) ? [parsed.problem] : []) : text()(value, at);
};

const conditions: Shape = (value, at) => {
  const isCondition =
    isObject(value) &&
    Object.values(value).every(
      (keys) => isObject(keys) && Object.values(keys).every((one) => oneOrMore(text())(one, at).length === 0),
    );
  return isCondition ? [] : [{ subject: at, rule: "is no condition", fix: 'Give {"OPERATOR": {"KEY": "VALUE"}}.' }];
};

/**
 * Statements that this program may add to a policy: they allow single actions to single roles (or to AgentCore itself),
 * on the secret or key whose policy it is. Anything wider is for the owner of the policy to write.
 */
export const statementsShape = (service: "kms" | "secretsmanager"): Shape =>
  list(
    struct(
      {
        Sid: text({ least: 0, most: 64, pattern: /^[A-Za-z0-9]*$/, meaning: "made of letters and digits" }),
        Effect: oneOf("Allow"),
        Principal: union({ AWS: oneOrMore(role), Service: oneOf(SERVICE_PRINCIPAL) }),
        Action: oneOrMore(
          text({ pattern: new RegExp(`^${service}:[A-Za-z]+$`), meaning: `a single action of ${service}` }),
        ),
        Resource: oneOf("*"),
      },
      { Condition: conditions },
    ),
  );
