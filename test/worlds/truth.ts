import { splitArn } from "../../src/access/arn";
import type { CompiledPolicy, Decision, KmsGrant, Policies, Request, RequestPrincipal } from "../../src/decision";
import type { ProviderKind } from "../../src/access/vault";
import { compilePolicy, decide, isUnknown } from "../../src/decision";
import { managedKey } from "../../src/proof/managed-key";
import { decryptRequest, readRequest, useRequests } from "../../src/proof/requests";
import { Aws, type Identity } from "./aws";
import { Concrete } from "./concrete";
import { ENDPOINT } from "./policies";
import type { Organization } from "../../src/plan/given-limits";
import { kindOfProvider, managedSecretArn } from "./providers";
import { addressOf, isAfter, type Thing, type World } from "./world";

/**
 * What is so. "conditional": so for requests that come by one way, and not for others. "open": it depends on what no
 * plan tells.
 */
export type True = "allowed" | "conditional" | "denied" | "open";

/** From where a request comes: not by a VPC endpoint, by the one that policies ask for, by another. */
const WAYS: readonly (readonly string[])[] = [[], [ENDPOINT], ["vpce-other"]];

export interface TruePrincipal {
  readonly identity: Identity;
  readonly arn: string;
  readonly address: string;
}

export interface TrueProvider {
  readonly address: string;
  readonly secretArn: string;
  readonly kind: ProviderKind;
  readonly name: string;
  readonly region: string;
  readonly account: string;
}

/** The decision on the world itself. */
export class Truth {
  public readonly principals: readonly TruePrincipal[];
  public readonly providers: readonly TrueProvider[];
  /** What `check` is told of organizations. */
  public readonly said: Organization;
  private readonly aws: Aws;
  private readonly organizations: NonNullable<Policies["accounts"]>;

  public constructor(world: World) {
    this.said = {
      ids: new Map(
        world.accounts
          .filter(({ organization }) => organization.isSaid)
          .map(({ id, organization }) => [id, organization.id]),
      ),
    };
    this.organizations = Object.fromEntries(
      world.accounts.map(({ id, organization }) => [id, { organizationId: organization.id }]),
    );
    this.aws = new Aws(world);
    this.principals = [...this.aws.identities.values()].map((identity) => ({
      identity,
      arn: identity.arn,
      address: addressOf(world, identity.thing),
    }));
    const concrete = new Concrete(world);
    this.providers = world.things
      .filter((thing) => thing.type.endsWith("_credential_provider") && isAfter(thing))
      .map((thing) => providerOf(world, concrete, thing));
  }

  public read(provider: TrueProvider, { identity }: TruePrincipal, sessionName?: string): True {
    const { secretArn } = provider;
    // AgentCore reads no secret of another Region.
    if (splitArn(secretArn)?.region !== provider.region) return "denied";
    const principal = requester(identity, sessionName);
    return this.decide(identity, [readRequest(secretArn, principal)], this.secretSide(secretArn));
  }

  public decrypt(provider: TrueProvider, { identity }: TruePrincipal, sessionName?: string): True {
    const { secretArn } = provider;
    const principal = requester(identity, sessionName);
    const keyArn = this.aws.secret(secretArn)?.keyArn ?? null;
    if (keyArn === null) {
      if (splitArn(secretArn)?.account !== splitArn(identity.arn)?.account) return "denied";
      const key = managedKey(secretArn);
      return this.decide(identity, [decryptRequest(key.keyArn, secretArn, principal)], {
        resourcePolicy: key.resourcePolicy,
      });
    }
    return this.decide(identity, [decryptRequest(keyArn, secretArn, principal)], this.keySide(keyArn));
  }

  /** Any requests that somebody may make, each for itself, at a secret or key. */
  public each(
    { identity }: TruePrincipal,
    arn: string,
    requests: (principal: RequestPrincipal) => readonly Request[],
    sessionName?: string,
  ): True[] {
    const side = arn.includes(":kms:") ? this.keySide(arn) : arn.includes(":secret:") ? this.secretSide(arn) : {};
    return requests(requester(identity, sessionName)).map((one) => this.decide(identity, [one], side));
  }

  /** The secrets and keys of the world. */
  public get arns(): { readonly secrets: readonly string[]; readonly keys: readonly string[] } {
    return { secrets: this.aws.secretArns, keys: [...this.aws.keys.keys()] };
  }

  /** The secrets of which an encryption context may be: those that are there, AgentCore's own, and those of grants. */
  public get contexts(): string[] {
    const spoken = [...this.aws.grants.values()].flatMap(({ subset, equals }) => [subset, equals]);
    const managed = this.providers.map(({ secretArn }) => secretArn);
    return [...new Set([...this.aws.secretArns, ...managed, ...spoken.flatMap((pairs) => pairs?.SecretARN ?? [])])];
  }

  private secretSide(secretArn: string): Partial<Policies> {
    const policy = this.aws.secret(secretArn)?.policy;
    return policy === undefined ? {} : { resourcePolicy: compiled("secret policy", policy, "resource") };
  }

  private keySide(keyArn: string): Partial<Policies> {
    const key = this.aws.keys.get(keyArn);
    if (!key) throw new Error(`the world has no key ${keyArn}`);
    const grants: KmsGrant[] = [...this.aws.grants.values()]
      .filter((grant) => grant.keyArn === keyArn)
      .map(({ name, grantee, operations, subset, equals, account }) => ({
        name,
        keyArn,
        granteePrincipal: grantee,
        operations,
        constraints: {
          ...(subset && { encryptionContextSubset: subset }),
          ...(equals && { encryptionContextEquals: equals }),
        },
        issuingAccount: account,
      }));
    return { resourcePolicy: compiled("key policy", key.policy, "resource"), grants };
  }

  /** Whether somebody may call the provider at all. */
  public use(provider: TrueProvider, { identity }: TruePrincipal, sessionName?: string): True {
    if (splitArn(identity.arn)?.account !== provider.account) return "denied";
    const { address: at, kind, name, region, account } = provider;
    const model = { at, kind, name, region, account, partition: "aws", references: [], signingKeys: [] };
    const requests = useRequests(model, kind, requester(identity, sessionName));
    if (isUnknown(requests)) throw new Error(`${at} leaves something open`);
    return this.decide(identity, requests, {});
  }

  /** Each request is decided as a whole, with what it brings: nothing is left to the engine that is asked about it. */
  private decide(identity: Identity, requests: readonly Request[], side: Partial<Policies>): True {
    const identityPolicies = this.aws
      .documentsOf(identity)
      .map((document, index) => compiled(`policy ${index} of ${identity.name}`, document, "identity"));
    const { boundary } = identity;
    const policies: Policies = {
      ...side,
      accounts: this.organizations,
      identityPolicies,
      ...(boundary !== undefined && {
        permissionsBoundary: compiled("permissions boundary", this.aws.policies.get(boundary), "identity"),
      }),
    };
    const byWay = WAYS.map((way) => {
      const all = requests.map((one) =>
        trueOf(decide(policies, { ...one, context: { ...one.context, "aws:SourceVpce": way } })),
      );
      return all.includes("denied") ? "denied" : all.includes("open") ? "open" : "allowed";
    });
    const [first = "open", ...others] = byWay;
    return byWay.includes("open") ? "open" : others.every((one) => one === first) ? first : "conditional";
  }
}

const trueOf = ({ verdict }: Decision): True =>
  verdict === "allowed"
    ? "allowed"
    : verdict === "explicitlyDenied" || verdict === "implicitlyDenied"
      ? "denied"
      : "open";

const compiled = (name: string, document: unknown, kind: "identity" | "resource"): CompiledPolicy =>
  compilePolicy(name, kind, document);

/** A group asks as any member of it: a user of which nothing else is known. */
const requester = ({ kind, arn, name }: Identity, sessionName?: string): RequestPrincipal =>
  kind === "role"
    ? { type: "AssumedRole", roleArn: arn, ...(sessionName !== undefined && { sessionName }) }
    : { type: "User", userArn: kind === "user" ? arn : arn.replace(/:group\/.*/, `:user/member-of-${name}`) };

function providerOf(world: World, concrete: Concrete, thing: Thing): TrueProvider {
  const values = concrete.values(thing.arguments);
  const [kind, name] = [kindOfProvider(thing), String(values.name)];
  if (kind === undefined) throw new Error(`${thing.type} is no credential provider`);
  const region = (values.region as string | undefined) ?? world.region;
  const account = thing.account.id;
  // One that names no secret has one that AgentCore makes.
  const named = /"secret_id":"([^"]+)"/.exec(JSON.stringify(values))?.[1];
  const secretArn = named ?? `${managedSecretArn(region, account, kind, name)}-AbCdEf`;
  return { address: addressOf(world, thing), secretArn, kind, name, region, account };
}
