import { splitArn } from "../../src/access/arn";
import type { CompiledPolicy, Decision, KmsGrant, Policies, Request, RequestPrincipal } from "../../src/decision";
import { compilePolicy, decide } from "../../src/decision";
import { managedKey } from "../../src/proof/managed-key";
import { decryptRequest, readRequest } from "../../src/proof/requests";
import { Aws, type Identity } from "./aws";
import { Concrete } from "./concrete";
import { addressOf, isAfter, type Thing, type World } from "./world";

/** What is so. "open": it depends on what the request brings, or on what no plan tells. */
export type True = "allowed" | "denied" | "open";

export interface TruePrincipal {
  readonly identity: Identity;
  readonly arn: string;
  readonly address: string;
}

export interface TrueProvider {
  readonly address: string;
  readonly secretArn: string;
}

/** The decision on the world itself. */
export class Truth {
  public readonly principals: readonly TruePrincipal[];
  public readonly providers: readonly TrueProvider[];
  private readonly aws: Aws;

  public constructor(world: World) {
    this.aws = new Aws(world);
    this.principals = [...this.aws.identities.values()].map((identity) => ({
      identity,
      arn: identity.arn,
      address: addressOf(world, identity.thing),
    }));
    const concrete = new Concrete(world);
    this.providers = world.things
      .filter((thing) => thing.type.endsWith("_credential_provider") && isAfter(thing))
      .map((thing) => ({ address: addressOf(world, thing), secretArn: secretOf(concrete, thing) }));
  }

  public read(provider: TrueProvider, { identity }: TruePrincipal, sessionName?: string): True {
    const { secretArn } = provider;
    const principal = requester(identity, sessionName);
    const policy = this.aws.secrets.get(secretArn)?.policy;
    return this.decide(
      identity,
      readRequest(secretArn, principal),
      policy === undefined ? {} : { resourcePolicy: compiled("secret policy", policy, "resource") },
    );
  }

  public decrypt(provider: TrueProvider, { identity }: TruePrincipal, sessionName?: string): True {
    const { secretArn } = provider;
    const principal = requester(identity, sessionName);
    const keyArn = this.aws.secrets.get(secretArn)?.keyArn ?? null;
    if (keyArn === null) {
      if (splitArn(secretArn)?.account !== splitArn(identity.arn)?.account) return "denied";
      const key = managedKey(secretArn);
      return this.decide(identity, decryptRequest(key.keyArn, secretArn, principal), {
        resourcePolicy: key.resourcePolicy,
      });
    }
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
    return this.decide(identity, decryptRequest(keyArn, secretArn, principal), {
      resourcePolicy: compiled("key policy", key.policy, "resource"),
      grants,
    });
  }

  private decide(identity: Identity, request: Request, side: Partial<Policies>): True {
    const identityPolicies = this.aws
      .documentsOf(identity)
      .map((document, index) => compiled(`policy ${index} of ${identity.name}`, document, "identity"));
    return trueOf(decide({ ...side, identityPolicies }, request));
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

function secretOf(concrete: Concrete, thing: Thing): string {
  const text = JSON.stringify(concrete.values(thing.arguments));
  const found = /"secret_id":"([^"]+)"/.exec(text)?.[1];
  if (found === undefined) throw new Error(`${thing.label} names no secret`);
  return found;
}
