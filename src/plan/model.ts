import { splitArn } from "../access/arn";
import type { KmsGrant } from "../decision";
import { isUnknown, Unknown } from "../decision";
import type { ExpectedProvider } from "../proof/expected";
import { mentionedRoles } from "../proof/mentioned";
import type { Assumption, Model, ModelKey, ModelProvider, ModelSecret, StatedPolicy } from "../proof/model";
import { Stated } from "../proof/stated";
import type { MaybeKnown } from "../proof/values";
import { isObject, listOf, own } from "../proof/values";
import type { BridgeObject } from "./bridge-objects";
import { bridgeObjects } from "./bridge-objects";
import { statedPolicy, withStatements } from "./documents";
import type { Given } from "./given";
import { maybeKnown, providersOf } from "./providers";
import { Resolver } from "./resolver";
import { rolesOf } from "./roles";
import type { Source } from "./source";

/**
 * Puts together what a source holds and what the user gives.
 *
 * @param assumed what was taken for granted to find out who should read
 */
export function modelOf(source: Source, given: Given, assumed: readonly Assumption[] = []): Model {
  const { account, assumptions } = accountOf(source, given);
  const resolver = new Resolver(source, account);
  const { expected } = given;
  const stated = new Stated(expected);
  const bridged = bridgeObjects(source, resolver);
  const here = providersOf(source, resolver, bridged).map((provider) => ({ ...provider, stated: stated.of(provider) }));
  const providers = [...here, ...stated.elsewhere(here)];
  const resources = new ResourceBuilder(source, resolver, bridged, given);
  resources.build(providers);
  const policies = [...resources.secrets.values(), ...resources.keys.values()].flatMap(({ policy }) => policy ?? []);
  const mentioned = mentionedRoles(
    policies,
    [...resources.keys.values()].flatMap(({ grants }) => grants),
    expected,
  );
  const { roles, unowned, assumptions: ofRoles } = rolesOf(source, resolver, given.policies, mentioned);
  return {
    providers,
    secrets: resources.secrets,
    keys: resources.keys,
    roles,
    unowned,
    unheard: source.unheard,
    expected,
    assumptions: [
      ...new Map(
        [
          ...assumptions,
          ...assumed,
          ...resolver.assumptions,
          ...ofRoles,
          ...stated.without(providers).map(notHere),
        ].map((one) => [`${one.subject} ${one.text}`, one]),
      ).values(),
    ],
  };
}

const notHere = ({ name, at }: ExpectedProvider): Assumption => ({
  subject: name,
  text: `is named by ${at}, but nothing here makes it: nothing is proven about it`,
});

/** The account of AWS providers that do not tell theirs. */
function accountOf(source: Source, given: Given): { account?: string; assumptions: Assumption[] } {
  if (given.account !== undefined) return { account: given.account, assumptions: [] };
  const caller = source.data.find(({ type }) => type === "aws_caller_identity");
  const stated = own(caller?.values, "account_id");
  if (typeof stated === "string") return { account: stated, assumptions: [] };
  const found = new Set<string>();
  collectAccounts(
    [source.resources.map(({ values }) => values), given.expected?.providers.map(({ readers }) => readers)],
    found,
  );
  if (found.size !== 1) return { assumptions: [] };
  const [account] = [...found];
  return {
    account,
    assumptions: [
      {
        subject: "account",
        text: `everything is made in account ${account}, the only one that is named: give --account`,
      },
    ],
  };
}

function collectAccounts(value: unknown, found: Set<string>): void {
  if (typeof value === "string") {
    for (const [, account] of value.matchAll(/arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}):/g))
      found.add(account as string);
  } else if (Array.isArray(value)) for (const one of value) collectAccounts(one, found);
  else if (typeof value === "object" && value !== null)
    for (const one of Object.values(value)) collectAccounts(one, found);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Secrets and keys with their policies. */
class ResourceBuilder {
  public readonly secrets = new Map<string, Mutable<ModelSecret>>();
  public readonly keys = new Map<string, Mutable<ModelKey> & { grants: KmsGrant[] }>();

  /** Secret policies of secrets that are not known. */
  private readonly unowned: string[] = [];

  public constructor(
    private readonly source: Source,
    private readonly resolver: Resolver,
    private readonly bridged: readonly BridgeObject[],
    private readonly given: Given,
  ) {}

  public build(providers: readonly ModelProvider[]): void {
    for (const { at, references } of providers)
      for (const { secretId } of references) if (!isUnknown(secretId)) this.secret(secretId, at);
    this.readData();
    this.readGiven();
    this.readSecrets();
    this.readKeys();
    this.readGrants();
    this.readBridge();
    for (const [arn, keyArn] of this.given.expected?.keys ?? []) {
      const secret = this.secrets.get(arn);
      if (secret) secret.keyArn = keyArn;
    }
    for (const { keyArn } of this.secrets.values()) if (typeof keyArn === "string") this.key(keyArn);
  }

  private each(type: string): Source["resources"] {
    return this.source.resources.filter((resource) => resource.type === type);
  }

  private readData(): void {
    for (const { type, values } of this.source.data) {
      if (type !== "aws_secretsmanager_secret") continue;
      const arn = own(values, "arn");
      const secret = typeof arn === "string" ? this.secrets.get(arn) : undefined;
      if (!secret) continue;
      const [policy, key] = [own(values, "policy"), own(values, "kms_key_id")];
      if (typeof policy === "string" && policy !== "") secret.policy = secretPolicy(secret.at, policy);
      if (typeof policy === "string") secret.isPolicyCertain = true;
      if (typeof key === "string" && splitArn(key)) secret.keyArn = key;
    }
  }

  private readGiven(): void {
    for (const { kind, arn, file, document } of this.given.policies) {
      if (kind === "secret") {
        const secret = this.secret(arn, file);
        secret.policy = secretPolicy(file, document);
        secret.isPolicyCertain = true;
      }
      if (kind === "key") this.key(arn).policy = keyPolicy(file, document);
    }
  }

  private readSecrets(): void {
    for (const resource of this.each("aws_secretsmanager_secret")) {
      const arn = this.resolver.attribute(resource, "arn");
      if (typeof arn !== "string") continue;
      const secret = this.secret(arn, resource.address);
      secret.at = resource.address;
      secret.isPolicyCertain = true;
      const key = this.resolver.attribute(resource, "kms_key_id");
      secret.keyArn = key === null || key === undefined || key === "" ? null : this.resolver.keyArn(key, resource);
      const policy = this.resolver.attribute(resource, "policy");
      if (typeof policy === "string" && policy !== "") secret.policy = secretPolicy(resource.address, policy);
    }
    for (const resource of this.each("aws_secretsmanager_secret_policy")) {
      const arn = this.resolver.attribute(resource, "secret_arn");
      if (typeof arn !== "string") {
        this.unowned.push(resource.address);
        continue;
      }
      const secret = this.secret(arn, resource.address);
      secret.policy = secretPolicy(resource.address, this.resolver.attribute(resource, "policy"));
      secret.isPolicyCertain = true;
    }
    const [address] = this.unowned;
    if (address === undefined) return;
    const whose = new Unknown(`${address} may be it, of a secret that is known after the apply`);
    for (const resource of this.each("aws_secretsmanager_secret")) {
      const arn = this.resolver.attribute(resource, "arn");
      const secret = typeof arn === "string" && arn !== own(resource.values, "arn") ? this.secrets.get(arn) : undefined;
      if (secret) secret.policy ??= secretPolicy(address, whose);
    }
  }

  private readKeys(): void {
    for (const resource of this.each("aws_kms_key")) {
      const arn = this.resolver.attribute(resource, "arn");
      const policy = this.resolver.attribute(resource, "policy");
      if (typeof arn !== "string") continue;
      const account = splitArn(arn)?.account ?? "";
      const stated = isObject(policy) || typeof policy === "string" ? policy : defaultKeyPolicy(arn, account);
      this.key(arn).policy = keyPolicy(resource.address, stated);
    }
    for (const resource of this.each("aws_kms_key_policy")) {
      const arn = this.resolver.keyArn(this.resolver.attribute(resource, "key_id"), resource);
      if (!isUnknown(arn))
        this.key(arn).policy = keyPolicy(resource.address, this.resolver.attribute(resource, "policy"));
    }
  }

  private readGrants(): void {
    for (const resource of this.each("aws_kms_grant")) {
      const keyArn = this.resolver.keyArn(this.resolver.attribute(resource, "key_id"), resource);
      if (isUnknown(keyArn)) continue;
      const constraint = listOf(this.resolver.attribute(resource, "constraints"))[0];
      const pairs = (name: string): ReturnType<typeof contextPairs> => contextPairs(own(constraint, name));
      const [exact, subset] = [pairs("encryption_context_equals"), pairs("encryption_context_subset")];
      const operations = listOf(this.resolver.attribute(resource, "operations"));
      const { account } = this.resolver.placeOf(resource);
      this.key(keyArn).grants.push({
        name: resource.address,
        keyArn,
        granteePrincipal: maybeKnown(this.resolver.attribute(resource, "grantee_principal"), "its grantee principal"),
        operations: operations.map((one) => maybeKnown(one, "an operation")),
        constraints: {
          ...(exact !== undefined && { encryptionContextEquals: exact }),
          ...(subset !== undefined && { encryptionContextSubset: subset }),
        },
        ...(account !== undefined && { issuingAccount: account }),
      });
      const secretArn = own(subset ?? exact, "SecretARN");
      const secret = typeof secretArn === "string" ? this.secrets.get(secretArn) : undefined;
      if (secret && secret.keyArn === undefined) secret.keyArn = keyArn;
    }
  }

  private readBridge(): void {
    for (const { resource, input } of this.bridged) {
      const added = listOf(input.statements) as unknown[];
      if (input.kind === "secretPolicy" && typeof input.secretId === "string") {
        const secret = this.secret(input.secretId, resource.address);
        secret.policy = withStatements(resource.address, "secret policy", secret.policy, added);
      }
      if (input.kind === "keyPolicy" && typeof input.keyId === "string") {
        const key = this.key(input.keyId);
        const before =
          key.policy ??
          keyPolicy(
            resource.address,
            new Unknown(`its other statements are not in the plan: give --policy key=${input.keyId}=FILE`),
          );
        key.policy = withStatements(resource.address, "key policy", before, added);
        for (const arn of secretsIn(added)) {
          const secret = this.secrets.get(arn);
          if (secret && secret.keyArn === undefined) secret.keyArn = input.keyId;
        }
      }
    }
  }

  private secret(arn: string, at: string): Mutable<ModelSecret> {
    const found = this.secrets.get(arn) ?? { arn, at, isPolicyCertain: false };
    this.secrets.set(arn, found);
    return found;
  }

  private key(arn: string): Mutable<ModelKey> & { grants: KmsGrant[] } {
    const found = this.keys.get(arn) ?? { arn, grants: [] };
    this.keys.set(arn, found);
    return found;
  }
}

const secretPolicy = (at: string, value: unknown): StatedPolicy => statedPolicy(at, "secret policy", "resource", value);
const keyPolicy = (at: string, value: unknown): StatedPolicy => statedPolicy(at, "key policy", "resource", value);

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
const defaultKeyPolicy = (keyArn: string, account: string): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: `arn:${splitArn(keyArn)?.partition}:iam::${account}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  ],
});

function contextPairs(value: unknown): Readonly<Record<string, MaybeKnown>> | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (isUnknown(value)) return value;
  if (!isObject(value)) return new Unknown("its constraints are not known");
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maybeKnown(one, key)]));
}

/** The secrets that the conditions of key policy statements name. */
function secretsIn(statements: readonly unknown[]): string[] {
  return statements.flatMap((statement) => {
    const condition = own(statement, "Condition");
    if (!isObject(condition)) return [];
    return Object.values(condition).flatMap((keys) =>
      listOf(own(keys, "kms:EncryptionContext:SecretARN")).filter((one): one is string => typeof one === "string"),
    );
  });
}
