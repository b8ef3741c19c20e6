import { awsManagedPolicy } from "../access/aws-managed-policies";
import { isUnknown } from "../decision";
import type { Expected, ExpectedProvider } from "../proof/expected";
import { mentionedRoles } from "../proof/mentioned";
import type { Assumption, Left, Model, ModelGroup, ModelProvider, ModelRole, ModelUser } from "../proof/model";
import { Stated } from "../proof/stated";
import { own } from "../proof/values";
import { bridgeObjects } from "./bridge-objects";
import { addBridged, claimKey, takeRemoved } from "./bridge-policies";
import type { Draft } from "./identity-draft";
import { GROUP, ROLE, USER } from "./identity-kinds";
import { Identities } from "./identities";
import type { Given } from "./given";
import { givenAccounts } from "./given";
import { Inputs } from "./inputs";
import { KeyNames } from "./key-names";
import { Keys } from "./keys";
import { MadeAnew } from "./made-anew";
import { withMade } from "./made-by-module";
import { forgottenThings, leftThings } from "./left";
import { ManagedPolicies } from "./managed-policies";
import { addMembers } from "./members";
import { checkAccounts } from "./places";
import { providersOf } from "./providers";
import { rotationsIn } from "./rotations";
import { Resolver } from "./resolver";
import { SecretNames } from "./secret-names";
import { Secrets } from "./secrets";
import type { Source } from "./source";
import { Undone } from "./undone";
import { unreadTypes } from "./unread";

/**
 * Puts together what one or more sources hold and what the user gives. Several sources are one world: the provider of
 * one plan, the secret policy of another, the roles of a third.
 *
 * @param resolvers if somebody has asked them already: what they took for granted then stays
 */
export function modelOf(
  sources: Source | readonly Source[],
  given: Given,
  resolvers: readonly Resolver[] = resolversOf(sources, given),
): Model {
  const inputs = new Inputs(resolvers);
  const { expected } = given;
  const { made, removed, left } = bridgeObjects(inputs);
  const bridged = [...made, ...left];
  const stated = new Stated(expected);
  const secretNames = new SecretNames(inputs);
  const here = providersOf(inputs, bridged).map((provider) => {
    const references = provider.references.map((one) => ({ ...one, secretId: secretNames.of(one.secretId, provider) }));
    const roles = stated.of({ ...provider, references });
    const audiences = roles?.tokenAudiences ?? [];
    const isToken = provider.tokenAudiences !== undefined && audiences.length > 0;
    return { ...provider, references, stated: roles, ...(isToken && { tokenAudiences: audiences }) };
  });
  const providers = [...here, ...stated.elsewhere(here)];
  const names = new KeyNames(inputs);
  const [undone, anew] = [new Undone(inputs), new MadeAnew(inputs)];
  const secrets = new Secrets(inputs, names, given.policies, undone, anew);
  secrets.build(referencedIn(providers));
  const keys = new Keys(inputs, names, given.policies, undone, anew);
  takeRemoved(removed, secrets, keys);
  addBridged(bridged, secrets, keys);
  addClaims(secrets, keys, expected);
  for (const { keyArn } of secrets.all.values()) if (typeof keyArn === "string") keys.key(keyArn);
  for (const [arn, aliases] of names.byKey()) Object.assign(keys.all.get(arn) ?? {}, { aliases });
  const identities = identitiesOf(inputs, given, secrets, keys, undone);
  const unread = unreadTypes(inputs, identities.roles, secrets, keys);
  return {
    providers,
    secrets: secrets.all,
    keys: keys.all,
    roles: new Map([...identities.roles.all].map(([arn, draft]) => [arn, roleOf(draft)])),
    users: new Map([...identities.users.all].map(([arn, draft]) => [arn, userOf(draft)])),
    groups: identities.groups,
    unowned: identities.roles.unowned,
    conflicts: [
      ...secrets.conflicts,
      ...keys.conflicts,
      ...identities.managed.conflicts,
      ...identities.roles.conflicts,
      ...identities.users.conflicts,
    ],
    rotations: rotationsIn(inputs),
    left: [...leftThings(left), ...forgottenThings(inputs, made)] satisfies Left[],
    unheard: [sources].flat().flatMap(({ unheard }) => unheard),
    expected,
    assumptions: once([
      ...resolvers.flatMap(({ source, assumptions }) => [...(source.assumptions ?? []), ...assumptions]),
      ...identities.roles.assumptions,
      ...unread,
      ...stated.without(providers).map(notHere),
    ]),
  };
}

/** One for each source, with the accounts that the user gives. */
export const resolversOf = (sources: Source | readonly Source[], given: Given): Resolver[] => {
  const [all, accounts] = [[sources].flat() as Source[], givenAccounts(given)];
  checkAccounts(all, accounts);
  return all.map((source) => new Resolver(withMade(source, accounts), accounts));
};

const notHere = ({ name, at }: ExpectedProvider): Assumption => ({
  subject: name,
  text: `is named by ${at}, but nothing here makes it: nothing is proven about it`,
});

const once = (all: readonly Assumption[]): Assumption[] => [
  ...new Map(all.map((one) => [`${one.subject} ${one.text}`, one])).values(),
];

function* referencedIn(providers: readonly ModelProvider[]): Generator<readonly [string, string]> {
  for (const { at, references } of providers)
    for (const { secretId } of references) if (!isUnknown(secretId)) yield [secretId, at];
}

/** The keys that somebody states, or that grants imply: a fact that was found outranks both. */
function addClaims(secrets: Secrets, keys: Keys, expected: Expected | undefined): void {
  for (const [arn, keyArn] of expected?.keys ?? []) {
    const secret = secrets.all.get(arn);
    if (!secret) continue;
    if (secret.keyArn === undefined) secret.keyArn = keyArn;
    else if (!isUnknown(secret.keyArn) && secret.keyArn !== keyArn)
      secret.claimed = { keyArn, at: expected?.providers[0]?.at ?? "the statement of keys" };
  }
  for (const { arn, grants } of keys.all.values())
    for (const { constraints } of grants) {
      const pairs = constraints?.encryptionContextSubset ?? constraints?.encryptionContextEquals;
      const secretArn = own(pairs, "SecretARN");
      if (typeof secretArn === "string") claimKey(secrets, secretArn, arn);
    }
}

function identitiesOf(inputs: Inputs, given: Given, secrets: Secrets, keys: Keys, undone: Undone) {
  const managed = new ManagedPolicies(inputs, given.policies, awsManagedPolicy);
  const policies = [...secrets.all.values(), ...keys.all.values()].flatMap(({ policy, otherPolicies = [] }) => [
    ...(policy ? [policy] : []),
    ...otherPolicies,
  ]);
  const grants = [...keys.all.values()].flatMap((key) => key.grants);
  const mentioned = mentionedRoles(policies, grants, given.expected);
  const roles = new Identities(ROLE, inputs, managed, mentioned, undone);
  for (const policy of given.policies) if (policy.kind === "role") roles.addGiven(policy);
  const users = new Identities(USER, inputs, managed, [], undone);
  const groups = addMembers(inputs, users, new Identities(GROUP, inputs, managed, [], undone), undone);
  return { managed, roles, users, groups: groups satisfies Map<string, ModelGroup> };
}

function roleOf({ arn, at, policies, boundary, trust, id, isComplete, isNew }: Draft): ModelRole {
  return {
    arn,
    policies,
    isComplete,
    isNew,
    ...(at !== undefined && { at }),
    ...(boundary && { boundary }),
    ...(trust && { trust }),
    ...(id !== undefined && { id }),
  };
}

function userOf({ arn, at, policies, boundary, id, isComplete }: Draft): ModelUser {
  return {
    arn,
    policies,
    isComplete,
    ...(at !== undefined && { at }),
    ...(boundary && { boundary }),
    ...(id !== undefined && { id }),
  };
}
