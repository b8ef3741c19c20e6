import { actionsOf, isAllow, resourcesOf, statementsOf } from "../statements";
import { outcome } from "../rule";
import type { Rule } from "../rule";

/** A role may only read secrets that AgentCore makes itself. */
export const AGC014: Rule = {
  id: "AGC014",
  severity: "warning",
  title: "A role may only read secrets that AgentCore makes itself.",
  cause: "The policy covers bedrock-agentcore-identity!* alone: an external secret has another name.",
  fix: "Name the ARN of the external secret.",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html",
  *check({ model }) {
    const isManaged = (arn: string): boolean => arn.includes(":secret:bedrock-agentcore-identity!");
    const found = [...statementsOf(model)].filter(
      (one) =>
        one.kind === "role" &&
        isAllow(one) &&
        actionsOf(one).some((action) => /^secretsmanager:(\*|GetSecretValue)$/i.test(action)),
    );
    const others = new Set(found.filter((one) => !resourcesOf(one).every(isManaged)).map(({ owner }) => owner));
    for (const one of found)
      yield outcome(
        !others.has(one.owner),
        one.owner,
        one.policy.at,
        `${one.name} covers AgentCore's own secrets only.`,
      );
  },
};
