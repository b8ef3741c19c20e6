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

/** The condition keys of a statement, as written, with what they are compared with. */
export function conditionsOf({ statement }: Found): { operator: string; key: string; values: string[] }[] {
  const condition = own(statement, "Condition");
  if (!isObject(condition)) return [];
  return Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys) ? Object.entries(keys).map(([key, value]) => ({ operator, key, values: textsOf(value) })) : [],
  );
}

/** Whether a statement holds only where a condition key, of a name like this, has one of some values. */
export const isBound = (found: Found, key: RegExp): boolean =>
  conditionsOf(found).some(
    (one) => key.test(one.key) && !/not|null|ifexists/i.test(one.operator) && !one.values.includes("*"),
  );

/** Whether a statement may be about an action: a quick look, before the engine is asked. */
export function mayBeAbout({ statement }: Found, action: string): boolean {
  const about = ABOUT.get(statement) ?? aboutOf(statement);
  ABOUT.set(statement, about);
  return about.anything || about.names.has(action.toLowerCase()) || about.patterns.some((fits) => fits(action));
}

/** What actions a statement names. */
interface About {
  readonly anything: boolean;
  /** In lower case. */
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly ((action: string) => boolean)[];
}

const ABOUT = new WeakMap<JsonObject, About>();

function aboutOf(statement: JsonObject): About {
  const actions = textsOf(own(statement, "Action"));
  const isPattern = (one: string): boolean => /[*?]/.test(one);
  return {
    anything: own(statement, "NotAction") !== undefined,
    names: new Set(actions.filter((one) => !isPattern(one)).map((one) => one.toLowerCase())),
    patterns: actions.filter(isPattern).map(wildcard),
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
