import { parseKeyArn } from "../../access/key-arn";
import { isProblem } from "../../access/problem";
import { parseSecretArn } from "../../access/secret-arn";
import { isOpen } from "../../decision";
import { modelWith } from "../../plan/model-with";
import type { Source } from "../../plan/source";
import type { Wanted } from "../../plan/wanted";
import { wantedIn } from "../../plan/wanted";
import type { Model } from "../../proof/model";
import type { FurnishedKey, FurnishedSecret, Furnishing } from "../../sandbox/furnish";
import type { Told } from "./concrete";
import { identitiesOf, namedElsewhere } from "./identities";
import { iamDecides, keyOf } from "./keys";
import { furnishedProviders } from "./providers";
import { neededIdentities } from "./readers";
import { madeUp, secretOf } from "./secrets";
import { put } from "./things";
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
const ACCOUNT = "111122223333";

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
  for (const key of model.keys.values())
    put(keys, keyOf(key, tell), tell, (arn) => !isProblem(parseKeyArn(arn, "key")));
  const secrets = new Map<string, FurnishedSecret>();
  for (const secret of model.secrets.values()) {
    const made = secretOf(secret, wanted, values, tell);
    if (made.kmsKeyId !== undefined && !keys.has(made.kmsKeyId)) {
      tell({ subject: made.kmsKeyId, text: "nothing tells its policy: the account's IAM policies decide" });
      keys.set(made.kmsKeyId, { arn: made.kmsKeyId, policy: iamDecides(made.kmsKeyId) });
    }
    put(secrets, made, tell, isSecretArn);
  }
  for (const [arn, keysOfSecret] of values)
    if (!secrets.has(arn) && isSecretArn(arn)) {
      tell({
        subject: arn,
        text: "nothing tells of the secret but who refers to it: it has aws/secretsmanager and no policy",
      });
      secrets.set(arn, { arn, value: madeUp(keysOfSecret) });
    }
  const { found, policies } = identitiesOf(model, tell);
  const needed = neededIdentities(model, found, providers, secrets, tell);
  const made = [...found.filter(({ arn }) => !needed.some((one) => one.arn === arn)), ...needed];
  const identities = [...made, ...namedElsewhere(model, made, tell)];
  const owners = [...identities, ...secrets.values()].map(({ arn }) => arn.split(":")[4] ?? "");
  const accounts = new Set([account, ...owners, ...providers.map(({ place }) => place.account)]);
  const verifiers = [...accounts]
    .filter(isAccount)
    .map((one) => verifierOf(one, account, providers[0]?.place.partition));
  const places = providers.map(({ place }) => place.region);
  const regions = new Set([...places, ...[...secrets.keys(), ...keys.keys()].map((arn) => arn.split(":")[3] ?? "")]);
  return {
    furnishing: {
      policies,
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

const isSecretArn = (arn: string): boolean => !isProblem(parseSecretArn(arn, "secret"));
const isAccount = (text: string): boolean => /^\d{12}$/.test(text);

/** The account of most things, or one that is nobody's. */
function usualAccount({ providers, secrets, roles }: Model): string {
  const all = [
    ...providers.map(({ account }) => account),
    ...[...secrets.keys(), ...roles.keys()].map((arn) => arn.split(":")[4]),
  ].filter((one): one is string => typeof one === "string" && isAccount(one));
  const count = (one: string): number => all.filter((other) => other === one).length;
  return [...new Set(all)].sort((a, b) => count(b) - count(a))[0] ?? ACCOUNT;
}
