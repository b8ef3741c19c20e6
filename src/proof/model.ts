import type { CompiledPolicy, KmsGrant } from "../decision";
import type { ProviderKind } from "../access/vault";
import type { Expected, StatedRoles } from "./expected";
import type { PermissionLimits } from "./permission-limits";
import type { MaybeKnown } from "./values";

/** A policy document with the place where it was found. */
export interface StatedPolicy {
  /** The Terraform address or the file, for whoever has to change it. */
  readonly at: string;
  /** The parsed document; what is not known in it is an `Unknown`. */
  readonly document: unknown;
  readonly compiled: CompiledPolicy;
}

/** One secret reference of a credential provider. */
export interface Reference {
  readonly secretId: MaybeKnown;
  readonly jsonKey: MaybeKnown;
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
  /** The secret policy after the apply. */
  readonly policy?: StatedPolicy;
  /** Whether it is certain that `policy`, or its absence, is all there is. */
  readonly isPolicyCertain: boolean;
}

/** A customer managed key. */
export interface ModelKey {
  readonly arn: string;
  readonly policy?: StatedPolicy;
  readonly grants: readonly KmsGrant[];
}

/** An IAM role with the policies that were found. */
export interface ModelRole {
  readonly arn: string;
  readonly policies: readonly StatedPolicy[];
  readonly boundary?: StatedPolicy;
  /** Who may assume the role. */
  readonly trust?: StatedPolicy;
  /** Whether it is certain that the role has no other policies. */
  readonly isComplete: boolean;
  /** Whether the apply makes it, so that what belongs to it may not be known before. */
  readonly isNew: boolean;
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

/** Everything that decides who can read the secrets of a plan. */
export interface Model {
  readonly providers: readonly ModelProvider[];
  readonly secrets: ReadonlyMap<string, ModelSecret>;
  readonly keys: ReadonlyMap<string, ModelKey>;
  readonly roles: ReadonlyMap<string, ModelRole>;
  readonly unowned: readonly UnownedPolicy[];
  /** Modules that say who should read by an output which the root module does not repeat. */
  readonly unheard: readonly string[];
  readonly expected?: Expected;
  /** Left out: none. */
  readonly limits?: PermissionLimits;
  readonly assumptions: readonly Assumption[];
}
