import { READ_SECRET } from "../access/statements";
import { PROVIDER_KINDS, providerArn } from "../access/vault";
import { isUniqueId, isUnknown, openText } from "../decision";
import type { Candidate, How, Standing } from "./candidate";
import { keyPolicies, secretPolicies } from "./guards";
import { Holders, memberOf } from "./holders";
import { madeUpBy } from "./made-up";
import type { NamedPrincipal } from "./mentioned";
import { namedPrincipals, opennessOf } from "./mentioned";
import type { Model, ModelProvider } from "./model";
import type { Reach } from "./reach";
import type { Representative } from "./representatives";
import { textsAbout } from "./texts";
import type { MaybeKnown } from "./values";

/**
 * Who may have access to a provider or its secrets: those who should, those whom policies name, those whose own policies
 * come near, and for an open policy everybody that is known, with somebody made up for each kind of everybody else.
 */
export class Candidates {
  private readonly holders: Holders;
  private readonly readers: Reach;
  private readonly users: Reach;

  public constructor(private readonly model: Model) {
    this.holders = new Holders(model);
    this.readers = this.holders.reach([READ_SECRET]);
    this.users = this.holders.reach(Object.values(PROVIDER_KINDS).map(({ use }) => `bedrock-agentcore:${use}`));
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
      const principal = group ? memberOf(group) : this.holders.principalOf(named);
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
    this.users.of(arnOfProvider(provider)).forEach(near);
    for (const { secretId } of provider.references) {
      if (isUnknown(secretId)) continue;
      const policies = secretPolicies(this.model, secretId);
      for (const { document } of policies)
        for (const named of namedPrincipals(document)) {
          add(named, "named", named.type === "Service" ? "service" : undefined);
          if (isUniqueId(named.name)) this.holders.withId(named.name).forEach(near);
        }
      this.readers.of(secretId).forEach(near);
      if (policies.some((policy) => opennessOf(policy).toEverybody)) this.holders.names.forEach(near);
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
    return this.users.of(arnOfProvider(provider)).has(name);
  }

  /** Those made up for a secret, if its policy lets in whom it does not name. */
  public madeUpFor(secretArn: string): Representative[] {
    return madeUpBy(this.model, secretArn, secretPolicies(this.model, secretArn), () =>
      textsAbout(this.model, secretArn),
    );
  }

  public standingOf({ principal }: Representative, { stated }: ModelProvider): Standing {
    if (principal.type === "Service") return "service";
    return stated ? "other" : "unstated";
  }
}

/** As far as it is known. */
export function arnOfProvider({ name, kind, region, account, partition }: ModelProvider): string {
  const known = (value: MaybeKnown, what: string): string => (isUnknown(value) ? openText(what) : value);
  const place = { partition, region: known(region, "Region"), account: known(account, "account") };
  return providerArn(place, kind ?? "oauth2", known(name, "name"));
}
