import type { Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import { jsonText } from "./json-text";
import type { Resolve } from "./tokens";
import { atSynthesis } from "./tokens";

/** Makes statements at synthesis, so that it can sort what tokens stand for. */
export type Statements = (resolve: Resolve) => readonly Statement[];

/** A policy as the text of an argument. */
export const policyJson = (statements: Statements): string =>
  atSynthesis((resolve) => jsonText(policyDocument(statements(resolve)), resolve));
