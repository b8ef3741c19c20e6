import type { Accounts, CompiledPolicy, Policies, Request, RequestPrincipal } from "../decision";
import { compilePolicy, decide, isOpen, mayBeSame, shownText, unreadablePolicy, verdict } from "../decision";
import type { Cell } from "./cells";
import { cellOf, unknown } from "./cells";
import type { Model, ModelGroup, ModelRole, ModelUser } from "./model";
import { onceFor } from "./once-for";
import { limitsOn } from "./permission-limits";

/** What else a principal may be allowed, beside what its known policies say. */
interface More {
  /** Left out: anything. */
  readonly identityPolicies?: Policies["identityPolicies"];
  readonly why: string;
}

/** The policies on the side of what is asked for. */
export type Side = Pick<Policies, "resourcePolicy" | "grants" | "resourceControlPolicies">;

type Own = Pick<Policies, "identityPolicies" | "permissionsBoundary" | "sessionPolicies">;

/** Somebody who asks AWS, with the policies of that side. */
export class Asker {
  private constructor(
    private readonly model: Model,
    public readonly principal: RequestPrincipal,
    private readonly policies: Own,
    private readonly more: More | undefined,
    private readonly facts?: Accounts,
  ) {}

  /**
   * Somebody whom nobody named, of an account whose policies are not seen: its administrators decide what it may, so the
   * worst is taken.
   *
   * @param facts what is known of accounts that are made up
   */
  public static ofAccount(model: Model, account: string, principal: RequestPrincipal, facts?: Accounts): Asker {
    const document = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
    const everything = compilePolicy(`the policies that account ${account} may have`, "identity", document);
    // The session of a federated user has what its session policy allows, too.
    const session = principal.type === "FederatedUser" ? { sessionPolicies: [everything] } : {};
    return new Asker(model, principal, { identityPolicies: [everything], ...session }, undefined, facts);
  }

  /** Somebody whom no policy of its own allows anything. */
  public static withoutPolicies(model: Model, principal: RequestPrincipal, facts?: Accounts): Asker {
    return new Asker(model, principal, { identityPolicies: [] }, undefined, facts);
  }

  /** Any member of a group. */
  public static ofGroup(model: Model, group: ModelGroup, principal: RequestPrincipal): Asker {
    const why = `${group.arn} may have other policies, and so may its members`;
    return new Asker(model, principal, ownPolicies(group), group.isComplete ? undefined : { why });
  }

  /** @param elsewhere roles whose policies others attach */
  public static of(model: Model, principal: RequestPrincipal, elsewhere: ReadonlySet<string>): Asker {
    const own = ownPolicies(holderOf(model, principal));
    const known = own.identityPolicies ?? [];
    const possible = possiblePolicies(model, principal);
    const policies = possible.length === 0 ? own : { ...own, identityPolicies: [...known, ...possible] };
    return new Asker(model, principal, policies, moreOf(model, principal, known, elsewhere));
  }

  /** Decides a request, together with the policies on the side of what is asked for, and with what limits it. */
  public decide(request: Request, side: Side = {}): Cell {
    const cell = cellOf(decide(this.all(request, side), request));
    // What is missing may stand in a policy that is not seen; what is allowed or denied for certain stays so.
    if (cell.verdict !== "denied" || cell.by.length > 0 || !this.more) return cell;
    const widest = decide(this.widest(request, side), request);
    return widest.verdict === "implicitlyDenied"
      ? cellOf(widest)
      : unknown(`${cell.why} Whether another policy allows it is not known: ${this.more.why}`);
  }

  /** The same question without a reason. */
  public isDenied(request: Request, side: Side = {}): boolean {
    const found = verdict(this.all(request, side), request);
    if (found === "explicitlyDenied") return true;
    if (found !== "implicitlyDenied") return false;
    return !this.more || verdict(this.widest(request, side), request) === "implicitlyDenied";
  }

  /** Everything that decides a request, as far as it is known. */
  public all(request: Request, side: Side): Policies {
    return { ...this.limits(request), ...this.policies, ...side };
  }

  private widest(request: Request, side: Side): Policies {
    const { permissionsBoundary } = this.policies;
    const identityPolicies = this.more?.identityPolicies;
    const own = { ...(identityPolicies && { identityPolicies }), ...(permissionsBoundary && { permissionsBoundary }) };
    return { ...this.limits(request), ...own, ...side };
  }

  private limits(request: Request): Policies {
    const limits = limitsOn(this.model, request);
    return this.facts ? { ...limits, accounts: { ...limits.accounts, ...this.facts } } : limits;
  }
}

type Holder = Pick<ModelRole | ModelUser, "policies" | "boundary"> | Pick<ModelGroup, "policies">;

function ownPolicies(holder: Holder | undefined): Own {
  const boundary = holder && "boundary" in holder ? holder.boundary : undefined;
  return {
    identityPolicies: holder?.policies.map(({ compiled }) => compiled) ?? [],
    ...(boundary && { permissionsBoundary: boundary.compiled }),
  };
}

/** The role or user of the model that a principal is. */
export function holderOf({ roles, users }: Model, principal: RequestPrincipal): ModelRole | ModelUser | undefined {
  if (principal.type === "AssumedRole") return roles.get(principal.roleArn);
  return principal.type === "User" ? users?.get(principal.userArn) : undefined;
}

function moreOf(
  model: Model,
  principal: RequestPrincipal,
  identityPolicies: NonNullable<Policies["identityPolicies"]>,
  elsewhere: ReadonlySet<string>,
): More | undefined {
  if (principal.type === "User") {
    const user = model.users?.get(principal.userArn);
    if (!user) return { why: "policies of users are not read" };
    return user.isComplete ? undefined : { why: "the user may have policies that no input holds" };
  }
  if (principal.type !== "AssumedRole") return undefined;
  const { roleArn } = principal;
  if (elsewhere.has(roleArn) && identityPolicies.length === 0)
    return { why: `the role's policies are attached elsewhere; give --policy role=${roleArn}=FILE` };
  return undefined;
}

/** Policies of which it is not known whether they are this principal's: they may allow, and may deny. */
export function possiblePolicies(model: Model, principal: RequestPrincipal): CompiledPolicy[] {
  if (principal.type === "AssumedRole") return possibleFor(model, principal.roleArn);
  return principal.type === "User" ? possibleFor(model, principal.userArn) : [];
}

/** Policies of a role of which it is not known whether they are. */
function possibleFor(model: Model, roleArn: string): CompiledPolicy[] {
  const holder = model.roles.get(roleArn) ?? model.users?.get(roleArn);
  const other = holder?.at === undefined ? madeUnder(model, roleArn) : undefined;
  const made =
    other &&
    `${shownText(other.at ?? other.arn)} may be this one: its name only an apply tells, and its policies count then`;
  return [
    ...(made === undefined ? [] : [unreadablePolicy("what the apply makes", "identity", made)]),
    ...unownedOf(model, roleArn).map(({ policy, roleName }) =>
      compilePolicy(
        policy.compiled.name,
        "identity",
        policy.document,
        `${policy.at} may be a policy of this role${roleName === undefined ? ", which is known after the apply" : "; give --account ID"}`,
      ),
    ),
  ];
}

const openIn = onceFor((model: Model): readonly (ModelRole | ModelUser)[] =>
  [...model.roles.values(), ...(model.users?.values() ?? [])].filter(({ arn }) => isOpen(arn)),
);

/** A role or user that the apply makes, and that may get this very ARN. */
function madeUnder(model: Model, roleArn: string): ModelRole | ModelUser | undefined {
  return isOpen(roleArn) ? undefined : openIn(model).find(({ arn }) => mayBeSame(arn, roleArn));
}

/** Policies that may be those of a role. */
export const unownedOf = ({ unowned, roles }: Model, roleArn: string): Model["unowned"] =>
  unowned.filter(({ roleName }) =>
    roleName === undefined ? isOpenTo(roles.get(roleArn)) : roleArn.endsWith(`/${roleName}`),
  );

/** Whether a policy of which only the apply tells the role may be for one: for what the apply makes, or others manage. */
const isOpenTo = (role: ModelRole | undefined): boolean => role === undefined || role.isNew || role.at === undefined;
