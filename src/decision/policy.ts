import { ElementReader, isObject, own } from "./element-reader";
import type { PolicyProblem } from "./problems";
import type { PolicyKind } from "./places";
import type { CompiledStatement } from "./statement";
import { compileStatement } from "./statement";
import { VARIABLES_SINCE } from "./template";
import { isUnknown, Unknown } from "./unknown";

/** A policy document ready for many requests, under the name that reports use. */
export interface CompiledPolicy {
  readonly name: string;
  readonly kind: PolicyKind;
  readonly statements: readonly CompiledStatement[];
  /** What could not be read. Empty for a document that AWS would take as far as this package can tell. */
  readonly problems: readonly PolicyProblem[];
  /** Set when nothing is known of the document: then it may allow and may deny. */
  readonly unreadable?: string;
  /** Why the policy may not be there at all: then nothing in it is certain. */
  readonly doubt?: string;
}

type CompiledDocument = Omit<CompiledPolicy, "name" | "kind" | "doubt">;

const VERSIONS: ReadonlySet<unknown> = new Set([undefined, "2008-10-17", VARIABLES_SINCE]);
const ELEMENTS: ReadonlySet<string> = new Set(["Version", "Id", "Statement"]);

/** Compiled documents, so that a policy of many principals is compiled once. */
const CACHE: Readonly<Record<PolicyKind, WeakMap<object, CompiledDocument>>> = {
  identity: new WeakMap(),
  session: new WeakMap(),
  resource: new WeakMap(),
};

/**
 * Compiles a policy document. It never throws: what cannot be read is listed in `problems`, and stays in doubt in every
 * decision that hangs on it.
 *
 * @param name for reports, for example `inline policy "read" of role agent`
 * @param kind `resource` for secret policies, key policies and RCPs, `session` for session policies, `identity` for all others
 * @param document the parsed JSON, its text, or an `Unknown`
 * @param doubt why the policy may not be there: what it says is not known then
 */
export function compilePolicy(name: string, kind: PolicyKind, document: unknown, doubt?: string): CompiledPolicy {
  if (doubt === undefined) return compileCertain(name, kind, document);
  const policy = compileCertain(name, kind, document);
  return { ...policy, doubt, statements: policy.statements.map((statement) => statement.inDoubt) };
}

function compileCertain(name: string, kind: PolicyKind, document: unknown): CompiledPolicy {
  if (typeof document === "string") return { name, kind, ...compileText(document, kind) };
  if (!isObject(document)) return { name, kind, ...compileDocument(document, kind) };
  const cached = CACHE[kind].get(document);
  const compiled = cached ?? compileDocument(document, kind);
  if (!cached) CACHE[kind].set(document, compiled);
  return { name, kind, ...compiled };
}

/** A policy that certainly exists but of which nothing is known. */
export const unreadablePolicy = (name: string, kind: PolicyKind, reason: string): CompiledPolicy =>
  compilePolicy(name, kind, new Unknown(reason));

function compileText(text: string, kind: PolicyKind): CompiledDocument {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // The parser's message may quote the text, and who pastes the wrong file may paste a secret.
    return unreadable("is not JSON");
  }
  return compileDocument(document, kind);
}

const unreadable = (problem: string): CompiledDocument => ({
  statements: [],
  problems: [{ problem }],
  unreadable: problem,
});

function compileDocument(document: unknown, kind: PolicyKind): CompiledDocument {
  if (isUnknown(document)) return unreadable(`is not known: ${document.reason}`);
  if (!isObject(document)) return unreadable("is not an object");
  const statement = own(document, "Statement");
  if (isUnknown(statement)) return unreadable(`Statement is not known: ${statement.reason}`);
  if (typeof statement !== "object" || statement === null)
    return unreadable("Statement is neither an object nor a list");
  const read = new ElementReader();
  read.unknownElements(document, ELEMENTS);
  const version = own(document, "Version");
  if (!VERSIONS.has(version)) read.wrong("Version", "is neither 2012-10-17 nor 2008-10-17");
  const surroundings = { kind, variables: version === VARIABLES_SINCE, isDoubtful: read.problems.length > 0 };
  const values: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  const problems: PolicyProblem[] = [...read.problems];
  const statements = values.map((value, index) => {
    const reader = new ElementReader(index);
    const compiled = compileStatement(value, index, surroundings, reader);
    problems.push(...reader.problems);
    return compiled;
  });
  return { statements, problems };
}
