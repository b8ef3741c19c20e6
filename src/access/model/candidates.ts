import { isUnknown } from "../decision";
import type { ExpectedProvider } from "./expected";
import { namedPrincipals } from "./mentioned";
import type { Model, ModelProvider, ModelRole } from "./model";
import type { Standing } from "./proof";
import { listOf, own } from "./values";

export interface Candidate {
  readonly name: string;
  readonly standing: Standing;
}

/**
 * Who may have access to a provider or its secrets: those who should, those whom a policy or grant names, and the roles
 * whose own policies reach that far. Everybody else is denied for want of any allowing statement, and is not listed.
 */
export function candidatesOf(model: Model): (provider: ModelProvider) => Candidate[] {
  const reach = new Reach(model.roles.values());
  const expected = new Map<string, ExpectedProvider>();
  for (const one of model.expected?.providers ?? []) expected.set(one.name, one);
  return (provider) => {
    const wanted = isUnknown(provider.name) ? undefined : expected.get(provider.name);
    const standings = new Map<string, Standing>();
    for (const name of wanted?.deployers ?? []) standings.set(name, "deployer");
    for (const name of wanted?.readers ?? []) standings.set(name, "reader");
    const others: Standing = wanted ? "other" : "unstated";
    const add = (name: string): void => {
      if (!standings.has(name)) standings.set(name, /\.amazonaws\.com/.test(name) ? "service" : others);
    };
    if (!isUnknown(provider.name)) reach.of(`credentialprovider/${provider.name}`).forEach(add);
    for (const { secretId } of provider.references) {
      if (isUnknown(secretId)) continue;
      const secret = model.secrets.get(secretId);
      namedPrincipals(secret?.policy?.document).forEach(add);
      reach.of(secretId).forEach(add);
    }
    return [...standings].map(([name, standing]) => ({ name, standing }));
  };
}

/** Roles by what the resources of their allowing statements begin with. */
class Reach {
  private readonly exact = new Map<string, Set<string>>();
  private readonly beginnings = new Map<string, Set<string>>();

  public constructor(roles: Iterable<ModelRole>) {
    for (const { arn, policies } of roles) {
      for (const { document } of policies) {
        const statements = listOf(own(document, "Statement"));
        if (statements.length === 0) this.add(this.beginnings, "", arn);
        for (const statement of statements) this.addStatement(statement, arn);
      }
    }
  }

  /** @param resource an ARN, or for a credential provider the end of one: its account may be unknown */
  public of(resource: string): string[] {
    const found = new Set(this.exact.get(resource));
    for (const [beginning, roles] of this.beginnings) {
      const isNear = resource.startsWith("arn:") ? resource.startsWith(beginning) : isVault(beginning);
      if (isNear) for (const role of roles) found.add(role);
    }
    return [...found];
  }

  private addStatement(statement: unknown, role: string): void {
    if (own(statement, "Effect") === "Deny") return;
    const resources = listOf(own(statement, "Resource"));
    if (resources.length === 0) this.add(this.beginnings, "", role);
    for (const resource of resources) {
      if (typeof resource !== "string") this.add(this.beginnings, "", role);
      else if (/[*?$]/.test(resource)) this.add(this.beginnings, beginningOf(resource), role);
      else {
        this.add(this.exact, resource, role);
        const provider = /credentialprovider\/[^/]+$/.exec(resource)?.[0];
        if (provider !== undefined) this.add(this.exact, provider, role);
      }
    }
  }

  private add(index: Map<string, Set<string>>, key: string, role: string): void {
    const roles = index.get(key);
    if (roles) roles.add(role);
    else index.set(key, new Set([role]));
  }
}

/** The suffix of a secret that Terraform is about to make is written as question marks, which are no wildcard then. */
const beginningOf = (resource: string): string => /^[^*?$]*/.exec(resource)?.[0] ?? "";

/** Whether a pattern that begins like this can match a credential provider. */
const isVault = (beginning: string): boolean =>
  !beginning.startsWith("arn:") ||
  (!/^arn:[^:]*:(?!bedrock-agentcore)[^:]+:/.test(beginning) && !beginning.includes(":workload-identity-directory/"));
