import { createHash } from "node:crypto";
import { SERVICE_PRINCIPAL } from "../access/statements";
import type { CompiledPolicy } from "../decision";
import { unreadablePolicy } from "../decision";
import type { Lateness } from "./lateness";
import { AT_ONCE, Past } from "./lateness";
import type { InlinePolicy, Roles } from "./roles";
import { inlinePolicies } from "./roles";

/** What a role, user or group has beside its inline policies. */
export interface IdentityOptions {
  /** ARNs of managed policies. @default none */
  readonly attached?: readonly string[];
  /** The ARN of the managed policy that limits it. @default none */
  readonly boundary?: string;
  /** Of a role: who may assume it. @default AgentCore */
  readonly trust?: unknown;
  /** @default - made of the ARN */
  readonly id?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface UserOptions extends IdentityOptions {
  /** ARNs of groups. */
  readonly groups?: readonly string[];
}

/** A user or group. */
interface Holder {
  readonly inline: ReadonlyMap<string, InlinePolicy>;
  readonly options: UserOptions;
}

const NOTHING: IdentityOptions = {};

/** All of IAM of all accounts: what GetAccountAuthorizationDetails tells, and what decides. */
export class Iam {
  public readonly users = new Map<string, Holder>();
  public readonly groups = new Map<string, Holder>();
  private readonly ofRoles = new Map<string, IdentityOptions>();

  private readonly past: Past<Decisive | undefined>;

  public constructor(
    public readonly roles: Roles,
    { now, delays: { iam = 0 } }: Lateness = AT_ONCE,
  ) {
    this.past = new Past(now, iam);
  }

  /** To be told before a role is changed in a way that is seen late. */
  public remember(roleArn: string): void {
    this.past.remember(roleArn, this.roleNow(roleArn));
  }

  public putRole(arn: string, inline: Readonly<Record<string, unknown>>, options: IdentityOptions = NOTHING): void {
    this.roles.put(arn, inline);
    this.ofRoles.set(arn, options);
  }

  public putUser(arn: string, inline: Readonly<Record<string, unknown>>, options: UserOptions = NOTHING): void {
    this.users.set(arn, { inline: inlinePolicies(arn, inline), options });
  }

  public putGroup(arn: string, inline: Readonly<Record<string, unknown>>, options: IdentityOptions = NOTHING): void {
    this.groups.set(arn, { inline: inlinePolicies(arn, inline), options });
  }

  public roleOptions(arn: string): IdentityOptions {
    return this.ofRoles.get(arn) ?? NOTHING;
  }

  /** Who may assume a role. */
  public trustOf(arn: string): unknown {
    return this.roleOptions(arn).trust ?? agentCoreTrust(arn);
  }

  /** Everything that decides what a role may, as it is seen; undefined if no such role is. */
  public ofRole(arn: string): Decisive | undefined {
    const before = this.past.seen(arn);
    return before ? before.state : this.roleNow(arn);
  }

  private roleNow(arn: string): Decisive | undefined {
    const own = this.roles.policiesOf(arn);
    return own && { ...this.decisive(own, this.roleOptions(arn)), trust: this.trustOf(arn) };
  }

  /** As for a role: a user has the policies of its groups, too. */
  public ofUser(arn: string): Decisive | undefined {
    const user = this.users.get(arn);
    if (!user) return undefined;
    const groups = (user.options.groups ?? []).flatMap((group) => this.groups.get(group) ?? []);
    const inherited = groups.flatMap(({ inline, options }) => [...compiledOf(inline), ...this.attached(options)]);
    return this.decisive([...compiledOf(user.inline), ...inherited], user.options);
  }

  private decisive(own: readonly CompiledPolicy[], options: IdentityOptions): Decisive {
    const { boundary } = options;
    return {
      policies: [...own, ...this.attached(options)],
      ...(boundary !== undefined && { boundary: this.compiled(boundary) }),
    };
  }

  private attached({ attached = [] }: IdentityOptions): CompiledPolicy[] {
    return attached.map((arn) => this.compiled(arn));
  }

  private compiled(arn: string): CompiledPolicy {
    const { managed } = this.roles;
    // One that is not here is AWS's own, of which the sandbox knows nothing.
    return managed.has(arn)
      ? managed.current(arn).compiled
      : unreadablePolicy(`managed policy ${arn}`, "identity", "the sandbox has no such policy");
  }
}

interface Decisive {
  readonly policies: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy;
  /** Of a role: who may assume it. */
  readonly trust?: unknown;
}

/** AgentCore may assume the role, in the name of its own account. */
const agentCoreTrust = (roleArn: string): unknown => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: SERVICE_PRINCIPAL },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": roleArn.split(":")[4] } },
    },
  ],
});

const compiledOf = (inline: Holder["inline"]): CompiledPolicy[] => [...inline.values()].map(({ compiled }) => compiled);

/** An ID such as IAM gives: always the same for one ARN. */
export const idOf = (prefix: "AGPA" | "AIDA" | "ANPA" | "AROA", arn: string): string =>
  `${prefix}${createHash("sha256").update(arn).digest("hex").slice(0, 17).toUpperCase()}`;
