import type { FailedCondition, MissingPermission, NearMiss } from "./decision";
import type { Evaluation } from "./evaluate";
import { addNearGrants, addNearMisses } from "./near-miss";
import type { Path } from "./paths";
import type { Place } from "./places";
import { PLACE_NAMES } from "./places";
import type { Policies } from "./policies";
import type { RequestPrincipal } from "./request";
import { NO } from "./truth";

/** Places where one and the same lack can be made good. */
type Lack = readonly Place[];

/** The smallest set of permissions that a denied request lacks. */
export function missingPermissions(policies: Policies, evaluation: Evaluation): MissingPermission[] {
  const { scps, paths } = evaluation;
  const lacks = smallest(paths);
  if (scps.some(({ allow }) => allow === NO)) lacks.push(["serviceControlPolicy"]);
  return lacks.map((places) => permission(places, policies, evaluation));
}

/**
 * The way to an allow that lacks the fewest steps. Ways that lack a single step each are alternatives of one lack.
 */
function smallest(paths: readonly Path[]): Lack[] {
  let fewest: Lack[] = [];
  for (const { steps, propose } of paths) {
    if (!propose) continue;
    const lacking: Lack[] = [];
    for (const { place, truth } of steps) if (truth === NO) lacking.push([place]);
    if (lacking.length === 0) return [];
    if (fewest.length === 0 || lacking.length < fewest.length) fewest = lacking;
    else if (fewest.length === 1 && lacking.length === 1) fewest = [alternatives(fewest[0], lacking[0])];
  }
  return fewest;
}

const alternatives = (some: Lack = [], more: Lack = []): Lack => [
  ...some,
  ...more.filter((one) => !some.includes(one)),
];

function permission(places: Lack, policies: Policies, evaluation: Evaluation): MissingPermission {
  const { request } = evaluation.asked;
  const found: NearMiss[] = [];
  for (const place of places) addNear(found, place, policies, evaluation);
  const principal = principalName(request.principal);
  const { action, resource } = request;
  const where = places.map((place) => PLACE_NAMES[place]).join(" or in ");
  let text = `${principal} needs ${action} on ${resource.arn} in ${where}.`;
  for (const miss of found) text += ` ${nearMissText(miss)}`;
  return { principal, action, resource: resource.arn, places, nearMisses: found, text };
}

function addNear(found: NearMiss[], place: Place, policies: Policies, { asked, consulted }: Evaluation): void {
  switch (place) {
    case "identityPolicy":
      return addNearMisses(found, place, consulted.identity, asked);
    case "permissionsBoundary":
      return addNearMisses(found, place, consulted.boundary ?? [], asked);
    case "sessionPolicy":
      return addNearMisses(found, place, consulted.session ?? [], asked);
    case "serviceControlPolicy":
      return consulted.scps.forEach((level) => addNearMisses(found, place, level, asked));
    case "grant":
      return addNearGrants(found, policies.grants ?? [], asked);
    default:
      return addNearMisses(found, place, consulted.resource, asked);
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
