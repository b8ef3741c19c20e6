import { flat } from "../../../src/module/hcl/flat";
import type { Body, Json } from "../../../src/module/hcl/json";
import { COMMENT, isBody, isList } from "../../../src/module/hcl/json";
import type { BlockSchema, FindSchema } from "../../../src/module/hcl/schema";
import { FLAT } from "../../../src/module/hcl/schema";
import type { Expression, Node } from "../../../src/module/hcl/node";
import { isObject } from "../../../src/module/hcl/simplify";
import { argument, topLevel } from "../../../src/module/hcl/write";

/** One form for all ways to say the same in Terraform JSON: comments, white space and lists of one block are gone. */
export function canonical(parts: readonly Body[], find: FindSchema): unknown {
  return parts
    .flatMap((part) => topLevel(part))
    .map(({ keyword, labels, body }) => ({
      block: [keyword, ...labels].join("."),
      body: canonicalBody(body, find(keyword, labels[0])),
    }))
    .sort((a, b) => (a.block < b.block ? -1 : a.block > b.block ? 1 : 0));
}

const bodies = (json: Json): readonly Body[] => (isList(json) ? json : [json]).filter(isBody);

function canonicalBody(body: Body, schema: BlockSchema): unknown {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => name !== COMMENT)
      .map(([name, content]) => [name, canonicalMember(name, content, schema)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

function canonicalMember(name: string, content: Json, schema: BlockSchema): unknown {
  if (name === "dynamic") {
    return Object.entries(content as Body).map(([label, all]) => {
      const inner: BlockSchema = { blocks: { content: schema.blocks[label] ?? FLAT } };
      return [label, bodies(all).map((one) => canonicalBody(one, inner))];
    });
  }
  const labelled = schema.labelled?.[name];
  if (labelled) {
    return Object.entries(content as Body).map(([label, all]) => [
      label,
      bodies(all).map((one) => canonicalBody(one, labelled)),
    ]);
  }
  const block = schema.blocks[name];
  return block
    ? bodies(content).map((one) => canonicalBody(one, block))
    : canonicalExpression(argument(name, content, schema));
}

/** Reading back from HCL gives objects without an order. */
export const canonicalExpression = (expression: Expression): string => flat(expression.map(sorted));

function sorted(node: Node): Node {
  if (node.kind === "text")
    return { ...node, parts: node.parts.map((part) => (typeof part === "string" ? part : part.map(sorted))) };
  if (node.kind === "atom") return node;
  const items = node.items.map((item) => item.map(sorted));
  return { ...node, items: isObject(node) ? items.sort((a, b) => (flat(a) < flat(b) ? -1 : 1)) : items };
}
