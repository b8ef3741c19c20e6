import type { Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import type { Assertion } from "./check";
import { expressionOf, literalTemplate } from "./template";
import { argument, isPlain, quoted, template } from "./text";
import type { Resolve } from "./tokens";
import { atSynthesis, isListToken } from "./tokens";

/** Makes statements at synthesis, so that it can sort what tokens stand for. */
export type Statements = (resolve: Resolve) => readonly Statement[];

/**
 * A policy as the text of an argument.
 *
 * @param guards what must hold where no resource of ours writes the policy, whose preconditions would say it: then the
 * text itself stops Terraform, so that nobody gets a policy that names `*` for a role
 */
export const policyJson = (statements: Statements, guards: () => readonly Assertion[] = () => []): string =>
  atSynthesis((resolve) => guarded(jsonText(policyDocument(statements(resolve)), resolve), guards(), resolve));

/** A text for an argument of a resource that is not ours, and so has none of our preconditions: the text itself stops Terraform. */
export const guardedArgument = (text: string, guards: readonly Assertion[]): string =>
  guards.length === 0 ? argument(text) : atSynthesis((resolve) => guarded(template(text, resolve), guards, resolve));

const guarded = (text: string, guards: readonly Assertion[], resolve: Resolve): string =>
  guards.length === 0
    ? text
    : `\${${guards.reduceRight((rest, one) => ifHolds(one, rest, resolve), expressionOf(text))}}`;

/** Terraform has no function that fails with words, but one that quotes what it cannot read. */
const ifHolds = ({ condition, errorMessage }: Assertion, text: string, resolve: Resolve): string =>
  `(${expressionOf(template(condition, resolve))} ? ${text} : tostring(parseint(${quoted(errorMessage, resolve)}, 10)))`;

/**
 * A document as the text of an argument: plain JSON if all of it is known, otherwise `jsonencode` with Terraform's
 * expressions in it. Members that are undefined are left out.
 */
export const jsonText = (document: unknown, resolve: Resolve): string =>
  isPlain(document) ? literalTemplate(JSON.stringify(document)) : `\${jsonencode(${hcl(document, resolve)})}`;

function hcl(value: unknown, resolve: Resolve): string {
  if (Array.isArray(value)) {
    if (isListToken(value)) return expressionOf(template(value[0], resolve));
    return `[${value.map((item) => hcl(item, resolve)).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => `${quoted(key, resolve)} = ${hcl(member, resolve)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? quoted(value, resolve) : String(value);
}
