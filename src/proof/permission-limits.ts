import { splitArn } from "../access/arn";
import type { Accounts, CompiledPolicy, Request } from "../decision";
import type { Assumption, Limiting, Limits, Model, StatedPolicy } from "./model";
import { principalAccount } from "./principal-account";

/** A policy of the organization, with the account that it is about; `*` for all. */
export interface OrganizationPolicy {
  readonly account: string;
  /** Where it is attached: the root, an organizational unit, the account. Policies of one level count together. */
  readonly level: string;
  readonly policy: StatedPolicy;
}

/** What no plan holds and yet limits what roles may do. */
export interface GivenLimits {
  readonly scps: readonly OrganizationPolicy[];
  readonly rcps: readonly OrganizationPolicy[];
  /** Session policies by role ARN. */
  readonly sessions: ReadonlyMap<string, readonly StatedPolicy[]>;
  /** Permissions boundaries by role ARN, of roles whose boundary is not in the plan. */
  readonly boundaries: ReadonlyMap<string, StatedPolicy>;
  readonly accounts: Accounts;
}

const UNLIMITED: Limiting = {};
const compiled = ({ policy }: OrganizationPolicy): CompiledPolicy => policy.compiled;

/** The limits of organizations and sessions, looked up for one request after the other. */
export class PermissionLimits implements Limits {
  private readonly levels = new Map<string, readonly (readonly CompiledPolicy[])[]>();
  private readonly rcps = new Map<string, readonly CompiledPolicy[]>();

  public constructor(private readonly given: GivenLimits) {}

  public get accounts(): Accounts {
    return this.given.accounts;
  }

  public on({ principal, resource }: Request): Limiting {
    const account = principalAccount(principal);
    const owner = resource.account ?? splitArn(resource.arn)?.account;
    const roleArn = principal.type === "AssumedRole" ? principal.roleArn : "";
    const boundary = this.given.boundaries.get(roleArn);
    return {
      accounts: this.given.accounts,
      serviceControlPolicies: account === undefined ? [] : this.scpsOf(account),
      resourceControlPolicies: this.rcpsOf(owner ?? ""),
      sessionPolicies: this.given.sessions.get(roleArn)?.map((policy) => policy.compiled) ?? [],
      ...(boundary && { permissionsBoundary: boundary.compiled }),
    };
  }

  /** A level that allows nothing denies everything: most likely it has the policy of AWS, which nobody gave. */
  public assumptions(): Assumption[] {
    const places = new Map(this.given.scps.map(({ account, level }) => [`${account}@${level}`, { account, level }]));
    return [...places]
      .filter(([, { account, level }]) => !this.byLevel(account).get(level)?.some(mayAllow))
      .map(([place, { account, level }]) => ({
        subject: `SCPs of ${account === "*" ? "all accounts" : `account ${account}`}, level ${level}`,
        text: `allow nothing, so everything is denied: if FullAWSAccess is attached there, give it, too: --policy scp=${place}=FILE`,
      }));
  }

  public without(principals: ReadonlySet<string>): Assumption[] {
    const { sessions, boundaries } = this.given;
    return [...new Set([...sessions.keys(), ...boundaries.keys()])]
      .filter((arn) => !principals.has(arn))
      .map((subject) => ({
        subject,
        text: "has access to nothing here: the session policy or permissions boundary that is given for it limits nobody",
      }));
  }

  private scpsOf(account: string): readonly (readonly CompiledPolicy[])[] {
    const found = this.levels.get(account) ?? [...this.byLevel(account).values()];
    this.levels.set(account, found);
    return found;
  }

  private byLevel(account: string): Map<string, CompiledPolicy[]> {
    const found = new Map<string, CompiledPolicy[]>();
    for (const { level, policy } of this.given.scps.filter(isAbout(account)))
      found.set(level, [...(found.get(level) ?? []), policy.compiled]);
    return found;
  }

  private rcpsOf(account: string): readonly CompiledPolicy[] {
    const found = this.rcps.get(account) ?? this.given.rcps.filter(isAbout(account)).map(compiled);
    this.rcps.set(account, found);
    return found;
  }
}

/** What limits a request in this model. */
export const limitsOn = ({ limits }: Model, request: Request): Limiting => limits?.on(request) ?? UNLIMITED;

const isAbout =
  (account: string) =>
  (policy: OrganizationPolicy): boolean =>
    policy.account === "*" || policy.account === account;

const mayAllow = ({ statements, unreadable }: CompiledPolicy): boolean =>
  unreadable !== undefined || statements.some((statement) => statement.mayAllow);
