import { isObject } from "../../access/objects";
import { ROLE_ARN } from "../../access/role-arn";
import { STATEMENT_SID } from "../../access/rules/names";
import { regex } from "../../access/rule";
import { SERVICE_PRINCIPAL } from "../../access/statements";
import type { Shape } from "./shape";
import { exactly, follows, list, struct, text, union } from "./shape";

const oneOrMore =
  (item: Shape): Shape =>
  (value, at) =>
    Array.isArray(value) ? list(item)(value, at) : item(value, at);

const conditions: Shape = (value, at) => {
  const isCondition =
    isObject(value) &&
    Object.values(value).every(
      (keys) => isObject(keys) && Object.values(keys).every((one) => oneOrMore(text)(one, at).length === 0),
    );
  return isCondition ? [] : [{ subject: at, rule: "is no condition", fix: 'Give {"OPERATOR": {"KEY": "VALUE"}}.' }];
};

const actionOf =
  (service: string): Shape =>
  (value, at) =>
    typeof value === "string" && regex(`^${service}:[A-Za-z]+$`).test(value)
      ? []
      : [{ subject: at, rule: `is not a single action of ${service}`, fix: "Name single actions." }];

/**
 * Statements that this program may add to a policy: they allow single actions to single roles (or to AgentCore itself),
 * on the secret or key whose policy it is. Anything wider is for the owner of the policy to write.
 */
export const statementsShape = (service: "kms" | "secretsmanager"): Shape =>
  list(
    struct(
      {
        Sid: follows(STATEMENT_SID),
        Effect: exactly("Allow"),
        Principal: union({ AWS: oneOrMore(follows(ROLE_ARN)), Service: exactly(SERVICE_PRINCIPAL) }),
        Action: oneOrMore(actionOf(service)),
        Resource: exactly("*"),
      },
      { Condition: conditions },
    ),
  );
