import { Random } from "../oracle/random";
import { accountsOf } from "./accounts";
import { aliasOf, keyOf, keyAdditions } from "./keys";
import { unique, type Scenery } from "./policies";
import { credentialProviderOf, managedSecretsIn } from "./providers";
import { principalOf, identityAdditions } from "./roles";
import { REPLICA_REGIONS, secretOf, secretAdditions } from "./secrets";
import { token } from "./tokens";
import type { Kind, Life, Thing, World } from "./world";

/**
 * How policies name secrets and keys.
 *
 * - `text`: without references, where those refer to what is made
 * - `reference`: by the resource wherever there is one
 */
export type Naming = "text" | "reference" | "mixed";

/** The texts for policies. @default mixed */
export type SceneryOf = (naming?: Naming) => Scenery;

/** What makes the parts of a world. */
export interface Making {
  readonly random: Random;
  readonly kind: Kind;
  readonly region: string;
  readonly accounts: World["accounts"];
  readonly things: Thing[];
  /** How often only the apply tells a policy: worlds in which nearly nothing is known show little. */
  readonly hidden: number;
}

const KINDS: readonly Kind[] = ["create", "update", "delete"];

/** The world number `index` of a seed: the same each time. */
export function worldOf(seed: number, index: number): World {
  const random = new Random((seed * 1_000_003 + index * 7919) >>> 0);
  for (let warming = 0; warming < 4; warming++) random.next();
  const kind = KINDS[index % KINDS.length] as Kind;
  const making: Making = {
    random,
    kind,
    region: "us-east-1",
    accounts: accountsOf(random),
    things: [],
    hidden: random.pick([0, 0.1, 0.3]),
  };
  const bases = make(making);
  additions(making, bases);
  return {
    seed: index,
    kind,
    accounts: making.accounts,
    region: making.region,
    things: making.things,
    ...(random.chance(0.3) && { module: random.pick(["single", "each"] as const) }),
  };
}

interface Bases {
  readonly principals: readonly Thing[];
  readonly secrets: readonly Thing[];
  readonly keys: readonly Thing[];
}

function make(making: Making): Bases {
  const { random } = making;
  const times = <Made>(least: number, most: number, one: (index: number) => Made): Made[] =>
    Array.from({ length: least + random.integer(most - least + 1) }, (_, index) => one(index));
  const keys = [
    ...times(random.chance(0.8) ? 1 : 0, 2, (index) => keyOf(making, index)),
    ...(random.chance(0.4) ? REPLICA_REGIONS.map((region, index) => keyOf(making, 5 + index, region)) : []),
  ];
  const aliases = keys.flatMap((key) => (random.chance(0.4) ? [aliasOf(making, key)] : []));
  const secrets = times(1, 2, (index) => secretOf(making, index, keys, aliases));
  const principals = times(1, 4, (index) => principalOf(making, index));
  making.things.push(...keys, ...aliases, ...secrets, ...principals);
  for (const [index, secret] of secrets.entries()) making.things.push(credentialProviderOf(making, index, secret));
  return { principals, secrets, keys };
}

/** Everything that hangs on secrets, keys and principals. */
function additions(making: Making, { principals, secrets, keys }: Bases): void {
  const { random } = making;
  const secretArn = (secret: Thing, naming: Naming): string =>
    naming === "text" || (naming === "mixed" && random.chance(making.hidden === 0 ? 0.8 : 0.4))
      ? `${(secret.given.arn as string).slice(0, -6)}??????`
      : token(secret.type, secret.label, "arn");
  const people = principals.filter(({ type }) => type !== "aws_iam_group");
  const scenery = (naming: Naming = "mixed"): Scenery => ({
    accounts: making.accounts,
    region: making.region,
    principals: unique([...people.map(principalArn), `arn:aws:iam::${making.accounts[0]?.id}:role/app/elsewhere`]),
    secrets: [
      ...secrets.map((secret) => secretArn(secret, secret.arguments.name_prefix === undefined ? naming : "text")),
      ...managedSecretsIn(making),
    ],
    keys: naming === "text" ? [] : keys.map((key) => token(key.type, key.label, "arn")),
  });
  const principalArn = (thing: Thing): string =>
    thing.arguments.name_prefix === undefined && random.chance(0.5)
      ? (thing.given.arn as string)
      : token(thing.type, thing.label, "arn");
  for (const secret of secrets) secretAdditions(making, secret, scenery);
  for (const key of keys) keyAdditions(making, key, scenery, people);
  for (const principal of principals) identityAdditions(making, principal, scenery, principals);
}

/** What the plan does with something that hangs on something else. */
export function lifeOf({ random, kind }: Making, on: Thing): Life {
  if (on.life === "new") return random.chance(0.9) ? "new" : "none";
  if (kind === "delete") return random.pick(["stays", "gone", "gone"]);
  return random.pick(["stays", "stays", "new", "gone", "changes", "changes", "none"]);
}

/** What the plan does with a secret, key or principal. */
export const baseLife = ({ random, kind }: Making): Life =>
  kind === "create" || (kind === "update" && random.chance(0.2)) ? "new" : "stays";
