import type { ContextValue } from "../../decision";
import { conditionTexts } from "../mentioned";
import type { Model } from "../model";
import { textLike } from "../patterns";
import { alone, gains, plainRequest } from "./ask";
import { actorsOf } from "./people";
import type { Found } from "./statements";
import { principalsOf } from "./statements";

/** Here every condition counts: whoever must know an external ID is one who was chosen. */
const NOTHING = /^$/;

/** Who else may assume a role by a statement of its trust policy: undefined if only those whom it names. */
export function othersTrusted(model: Model, found: Found): string | undefined {
  const crowd = actorsOf(found, found.owner).find(
    (actor) =>
      actor.crowd !== "some" &&
      gains(model, alone(found, NOTHING), plainRequest(actor.principal, "sts:AssumeRole", found.owner), actor.facts),
  );
  if (crowd) return crowd.name;
  for (const provider of principalsOf(found, "Federated")) {
    const others = othersVouchedFor(model, found, provider);
    if (others !== undefined) return others;
  }
  return undefined;
}

/**
 * Identity providers that vouch for anybody, or for everything that runs in one place: what it asks for is the subject.
 * In the others somebody chose who is in, and the audience tells for which application.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html
 */
const ASKS_FOR_SUBJECT =
  /^(token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io|agent\.buildkite\.com|oidc\.eks\..*)(\/|$)/;

function othersVouchedFor(model: Model, found: Found, provider: string): string | undefined {
  const host = /:oidc-provider\/(.+)$/.exec(provider)?.[1] ?? (provider.startsWith("arn:") ? undefined : provider);
  // A SAML provider knows the people of one organization.
  if (host === undefined) return undefined;
  const conditions = conditionTexts({ Statement: [found.statement] });
  const valuesOf = (claim: string): readonly string[] => conditions.get(`${host}:${claim}`.toLowerCase()) ?? [];
  const audiences = ASKS_FOR_SUBJECT.test(host) ? [...valuesOf("aud").map(textLike), ...OTHER] : OTHER;
  const subjects = [...valuesOf("sub").filter(isForAnybody).map(textLike), "repo:zq7/zq7:ref:refs/heads/main"];
  const principal = { type: "Federated", provider } as const;
  const policy = alone(found, NOTHING);
  for (const aud of audiences) {
    for (const sub of subjects) {
      const context: Record<string, ContextValue> = { [`${host}:aud`]: aud, [`${host}:sub`]: sub };
      const request = plainRequest(principal, "sts:AssumeRoleWithWebIdentity", found.owner, context);
      if (gains(model, policy, request)) return `everybody for whom ${host} vouches, such as ${sub},`;
    }
  }
  return undefined;
}

const OTHER: readonly string[] = ["zq7"];

/** Whether a pattern leaves open whose repository, project or service account it is. */
function isForAnybody(pattern: string): boolean {
  const [, first = ""] = pattern.split(":");
  return /^[*?]/.test(pattern) || /[*?]/.test(first.split("/")[0] ?? "");
}
