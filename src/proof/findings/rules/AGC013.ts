import { isUnknown } from "../../../decision";
import type { Request } from "../../../decision";
import { requestPrincipal } from "../../requests";
import { alone, canBy, CHOOSABLE, gains, plainRequest } from "../ask";
import { violated } from "../rule";
import type { Facts, Rule } from "../rule";
import type { Found } from "../statements";
import { isAllow, principalsOf, statementsOf } from "../statements";

const SOURCE = /^aws:source(account|arn|orgid|orgpaths)$/i;
const FREE = new RegExp(`${CHOOSABLE.source}|${SOURCE.source}`, "i");

/** A condition on a role can never match. */
export const AGC013: Rule = {
  id: "AGC013",
  severity: "error",
  title: "A condition on a role can never match.",
  openTitle: "Whether a condition on a role can match is not known.",
  cause: "aws:SourceArn and aws:SourceAccount are set when a service calls in its own name, never for a role.",
  fix: "Move roles into a statement without that condition.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount",
  *check(facts) {
    for (const found of statementsOf(facts.model)) {
      const key = found.conditions.find((one) => SOURCE.test(one.key))?.key;
      if (key === undefined || !isAllow(found)) continue;
      const never = requestsBy(facts, found).some(([request, can]) => can(request, FREE) && !can(request, CHOOSABLE));
      if (never) yield violated(found.owner, found.policy.at, `${found.name} wants ${key} of a role.`);
    }
  },
};

type Ask = (request: Request, free: RegExp) => boolean;

/** What roles may ask for by a statement, of what is looked at here. */
function requestsBy({ model }: Facts, found: Found): [Request, Ask][] {
  const { kind, owner } = found;
  if (kind === "role") {
    const principal = { type: "AssumedRole", roleArn: owner } as const;
    const secrets = model.providers.flatMap(({ references }) => references.map(({ secretId }) => secretId));
    return secrets
      .filter((secret) => !isUnknown(secret))
      .map((secret) => [
        plainRequest(principal, "secretsmanager:GetSecretValue", secret as string),
        (request, free) => canBy(model, found, request, {}, free),
      ]);
  }
  const action = kind === "secret" ? "secretsmanager:GetSecretValue" : "kms:Decrypt";
  return principalsOf(found, "AWS").flatMap((name): [Request, Ask][] => {
    const principal = requestPrincipal({ type: "AWS", name });
    if (principal?.type !== "AssumedRole") return [];
    return [[plainRequest(principal, action, owner), (request, free) => gains(model, alone(found, free), request)]];
  });
}
