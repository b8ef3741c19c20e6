import type { FailedCondition, MissingPermission, NearMiss } from "./decision";
import type { Evaluation } from "./evaluate";
import { nearGrants, nearMisses } from "./near-miss";
import type { Path, Step } from "./paths";
import type { Place } from "./places";
import { PLACE_NAMES } from "./places";
import type { Policies } from "./policies";
import type { RequestPrincipal } from "./request";
import { NO } from "./truth";

/** Places where one and the same lack can be made good. */
type Lack = readonly Place[];

/** The smallest set of permissions that a denied request lacks. */
export function missingPermissions(policies: Policies, evaluation: Evaluation): MissingPermission[] {
  const { scps } = evaluation;
  const lacks: Lack[] = [
    ...smallest(evaluation.paths),
    ...(scps.some(({ allow }) => allow === NO) ? [["serviceControlPolicy"] as const] : []),
  ];
  return lacks.map((places) => permission(places, policies, evaluation));
}

/**
 * The way to an allow that lacks the fewest steps. Ways that lack a single step each are alternatives of one lack.
 */
function smallest(paths: readonly Path[]): Lack[] {
  const lacking = paths.filter(({ propose }) => propose).map(({ steps }) => steps.filter(({ truth }) => truth === NO));
  const fewest = Math.min(...lacking.map(({ length }) => length));
  if (!Number.isFinite(fewest) || fewest === 0) return [];
  const candidates = lacking.filter(({ length }) => length === fewest);
  if (fewest > 1) return (candidates[0] ?? []).map(({ place }) => [place]);
  return [[...new Set(candidates.flatMap((steps: readonly Step[]) => steps.map(({ place }) => place)))]];
}

function permission(places: Lack, policies: Policies, evaluation: Evaluation): MissingPermission {
  const { asked } = evaluation;
  const found = places.flatMap((place) => near(place, policies, evaluation));
  const principal = principalName(asked.request.principal);
  const { action, resource } = asked.request;
  const where = places.map((place) => PLACE_NAMES[place]).join(" or in ");
  return {
    principal,
    action,
    resource: resource.arn,
    places,
    nearMisses: found,
    text: [`${principal} needs ${action} on ${resource.arn} in ${where}.`, ...found.map(nearMissText)].join(" "),
  };
}

function near(place: Place, policies: Policies, { asked, consulted }: Evaluation): NearMiss[] {
  switch (place) {
    case "identityPolicy":
      return nearMisses(place, consulted.identity, asked);
    case "permissionsBoundary":
      return nearMisses(place, consulted.boundary ? [consulted.boundary] : [], asked);
    case "sessionPolicy":
      return nearMisses(place, consulted.session ?? [], asked);
    case "serviceControlPolicy":
      return nearMisses(place, consulted.scps.flat(), asked);
    case "grant":
      return nearGrants(policies.grants ?? [], asked);
    default:
      return nearMisses(place, consulted.resource, asked);
  }
}

/** The name under which a policy would allow the principal. */
export function principalName(principal: RequestPrincipal): string {
  switch (principal.type) {
    case "AssumedRole":
      return principal.roleArn;
    case "User":
      return principal.userArn;
    case "FederatedUser":
      return `federated user ${principal.federatedUserName} of ${principal.userArn}`;
    case "Account":
      return `the root user of account ${principal.account}`;
    case "Service":
      return principal.service;
    case "Federated":
      return principal.provider;
    case "Anonymous":
      return "an anonymous caller";
  }
}

const ELEMENT_TEXTS: Readonly<Record<Exclude<NearMiss["element"], "Condition">, string>> = {
  Resource: "its Resource is another",
  Principal: "its Principal is another",
  granteePrincipal: "its grantee principal is another",
  operations: "its operations do not include this one",
  constraints: "the encryption context does not meet its constraints",
};

function nearMissText({ policy, statement, sid, element, conditions }: NearMiss): string {
  const name = statement === undefined ? `Grant ${policy}` : `Statement ${sid ?? statement} of ${policy}`;
  const why = element === "Condition" ? conditions.map(conditionText).join("; ") : ELEMENT_TEXTS[element];
  return `${name} would allow it, but ${why}.`;
}

const conditionText = ({ operator, key, wanted, held }: FailedCondition): string =>
  `${operator} ${key} wants ${wanted.join(" or ")}, and the request has ${held.length > 0 ? held.join(", ") : "no such key"}`;
