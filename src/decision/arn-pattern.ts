import type { RequestContext } from "./context";
import type { Comparer, Comparison } from "./pattern";
import type { OpenMatcher } from "./open-match";
import { compileOpen } from "./open-match";
import { compilePattern, UNCERTAIN, UNRESOLVED } from "./pattern";
import { hasVariable } from "./template";
import type { Truth } from "./truth";
import { and, MAYBE, NO, or, truthOf, YES } from "./truth";
import { remembered, shared } from "./remembered";
import { hasWildcard } from "./wildcard";

/** `arn:partition:service:region:account:resource`; the last one may hold further colons. */
const SEGMENTS = 6;

/** The six segments of an ARN, fewer for a text that is none. */
export function arnSegments(text: string): string[] {
  const parts = text.split(":");
  return parts.length <= SEGMENTS ? parts : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(":")];
}

/** An ARN of a request, cut once for all the patterns that it is compared with. */
export class ArnName {
  private cut?: readonly string[];

  public constructor(public readonly text: string) {}

  public get segments(): readonly string[] {
    this.cut ??= arnSegments(this.text);
    return this.cut;
  }
}

export const arnName = remembered((text) => new ArnName(text));

export type ResourceMatcher = (resource: ArnName, context: RequestContext) => Comparison;

/**
 * Compiles a value of `Resource` or `NotResource`. Each of the six segments is compared on its own, and segments that
 * are left out are `*`. A `*` that ends its segment may also stand for the colons after it; where another wildcard would
 * have to, or where AWS takes none, the outcome is in doubt.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html#reference_policies_elements_resource_wildcards
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths-wildcards
 */
export const compileResourcePattern = shared((text, variables) => resourcePattern(text, variables, YES));

/**
 * The same for policies that are no identity policies: only of those AWS says that it completes what is left out.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html#policies-grammar-notes-strings
 */
export const compileWholeResourcePattern = shared((text, variables) => resourcePattern(text, variables, MAYBE));

/** @param completed whether AWS adds the segments that are left out */
function resourcePattern(text: string, variables: boolean, completed: Truth): ResourceMatcher {
  if (text === "*") return () => YES;
  const cut = cutPattern(text);
  const { head, rest } = cut;
  // A variable may only stand in the resource segment.
  if (variables && head.some(hasVariable)) return () => MAYBE;
  if (isWholeText(cut, variables)) return inTypes(rest, compileOpen(text, true));
  const matchesHead = head.map((segment) => compileOpen(segment, true));
  const matchRest: Comparer =
    rest === undefined ? () => completed : compilePattern(rest, { wildcards: true, variables });
  const isTaken = hasWildcard(head.slice(0, FIRST_WITH_WILDCARDS).join("")) ? MAYBE : YES;
  const spanning = mayCrossColons(head) ? YES : MAYBE;
  const spans = head.some(hasWildcard) && !hasVariable(text) ? compileOpen(text, true) : undefined;
  const inSegments = inTypes(rest, (_, resource, context) =>
    limited(compareSegments(matchesHead, matchRest, resource.segments, context), isTaken),
  );
  return (resource, context) => {
    const outcome = inSegments(resource, context);
    return outcome < YES && outcome >= NO && spans
      ? or(outcome as Truth, and(spans(resource.text), spanning))
      : outcome;
  };
}

/** AWS takes no wildcard in the segments before: `arn`, the partition and the service. */
const FIRST_WITH_WILDCARDS = 3;

/** An outcome of which it is not certain that it counts. */
const limited = (outcome: Comparison, limit: Truth): Comparison => (outcome === YES ? limit : outcome);

/** Services all of whose resources have a type, as in `secret:name` and `role/name`. */
const TYPED: ReadonlySet<string | undefined> = new Set(["bedrock-agentcore", "iam", "kms", "secretsmanager", "sts"]);

type Compare = (text: string, resource: ArnName, context: RequestContext) => Comparison;

/** AWS takes no wildcard in the resource type either, such as `u*` for users; `*` alone is every resource. */
function inTypes(rest: string | undefined, compare: Compare): ResourceMatcher {
  const isTaken = rest === undefined || /^\**$/.test(rest) || !hasWildcard(/^[^:/]*/.exec(rest)?.[0] ?? "");
  if (isTaken) return (resource, context) => compare(resource.text, resource, context);
  return (resource, context) =>
    limited(compare(resource.text, resource, context), TYPED.has(resource.segments[2]) ? MAYBE : YES);
}

/** Whether every wildcard before the resource ends its segment, and none stands where AWS takes none. */
const mayCrossColons = ([prefix = "", partition = "", service = "", ...others]: readonly string[]): boolean =>
  !hasWildcard(prefix + partition + service) && !others.some((segment) => hasWildcard(segment.replace(/\*$/, "")));

/** A pattern of an ARN: the segments before the resource segment, and that one, which may be left out. */
interface CutPattern {
  readonly head: readonly string[];
  readonly rest?: string;
}

/** Cuts at the first five colons. Colons within a policy variable do not count. */
function cutPattern(text: string): CutPattern {
  const hidden = text.replace(/\$\{[^{}]*\}/g, (found) => found.replaceAll(":", "\0"));
  const head = hidden
    .split(":")
    .slice(0, SEGMENTS - 1)
    .map((part) => part.replaceAll("\0", ":"));
  const { length } = head.join(":");
  return length < text.length ? { head, rest: text.slice(length + 1) } : { head };
}

/** Whether comparing segments is the same as comparing texts, because all but the last one hold only themselves. */
function isWholeText({ head, rest }: CutPattern, variables: boolean): boolean {
  if (rest === undefined || (variables && hasVariable(rest))) return false;
  return !head.some((segment) => hasWildcard(segment) || hasVariable(segment));
}

function compareSegments(
  head: readonly OpenMatcher[],
  rest: Comparer,
  segments: readonly string[],
  context: RequestContext,
): Comparison {
  if (segments.length < SEGMENTS) return NO;
  let truth: Truth = YES;
  for (let index = 0; index < head.length && truth !== NO; index++)
    truth = and(truth, head[index]?.(segments[index] ?? "") ?? NO);
  if (truth === NO) return NO;
  const last = rest(segments[SEGMENTS - 1] ?? "", context);
  return truth === YES || last < NO ? last : and(truth, last as Truth);
}

/**
 * Compiles a value of the ARN operators: six segments, each compared on its own, upper and lower case distinguished.
 * `ArnEquals` and `ArnLike` are the same.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export const compileArnOperand = shared(arnOperand);

function arnOperand(text: string, variables: boolean): Comparer {
  const cut = cutPattern(text);
  const { head, rest } = cut;
  // What AWS makes of a text that is no ARN is not documented.
  if (rest === undefined) return variables && hasVariable(text) ? arnTemplate(text) : () => MAYBE;
  if (isWholeText(cut, variables)) return compilePattern(text, { wildcards: true, variables });
  const patterns = [...head, rest].map((segment) => compilePattern(segment, { wildcards: true, variables }));
  return (value, context) => {
    const { segments } = arnName(value);
    if (segments.length < SEGMENTS) return NO;
    let outcome: Truth = YES;
    for (let index = 0; index < SEGMENTS; index++) {
      const one = patterns[index]?.(segments[index] ?? "", context) ?? NO;
      if (one === UNRESOLVED || one === UNCERTAIN) return one;
      if (one < outcome) outcome = one;
    }
    return outcome;
  };
}

/** An operand such as `${aws:PrincipalArn}`, which becomes an ARN only with the request. */
function arnTemplate(text: string): Comparer {
  const compare = compilePattern(text, { wildcards: true, variables: true });
  return (value, context) =>
    truthOf(arnName(value).segments.length === SEGMENTS) === NO ? NO : compare(value, context);
}
