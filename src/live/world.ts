import { isUnknown } from "../decision";
import type { Expected } from "../proof/expected";
import { mentionedRoles, namedPrincipals } from "../proof/mentioned";
import type { Conflict, Model, ModelKey, ModelProvider, ModelSecret } from "../proof/model";
import { Stated } from "../proof/stated";
import type { Snapshot } from "./snapshot";
import { valueOf } from "./piece";
import { keyOf, secretOf } from "./world/guarded";
import { Identities } from "./world/identities";
import type { AddedPolicy } from "./world/indexed";
import { Indexed } from "./world/indexed";
import { keyArn, providersOf } from "./world/providers";

export { limitsOf } from "./world/limits";
export type { AddedPolicy } from "./world/indexed";

export interface WorldOptions {
  /** Who should read. */
  readonly expected?: Expected;
  /** Policies that were not read. @default none */
  readonly policies?: readonly AddedPolicy[];
}

/** The model of what was read: what is not known in it says why. */
export function modelOf(snapshot: Snapshot, { expected, policies: given = [] }: WorldOptions = {}): Model {
  const index = new Indexed(snapshot);
  const stated = new Stated(expected);
  const found = providersOf(index);
  const here = found.providers.map((provider) => ({ ...provider, stated: stated.of(provider) }));
  const providers = [...here, ...stated.elsewhere(here)];
  const conflicts: Conflict[] = [];
  const givenFor = (kind: AddedPolicy["kind"], arn: string): AddedPolicy | undefined =>
    given.find((one) => one.kind === kind && one.arn === arn);
  const secrets = secretsOf(index, providers, expected, (arn) => givenFor("secret", arn), conflicts);
  const keys = keysOf(index, providers, secrets, (arn) => givenFor("key", arn), conflicts);
  const guarded = [...secrets.values(), ...keys.values()];
  const documents = guarded.flatMap(({ policy, otherPolicies = [] }) => (policy ? [policy, ...otherPolicies] : []));
  const grants = [...keys.values()].flatMap((key) => key.grants);
  const roles = mentionedRoles(documents, grants, expected);
  const named = documents.flatMap(({ document }) => namedPrincipals(document).map(({ name }) => name));
  const users = [...named, ...grants.map(({ granteePrincipal }) => String(granteePrincipal))].filter(isUser);
  const intended = mentionedRoles([], [], expected);
  const identities = new Identities(index, given, [...roles, ...users], intended);
  return {
    providers,
    secrets,
    keys,
    roles: identities.roles,
    users: identities.users,
    groups: identities.groups,
    unowned: [],
    unheard: [],
    conflicts: [...conflicts, ...identities.conflicts],
    assumptions: [
      ...found.assumptions,
      ...identities.assumptions,
      ...stated.without(providers).map(({ name, at }) => ({
        subject: name,
        text: `is named by ${at}, but no account that was read has it: nothing is proven about it`,
      })),
    ],
    ...(expected && { expected }),
  };
}

const isUser = (name: string): boolean => /^arn:[^:]+:iam::[^:]+:user\/.+$/.test(name) && !/[*?$]/.test(name);

type GivenFor = (arn: string) => AddedPolicy | undefined;

function secretsOf(
  index: Indexed,
  providers: readonly ModelProvider[],
  expected: Expected | undefined,
  given: GivenFor,
  conflicts: Conflict[],
): Map<string, ModelSecret> {
  const secrets = new Map<string, ModelSecret>();
  for (const { references } of providers)
    for (const { secretId: arn } of references) {
      const seen = isUnknown(arn) ? undefined : index.secret("", "", arn);
      if (isUnknown(arn) || secrets.has(arn)) continue;
      const secret = seen
        ? secretOf(arn, seen, (id) => keyOfSecret(index, arn, id), given(arn), conflicts)
        : { arn, at: arn, isPolicyCertain: false };
      const claim = expected?.keys.get(arn);
      const isOther =
        claim !== undefined && secret.keyArn !== undefined && !isUnknown(secret.keyArn) && secret.keyArn !== claim;
      const at = expected?.providers[0]?.at ?? "the statement of keys";
      secrets.set(arn, { ...secret, ...(isOther && { claimed: { keyArn: claim, at } }) });
    }
  return secrets;
}

/** `null` for a key of AWS, under whatever name. */
export function keyOfSecret(index: Indexed, secret: string, id: string) {
  const [, partition, , region, account] = secret.split(":");
  const resource = id.startsWith("alias/") ? id : `key/${id}`;
  const named = id.startsWith("arn:") ? id : `arn:${partition}:kms:${region}:${account}:${resource}`;
  const description = valueOf(index.key(named)?.seen.description);
  return description?.manager === "AWS" || named.endsWith(":alias/aws/secretsmanager") ? null : keyArn(index, named);
}

function keysOf(
  index: Indexed,
  providers: readonly ModelProvider[],
  secrets: ReadonlyMap<string, ModelSecret>,
  given: GivenFor,
  conflicts: Conflict[],
): Map<string, ModelKey> {
  const keys = new Map<string, ModelKey>();
  const used = [...[...secrets.values()].map((one) => one.keyArn), ...providers.flatMap((one) => one.signingKeys)];
  for (const arn of used) {
    if (typeof arn !== "string" || keys.has(arn)) continue;
    const seen = index.key(arn);
    keys.set(arn, seen ? keyOf(arn, seen, given(arn), conflicts) : { arn, grants: [] });
  }
  return keys;
}
