import { READERS_FORMAT, READERS_FORMATS } from "../access/intended-readers";
import type { Expected, ExpectedProvider, ExpectedSecret, StatedRoles, Suppression } from "../proof/expected";
import { union } from "../proof/stated";
import type { JsonObject } from "../proof/values";
import { isObject, listOf, own, textsOf } from "../proof/values";
import { isUnknown } from "../decision";
import { ReaderKind } from "../access/reader-kind";
import type { ProviderKind } from "../access/vault";
import { PROVIDER_KINDS } from "../access/vault";
import { Expression } from "./expression";
import { InputError } from "./input-error";
import type { Resolver } from "./resolver";

/** The account may be an open text. */
const ROLE = /^arn:[^:]+:iam::[^:]+:role\/.+$/;

/**
 * Reads who should read: `{"providers": {NAME: {"readers": [ARN], "deployers": [ARN]}}, "secrets": {SECRET_ARN: {…}},
 * "keys": {SECRET_ARN: KEY_ARN}, "suppress": [{"id": …, "reason": …}]}`. A provider may be named with its kind:
 * `oauth2/NAME`. The constructs leave the same in the synthesized stack, and modules say it by an output, where secrets
 * are a list of `{"secret_arn": …, "kms_key_arn": …}`; both may have expressions in it.
 *
 * @param name for messages and reports: who says so
 */
export function expectedOf(value: unknown, name: string, resolver?: Resolver): Expected {
  return new Reader(name, resolver).expected(value);
}

class Reader {
  public constructor(
    private readonly name: string,
    private readonly resolver: Resolver | undefined,
  ) {}

  public expected(value: unknown): Expected {
    const format = own(value, "format");
    if (format !== undefined && format !== READERS_FORMAT)
      this.wrong(
        typeof format === "string" && format.startsWith(READERS_FORMATS)
          ? `has a later format than ${READERS_FORMAT}: use the agentcore-identity of the module's version`
          : `has another format than ${READERS_FORMAT}`,
      );
    const [providers, secrets, keys] = ["providers", "secrets", "keys"].map((list) => own(value, list));
    const suppress = own(value, "suppress") ?? [];
    if (providers === undefined && secrets === undefined) this.wrong("has neither providers nor secrets");
    if (!Array.isArray(suppress)) this.wrong("suppress is no list");
    const stated = this.entries(providers, "providers");
    return {
      providers: stated.map(([key, one]) => this.provider(key, one)),
      secrets: this.secretEntries(secrets).flatMap(([arn, one]) => this.secret(arn, one)),
      keys: new Map([
        ...stated.flatMap(([, one]) => this.keysOf(listOf(own(one, "secrets")))),
        ...this.keysOf(listOf(secrets)),
        ...this.entries(keys, "keys").flatMap(([arn, key]) => this.key(arn, key)),
      ]),
      suppressions: (suppress as unknown[]).map((one) => this.suppression(one)),
    };
  }

  private wrong(what: string): never {
    throw new InputError(`${this.name}: ${what}. See docs/check.md.`);
  }

  private entries(value: unknown, list: string): [string, unknown][] {
    if (value === undefined || value === null) return [];
    return isObject(value) ? Object.entries(value) : this.wrong(`${list} is no object`);
  }

  /** By ARN, or a list. */
  private secretEntries(secrets: unknown): [unknown, unknown][] {
    return Array.isArray(secrets)
      ? secrets.map((one) => [own(one, "secret_arn"), one])
      : this.entries(secrets, "secrets");
  }

  private text(value: unknown, at?: string): unknown {
    if (!this.resolver) return value;
    const isTemplate = typeof value === "string" && value.includes("${");
    return this.resolver.resolve(isTemplate ? new Expression(value) : value, `${this.name}.${at ?? ""}`);
  }

  private provider(key: string, value: unknown): ExpectedProvider {
    const [, kind, named = key] = /^([a-z0-9]+)\/(.+)$/.exec(key) ?? [];
    if (kind !== undefined && !Object.hasOwn(PROVIDER_KINDS, kind))
      this.wrong(`provider ${JSON.stringify(key)} is of none of the kinds ${Object.keys(PROVIDER_KINDS).join(", ")}`);
    if (!isObject(value)) return this.wrong(`provider ${JSON.stringify(key)} is no object`);
    const secrets = this.list(value, "secrets").map((one) => (isObject(one) ? own(one, "secret_arn") : one));
    const [name = named, region] = ["name", "region"].map((one) => this.text(own(value, one), one));
    return {
      at: this.name,
      // Of several Regions each has a key of its own.
      name: typeof name === "string" ? name : named,
      ...(kind !== undefined && { kind: kind as ProviderKind }),
      ...this.roles(value, `provider ${JSON.stringify(key)}`),
      tokenAudiences: textsOf(this.list(value, "token_audiences")),
      secrets: textsOf(secrets),
      signingKeys: textsOf(this.list(value, "signing_keys")),
      ...(typeof region === "string" && { region }),
    };
  }

  private secret(key: unknown, value: unknown): ExpectedSecret[] {
    const arn = this.text(key, "secret_arn");
    if (!isObject(value)) return this.wrong(`secret ${JSON.stringify(key)} is no object`);
    return typeof arn === "string" ? [{ at: this.name, arn, ...this.roles(value, `secret ${arn}`) }] : [];
  }

  private roles(value: JsonObject, subject: string): StatedRoles {
    const [readers, deployers, elsewhere] = ["readers", "deployers", "elsewhere"].map((list) => this.list(value, list));
    const all = [...(readers ?? []), ...(deployers ?? [])];
    if (all.some((one) => !isUnknown(one) && !(typeof one === "string" && ROLE.test(one))))
      this.wrong(`${subject} names something that is no role ARN`);
    return union([
      {
        readers: textsOf(readers),
        deployers: textsOf(deployers),
        rotators: textsOf(this.list(value, "rotators")),
        unknown: all.filter(isUnknown).map(({ reason }) => reason),
        elsewhere: textsOf(elsewhere),
        kinds: new Map(this.kindEntries(own(value, "kinds")).flatMap(([arn, kind]) => this.readerKind(arn, kind))),
      },
    ]);
  }

  /** By ARN, or a list. */
  private kindEntries(kinds: unknown): [unknown, unknown][] {
    return Array.isArray(kinds)
      ? kinds.map((one) => [own(one, "role_arn"), own(one, "kind")])
      : this.entries(kinds, "kinds");
  }

  private readerKind(arn: unknown, given: unknown): [string, ReaderKind][] {
    const [role, kind] = [this.text(arn, "kinds"), this.text(given, "kinds")];
    const found = Object.values(ReaderKind).find((one) => one === kind);
    if (found === undefined && !isUnknown(kind))
      this.wrong(`kinds names ${JSON.stringify(kind)}, which is none of ${Object.values(ReaderKind).join(", ")}`);
    return typeof role === "string" && found !== undefined ? [[role, found]] : [];
  }

  private list(value: JsonObject, name: string): readonly unknown[] {
    return listOf(this.text(own(value, name), name)).map((one) => this.text(one, name));
  }

  private keysOf(secrets: readonly unknown[]): [string, string | null][] {
    return secrets.flatMap((one) =>
      own(one, "kms_key_arn") === undefined ? [] : this.key(own(one, "secret_arn"), own(one, "kms_key_arn")),
    );
  }

  private key(arn: unknown, key: unknown): [string, string | null][] {
    const [secretArn, keyArn] = [this.text(arn, "secret_arn"), key === null ? null : this.text(key, "kms_key_arn")];
    return typeof secretArn === "string" && (keyArn === null || typeof keyArn === "string")
      ? [[secretArn, keyArn]]
      : [];
  }

  private suppression(one: unknown): Suppression {
    const [id, reason, subject] = ["id", "reason", "subject"].map((key) => own(one, key));
    if (typeof id !== "string" || typeof reason !== "string" || reason.trim() === "")
      return this.wrong("a suppression wants an id and a reason");
    return { id, reason, ...(typeof subject === "string" && { subject }) };
  }
}

/** What several say, all of it. */
export function together(all: readonly Expected[]): Expected | undefined {
  if (all.length < 2) return all[0];
  const providers = new Map<string, ExpectedProvider>();
  for (const one of all.flatMap((expected) => expected.providers)) {
    const before = providers.get(keyOf(one));
    const both = before ? { ...before, ...one, ...union([before, one]) } : one;
    const [secrets, signingKeys] = (["secrets", "signingKeys"] as const).map((list) => [
      ...new Set([...(before?.[list] ?? []), ...one[list]]),
    ]);
    providers.set(keyOf(one), {
      ...both,
      at: before?.at ?? one.at,
      secrets: secrets ?? [],
      signingKeys: signingKeys ?? [],
    });
  }
  const secrets = new Map<string, ExpectedSecret>();
  for (const one of all.flatMap((expected) => expected.secrets)) {
    const before = secrets.get(one.arn);
    secrets.set(one.arn, before ? { ...before, ...union([before, one]) } : one);
  }
  return {
    providers: [...providers.values()],
    secrets: [...secrets.values()],
    keys: new Map(all.flatMap(({ keys }) => [...keys])),
    suppressions: all.flatMap(({ suppressions }) => suppressions),
  };
}

/** What the constructs or modules say, and in its place what the user says. */
export function joined(first: Expected | undefined, second: Expected | undefined): Expected | undefined {
  if (!first || !second) return first ?? second;
  const named = new Set(second.providers.map(keyOf));
  const arns = new Set(second.secrets.map(({ arn }) => arn));
  return {
    providers: [
      ...first.providers.filter((one) => !named.has(keyOf(one)) && !named.has(one.name)),
      ...second.providers,
    ],
    secrets: [...first.secrets.filter(({ arn }) => !arns.has(arn)), ...second.secrets],
    keys: new Map([...first.keys, ...second.keys]),
    suppressions: [...first.suppressions, ...second.suppressions],
  };
}

const keyOf = ({ kind, name }: ExpectedProvider): string => (kind === undefined ? name : `${kind}/${name}`);
