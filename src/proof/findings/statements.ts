import { lowerCased } from "../../decision";
import { wholeAccount } from "../mentioned";
import type { Model, StatedPolicy } from "../model";
import type { JsonObject } from "../values";
import { isObject, listOf, own, textsOf } from "../values";
import type { Facts } from "./rule";
import { wildcard } from "./wildcard";

/** One statement with where it stands and what it belongs to. */
export interface Found {
  readonly statement: JsonObject;
  readonly policy: StatedPolicy;
  /** ARN of the secret, key, role, user or group that has the policy. */
  readonly owner: string;
  /** `role`: an identity policy, of whomever. */
  readonly kind: "secret" | "key" | "role" | "trust";
  /** How to name it in a sentence. */
  readonly name: string;
}

const KNOWN = new WeakMap<Model, readonly Found[]>();

/** Every statement of every policy, collected once for all rules. */
export function statementsOf(model: Model): readonly Found[] {
  const known = KNOWN.get(model) ?? [...allStatements(model)];
  KNOWN.set(model, known);
  return known;
}

function* allStatements({ secrets, keys, roles, users, groups }: Model): Generator<Found> {
  for (const [kind, owners] of [["secret", secrets] as const, ["key", keys] as const])
    for (const { arn, policy, otherPolicies = [] } of owners.values())
      for (const one of [...(policy ? [policy] : []), ...otherPolicies]) yield* of(one, arn, kind);
  for (const holders of [roles, users, groups])
    for (const { arn, policies } of holders?.values() ?? [])
      for (const policy of policies) yield* of(policy, arn, "role");
}

/** Who may assume the roles that may have access: whoever may, has it, too. */
export function* trustStatementsOf({ model, rows }: Facts): Generator<Found> {
  for (const arn of new Set(rows.map(({ principal }) => principal))) {
    const trust = model.roles.get(arn)?.trust;
    if (trust) yield* of(trust, arn, "trust");
  }
}

function* of(policy: StatedPolicy, owner: string, kind: Found["kind"]): Generator<Found> {
  for (const [index, statement] of listOf(own(policy.document, "Statement")).entries()) {
    if (!isObject(statement)) continue;
    const sid = own(statement, "Sid");
    const whose = kind === "secret" || kind === "key" ? `${kind} policy` : policy.compiled.name;
    const name = `statement ${typeof sid === "string" ? sid : index} of the ${whose}`;
    yield { statement, policy, owner, kind, name };
  }
}

export const isAllow = ({ statement }: Found): boolean => own(statement, "Effect") === "Allow";
export const actionsOf = ({ statement }: Found): string[] =>
  textsOf(own(statement, "Action")).concat(textsOf(own(statement, "NotAction")));
/** The actions that a statement names; none where it is about all, or names what it is not about. */
export function namedActionsOf({ statement }: Found): string[] {
  const actions = textsOf(own(statement, "Action"));
  return actions.every((action) => action.includes(":")) ? actions : [];
}

export const resourcesOf = ({ statement }: Found): string[] => textsOf(own(statement, "Resource"));

/** A condition key of a statement, as written, with what it is compared with. */
export interface Compared {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export const conditionsOf = ({ statement }: Found): readonly Compared[] => conditions(statement);

const conditions = perStatement((statement): readonly Compared[] => {
  const condition = own(statement, "Condition");
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys) ? Object.entries(keys).map(([key, value]) => ({ operator, key, values: textsOf(value) })) : [],
  );
});

/** Whether a statement holds only where a condition key, of a name like this, has one of some values. */
export const isBound = (found: Found, key: RegExp): boolean =>
  conditionsOf(found).some(
    (one) => key.test(one.key) && !/not|null|ifexists/i.test(one.operator) && !one.values.includes("*"),
  );

/** Whether a statement may be about an action: a quick look, before the engine is asked. */
export function mayBeAbout({ statement }: Found, action: string): boolean {
  const { anything, names, patterns } = about(statement);
  return anything || names.includes(lowerCased(action)) || patterns.some((fits) => fits(action));
}

/** The same for any of some actions. */
export function mayBeAboutAny(actions: readonly string[]): (found: Found) => boolean {
  const asked = new Set(actions.map(lowerCased));
  return ({ statement }) => {
    const { anything, names, patterns } = about(statement);
    return anything || names.some((name) => asked.has(name)) || patterns.some((fits) => actions.some(fits));
  };
}

/** What actions a statement names; names in lower case. */
const about = perStatement((statement) => {
  const actions = textsOf(own(statement, "Action"));
  const isPattern = (one: string): boolean => /[*?]/.test(one);
  return {
    anything: own(statement, "NotAction") !== undefined,
    names: actions.filter((one) => !isPattern(one)).map(lowerCased),
    patterns: actions.filter(isPattern).map(wildcard),
  };
});

/** What is read from a statement once: many rules ask for it. */
function perStatement<Made extends object>(make: (statement: JsonObject) => Made): (statement: JsonObject) => Made {
  const known = new WeakMap<JsonObject, Made>();
  return (statement) => {
    let made = known.get(statement);
    if (!made) known.set(statement, (made = make(statement)));
    return made;
  };
}

/** Whether the elements of a statement cover an action and a resource, whoever asks. */
export function covers({ statement, kind }: Found, action: string, arn: string): boolean {
  const has = (element: string, text: string): boolean => {
    const not = own(statement, `Not${element}`);
    if (not !== undefined) return !textsOf(not).some((one) => wildcard(one)(text));
    return textsOf(own(statement, element)).some((one) => wildcard(one)(text));
  };
  // The policy of a secret or key is about nothing else.
  return has("Action", action) && (kind !== "role" || has("Resource", arn));
}

/** Whether a statement is for more than those whom it names: for everybody, a whole account, or all but some. */
export const isForMany = (found: Found): boolean =>
  own(found.statement, "NotPrincipal") !== undefined ||
  principalsOf(found, "AWS").some((name) => name.includes("*") || wholeAccount(name) !== undefined);

/** Whether a statement has a wildcard for its principal, or names those whom it is not for: a quick look. */
export const mayBeForEverybody = (found: Found): boolean =>
  own(found.statement, "NotPrincipal") !== undefined || principalsOf(found, "AWS").some((name) => name.includes("*"));

/** The principals of a statement by type; `*` alone counts as `AWS`. */
export function principalsOf({ statement }: Found, type: "AWS" | "Service" | "Federated"): string[] {
  const principal = own(statement, "Principal");
  if (principal === "*") return type === "AWS" ? ["*"] : [];
  return textsOf(own(principal, type));
}
