import type { PolicyKind } from "../decision";
import { compilePolicy, Unknown } from "../decision";
import type { Conflict, StatedPolicy } from "./model";
import { isObject } from "./values";

/**
 * A policy document of a plan, file or account: an object, its text, or unknown.
 *
 * @param doubt why it may not be there after the apply
 */
export function statedPolicy(at: string, name: string, kind: PolicyKind, value: unknown, doubt?: string): StatedPolicy {
  const document = parsedText(value) ?? new Unknown("it is not there");
  return {
    at,
    document,
    compiled: compilePolicy(name, kind, document, doubt),
  };
}

/** What an input shows and what a file says of one thing, if they differ: the input's counts. */
export function contradiction(
  subject: string,
  shown: Pick<StatedPolicy, "at" | "document">,
  given: Pick<StatedPolicy, "at" | "document">,
): Conflict[] {
  const [one, other] = [shown, given].map(({ document }) => inOrder(parsedText(document)));
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  const text = `${given.at} gives it another policy than ${shown.at}, which counts: leave the file out, or plan again.`;
  return [{ subject, at: [shown.at, given.at], text }];
}

/** A document as one would write it if all wrote alike: lists of one without brackets, and names in order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? inOrder(value[0]) : value.map(inOrder).sort(byText);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, one]) => [key, inOrder(one)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** JSON that stands in a text; everything else as it is. */
export function parsedText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** What is not there any more, or does not work: nobody can do anything with it, whatever policies say. */
export const goneFor = (at: string, what: string, kind: PolicyKind): StatedPolicy =>
  statedPolicy(at, what, kind, {
    Version: "2012-10-17",
    Statement: {
      Sid: "Gone",
      Effect: "Deny",
      ...(kind === "resource" && { Principal: "*" }),
      Action: "*",
      Resource: "*",
    },
  });
