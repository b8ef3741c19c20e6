import { lowerCased } from "../../decision";
import { wholeAccount } from "../mentioned";
import type { Model, StatedPolicy } from "../model";
import { onceFor } from "../once-for";
import type { JsonObject } from "../values";
import { isObject, listOf, own, textsOf } from "../values";
import type { Facts } from "./rule";
import { wildcard } from "./wildcard";

/** One statement with where it stands and what it belongs to. What many rules read of it is read once. */
export class Found {
  private conditionsOnce?: readonly Compared[];
  private aboutOnce?: NamedActions;

  /**
   * @param owner ARN of the secret, key, role, user or group that has the policy
   * @param kind `role`: an identity policy, of whomever
   * @param name how to name it in a sentence
   */
  public constructor(
    public readonly statement: JsonObject,
    public readonly policy: StatedPolicy,
    public readonly owner: string,
    public readonly kind: "secret" | "key" | "role" | "trust",
    public readonly name: string,
  ) {}

  public get conditions(): readonly Compared[] {
    return (this.conditionsOnce ??= conditionsIn(own(this.statement, "Condition")));
  }

  public get about(): NamedActions {
    return (this.aboutOnce ??= namedActions(this.statement));
  }
}

/** Every statement of every policy, collected once for all rules. */
export const statementsOf = onceFor((model: Model): readonly Found[] => [...allStatements(model)]);

function* allStatements({ secrets, keys, roles, users, groups }: Model): Generator<Found> {
  for (const [kind, owners] of [["secret", secrets] as const, ["key", keys] as const])
    for (const { arn, policy, otherPolicies = [] } of owners.values())
      for (const one of [...(policy ? [policy] : []), ...otherPolicies]) yield* of(one, arn, kind);
  for (const holders of [roles, users, groups])
    for (const { arn, policies } of holders?.values() ?? [])
      for (const policy of policies) yield* of(policy, arn, "role");
}

/** Who may assume the roles that may have access: whoever may, has it, too. */
export const trustStatementsOf = onceFor((facts: Facts): readonly Found[] => [...allTrustStatements(facts)]);

function* allTrustStatements({ model, rows }: Facts): Generator<Found> {
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
    yield new Found(statement, policy, owner, kind, name);
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

const conditionsIn = (condition: unknown): readonly Compared[] =>
  isObject(condition)
    ? Object.entries(condition).flatMap(([operator, keys]) =>
        isObject(keys) ? Object.entries(keys).map(([key, value]) => ({ operator, key, values: textsOf(value) })) : [],
      )
    : [];

/** Whether a statement holds only where a condition key, of a name like this, has one of some values. */
export const isBound = (found: Found, key: RegExp): boolean =>
  found.conditions.some(
    (one) => key.test(one.key) && !/not|null|ifexists/i.test(one.operator) && !one.values.includes("*"),
  );

/** Whether a statement may be about an action: a quick look, before the engine is asked. */
export function mayBeAbout({ about: { anything, names, patterns } }: Found, action: string): boolean {
  return anything || names.includes(lowerCased(action)) || patterns.some((fits) => fits(action));
}

/** The same for any of some actions. */
export function mayBeAboutAny(actions: readonly string[]): (found: Found) => boolean {
  const asked = new Set(actions.map(lowerCased));
  return ({ about: { anything, names, patterns } }) =>
    anything || names.some((name) => asked.has(name)) || patterns.some((fits) => actions.some(fits));
}

/** What actions a statement is about. */
interface NamedActions {
  /** Whether it names those that it is not about. */
  readonly anything: boolean;
  /** In lower case. */
  readonly names: readonly string[];
  readonly patterns: readonly ((action: string) => boolean)[];
}

function namedActions(statement: JsonObject): NamedActions {
  const actions = textsOf(own(statement, "Action"));
  const isPattern = (one: string): boolean => /[*?]/.test(one);
  return {
    anything: own(statement, "NotAction") !== undefined,
    names: actions.filter((one) => !isPattern(one)).map(lowerCased),
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
