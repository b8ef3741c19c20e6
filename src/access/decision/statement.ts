import type { ResourceMatcher, ResourceName } from "./arn-pattern";
import { compileResourcePattern } from "./arn-pattern";
import type { Condition } from "./condition";
import { compileCondition } from "./condition";
import type { RequestContext } from "./context";
import type { ElementReader, JsonObject, Values } from "./element-reader";
import { isObject, own } from "./element-reader";
import { UNRESOLVED } from "./pattern";
import type { NamedPrincipal } from "./principal-element";
import { PRINCIPAL_TYPES } from "./principal-element";
import type { Truth } from "./truth";
import { MAYBE, NO, not, or, truthOf, YES } from "./truth";
import { isUnknown, Unknown } from "./unknown";
import { compileWildcard } from "./wildcard";

/**
 * Where a policy may be attached. A resource policy (secret policy, key policy, RCP) says whom it is about; an identity
 * policy (also permissions boundary, session policy, SCP) must not.
 */
export type PolicyKind = "identity" | "resource";

/** The `Principal` or `NotPrincipal` element. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly named: readonly NamedPrincipal[];
}

/** A statement ready for many requests. */
export interface CompiledStatement {
  /** Position in the document. */
  readonly index: number;
  readonly sid?: string;
  /** Undefined if it cannot be read: the statement may then allow or deny. */
  readonly effect?: "Allow" | "Deny";
  /** Whether the statement holds something unreadable, so that it never applies for certain. */
  readonly doubtful: boolean;
  /** @param action in lower case */
  readonly matchesAction: (action: string) => Truth;
  readonly matchesResource: (resource: ResourceName, context: RequestContext) => Truth;
  /** Undefined in identity policies, and if it cannot be read. */
  readonly principal?: PrincipalElement;
  readonly conditions: readonly Condition[];
}

const ELEMENTS: ReadonlySet<string> = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

const PRINCIPAL_KINDS: ReadonlySet<string> = new Set(PRINCIPAL_TYPES);

const inDoubt = (): Truth => MAYBE;
const UNREADABLE_NAME = new Unknown("it cannot be read");

/**
 * Compiles one statement. What cannot be read is reported to the reader and stays in doubt.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export function compileStatement(
  value: unknown,
  index: number,
  kind: PolicyKind,
  variables: boolean,
  read: ElementReader,
): CompiledStatement {
  if (!isObject(value)) {
    if (isUnknown(value)) read.wrong(undefined, `is not known: ${value.reason}`);
    else read.wrong(undefined, "is not an object");
    return { index, doubtful: true, matchesAction: inDoubt, matchesResource: inDoubt, conditions: [] };
  }
  read.unknownElements(value, ELEMENTS);
  const sid = own(value, "Sid");
  const effect = compileEffect(own(value, "Effect"), read);
  const principal = compilePrincipal(value, kind, read);
  const matchesAction = compileAction(value, read);
  const matchesResource = compileResource(value, kind, variables, read);
  const conditions = compileConditions(own(value, "Condition"), variables, read);
  return {
    index,
    sid: typeof sid === "string" ? sid : undefined,
    effect,
    doubtful: read.problems.length > 0,
    matchesAction,
    matchesResource,
    principal,
    conditions,
  };
}

function compileEffect(value: unknown, read: ElementReader): "Allow" | "Deny" | undefined {
  if (value === "Allow" || value === "Deny") return value;
  return read.wrong("Effect", isUnknown(value) ? `is not known: ${value.reason}` : 'is neither "Allow" nor "Deny"');
}

/** The values of an element or of its negation, exactly one of which must stand there. */
function oneOf(
  object: JsonObject,
  element: string,
  read: ElementReader,
): { values: Values; negated: boolean } | undefined {
  const negation = `Not${element}`;
  const value = own(object, element);
  const negatedValue = own(object, negation);
  if ((value === undefined) === (negatedValue === undefined)) {
    return read.wrong(element, value === undefined ? "is missing" : `stands beside ${negation}`);
  }
  const negated = value === undefined;
  const values = read.values(negated ? negatedValue : value, negated ? negation : element);
  return values && { values, negated };
}

function compileAction(object: JsonObject, read: ElementReader): CompiledStatement["matchesAction"] {
  const found = oneOf(object, "Action", read);
  if (!found) return inDoubt;
  const { values, negated } = found;
  const matchers = values.map((value) => {
    if (isUnknown(value)) return inDoubt;
    if (value !== "*" && !value.includes(":")) {
      read.wrong(negated ? "NotAction" : "Action", `${JSON.stringify(value)} names no service`);
      return inDoubt;
    }
    const matches = compileWildcard(value.toLowerCase());
    return (action: string) => truthOf(matches(action));
  });
  return remembering((action) => {
    let best: Truth = NO;
    for (const match of matchers) best = or(best, match(action));
    return negated ? not(best) : best;
  });
}

/** The same action is asked many times in a row, of other principals and resources. */
function remembering(matches: (action: string) => Truth): (action: string) => Truth {
  let last: string | undefined;
  let truth: Truth = NO;
  return (action) => {
    if (action !== last) {
      truth = matches(action);
      last = action;
    }
    return truth;
  };
}

function compileResource(
  object: JsonObject,
  kind: PolicyKind,
  variables: boolean,
  read: ElementReader,
): CompiledStatement["matchesResource"] {
  const lacksIt = own(object, "Resource") === undefined && own(object, "NotResource") === undefined;
  if (kind === "resource" && lacksIt) return withoutResource;
  const found = oneOf(object, "Resource", read);
  if (!found) return inDoubt;
  const matchers = found.values.map<ResourceMatcher>((value) =>
    isUnknown(value) ? inDoubt : compileResourcePattern(value, variables),
  );
  const { negated, values } = found;
  if (values.includes("*")) return negated ? () => NO : () => YES;
  return (resource, context) => {
    let best: Truth = NO;
    let unresolved = false;
    for (const match of matchers) {
      const outcome = match(resource, context);
      if (outcome === UNRESOLVED) unresolved = true;
      else if (outcome > best) best = outcome;
    }
    // With a variable that has no value it "will not match any resource"; of NotResource that can be read in two ways.
    if (unresolved && negated) return MAYBE;
    return negated ? not(best) : best;
  };
}

/**
 * What a statement of a resource policy without `Resource` is about: trust policies of roles never have the element, and
 * KMS takes such a statement but gives it no effect. Of other services AWS says only that the element must be there.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-elements
 */
function withoutResource({ segments }: ResourceName): Truth {
  const service = segments[2];
  return service === "kms" ? NO : service === "iam" ? YES : MAYBE;
}

function compilePrincipal(object: JsonObject, kind: PolicyKind, read: ElementReader): PrincipalElement | undefined {
  const principal = own(object, "Principal");
  const notPrincipal = own(object, "NotPrincipal");
  const given = principal !== undefined || notPrincipal !== undefined;
  if (kind === "identity")
    return given ? read.wrong("Principal", "does not belong into an identity policy") : undefined;
  if (!given) return read.wrong("Principal", "is missing");
  if (principal !== undefined && notPrincipal !== undefined)
    return read.wrong("Principal", "stands beside NotPrincipal");
  const negated = principal === undefined;
  if (negated && own(object, "Effect") !== "Deny") return read.wrong("NotPrincipal", 'is only supported with "Deny"');
  const named = namedPrincipals(negated ? notPrincipal : principal, negated ? "NotPrincipal" : "Principal", read);
  return named && { negated, named };
}

function namedPrincipals(value: unknown, element: string, read: ElementReader): NamedPrincipal[] | undefined {
  if (value === "*") return [{ type: "AWS", name: "*" }];
  if (isUnknown(value)) return [{ type: "AWS", name: value }];
  if (!isObject(value)) return read.wrong(element, 'is neither "*" nor an object');
  const before = read.problems.length;
  read.unknownElements(value, PRINCIPAL_KINDS);
  const named = PRINCIPAL_TYPES.flatMap((type) => {
    const names = own(value, type);
    if (names === undefined) return [];
    return (read.values(names, `${element}.${type}`) ?? []).map((name) => ({ type, name }));
  });
  // A part that cannot be read may name anybody.
  return read.problems.length > before ? [...named, { type: "AWS", name: UNREADABLE_NAME }] : named;
}

function compileConditions(value: unknown, variables: boolean, read: ElementReader): Condition[] {
  if (value === undefined) return [];
  if (!isObject(value)) {
    read.wrong("Condition", isUnknown(value) ? `is not known: ${value.reason}` : "is not an object");
    return [];
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isObject(keys)) {
      read.wrong(`Condition.${operator}`, "is not an object");
      return [];
    }
    return Object.entries(keys).flatMap(([key, operands]) => {
      const values = read.values(operands, `Condition.${operator}.${key}`, true);
      if (!values) return [];
      const compiled = compileCondition(operator, key, values, variables);
      if (!compiled) read.wrong(`Condition.${operator}`, "is no condition operator");
      return compiled ? [compiled] : [];
    });
  });
}
