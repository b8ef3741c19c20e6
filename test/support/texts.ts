/** Texts that mean something to somebody on their way: to HCL, JSON, CDKTF, a shell or a terminal. */
export const HOSTILE: readonly string[] = [
  'x"]}, {"Sid" = "Pwned", "Effect" = "Allow", "Action" = "*", "Resource" = ["*',
  '%{ if length(file("/etc/passwd")) > 0 }x%{ endif }',
  'x"], "Principal" = {"AWS" = ["*',
  "%%{ for a in [1] }",
  "%{~ if true ~}",
  "~}",
  "%",
  "%%",
  "$",
  "$$",
  "{",
  '"}',
  '"',
  "\\",
  "\\n",
  "\\u0041",
  '\\"',
  "\n",
  "\r\n",
  "\t\b\f\u0001\u007f",
  "\0",
  "\u2028\u2029",
  "\ufeff",
  "é",
  "😀",
  "<&>'",
  "<<EOT\nx\nEOT",
  "// # /* */",
  "#{TfToken}",
  "TfToken[TOKEN.0]}",
  "1e5",
  "*",
];

/** Texts that the constructs refuse: half of an expression is as much as a whole one. */
export const REFUSED: readonly string[] = [
  "${var.x}",
  "$${var.x}",
  '${file("/etc/passwd")}',
  "a${",
  "e\u0301",
  "\ud83d",
  "\ude00a",
];

/** Numbers from 0 to 1, the same in every run. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A text of pieces like those above, which no rule of writing refuses. */
export function hostileText(next: () => number): string {
  const pieces = Array.from({ length: 1 + Math.floor(next() * 4) }, () =>
    next() < 0.7
      ? (HOSTILE[Math.floor(next() * HOSTILE.length)] as string)
      : String.fromCharCode(32 + Math.floor(next() * 95)),
  );
  const text = pieces.join("");
  return text.includes("${") || text.includes("#{TfToken[") ? hostileText(next) : text.slice(0, 100).normalize("NFC");
}

const MANNERLY = "abcXYZ019-_.:/=+@ ";

/** A text that rules of names may take, or nearly: some have one thing in it that means something to somebody. */
export function nearlyRuled(next: () => number): string {
  const pick = <T>(from: ArrayLike<T>): T => from[Math.floor(next() * from.length)] as T;
  // Most rules take letters, digits and dashes; fewer the rest.
  const alphabet = next() < 0.6 ? MANNERLY.slice(0, 10) : MANNERLY;
  const text = Array.from({ length: 3 + Math.floor(next() * 10) }, () => pick(alphabet)).join("");
  const evil = next() < 0.6 ? "" : hostileText(next);
  return `${text.slice(0, 3)}${evil}${text.slice(3)}`;
}
