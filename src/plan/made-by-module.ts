import type { Assumption } from "../proof/model";
import type { JsonObject } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import { Expression } from "./expression";
import type { GivenAccounts } from "./places";
import { Resolver } from "./resolver";
import type { Source } from "./source";

/** What stands for a secret that the apply makes, or for its key, and what is known of it. */
interface Made {
  readonly secretArn: string;
  readonly keyArn?: string;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * A source with what our root module says of the secrets that it makes: a plan shows of its locals nothing. Its output
 * names, by address, what is about which secret, and gives the policies with a text in the place of each ARN. Only what
 * the plan leaves open is filled in, and the policies are taken for granted. See `src/module/root/planned.ts`.
 */
export function withMade(source: Source, accounts: GivenAccounts): Source {
  const changes = new Map<string, JsonObject>();
  const assumptions: Assumption[] = [];
  for (const { at, value } of source.stated) {
    const planned = own(value, "planned");
    const secrets = entriesOf(own(planned, "secrets"));
    const prefix = prefixOf(source, secrets);
    if (prefix === undefined) continue;
    const resolver = new Resolver(source, accounts);
    const made = new Map(secrets.flatMap(([name, stated]) => madeOf(source, resolver, prefix, name, stated)));
    const before = changes.size;
    const change = (address: string, to: (values: JsonObject) => JsonObject): void => {
      const resource = source.resources.find((one) => one.address === prefix + address);
      if (resource && hasOpen(resource.values)) changes.set(resource.address, to(resource.values));
    };
    for (const [name, one] of made)
      for (const part of [SECRET, GRANT]) change(madeIn(name) + part, (values) => filled(values, one) as JsonObject);
    for (const [address, name] of entriesOf(own(planned, "references"))) {
      const one = typeof name === "string" ? made.get(name) : undefined;
      if (one) change(address, (values) => filled(values, one) as JsonObject);
    }
    for (const [address, stated] of entriesOf(own(planned, "policies"))) {
      const policy = typeof stated === "string" ? written(stated, made.values()) : undefined;
      if (policy !== undefined)
        change(address, (values) => (values.policy instanceof Expression ? { ...values, policy } : values));
    }
    if (changes.size > before)
      assumptions.push({
        subject: prefix.slice(0, -1),
        text: `gives the secrets that it makes the policies and grants that ${at} tells: the plan does not show them`,
      });
  }
  if (changes.size === 0) return source;
  return {
    ...source,
    resources: source.resources.map((one) => ({ ...one, values: changes.get(one.address) ?? one.values })),
    assumptions: [...(source.assumptions ?? []), ...assumptions],
  };
}

const entriesOf = (value: unknown): [string, unknown][] => (isObject(value) ? Object.entries(value) : []);

const SECRET = "aws_secretsmanager_secret.this";
/** The key of its own, and the grant of its rotator. */
const [KEY, GRANT] = ["aws_kms_key.this[0]", "aws_kms_grant.this[0]"];
const madeIn = (name: string): string => `module.agent_secrets[${JSON.stringify(name)}].`;

/** The one call of the root module that makes these secrets, by their names and Regions; `NAME/REGION` is a replica. */
function prefixOf({ resources }: Source, secrets: readonly [string, unknown][]): string | undefined {
  const made = secrets.filter(([name]) => !name.includes("/"));
  const byAddress = new Map(resources.map((one) => [one.address, one.values]));
  const isThere = (address: string, stated: unknown): boolean =>
    ["name", "region"].every((what) => own(byAddress.get(address), what) === own(stated, what));
  const [first] = made.map(([name]) => madeIn(name) + SECRET);
  if (first === undefined) return undefined;
  const [only, ...others] = [...byAddress.keys()]
    .filter((address) => address.endsWith(first))
    .map((address) => address.slice(0, -first.length))
    .filter((prefix) => made.every(([name, stated]) => isThere(prefix + madeIn(name) + SECRET, stated)));
  return others.length === 0 ? only : undefined;
}

function madeOf(source: Source, resolver: Resolver, prefix: string, name: string, stated: unknown): [string, Made][] {
  const [of = "", region] = name.split("/");
  const attribute = (address: string, attribute: string): unknown => {
    const resource = source.resources.find((one) => one.address === prefix + madeIn(of) + address);
    return resource && resolver.attribute(resource, attribute);
  };
  const arn = attribute(SECRET, "arn");
  if (typeof arn !== "string") return [];
  const secretArn = region === undefined ? arn : arn.replace(/^((?:[^:]*:){3})[^:]*/, `$1${region}`);
  const [placeholder, statedKey] = [own(stated, "secret_arn"), own(stated, "kms_key_arn")];
  // The key of a replica is given.
  const key = region === undefined ? (attribute(KEY, "arn") ?? attribute(SECRET, "kms_key_id")) : statedKey;
  const keyArn = typeof key === "string" ? key : undefined;
  const texts = new Map<string, string>();
  if (typeof placeholder === "string") texts.set(placeholder, secretArn);
  if (typeof statedKey === "string" && keyArn !== undefined) texts.set(statedKey, keyArn);
  return [[name, { secretArn, ...(keyArn !== undefined && { keyArn }), texts }]];
}

const [SECRETS, KEYS] = [new Set(["secret_id", "secret_arn", "SecretARN"]), new Set(["key_id", "kms_key_id"])];

const hasOpen = (value: unknown): boolean =>
  value instanceof Expression || (typeof value === "object" && value !== null && Object.values(value).some(hasOpen));

/** What is left open in it, by the names of attributes. */
function filled(value: unknown, made: Made, name = ""): unknown {
  if (value instanceof Expression) {
    if (SECRETS.has(name)) return made.secretArn;
    return KEYS.has(name) && made.keyArn !== undefined ? made.keyArn : value;
  }
  if (Array.isArray(value)) return listOf(value).map((one) => filled(one, made, name));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, made, key)]));
}

/** A policy with the ARNs themselves; none while one of them is not known. */
function written(policy: string, made: Iterable<Made>): string | undefined {
  let text = policy;
  for (const { texts } of made)
    for (const [stands, arn] of texts) text = text.replaceAll(stands, JSON.stringify(arn).slice(1, -1));
  return /:(?:secret:|key\/)made-/.test(text) ? undefined : text;
}
