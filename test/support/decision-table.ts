import type {
  CompiledPolicy,
  ContextValue,
  Decision,
  KmsGrant,
  Policies,
  PolicyKind,
  Request,
  RequestPrincipal,
} from "../../src/decision";
import { compilePolicy, Unknown } from "../../src/decision";

/** A policy of a case: its statements, or `{ "document": … }` for a whole document, or `{ "unknown": "why" }`. */
type PolicyInput = readonly unknown[] | { readonly document: unknown } | { readonly unknown: string };

/** What a case, or the defaults of its file, may say. */
export interface Given {
  readonly principal?: RequestPrincipal;
  readonly action?: string;
  readonly resource?: string;
  /** The account that owns the resource, where its ARN does not say. */
  readonly owner?: string;
  readonly context?: Readonly<Record<string, ContextValue>>;
  readonly otherKeys?: "absent" | "unknown";
  /** `null`: not known. */
  readonly identity?: PolicyInput | null;
  readonly boundary?: PolicyInput | null;
  readonly session?: PolicyInput | null;
  /** One policy for each level. */
  readonly scps?: readonly PolicyInput[];
  readonly rcp?: PolicyInput;
  /** Secret policy or key policy; `null`: none given. */
  readonly resourcePolicy?: PolicyInput | null;
  readonly grants?: readonly KmsGrant[];
  readonly accounts?: Policies["accounts"];
  /** Replaces the condition of the first identity statement: for tables about operators. */
  readonly condition?: unknown;
}

export interface Case extends Given {
  readonly name: string;
  readonly why: string;
  readonly expected: Decision["verdict"];
  /** The deciding statements, as `place#index`. */
  readonly by?: readonly string[];
  /** For an implicit denial: where something is missing, alternatives joined by `|`. */
  readonly missing?: readonly string[];
  /** Texts that must stand in the reasons. */
  readonly says?: readonly string[];
  /** Texts that must not. */
  readonly omits?: readonly string[];
  readonly source?: string;
}

export interface Table {
  readonly about: string;
  /** The page of AWS that all cases follow which name no other. */
  readonly source: string;
  readonly defaults: Given;
  readonly cases: readonly Case[];
}

/** Puts an `Unknown` where the JSON says `{ "unknown": "why" }`. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value;
  const { unknown: reason, present, ...rest } = value as { unknown?: unknown; present?: boolean };
  if (typeof reason === "string" && Object.keys(rest).length === 0) return new Unknown(reason, present);
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, revive(held)]));
}

function policy(name: string, kind: PolicyKind, input: PolicyInput): CompiledPolicy {
  if (Array.isArray(input)) return compilePolicy(name, kind, revive({ Version: "2012-10-17", Statement: input }));
  return compilePolicy(name, kind, revive("document" in input ? input.document : input));
}

const optional = (name: string, kind: PolicyKind, input: PolicyInput | null | undefined): CompiledPolicy | undefined =>
  input ? policy(name, kind, input) : undefined;

/** The policies and the request of a case, the defaults of its file filled in. */
export function readCase(table: Table, one: Case): { policies: Policies; request: Request } {
  const given: Given = { ...table.defaults, ...one, context: { ...table.defaults.context, ...one.context } };
  const { principal, action, resource } = given;
  if (!principal || action === undefined || resource === undefined)
    throw new Error(`${one.name}: no principal, action or resource`);
  const identity = given.identity === undefined ? [] : withCondition(given.identity, given.condition);
  const session = optional("session policy", "session", given.session);
  return {
    request: {
      principal,
      action,
      resource: { arn: resource, account: given.owner },
      context: revive(given.context) as Request["context"],
      otherKeys: given.otherKeys,
    },
    policies: {
      identityPolicies: identity === null ? undefined : [policy("identity policy", "identity", identity)],
      permissionsBoundary: optional("boundary", "identity", given.boundary),
      sessionPolicies: session && [session],
      serviceControlPolicies: given.scps?.map((level, index) => [policy(`SCP ${index}`, "identity", level)]),
      resourceControlPolicies: given.rcp && [policy("RCP", "resource", given.rcp)],
      resourcePolicy: optional("resource policy", "resource", given.resourcePolicy),
      grants: revive(given.grants) as readonly KmsGrant[] | undefined,
      accounts: given.accounts,
    },
  };
}

function withCondition(identity: PolicyInput | null, condition: unknown): PolicyInput | null {
  if (condition === undefined || !Array.isArray(identity)) return identity;
  return identity.map((statement: object, index) => (index === 0 ? { ...statement, Condition: condition } : statement));
}

/** The deciding statements of a decision, as a case writes them. */
export const decidingOf = (decision: Decision): string[] =>
  "by" in decision
    ? decision.by.map(({ place, statement }) => (statement === undefined ? place : `${place}#${statement}`))
    : [];

export const missingOf = (decision: Decision): string[] =>
  "missing" in decision ? decision.missing.map(({ places }) => places.join("|")) : [];

/** All reasons of a decision as one text. */
export const reasonsOf = (decision: Decision): string =>
  [
    ...("missing" in decision ? decision.missing.map(({ text }) => text) : []),
    ...("because" in decision ? decision.because : []),
  ].join("\n");
