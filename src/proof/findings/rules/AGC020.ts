import { alone, canBy, gains, plainRequest } from "../ask";
import { keyBeside, keyPermissions, keysOf } from "../key-permissions";
import { violated } from "../rule";
import type { Rule } from "../rule";

/** What of a request to sign is anybody's choice; that it comes through AgentCore is not. */
const FREE = /^kms:(signingalgorithm|messagetype|requestalias)$/i;

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
    const { model } = facts;
    const used = keysOf(facts, ({ provider }) => provider.signingKeys);
    for (const { principal, keyArn, found } of keyPermissions(facts, used, "kms:Sign")) {
      const request = plainRequest({ type: "AssumedRole", roleArn: principal }, "kms:Sign", keyArn);
      const signs =
        found.kind === "role"
          ? canBy(model, found, request, keyBeside(model, keyArn, principal), FREE)
          : gains(model, alone(found, FREE), request);
      const text = `${found.name} lets ${principal} sign with ${keyArn} without AgentCore.`;
      if (signs) yield violated(principal, found.policy.at, text);
    }
  },
};
