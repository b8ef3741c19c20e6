import { splitArn } from "../../../access/arn";
import { isUnknown } from "../../../decision";
import { canBy, plainRequest } from "../ask";
import { violated } from "../rule";
import type { Facts, Rule } from "../rule";
import type { Found } from "../statements";
import { isAllow, mayBeAbout, resourcesOf, statementsOf } from "../statements";
import { own } from "../../values";

const READ = "secretsmanager:GetSecretValue";
const isManaged = (arn: string): boolean => arn.includes(":secret:bedrock-agentcore-identity!");

/** A role may only read secrets that AgentCore makes itself. */
export const AGC014: Rule = {
  id: "AGC014",
  severity: "warning",
  title: "A role may only read secrets that AgentCore makes itself.",
  openTitle: "Whether a role may read more than secrets that AgentCore makes itself is not known.",
  cause: "The policy covers bedrock-agentcore-identity!* alone: an external secret has another name.",
  fix: "Name the ARN of the external secret.",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/scope-credential-provider-access.html",
  *check(facts) {
    const external = externalSecrets(facts);
    const covering = new Map<string, { at: string; name: string; reads: boolean }[]>();
    for (const found of statementsOf(facts.model)) {
      const { kind, owner, policy, name } = found;
      const secrets = external.get(owner);
      if (kind !== "role" || !secrets || !isAllow(found) || !mayBeAbout(found, READ)) continue;
      const can = (arn: string): boolean =>
        canBy(facts.model, found, plainRequest({ type: "AssumedRole", roleArn: owner }, READ, arn));
      const reads = namesOne(found, secrets) || secrets.some(can);
      if (!reads && !secrets.flatMap(managedBeside).some(can)) continue;
      const all = covering.get(owner) ?? [];
      covering.set(owner, [...all, { at: policy.at, name, reads }]);
    }
    for (const [owner, all] of covering) {
      const readsExternal = all.some(({ reads }) => reads);
      for (const { at, name } of all)
        if (!readsExternal) yield violated(owner, at, `${name} covers AgentCore's own secrets only.`);
    }
  },
};

/** The usual form, which needs no question. */
const namesOne = (found: Found, secrets: readonly string[]): boolean =>
  own(found.statement, "Condition") === undefined && resourcesOf(found).some((one) => secrets.includes(one));

/** Secrets of their own team that those who are named for a provider are to read. */
function externalSecrets({ rows }: Facts): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { provider, principal, standing } of rows) {
    if (standing === "other" || standing === "service") continue;
    for (const { secretId, isManaged: isOwn = false } of provider.references)
      if (!isUnknown(secretId) && !isOwn && !isManaged(secretId))
        found.set(principal, [...(found.get(principal) ?? []), secretId]);
  }
  return found;
}

/** Secrets that AgentCore might make in the place of another. */
function managedBeside(arn: string): string[] {
  const { partition, region, account } = splitArn(arn) ?? {};
  return ["oauth2", "apikey"].map(
    (kind) =>
      `arn:${partition}:secretsmanager:${region}:${account}:secret:bedrock-agentcore-identity!default/${kind}/zq7-AbCdEf`,
  );
}
