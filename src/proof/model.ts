import type { Accounts, CompiledPolicy, KmsGrant, Policies, Request } from "../decision";
import type { ProviderKind } from "../access/vault";
import type { Expected, StatedRoles } from "./expected";
import type { MaybeKnown } from "./values";

/** A policy document with the place where it was found. */
export interface StatedPolicy {
  /** The Terraform address or the file, for whoever has to change it. */
  readonly at: string;
  /** The parsed document; what is not known in it is an `Unknown`. */
  readonly document: unknown;
  readonly compiled: CompiledPolicy;
  /** Set if it is not known whether it is for this thing at all. */
  readonly isPossible?: boolean;
}

/** One secret of a credential provider. */
export interface Reference {
  /** What the API calls it, without its ending: `clientSecret`, `apiKey`, `walletSecret`. Left out where nothing tells. */
  readonly member?: string;
  readonly secretId: MaybeKnown;
  readonly jsonKey: MaybeKnown;
  /** Whether AgentCore makes and owns the secret (MANAGED). @default false: the team's own (EXTERNAL) */
  readonly isManaged?: boolean;
}

/** A credential provider, made by a resource of the AWS provider or by the bridge. */
export interface ModelProvider {
  /** Its Terraform address, or who states it. */
  readonly at: string;
  /** Left out where it stands for all providers that reference a secret. */
  readonly kind?: ProviderKind;
  readonly name: MaybeKnown;
  readonly region: MaybeKnown;
  readonly account: MaybeKnown;
  readonly partition: string;
  readonly references: readonly Reference[];
  /** KMS keys that sign client assertions: whoever uses the provider signs with them. */
  readonly signingKeys: readonly MaybeKnown[];
  /** The audiences of the IAM tokens by which its client proves itself: whoever uses the provider gets them. @default none */
  readonly tokenAudiences?: readonly MaybeKnown[];
  /** Who should have access; undefined if nobody says so. */
  readonly stated?: StatedRoles;
  /** Whether something else makes it, so that only the access to it is seen here. */
  readonly isElsewhere?: boolean;
}

/** A secret that somebody references, or that a policy is about. */
export interface ModelSecret {
  readonly arn: string;
  /** Where the secret or its policy stands. */
  readonly at: string;
  /** The customer managed key; `null` for `aws/secretsmanager`; undefined if nothing tells it. */
  readonly keyArn?: MaybeKnown | null;
  /** Who states another key than the one that was found, which counts. */
  readonly claimed?: { readonly keyArn: string | null; readonly at: string };
  /** The secret policy after the apply. */
  readonly policy?: StatedPolicy;
  /** Policies that may stand in place of `policy`: which one is written last nobody knows. @default none */
  readonly otherPolicies?: readonly StatedPolicy[];
  /** Whether it is certain that `policy`, or its absence, is all there is. */
  readonly isPolicyCertain: boolean;
}

/** A customer managed key. */
export interface ModelKey {
  readonly arn: string;
  /** Its Terraform address, if the plan makes it. */
  readonly at?: string;
  readonly policy?: StatedPolicy;
  /** As for a secret. @default none */
  readonly otherPolicies?: readonly StatedPolicy[];
  readonly grants: readonly KmsGrant[];
  /** Aliases that are known to stand for it; it may have others. @default none */
  readonly aliases?: readonly string[];
}

/** An IAM role with the policies that were found. Its ARN may be open: see `openText` of `decision/`. */
export interface ModelRole {
  readonly arn: string;
  /** Its Terraform address, if the plan makes it. */
  readonly at?: string;
  readonly policies: readonly StatedPolicy[];
  readonly boundary?: StatedPolicy;
  /** Who may assume the role. */
  readonly trust?: StatedPolicy;
  /** Whether it is certain that the role has no other policies. */
  readonly isComplete: boolean;
  /** Its unique ID, if the input tells it; of one that the apply makes an ID that no policy can have yet. */
  readonly id?: string;
  /** Whether the apply makes it, so that what belongs to it may not be known before. */
  readonly isNew: boolean;
}

/** An IAM user with its own policies and those of its groups. */
export interface ModelUser {
  readonly arn: string;
  readonly at?: string;
  readonly policies: readonly StatedPolicy[];
  readonly boundary?: StatedPolicy;
  /** As of a role. */
  readonly id?: string;
  /** Whether it is certain that the user has no other policies. */
  readonly isComplete: boolean;
}

/** A group of IAM users: what it may, each of its members may. */
export interface ModelGroup {
  readonly arn: string;
  readonly at?: string;
  readonly policies: readonly StatedPolicy[];
  /** ARNs of the users that are known to be in it. */
  readonly members: readonly string[];
  readonly isComplete: boolean;
}

/** Something that several inputs, or several resources, say differently. */
export interface Conflict {
  /** ARN or name of the thing. */
  readonly subject: string;
  /** The Terraform addresses or files that disagree. */
  readonly at: readonly string[];
  /** What they say, a sentence. */
  readonly text: string;
}

/** Something that the code drops and that stays at AWS all the same; the model keeps it. */
export interface Left {
  readonly subject: string;
  readonly at: string;
  /** Why it stays, and how it goes: a sentence or two. */
  readonly text: string;
}

/** An identity policy of a role that is not known. */
export interface UnownedPolicy {
  readonly policy: StatedPolicy;
  /** The name of its role, of which there are several. Left out: it belongs to a role that the apply makes. */
  readonly roleName?: string;
}

/** Something that was taken for granted because nothing tells it. */
export interface Assumption {
  readonly subject: string;
  readonly text: string;
}

/** The part of `Policies` that limits. */
export type Limiting = Pick<
  Policies,
  "serviceControlPolicies" | "resourceControlPolicies" | "sessionPolicies" | "permissionsBoundary" | "accounts"
>;

/** What limits roles from outside of the inputs. */
export interface Limits {
  /** Facts about accounts that the user gives. */
  readonly accounts: Accounts;
  /** What limits a request, to be put beside the other policies that decide it. */
  on(request: Request): Limiting;
  /** A limit of a role that is none of the principals may be a typing error, and then somebody is taken to be allowed. */
  without(principals: ReadonlySet<string>): Assumption[];
}

/** A rotation of a secret, with who does it as far as the inputs say it. */
export interface Rotation {
  readonly at: string;
  readonly secretArn: MaybeKnown;
  /** The role that Secrets Manager takes, or that the function runs with; undefined if the function is not here. */
  readonly roleArn: MaybeKnown | undefined;
}

/** Everything that decides who can read the secrets of a plan. */
export interface Model {
  readonly providers: readonly ModelProvider[];
  readonly secrets: ReadonlyMap<string, ModelSecret>;
  readonly keys: ReadonlyMap<string, ModelKey>;
  readonly roles: ReadonlyMap<string, ModelRole>;
  /** @default none */
  readonly users?: ReadonlyMap<string, ModelUser>;
  /** @default none */
  readonly groups?: ReadonlyMap<string, ModelGroup>;
  /** @default none */
  readonly conflicts?: readonly Conflict[];
  /** @default none */
  readonly left?: readonly Left[];
  /** What rotates secrets. @default none */
  readonly rotations?: readonly Rotation[];
  readonly unowned: readonly UnownedPolicy[];
  /** Modules that say who should read by an output which the root module does not repeat. */
  readonly unheard: readonly string[];
  readonly expected?: Expected;
  /** Left out: none. */
  readonly limits?: Limits;
  readonly assumptions: readonly Assumption[];
}
