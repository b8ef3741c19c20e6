import type { Body, Json } from "./json";
import { COMMENT, commentOf, isBody, isList } from "./json";
import { aligned, commentLines, layOut } from "./layout";
import type { Expression } from "./node";
import { atom, group } from "./node";
import { parseExpression } from "./parse";
import type { BlockSchema, FindSchema } from "./schema";
import { FLAT, LABELS } from "./schema";
import { withoutLongTexts } from "./long-texts";
import { isObject } from "./simplify";
import { expressionOf } from "./value";

/** Arguments whose texts are references and keywords, not templates. */
const REFERENCES = new Set([
  "command",
  "depends_on",
  "ignore_changes",
  "override_during",
  "provider",
  "providers",
  "expect_failures",
  "replace_triggered_by",
  "target",
  "type",
]);

/** Writes top-level blocks of Terraform JSON as HCL, a blank line between them. */
export function writeHcl(configuration: Body, find: FindSchema): string {
  return topLevel(configuration)
    .map(({ keyword, labels, body }) => block([keyword, ...labels.map(quoted)], body, find(keyword, labels[0]), 0))
    .map((lines) => lines.join("\n"))
    .join("\n\n")
    .concat("\n");
}

export interface TopLevelBlock {
  readonly keyword: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

/** The blocks of a configuration, each with its labels. */
export function topLevel(configuration: Body): TopLevelBlock[] {
  return Object.entries(configuration).flatMap(([keyword, content]) =>
    unfold(content, LABELS[keyword] ?? 0).map(({ labels, body }) => ({ keyword, labels, body })),
  );
}

function unfold(content: Json, depth: number): { labels: string[]; body: Body }[] {
  if (isList(content)) return content.flatMap((one) => unfold(one, depth));
  if (!isBody(content)) throw new Error(`a block is no object: ${JSON.stringify(content)}`);
  if (depth === 0) return [{ labels: [], body: content }];
  return Object.entries(content).flatMap(([label, inner]) =>
    unfold(inner, depth - 1).map(({ labels, body }) => ({ labels: [label, ...labels], body })),
  );
}

const quoted = (label: string): string => JSON.stringify(label);

function block(head: readonly string[], body: Body, schema: BlockSchema, indent: number): string[] {
  const space = " ".repeat(indent);
  const comment = comments(commentOf(body, ""), indent);
  const lines = bodyLines(body, schema, indent + 2);
  const open = `${space}${head.join(" ")} {`;
  return lines.length === 0 ? [...comment, `${open}}`] : [...comment, open, ...lines, `${space}}`];
}

const comments = (text: string | undefined, indent: number): string[] =>
  (text?.split("\n") ?? [])
    .flatMap((paragraph) => commentLines(paragraph, indent))
    .map((line) => " ".repeat(indent) + line);

/** The lines of one argument or of one kind of block; a blank line keeps what is long from its neighbours. */
interface Part {
  readonly lines: readonly string[];
  readonly isLong: boolean;
}

function bodyLines(body: Body, schema: BlockSchema, indent: number): string[] {
  const parts: Part[] = [];
  let run: { lead: string; value: string }[] = [];
  const space = " ".repeat(indent);
  const flush = (): void => {
    if (run.length > 0) parts.push({ lines: aligned(run).map((line) => space + line), isLong: false });
    run = [];
  };
  const names = inOrder(body, schema);
  for (const [index, name] of names.entries()) {
    const content = body[name] as Json;
    const nested = nestedBlocks(name, content, schema);
    const comment = comments(commentOf(body, name), indent);
    if (nested) {
      flush();
      for (const { head, inner, schema: own } of nested)
        parts.push({ lines: [...comment, ...block(head, inner, own, indent)], isLong: true });
      continue;
    }
    const expression = argument(name, content, schema);
    const value = layOut(expression, indent, hasEntries(expression) ? Infinity : indent + name.length + 3);
    const isLong = value.includes("\n") || comment.length > 0;
    if (isLong) {
      flush();
      parts.push({ lines: [...comment, `${space}${name} = ${value}`], isLong: true });
    } else {
      run.push({ lead: name, value });
      // What repeats a block stands apart from the block's arguments.
      if (META.has(name) && !META.has(names[index + 1] ?? "")) flush();
    }
  }
  flush();
  return parts.flatMap(({ lines }, index) => (index === 0 ? lines : ["", ...lines]));
}

/** An argument's own object is easier to read line by line. */
function hasEntries([only, ...others]: Expression): boolean {
  return others.length === 0 && only?.kind === "group" && isObject(only) && only.items.length > 1;
}

const META = new Set(["count", "for_each", "source"]);

interface NestedBlock {
  readonly head: readonly string[];
  readonly inner: Body;
  readonly schema: BlockSchema;
}

function nestedBlocks(name: string, content: Json, schema: BlockSchema): NestedBlock[] | undefined {
  const isDynamic = name === "dynamic";
  if (isDynamic || schema.labelled?.[name]) {
    return Object.entries(content as Body).flatMap(([label, all]) =>
      bodies(all).map((inner) => ({
        head: [name, quoted(label)],
        inner,
        schema: isDynamic
          ? { blocks: { content: schema.blocks[label] ?? FLAT }, order: ["for_each", "iterator", "content"] }
          : (schema.labelled?.[name] ?? FLAT),
      })),
    );
  }
  const own = schema.blocks[name];
  return own && bodies(content).map((inner) => ({ head: [name], inner, schema: own }));
}

const bodies = (content: Json): readonly Body[] => (isList(content) ? content : [content]).filter(isBody);

/** The members of a body as they are written: arguments, then blocks, then what Terraform itself takes. */
function inOrder(body: Body, { order = [], blocks, labelled = {} }: BlockSchema): string[] {
  const rank = (name: string): number => {
    if (name === "depends_on") return 3000;
    if (name === "lifecycle") return 4000;
    const place = order.indexOf(name);
    return (name === "dynamic" || name in blocks || name in labelled ? 1000 : 0) + (place < 0 ? 500 : place);
  };
  return Object.keys(body)
    .filter((name) => name !== COMMENT)
    .sort((a, b) => rank(a) - rank(b));
}

/** The expression of an argument; references and keywords are texts in Terraform's JSON. */
export function argument(name: string, content: Json, { keywords }: BlockSchema): Expression {
  const isReference = keywords ? keywords.includes(name) : REFERENCES.has(name);
  if (isReference) return reference(content);
  // What describes is no expression to Terraform.
  return name === "description" ? expressionOf(content) : withoutLongTexts(expressionOf(content));
}

function reference(json: Json): Expression {
  if (typeof json === "string") return json.startsWith("${") ? expressionOf(json) : parseExpression(json);
  if (isList(json)) return [group("[", json.map(reference))];
  if (!isBody(json)) return expressionOf(json);
  const entries = Object.entries(json).map(([key, value]) => [atom(key), atom("="), ...reference(value)]);
  return [group("{", entries)];
}
