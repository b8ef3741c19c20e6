import { keyPermissions, keysOf } from "../key-permissions";
import { outcome } from "../rule";
import type { Rule } from "../rule";
import { isBound } from "../statements";

/** A role can sign as the client without AgentCore. */
export const AGC020: Rule = {
  id: "AGC020",
  severity: "warning",
  title: "A role can sign as the client without AgentCore.",
  openTitle: "Whether a role can sign as the client without AgentCore is not known.",
  cause:
    "Its permission on the key that signs client assertions holds for every call: code that runs with the role can make assertions of its own.",
  fix: "Condition kms:Sign by kms:ViaService bedrock-agentcore-identity.<region>.amazonaws.com.",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/private-key-jwt.html",
  *check(facts) {
    const used = keysOf(facts, ({ provider }) => provider.signingKeys);
    for (const { principal, keyArn, found } of keyPermissions(facts, used, "kms:Sign"))
      yield outcome(
        !isBound(found, /^kms:viaservice$/i),
        principal,
        found.policy.at,
        `${found.name} lets ${principal} sign with ${keyArn} without a condition on kms:ViaService.`,
      );
  },
};
