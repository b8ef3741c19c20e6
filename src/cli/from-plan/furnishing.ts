import { createHash, randomBytes } from "node:crypto";
import { parseKeyArn } from "../../access/key-arn";
import { isProblem } from "../../access/problem";
import { parseRoleArn } from "../../access/role-arn";
import { parseSecretArn } from "../../access/secret-arn";
import { isOpen, isUnknown } from "../../decision";
import { modelWith } from "../../plan/model-with";
import type { Source } from "../../plan/source";
import type { Wanted } from "../../plan/wanted";
import { wantedIn } from "../../plan/wanted";
import type { Model, ModelKey, ModelSecret, StatedPolicy } from "../../proof/model";
import type { FurnishedIdentity, FurnishedKey, FurnishedSecret, Furnishing } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { filled, withoutUnknowns } from "./concrete";
import { furnishedProviders } from "./providers";
import { verifierOf } from "./verifier";

/** What is put into the sandbox, and what was made up for it. */
export interface FromPlan {
  readonly furnishing: Furnishing;
  readonly regions: readonly string[];
  /** The role that may read everything but values, in each account. */
  readonly verifiers: readonly string[];
  readonly told: readonly Told[];
}

/** Where nothing tells. */
export const USUAL = { account: "111122223333", region: "us-east-1" } as const;

/**
 * What accounts will have after the apply, as far as sources tell; the rest is made up, and told. Values always are.
 *
 * @param accounts by provider configuration, under "" that of all others
 */
export function furnishingOf(sources: readonly Source[], accounts: ReadonlyMap<string, string>): FromPlan {
  const said = modelWith(sources, { policies: [], accounts });
  const account = accounts.get("") ?? usualAccount(said);
  const isToldAll = said.providers.every((one) => typeof one.account === "string" && !isOpen(one.account));
  const given = { policies: [], accounts: new Map([["", account], ...accounts]) };
  const told: Told[] = isToldAll
    ? []
    : [{ subject: "the account", text: `is not known everywhere: it is ${account}, or what --account says` }];
  return furnishingIn(modelWith(sources, given), wantedIn(sources, given), account, told);
}

function furnishingIn(model: Model, wanted: Wanted, account: string, told: Told[]): FromPlan {
  const tell = (one: Told): void => void told.push(one);
  const { providers, values } = furnishedProviders(model, wanted, account, tell);
  const keys = new Map<string, FurnishedKey>();
  for (const key of model.keys.values()) put(keys, keyOf(key, tell), tell, (arn) => parseKeyArn(arn, "key"));
  const secrets = new Map<string, FurnishedSecret>();
  for (const secret of model.secrets.values()) {
    const made = secretOf(secret, wanted, values, tell);
    if (made.kmsKeyId !== undefined && !keys.has(made.kmsKeyId)) {
      tell({ subject: made.kmsKeyId, text: "nothing tells its policy: the account's IAM policies decide" });
      keys.set(made.kmsKeyId, { arn: made.kmsKeyId, policy: iamDecides(made.kmsKeyId) });
    }
    put(secrets, made, tell, (arn) => parseSecretArn(arn, "secret"));
  }
  for (const [arn, keysOfSecret] of values)
    if (!secrets.has(arn) && !isProblem(parseSecretArn(arn, "secret"))) {
      tell({
        subject: arn,
        text: "nothing tells of the secret but who refers to it: it has aws/secretsmanager and no policy",
      });
      secrets.set(arn, { arn, value: madeUp(keysOfSecret) });
    }
  const identities = identitiesOf(model, tell);
  const accounts = new Set([
    account,
    ...[...identities, ...secrets.values()].map(({ arn }) => arn.split(":")[4] ?? ""),
  ]);
  const verifiers = [...accounts].map((one) => verifierOf(one, account));
  const places = providers.map(({ place }) => place.region);
  const regions = new Set([...places, ...[...secrets.keys(), ...keys.keys()].map((arn) => arn.split(":")[3] ?? "")]);
  return {
    furnishing: {
      policies: {},
      identities: [...identities, ...verifiers],
      keys: [...keys.values()],
      secrets: [...secrets.values()],
      providers,
    },
    regions: [...regions],
    verifiers: verifiers.map(({ arn }) => arn),
    told,
  };
}

/** The account of most things, or one that is nobody's. */
function usualAccount({ providers, secrets, roles }: Model): string {
  const all = [
    ...providers.map(({ account }) => account),
    ...[...secrets.keys(), ...roles.keys()].map((arn) => arn.split(":")[4]),
  ].filter((one): one is string => typeof one === "string" && /^\d{12}$/.test(one));
  const count = (one: string): number => all.filter((other) => other === one).length;
  return [...new Set(all)].sort((a, b) => count(b) - count(a))[0] ?? USUAL.account;
}

/** A thing by its ARN; one whose ARN is none is not put in. */
function put<T extends { readonly arn: string }>(
  all: Map<string, T>,
  thing: T,
  tell: (told: Told) => void,
  parse: (arn: string) => object,
): void {
  if (isProblem(parse(thing.arn) as ReturnType<typeof parseRoleArn>))
    tell({ subject: thing.arn, text: "is left out: its ARN is not known" });
  else all.set(thing.arn, thing);
}

const iamDecides = (keyArn: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:${keyArn.split(":")[1] ?? "aws"}:iam::${keyArn.split(":")[4] ?? ""}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });

function documentOf(policy: StatedPolicy | undefined, tell: (told: Told) => void): unknown {
  if (!policy) return undefined;
  if (policy.isPossible === true) {
    tell({ subject: policy.at, text: "the policy is left out: whose it is is known after the apply" });
    return undefined;
  }
  return withoutUnknowns(policy.document, policy.at, tell);
}

function keyOf({ arn, policy, grants, aliases = [] }: ModelKey, tell: (told: Told) => void): FurnishedKey {
  const document = documentOf(policy, tell);
  if (document === undefined)
    tell({ subject: filled(arn), text: "nothing tells its policy: the account's IAM policies decide" });
  return {
    arn: filled(arn),
    policy: document === undefined ? iamDecides(filled(arn)) : textOf(document),
    aliases: aliases.map(filled),
    grants: grants.flatMap(({ name, granteePrincipal, operations, constraints, issuingAccount }) => {
      const { encryptionContextSubset: subset, encryptionContextEquals: equals } = constraints ?? {};
      const pairs = Object.values({ ...subset, ...equals });
      if ([granteePrincipal, subset, equals, ...operations, ...pairs].some(isUnknown)) {
        tell({ subject: name, text: "the grant is left out: a part of it is known after the apply" });
        return [];
      }
      return [
        {
          Name: name,
          GranteePrincipal: filled(String(granteePrincipal)),
          Operations: operations.map(String),
          IssuingAccount: issuingAccount ?? arn.split(":")[4] ?? USUAL.account,
          ...((subset ?? equals) && {
            Constraints: {
              ...(subset && { EncryptionContextSubset: filledPairs(subset) }),
              ...(equals && { EncryptionContextEquals: filledPairs(equals) }),
            },
          }),
        },
      ];
    }),
  };
}

const filledPairs = (pairs: object): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, filled(String(value))]));

/** A text whose bytes matter stays what it is. */
const textOf = (document: unknown): string => (typeof document === "string" ? document : JSON.stringify(document));

function secretOf(
  { arn, keyArn, policy, isPolicyCertain }: ModelSecret,
  { secrets }: Wanted,
  values: ReadonlyMap<string, ReadonlySet<string>>,
  tell: (told: Told) => void,
): FurnishedSecret {
  const found = filled(arn);
  const document = documentOf(policy, tell);
  if (!isPolicyCertain) tell({ subject: found, text: "it may have another policy: nothing tells all of it" });
  if (keyArn === undefined) tell({ subject: found, text: "nothing tells its key: it has aws/secretsmanager" });
  const kmsKeyId = isUnknown(keyArn) ? madeUpKey(found) : keyArn;
  if (isUnknown(keyArn)) tell({ subject: found, text: `its key is known after the apply: it has ${kmsKeyId ?? ""}` });
  const { replicas = [], rotatedBy } = secrets.get(arn) ?? {};
  return {
    arn: found,
    value: madeUp(values.get(found)),
    ...(typeof kmsKeyId === "string" && { kmsKeyId: filled(kmsKeyId) }),
    ...(document !== undefined && { policy: textOf(document) }),
    replicas: replicas.flatMap(({ region }) =>
      isUnknown(region) ? [] : [{ Region: region, Status: "InSync" as const }],
    ),
    ...(rotatedBy !== undefined && {
      rotationLambdaArn: `${found.replace(":secretsmanager:", ":lambda:").replace(/:secret:.*/, "")}:function:made-up`,
    }),
  };
}

/** For each JSON key that somebody refers to a value that nobody knows. */
const madeUp = (jsonKeys: ReadonlySet<string> = new Set()): string =>
  JSON.stringify(Object.fromEntries([...jsonKeys].map((key) => [key, randomBytes(18).toString("base64url")])));

function madeUpKey(secretArn: string): string {
  const [, partition, , region, account] = secretArn.split(":");
  const id = createHash("sha256").update(secretArn).digest("hex");
  const uuid = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join("-");
  return `arn:${partition}:kms:${region}:${account}:key/${uuid}`;
}

function identitiesOf({ roles, users, groups }: Model, tell: (told: Told) => void): FurnishedIdentity[] {
  const inlineOf = (policies: readonly StatedPolicy[]): Record<string, unknown> =>
    Object.fromEntries(
      policies.flatMap((policy, index) => {
        const document = documentOf(policy, tell);
        return document === undefined ? [] : [[`policy-${index + 1}`, document]];
      }),
    );
  const incomplete = (arn: string, isComplete: boolean): void => {
    if (!isComplete)
      tell({ subject: arn, text: "it may have other policies, which nothing tells: it has those of the plan" });
  };
  const found = new Map<string, FurnishedIdentity>();
  for (const { arn: open, policies, trust, boundary, isComplete } of roles.values()) {
    const arn = filled(open);
    incomplete(arn, isComplete);
    if (boundary) tell({ subject: arn, text: "its permissions boundary is left out" });
    const document = documentOf(trust, tell);
    const options = document === undefined ? {} : { trust: document };
    put(found, { kind: "role" as const, arn, inline: inlineOf(policies), options }, tell, (one) =>
      parseRoleArn(one, "role"),
    );
  }
  const memberships = new Map<string, string[]>();
  for (const { arn, policies, members } of groups?.values() ?? []) {
    found.set(filled(arn), { kind: "group", arn: filled(arn), inline: inlineOf(policies) });
    for (const member of members) memberships.set(member, [...(memberships.get(member) ?? []), filled(arn)]);
  }
  for (const { arn, policies, isComplete } of users?.values() ?? []) {
    incomplete(filled(arn), isComplete);
    const options = { groups: memberships.get(arn) ?? [] };
    found.set(filled(arn), { kind: "user", arn: filled(arn), inline: inlineOf(policies), options });
  }
  return [...found.values()];
}
