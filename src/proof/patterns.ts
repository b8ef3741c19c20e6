/** A text that no policy has by chance: what stands for "any other" where a wildcard is. */
export const SOMETHING = "zq7";

/** As `*` and `?`, but without colons, which no name has: so a wildcard of another part does not reach into it. */
const LETTERS = "\u0000";
const LETTER = "\u0001";

const WILD = /[*?]/;
const isRun = (sign: string | undefined): boolean => sign === "*" || sign === LETTERS;
export const isWild = (text: string): boolean => WILD.test(text);

/** One text that a pattern matches. */
export const textLike = (pattern: string): string => pattern.replaceAll("*", SOMETHING).replaceAll("?", "z");

/** One account that a pattern matches, if any does. */
export function accountLike(pattern: string): string | undefined {
  const least = pattern.replaceAll("*", "").length;
  const [before = "", ...after] = pattern.replaceAll("?", "7").split("*");
  const account = before + "7".repeat(after.length > 0 ? Math.max(0, 12 - least) : 0) + after.join("");
  return /^\d{12}$/.test(account) ? account : undefined;
}

/**
 * A text that all patterns match, or undefined if there is none: conditions of one statement must hold together. The
 * shortest is found, by walking all of them at a time.
 */
export function commonText(...patterns: readonly string[]): string | undefined {
  const seen = new Set<string>();
  let ends: { readonly at: readonly number[]; readonly text: string }[] = [{ at: patterns.map(() => 0), text: "" }];
  while (ends.length > 0) {
    const next: typeof ends = [];
    const add = (at: readonly number[], text: string): void => {
      const state = at.join();
      if (seen.has(state)) return;
      seen.add(state);
      next.push({ at, text });
    };
    for (const { at, text } of ends) {
      if (patterns.every((pattern, index) => at[index] === pattern.length)) return text;
      const signs = patterns.map((pattern, index) => pattern[at[index] ?? 0]);
      for (const [index, sign] of signs.entries())
        if (isRun(sign))
          add(
            at.map((place, which) => (which === index ? place + 1 : place)),
            text,
          );
      const sign = common(signs);
      if (sign !== undefined)
        add(
          at.map((place, index) => (isRun(signs[index]) ? place : place + 1)),
          text + sign,
        );
    }
    ends = next;
  }
  return undefined;
}

/** A character for which all signs of patterns stand. */
function common(signs: readonly (string | undefined)[]): string | undefined {
  if (signs.includes(undefined) || signs.every(isRun)) return undefined;
  const [plain = "z", ...others] = signs.filter((sign) => !isRun(sign) && sign !== "?" && sign !== LETTER);
  if (plain === ":" && (signs.includes(LETTER) || signs.includes(LETTERS))) return undefined;
  return others.every((sign) => sign === plain) ? plain : undefined;
}

/** What a principal's ARN ends in, by kind. */
const KINDS = [`role/${LETTER}${LETTERS}`, `user/${LETTER}${LETTERS}`, "root"];

/** One ARN of each kind of principal in an account that all patterns match. */
export function principalsLike(patterns: readonly string[], partition: string, account: string): string[] {
  return KINDS.flatMap((kind) => {
    const own = `arn:${partition}:iam::${account}:${kind}`;
    // If it may be: nothing that is denied by name.
    const [first = "", ...others] = patterns;
    const unlikely = commonText(first.replaceAll("*", `*${SOMETHING}*`), ...others, own);
    return unlikely ?? commonText(...patterns, own) ?? [];
  });
}
