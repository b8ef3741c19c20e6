import { partitions, viaServiceNames } from "../access/arn";
import type { Statement } from "../access/policy";
import { policyDocument } from "../access/policy";
import { flat } from "./hcl/flat";
import type { Body, Json } from "./hcl/json";
import { expressionOf } from "./hcl/value";

/** The HCL of a JSON. */
export const hclOf = (json: Json): string => flat(expressionOf(json));

/** A statement of `access/` in a module's policy. */
export interface Part {
  readonly statement: Statement;
  /** When it is part of the policy, an expression; always if left out. */
  readonly when?: string;
  /** What it is repeated for: the beginning of a `for` expression. */
  readonly each?: string;
}

/** A policy as an expression that makes its JSON. */
export function policyExpression(parts: readonly Part[]): string {
  const statements = parts.map(({ statement, when, each }) => {
    const text = statementText(statement);
    if (each !== undefined) return `[for ${each} : ${text}]`;
    return when === undefined ? text : `${when} ? ${text} : null`;
  });
  const isRepeated = parts.some(({ each }) => each !== undefined);
  const list = isRepeated ? `flatten([${statements.join(", ")}])` : `[${statements.join(", ")}]`;
  const isConditional = parts.some(({ when }) => when !== undefined);
  const { Version } = policyDocument([]);
  const statement = isConditional ? `[for statement in ${list} : statement if statement != null]` : list;
  return `jsonencode({ Version = "${Version}", Statement = ${statement} })`;
}

const statementText = (statement: Statement): string => hclOf(statement as unknown as Json);

/** A list of a statement that a single expression gives, instead of a list of that one expression. */
export const spread = (statement: Statement, expression: string): Statement => {
  const text = `\${${expression}}`;
  const json = JSON.stringify(statement).replaceAll(JSON.stringify([text]), JSON.stringify(text));
  return JSON.parse(json) as Statement;
};

/** `kms:ViaService` by the partition, which only Terraform knows. */
export const viaServices = (service: string, region: string): Body =>
  Object.fromEntries(partitions().map((name) => [name, viaServiceNames(service, region, name)]));

/** All that there are, and the one that holds. */
export const viaService = (service: string, region: string, partition: string): string =>
  `${hclOf(viaServices(service, region))}[${partition}]`;

/** What a statement has for `kms:ViaService` while the partition is a token. */
export const viaServiceText = (service: string, region: string): string | string[] =>
  viaServiceNames(service, region, "${partition}");

/** A statement with an expression in place of a text or a list of texts. */
export const withText = (statement: Statement, text: string | string[], expression: string): Statement => {
  const json = JSON.stringify(statement).replaceAll(JSON.stringify(text), JSON.stringify(`\${${expression}}`));
  return JSON.parse(json) as Statement;
};
