import { isObject } from "../../access/objects";
import type { Problem } from "../../access/problem";
import type { Count, Rule } from "../../access/rule";
import { between, countProblems, problemOf } from "../../access/rule";

/** Checks a value of the input; `at` is its path, for the message. No check ever shows a value it did not accept. */
export type Shape = (value: unknown, at: string) => Problem[];

const wrong = (at: string, rule: string, fix: string): Problem[] => [{ subject: at, rule, fix }];

/** A text as the rule says. Only what the rule knows to be no secret is repeated. */
export const follows =
  (rule: Rule): Shape =>
  (value, at) => {
    const problem = problemOf(rule, at, value);
    return problem ? [rule.shown === undefined ? { ...problem, value: undefined } : problem] : [];
  };

/** A text of which the API says no more. */
export const text = follows(
  between(
    1,
    2048,
    "Shorten or complete it.",
    "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Types.html",
  ),
);

export const exactly =
  (...values: readonly string[]): Shape =>
  (value, at) =>
    values.includes(value as string) ? [] : wrong(at, `is not ${values.join(" or ")}`, "Give one of these values.");

const SOME: Count = { least: 1, words: "is no number of items", fix: "Name at least one." };

export const list =
  (item: Shape, count = SOME): Shape =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong(at, "is not a list", "Give a list.");
    const counted = countProblems(count, at, value.length);
    return counted.length > 0 ? counted : value.flatMap((one, index) => item(one, `${at}[${index}]`));
  };

export const map =
  (name: Shape, member: Shape, count: Count): Shape =>
  (value, at) => {
    if (!isObject(value)) return wrong(at, "is not an object", "Give an object.");
    const entries = Object.entries(value);
    return [
      ...countProblems(count, at, entries.length),
      ...entries.flatMap(([key, one]) => [...name(key, `a name in ${at}`), ...member(one, `${at}.${key}`)]),
    ];
  };

/** An object with these members and no other. */
export const struct =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, at) => {
    if (!isObject(value)) return wrong(at, "is not an object", "Give an object.");
    const path = (name: string): string => (at === "" ? name : `${at}.${name}`);
    const problems: Problem[] = [];
    for (const [name, member] of Object.entries(value)) {
      const shape = own(required, name) ?? own(optional, name);
      if (shape) problems.push(...shape(member, path(name)));
      else
        problems.push(
          ...wrong(
            path(name),
            "is not known here",
            `Known are: ${[...Object.keys(required), ...Object.keys(optional)].join(", ")}.`,
          ),
        );
    }
    for (const name of Object.keys(required))
      if (value[name] === undefined) problems.push(...wrong(path(name), "is missing", "Give it."));
    return problems;
  };

/** An object with exactly one of these members. */
export const union =
  (members: Readonly<Record<string, Shape>>): Shape =>
  (value, at) => {
    const problems = struct({}, members)(value, at);
    if (problems.length > 0 || !isObject(value) || Object.keys(value).length === 1) return problems;
    return wrong(at, "does not have exactly one member", `Give one of: ${Object.keys(members).join(", ")}.`);
  };

const own = (shapes: Readonly<Record<string, Shape>>, name: string): Shape | undefined =>
  Object.hasOwn(shapes, name) ? shapes[name] : undefined;
