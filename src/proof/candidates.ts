import type { RequestPrincipal } from "../decision";
import { isUnknown } from "../decision";
import type { NamedPrincipal } from "./mentioned";
import { namedPrincipals } from "./mentioned";
import type { Model, ModelProvider, ModelRole } from "./model";
import type { Standing } from "./proof";
import { requestPrincipal } from "./requests";
import { listOf, own } from "./values";

export interface Candidate {
  readonly name: string;
  readonly standing: Standing;
  readonly principal: RequestPrincipal;
}

/**
 * Who may have access to a provider or its secrets: those who should, those whom a policy or grant names, and the roles
 * whose own policies reach that far. Everybody else is denied for want of any allowing statement, and is not listed.
 */
export function candidatesOf(model: Model): (provider: ModelProvider) => Candidate[] {
  const reach = new Reach(model.roles.values());
  return (provider) => {
    const { stated } = provider;
    const found = new Map<string, Candidate>();
    const add = (named: NamedPrincipal, standing: Standing): void => {
      const key = `${named.type === "Federated"} ${named.name}`;
      const principal = found.has(key) ? undefined : requestPrincipal(named);
      if (principal) found.set(key, { name: named.name, standing, principal });
    };
    const role = (name: string): NamedPrincipal => ({ type: "AWS", name });
    const others: Standing = stated ? "other" : "unstated";
    const readers = new Set(stated?.readers);
    for (const name of stated?.deployers ?? []) add(role(name), readers.has(name) ? "reader" : "deployer");
    for (const name of readers) add(role(name), "reader");
    if (!isUnknown(provider.name))
      for (const name of reach.of(`credentialprovider/${provider.name}`)) add(role(name), others);
    for (const { secretId } of provider.references) {
      if (isUnknown(secretId)) continue;
      for (const named of namedPrincipals(model.secrets.get(secretId)?.policy?.document))
        add(named, named.type === "Service" ? "service" : others);
      for (const name of reach.of(secretId)) add(role(name), others);
    }
    return [...found.values()];
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
