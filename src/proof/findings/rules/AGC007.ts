import { WRITE_SECRET_POLICY } from "../../../access/deployer-statements";
import { isUnknown } from "../../../decision";
import { canBy, plainRequest } from "../ask";
import { firstThatCan } from "../people";
import { violated } from "../rule";
import type { Facts, Rule } from "../rule";
import { isAllow, mayBeAbout, mayBeAboutAny, statementsOf } from "../statements";

/** Whatever changes a secret, or who may read it. */
const CHANGES: readonly string[] = [
  "PutSecretValue",
  "UpdateSecret",
  "DeleteSecret",
  "PutResourcePolicy",
  "DeleteResourcePolicy",
  "UpdateSecretVersionStage",
  "RotateSecret",
  "CancelRotateSecret",
  "ReplicateSecretToRegions",
  "RemoveRegionsFromReplication",
  "StopReplicationToReplica",
  "RestoreSecret",
  "TagResource",
  "UntagResource",
].map((name) => `secretsmanager:${name}`);

const isAboutChanges = mayBeAboutAny(CHANGES);

/** A statement allows more on the secret than reading it. */
export const AGC007: Rule = {
  id: "AGC007",
  severity: "warning",
  title: "A statement allows more on the secret than reading it.",
  openTitle: "Whether a statement allows more on the secret than reading it is not known.",
  cause:
    "Readers need secretsmanager:GetSecretValue, deployers also secretsmanager:DescribeSecret and what writes the secret policy; nothing that changes the secret.",
  fix: "List the actions that are needed by name.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html#auth-and-access_examples-read-and-describe",
  *check(facts) {
    const { model } = facts;
    const used = new Set(
      model.providers.flatMap(({ references }) =>
        references.flatMap(({ secretId }) => (isUnknown(secretId) ? [] : [secretId])),
      ),
    );
    const secretsOf = usedBy(facts);
    const deployers = new Set(model.providers.flatMap(({ stated }) => stated?.deployers ?? []));
    for (const found of statementsOf(model)) {
      const { kind, owner, policy, name } = found;
      if (!isAllow(found) || kind === "key") continue;
      if (kind === "secret" && used.has(owner)) {
        const first = isAboutChanges(found) ? firstThatCan(model, found, owner, CHANGES, () => true) : undefined;
        const text = `${name} lets ${first?.actor.name} call ${first?.action}.`;
        if (first !== undefined) yield violated(owner, policy.at, text);
      } else if (kind === "role" && secretsOf.has(owner)) {
        const needed = deployers.has(owner) ? WRITE_SECRET_POLICY : [];
        const excess = (isAboutChanges(found) ? CHANGES : []).filter(
          (action) =>
            !needed.includes(action) &&
            mayBeAbout(found, action) &&
            [...(secretsOf.get(owner) ?? [])].some((arn) =>
              canBy(model, found, plainRequest({ type: "AssumedRole", roleArn: owner }, action, arn)),
            ),
        );
        if (excess.length > 0) yield violated(owner, policy.at, `${name} allows ${listed(excess)}.`);
      }
    }
  },
};

/** The secrets of the providers for which a role is named, or may be. What strangers can do is another rule's. */
function usedBy({ rows }: Facts): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { provider, principal, standing } of rows) {
    if (standing === "other" || standing === "service") continue;
    const secrets = found.get(principal) ?? new Set();
    for (const { secretId } of provider.references) if (!isUnknown(secretId)) secrets.add(secretId);
    found.set(principal, secrets);
  }
  return found;
}

const listed = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
