import type { Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import type { Assertion } from "./check";
import { jsonText } from "./json-text";
import { expressionOf } from "./template";
import { quoted, template } from "./text";
import type { Resolve } from "./tokens";
import { atSynthesis } from "./tokens";

/** Makes statements at synthesis, so that it can sort what tokens stand for. */
export type Statements = (resolve: Resolve) => readonly Statement[];

/**
 * A policy as the text of an argument.
 *
 * @param guards what must hold where no resource of ours writes the policy, whose preconditions would say it: then the
 * text itself stops Terraform, so that nobody gets a policy that names `*` for a role
 */
export const policyJson = (statements: Statements, guards: () => readonly Assertion[] = () => []): string =>
  atSynthesis((resolve) => {
    const text = jsonText(policyDocument(statements(resolve)), resolve);
    const all = guards();
    return all.length === 0
      ? text
      : `\${${all.reduceRight((rest, one) => ifHolds(one, rest, resolve), expressionOf(text))}}`;
  });

/** Terraform has no function that fails with words, but one that quotes what it cannot read. */
const ifHolds = ({ condition, errorMessage }: Assertion, text: string, resolve: Resolve): string =>
  `(${expressionOf(template(condition, resolve))} ? ${text} : tostring(parseint(${quoted(errorMessage, resolve)}, 10)))`;
