import type { Expression, Node, Text } from "./node";
import { atom, group } from "./node";
import { flat } from "./flat";

/** A text that would make a line which nobody reads to its end. */
const LONGEST = 100;

/** Long texts as `join(" ", […])` of shorter ones, cut at spaces; what stands in `${…}` stays whole. */
export const withoutLongTexts = (expression: Expression): Expression => expression.flatMap(cutNode);

function cutNode(node: Node): Expression {
  if (node.kind === "atom") return [node];
  if (node.kind === "group") return [{ ...node, items: node.items.map(withoutLongTexts) }];
  const parts = node.parts.map((part) => (typeof part === "string" ? part : withoutLongTexts(part)));
  const whole: Text = { kind: "text", parts };
  if (flat([whole]).length <= LONGEST) return [whole];
  const lines = linesOf(parts);
  return lines.length < 2
    ? [whole]
    : [atom("join"), group("(", [[{ kind: "text", parts: [" "] }], [group("[", lines.map(lineOf))]])];
}

/** A text that is one expression and nothing else needs no quotes. */
const lineOf = (parts: Parts): Expression => {
  const [only] = parts;
  return parts.length === 1 && only !== undefined && typeof only !== "string" ? only : [{ kind: "text", parts }];
};

type Parts = (string | Expression)[];

/** Words together with what stands close to them. */
function wordsOf(parts: readonly (string | Expression)[]): Parts[] {
  const words: Parts[] = [[]];
  for (const part of parts) {
    if (typeof part !== "string") {
      words.at(-1)?.push(part);
      continue;
    }
    const [first, ...others] = part.split(/ (?=[^ ])/);
    if (first !== undefined && first !== "") words.at(-1)?.push(first);
    words.push(...others.map((one) => [one]));
  }
  return words;
}

const lengthOf = (parts: Parts): number => flat([{ kind: "text", parts }]).length;

function linesOf(parts: readonly (string | Expression)[]): Parts[] {
  const lines: Parts[] = [];
  for (const word of wordsOf(parts)) {
    const last = lines.at(-1);
    const next: Parts = last ? [...last, " ", ...word] : word;
    if (last && lengthOf(next) <= LONGEST) lines[lines.length - 1] = next;
    else lines.push(word);
  }
  return lines.map(merged);
}

/** Neighbouring texts as one. */
function merged(parts: Parts): Parts {
  const result: Parts = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === "string" && typeof last === "string") result[result.length - 1] = last + part;
    else result.push(part);
  }
  return result;
}
