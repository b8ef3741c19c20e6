import { compileWildcard } from "../decision";

/** A text that no policy has by chance: what stands for "any other" where a wildcard is. */
export const SOMETHING = "zq7";

const WILD = /[*?]/;
export const isWild = (text: string): boolean => WILD.test(text);

/** One text that a pattern matches. */
export const textLike = (pattern: string): string => pattern.replaceAll("*", SOMETHING).replaceAll("?", "z");

/** One account that a pattern matches, if any does. */
export function accountLike(pattern: string): string | undefined {
  const least = pattern.replaceAll("*", "").replaceAll("?", "7");
  const [before = "", ...after] = pattern.replaceAll("?", "7").split("*");
  const account = before + "7".repeat(Math.max(0, after.length > 0 ? 12 - least.length : 0)) + after.join("");
  return /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * A text that two patterns match, or undefined if there is none: two conditions of one statement must both hold. The
 * shortest is found, by walking both patterns at a time.
 */
export function commonText(one: string, other: string): string | undefined {
  const seen = new Set<number>();
  let ends: [number, number, string][] = [[0, 0, ""]];
  while (ends.length > 0) {
    const next: typeof ends = [];
    const add = (i: number, j: number, text: string): void => {
      const state = i * (other.length + 1) + j;
      if (seen.has(state)) return;
      seen.add(state);
      next.push([i, j, text]);
    };
    for (const [i, j, text] of ends) {
      if (i === one.length && j === other.length) return text;
      const [a, b] = [one[i], other[j]];
      if (a === "*") add(i + 1, j, text);
      if (b === "*") add(i, j + 1, text);
      const sign = a === undefined || b === undefined ? undefined : bothAllow(a, b);
      if (sign !== undefined) add(a === "*" ? i : i + 1, b === "*" ? j : j + 1, text + sign);
    }
    ends = next;
  }
  return undefined;
}

/** A character that both signs of a pattern stand for. */
function bothAllow(a: string, b: string): string | undefined {
  if (WILD.test(a)) return WILD.test(b) ? (a === "*" && b === "*" ? undefined : "z") : b;
  return WILD.test(b) || a === b ? a : undefined;
}

/** The parts of a principal's ARN, of which any may be a pattern. */
export interface PrincipalPattern {
  readonly account: string;
  readonly resource: string;
}

/** Reads a value of `aws:PrincipalArn`; undefined for one that is about no role, user or root user in particular. */
export function principalPattern(text: string): PrincipalPattern | undefined {
  const [arn, , service, , account, ...rest] = text.split(":");
  if (arn === undefined || !compileWildcard(arn)("arn") || text.includes("${")) return undefined;
  if (service === undefined || account === undefined || rest.length === 0 || !compileWildcard(service)("iam"))
    return undefined;
  return { account, resource: rest.join(":") };
}

const KINDS = /^(role\/.|user\/.|root$)/;

/** One resource of each kind (role, user, root) that a pattern of an ARN's last part matches. */
export function resourcesLike(pattern: string): string[] {
  if (!isWild(pattern)) return KINDS.test(pattern) ? [pattern] : [];
  const some = textLike(pattern);
  const matches = compileWildcard(pattern);
  const found = new Map<string, string>();
  for (const text of [
    some,
    `role/${some}`,
    `user/${some}`,
    commonText(pattern, "role/?*"),
    commonText(pattern, "user/?*"),
    "root",
  ]) {
    const kind = text === undefined ? undefined : KINDS.exec(text)?.[0].slice(0, 4);
    if (text !== undefined && kind !== undefined && matches(text) && !found.has(kind)) found.set(kind, text);
  }
  return [...found.values()];
}
