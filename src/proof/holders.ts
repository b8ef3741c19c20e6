import { splitArn } from "../access/arn";
import type { RequestPrincipal } from "../decision";
import { mayHaveId, openText, principalNames } from "../decision";
import { holderOf, unownedOf } from "./asker";
import type { NamedPrincipal } from "./mentioned";
import type { Model, ModelGroup } from "./model";
import type { Holder } from "./reach";
import { Reach } from "./reach";
import { requestPrincipal } from "./requests";
import { RoleNames } from "./role-names";

/** The roles, users and groups of a model, and whom a policy may mean by a name. */
export class Holders {
  /** Their ARNs. */
  public readonly names: readonly string[];
  private readonly all: readonly Holder[];
  private readonly roleNames: RoleNames;
  private readonly principals = new Map<string, RequestPrincipal | undefined>();

  public constructor(private readonly model: Model) {
    const { roles, users, groups, providers, unowned } = model;
    const ofRoles = [...roles.values()].map(({ arn, policies }) => ({
      arn,
      policies: unowned.length === 0 ? policies : [...policies, ...unownedOf(model, arn).map(({ policy }) => policy)],
    }));
    this.all = [...ofRoles, ...(users?.values() ?? []), ...(groups?.values() ?? [])];
    this.names = this.all.map(({ arn }) => arn);
    const stated = providers.flatMap((one) => [...(one.stated?.readers ?? []), ...(one.stated?.deployers ?? [])]);
    this.roleNames = new RoleNames([...stated, ...roles.keys()]);
  }

  /** Those whose own policies are about one of these actions. */
  public reach(actions: readonly string[]): Reach {
    return new Reach(this.all, actions);
  }

  /** Those of whom it is not known that they have another unique ID. */
  public withId(id: string): string[] {
    return this.names.filter((name) => {
      const principal = this.principalOf({ type: "AWS", name });
      return principal !== undefined && mayHaveId(id, principalNames(principal));
    });
  }

  /** Who asks under a name, with the unique ID by which policies may name it, too. */
  public principalOf(named: NamedPrincipal): RequestPrincipal | undefined {
    const key = `${named.type} ${named.name}`;
    if (!this.principals.has(key)) {
      const principal = requestPrincipal(named, this.roleNames);
      this.principals.set(key, principal && this.identified(principal));
    }
    return this.principals.get(key);
  }

  private identified(principal: RequestPrincipal): RequestPrincipal {
    const id = holderOf(this.model, principal)?.id;
    if (id === undefined) return principal;
    return principal.type === "User"
      ? { ...principal, userId: id }
      : principal.type === "AssumedRole"
        ? { ...principal, roleId: id }
        : principal;
  }
}

/** A member that nobody knows by name. */
export function memberOf({ arn }: ModelGroup): RequestPrincipal {
  const { partition = "aws", account = "" } = splitArn(arn) ?? {};
  return { type: "User", userArn: `arn:${partition}:iam::${account}:user/${openText(`a member of ${arn}`)}` };
}
