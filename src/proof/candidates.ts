import { splitArn } from "../access/arn";
import { providerArn } from "../access/vault";
import type { RequestPrincipal } from "../decision";
import { isUniqueId, isUnknown, mayHaveId, openText, principalNames } from "../decision";
import { holderOf, unownedOf } from "./asker";
import { keyPolicies, secretPolicies } from "./guards";
import type { NamedPrincipal } from "./mentioned";
import { namedPrincipals, opennessOf } from "./mentioned";
import type { Model, ModelGroup, ModelProvider } from "./model";
import { Reach } from "./reach";
import type { Representative } from "./representatives";
import { representativesOf } from "./representatives";
import { requestPrincipal } from "./requests";
import { RoleNames } from "./role-names";
import { textsAbout } from "./texts";
import type { MaybeKnown } from "./values";

/** What a principal is to a provider. `unstated`: nobody says who should read. */
export type Standing = "reader" | "deployer" | "service" | "other" | "unstated";

/**
 * How somebody was found.
 *
 * - `named`: as one who should read, or by the secret policy itself
 * - `near`: by policies of its own, or because the secret policy is open
 * - `made up`: it stands for others
 */
export type How = "named" | "near" | "made up";

export interface Candidate {
  readonly name: string;
  readonly standing: Standing;
  readonly principal: RequestPrincipal;
  readonly how: How;
  /** The group whose member it is. */
  readonly group?: ModelGroup;
  /** Who is made up, and for whom it stands. */
  readonly representative?: Representative;
}

/**
 * Who may have access to a provider or its secrets: those who should, those whom policies name, those whose own policies
 * come near, and for an open policy everybody that is known, with somebody made up for each kind of everybody else.
 */
export class Candidates {
  private readonly reach: Reach;
  private readonly holders: readonly string[];
  private readonly roleNames: RoleNames;
  private readonly principals = new Map<string, RequestPrincipal | undefined>();

  public constructor(private readonly model: Model) {
    const { roles, users, groups, providers } = model;
    const ofRoles = [...roles.values()].map(({ arn, policies }) => ({
      arn,
      policies:
        model.unowned.length === 0 ? policies : [...policies, ...unownedOf(model, arn).map(({ policy }) => policy)],
    }));
    const holders = [...ofRoles, ...(users?.values() ?? []), ...(groups?.values() ?? [])];
    this.reach = new Reach(holders);
    this.holders = holders.map(({ arn }) => arn);
    const stated = providers.flatMap((one) => [...(one.stated?.readers ?? []), ...(one.stated?.deployers ?? [])]);
    this.roleNames = new RoleNames([...stated, ...roles.keys()]);
  }

  /** Those who are found without a question to the engine, each once, the ones that should read first. */
  public of(provider: ModelProvider): Candidate[] {
    const { stated } = provider;
    const found = new Map<string, Candidate>();
    const others: Standing = stated ? "other" : "unstated";
    const readers = new Set(stated?.readers);
    const deployers = new Set(stated?.deployers);
    const add = (named: NamedPrincipal, how: How, standing?: Standing): void => {
      const key = `${named.type === "Federated"} ${named.name}`;
      if (found.has(key)) return;
      const group = this.model.groups?.get(named.name);
      const principal = group ? memberOf(group) : this.principalOf(key, named);
      if (!principal) return;
      const role = principal.type === "AssumedRole" ? principal.roleArn : "";
      const own = readers.has(role) ? "reader" : deployers.has(role) ? "deployer" : undefined;
      found.set(key, {
        name: named.name,
        standing: standing ?? own ?? others,
        principal,
        how,
        ...(group && { group }),
      });
    };
    const near = (name: string): void => add({ type: "AWS", name }, "near");
    for (const name of [...deployers, ...readers]) add({ type: "AWS", name }, "named");
    this.reach.usersOf(arnOf(provider)).forEach(near);
    for (const { secretId } of provider.references) {
      if (isUnknown(secretId)) continue;
      const policies = secretPolicies(this.model, secretId);
      for (const { document } of policies)
        for (const named of namedPrincipals(document)) {
          add(named, "named", named.type === "Service" ? "service" : undefined);
          if (isUniqueId(named.name)) this.holdersOfId(named.name).forEach(near);
        }
      this.reach.readersOf(secretId).forEach(near);
      if (policies.some((policy) => opennessOf(policy).toEverybody)) this.holders.forEach(near);
      // Whom a hidden policy lets in nobody knows; those whom the key lets in would come furthest.
      else if (this.isHidden(secretId)) this.namedByKeyOf(secretId).forEach(near);
    }
    return [...found.values()];
  }

  /** Whether nothing is known of whom the policy of a secret lets in. */
  public isHidden(secretArn: string): boolean {
    return secretPolicies(this.model, secretArn).some((policy) => opennessOf(policy).maybe);
  }

  private namedByKeyOf(secretArn: string): string[] {
    const keyArn = this.model.secrets.get(secretArn)?.keyArn;
    if (typeof keyArn !== "string") return [];
    const grantees = (this.model.keys.get(keyArn)?.grants ?? []).map(({ granteePrincipal }) => granteePrincipal);
    const named = keyPolicies(this.model, keyArn).flatMap(({ document }) => namedPrincipals(document));
    return [...grantees, ...named.map(({ name }) => name)].filter(
      (name): name is string =>
        typeof name === "string" && /^arn:[^:]+:(?:iam|sts)::[^:]*:(?:role|user|assumed-role)\//.test(name),
    );
  }

  /** Whether policies of its own may let somebody use a provider. */
  public mayUse(name: string, provider: ModelProvider): boolean {
    return this.reach.usersOf(arnOf(provider)).has(name);
  }

  /** Those made up for a secret, if its policy lets in whom it does not name. */
  public madeUpFor(secretArn: string): Representative[] {
    const { account: owner = "", partition = "aws" } = splitArn(secretArn) ?? {};
    const isOpen = secretPolicies(this.model, secretArn).some((policy) => {
      const { toEverybody, toAccounts, maybe } = opennessOf(policy);
      return toEverybody || maybe || toAccounts.some((account) => account !== owner);
    });
    if (!isOpen) return [];
    const place = { owner, partition, accounts: this.model.limits?.accounts ?? {} };
    return representativesOf(textsAbout(this.model, secretArn), place).filter(
      ({ principal }) => !holderOf(this.model, principal),
    );
  }

  public standingOf({ principal }: Representative, { stated }: ModelProvider): Standing {
    if (principal.type === "Service") return "service";
    return stated ? "other" : "unstated";
  }

  /** Those of whom it is not known that they have another unique ID. */
  private holdersOfId(id: string): string[] {
    return this.holders.filter((name) => {
      const principal = this.principalOf(`false ${name}`, { type: "AWS", name });
      return principal !== undefined && mayHaveId(id, principalNames(principal));
    });
  }

  private principalOf(key: string, named: NamedPrincipal): RequestPrincipal | undefined {
    if (!this.principals.has(key)) {
      const principal = requestPrincipal(named, this.roleNames);
      this.principals.set(key, principal && withId(this.model, principal));
    }
    return this.principals.get(key);
  }
}

/** The same with its unique ID, by which policies may name it. */
function withId(model: Model, principal: RequestPrincipal): RequestPrincipal {
  const id = holderOf(model, principal)?.id;
  if (id === undefined) return principal;
  return principal.type === "User"
    ? { ...principal, userId: id }
    : principal.type === "AssumedRole"
      ? { ...principal, roleId: id }
      : principal;
}

/** A member that nobody knows by name. */
function memberOf({ arn }: ModelGroup): RequestPrincipal {
  const { partition = "aws", account = "" } = splitArn(arn) ?? {};
  return { type: "User", userArn: `arn:${partition}:iam::${account}:user/${openText(`a member of ${arn}`)}` };
}

function arnOf({ name, kind, region, account, partition }: ModelProvider): string {
  const known = (value: MaybeKnown, what: string): string => (isUnknown(value) ? openText(what) : value);
  const place = { partition, region: known(region, "Region"), account: known(account, "account") };
  return providerArn(place, kind ?? "oauth2", known(name, "name"));
}
