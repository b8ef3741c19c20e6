import type { Policies, Request, RequestPrincipal } from "../decision";
import { compilePolicy, decide } from "../decision";
import type { Cell } from "./cells";
import { cellOf, unknown } from "./cells";
import type { Model } from "./model";
import { limitsOn } from "./permission-limits";

/** What else a principal may be allowed, beside what its known policies say. */
interface More {
  /** Left out: anything. */
  readonly identityPolicies?: Policies["identityPolicies"];
  readonly why: string;
}

/** The policies on the side of what is asked for. */
type Side = Pick<Policies, "resourcePolicy" | "grants" | "resourceControlPolicies">;

/** Somebody who asks AWS, with the policies of that side. */
export class Asker {
  private constructor(
    private readonly model: Model,
    public readonly principal: RequestPrincipal,
    private readonly policies: Policies,
    private readonly more: More | undefined,
  ) {}

  /**
   * Somebody whom nobody named, of an account whose policies are not seen: its administrators decide what it may, so the
   * worst is taken.
   */
  public static ofAccount(model: Model, account: string, principal: RequestPrincipal): Asker {
    const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
    const everything = compilePolicy(`the policies that account ${account} may have`, "identity", document);
    return new Asker(model, principal, { identityPolicies: [everything] }, undefined);
  }

  /** @param elsewhere roles whose policies others attach */
  public static of(model: Model, principal: RequestPrincipal, elsewhere: ReadonlySet<string>): Asker {
    const role = principal.type === "AssumedRole" ? model.roles.get(principal.roleArn) : undefined;
    const identityPolicies = role?.policies.map(({ compiled }) => compiled) ?? [];
    return new Asker(
      model,
      principal,
      { identityPolicies, ...(role?.boundary && { permissionsBoundary: role.boundary.compiled }) },
      moreOf(model, principal, identityPolicies, elsewhere),
    );
  }

  /** The same without policies of which nothing is known. */
  public get byKnownPolicies(): Asker {
    const { identityPolicies = [], ...others } = this.policies;
    const known = identityPolicies.filter(({ unreadable }) => unreadable === undefined);
    return new Asker(this.model, this.principal, { ...others, identityPolicies: known }, undefined);
  }

  /** Decides a request, together with the policies on the side of what is asked for, and with what limits it. */
  public decide(request: Request, side: Side = {}): Cell {
    const limits = limitsOn(this.model, request);
    const cell = cellOf(decide({ ...limits, ...this.policies, ...side }, request));
    // What is missing may stand in a policy that is not seen; what is allowed or denied for certain stays so.
    if (cell.verdict !== "denied" || cell.by.length > 0 || !this.more) return cell;
    const { permissionsBoundary } = this.policies;
    const { identityPolicies, why } = this.more;
    const own = { ...(identityPolicies && { identityPolicies }), ...(permissionsBoundary && { permissionsBoundary }) };
    const widest = decide({ ...limits, ...own, ...side }, request);
    return widest.verdict === "implicitlyDenied"
      ? cellOf(widest)
      : unknown(`${cell.why} Whether another policy allows it is not known: ${why}`);
  }
}

function moreOf(
  { unowned, roles }: Model,
  principal: RequestPrincipal,
  identityPolicies: NonNullable<Policies["identityPolicies"]>,
  elsewhere: ReadonlySet<string>,
): More | undefined {
  if (principal.type === "User") return { why: "policies of users are not read" };
  if (principal.type !== "AssumedRole") return undefined;
  const { roleArn } = principal;
  if (elsewhere.has(roleArn) && identityPolicies.length === 0)
    return { why: `the role's policies are attached elsewhere; give --policy role=${roleArn}=FILE` };
  const possible = unowned.filter(({ roleName }) =>
    roleName === undefined ? roles.get(roleArn)?.isNew : roleArn.endsWith(`/${roleName}`),
  );
  const [first] = possible;
  if (!first) return undefined;
  return {
    identityPolicies: [...identityPolicies, ...possible.map(({ policy }) => policy.compiled)],
    why: `${first.policy.at} may be a policy of this role${first.roleName === undefined ? ", which is known after the apply" : "; give --account"}`,
  };
}
