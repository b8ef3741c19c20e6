import { isRecord, text, type Value, type Values } from "./cty";

interface Statement {
  Sid?: string;
  [element: string]: unknown;
}

/** What `data.aws_iam_policy_document` renders: real JSON, with the provider's merging of source documents. */
export function policyDocument(config: Values): Values {
  const statements: Statement[] = [];
  const add = (statement: Statement, mayOverride: boolean): void => {
    const same = statement.Sid ? statements.findIndex((other) => other.Sid === statement.Sid) : -1;
    if (same < 0) statements.push(statement);
    else if (mayOverride) statements[same] = statement;
    else throw new Error(`duplicate Sid (${String(statement.Sid)}) in the policy document`);
  };
  for (const source of texts(config.source_policy_documents)) statementsOf(source).forEach((one) => add(one, false));
  for (const statement of records(config.statement)) add(render(statement), true);
  for (const source of texts(config.override_policy_documents)) statementsOf(source).forEach((one) => add(one, true));
  const id = text(config.policy_id);
  const document = { Version: text(config.version) ?? "2012-10-17", ...(id && { Id: id }), Statement: statements };
  return { json: JSON.stringify(document, null, 2), minified_json: JSON.stringify(document) };
}

function render(statement: Values): Statement {
  const sid = text(statement.sid);
  return {
    ...(sid && { Sid: sid }),
    Effect: text(statement.effect) ?? "Allow",
    ...element("Action", statement.actions),
    ...element("NotAction", statement.not_actions),
    ...element("Resource", statement.resources),
    ...element("NotResource", statement.not_resources),
    ...principals("Principal", records(statement.principals)),
    ...principals("NotPrincipal", records(statement.not_principals)),
    ...conditions(records(statement.condition)),
  };
}

function element(name: string, values: Value | undefined): object {
  const sorted = texts(values).sort();
  return sorted.length ? { [name]: oneOrMany(sorted) } : {};
}

function principals(name: string, blocks: Values[]): object {
  if (!blocks.length) return {};
  if (blocks.some((block) => block.type === "*")) return { [name]: "*" };
  const byType = blocks.map((block) => [text(block.type), oneOrMany(texts(block.identifiers).sort())] as const);
  return { [name]: Object.fromEntries(byType) as object };
}

function conditions(blocks: Values[]): object {
  const rendered: Record<string, Record<string, string | string[]>> = {};
  for (const block of blocks) {
    const test = text(block.test) ?? "";
    (rendered[test] ??= {})[text(block.variable) ?? ""] = oneOrMany(texts(block.values));
  }
  return blocks.length ? { Condition: rendered } : {};
}

function oneOrMany(values: string[]): string | string[] {
  return values.length === 1 ? values[0] : values;
}

function statementsOf(document: string): Statement[] {
  const parsed = JSON.parse(document) as { Statement?: Statement | Statement[] };
  return [parsed.Statement ?? []].flat();
}

function texts(value: Value | undefined): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string" && one !== "") : [];
}

function records(value: Value | undefined): Values[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
