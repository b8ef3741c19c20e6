/** Texts that are hard to judge: what one engine of regular expressions takes otherwise than another, and near misses. */
const ODD = [
  "",
  " ",
  "x",
  "0",
  "*",
  "?",
  "/",
  ":",
  ".",
  "-",
  "_",
  "[",
  "]",
  "$",
  "+",
  "=",
  ",",
  "@",
  "!",
  "#",
  "\\",
  '"',
  "'",
  "\n",
  "\r\n",
  "\t",
  "\v",
  "\f",
  "\u00a0",
  "\u2028",
  "\u3000",
  "é",
  "ß",
  "日",
  "🇩🇪",
  "👩‍🚀",
  "${x}",
  "%{x}",
  "a b",
  "A",
];

/** A text with something odd at its beginning, its end and in between, with parts left out and parts said twice. */
export function near(text: string): string[] {
  const cuts = [...text.matchAll(/[:/-]/g)].map(({ index }) => index);
  const places = [...new Set([0, ...cuts, ...cuts.map((at) => at + 1), Math.floor(text.length / 2), text.length])];
  const odd = places.flatMap((at, index) =>
    ODD.filter((_, which) => index % 3 === which % 3 || at === text.length).map(
      (one) => text.slice(0, at) + one + text.slice(at),
    ),
  );
  const without = [...text].map((_, at) => text.slice(0, at) + text.slice(at + 1));
  return [...new Set([text, text.toUpperCase(), `${text}${text}`, ...odd, ...without])];
}

/** Texts of these lengths, of one byte, of several, and of characters that are made of several code points. */
export const long = (...lengths: readonly number[]): string[] =>
  lengths.flatMap((length) => [
    "a".repeat(length),
    "é".repeat(length),
    "🚀".repeat(length),
    "🇩🇪".repeat(Math.floor(length / 2)) + "a".repeat(length % 2),
    "\r\n".repeat(Math.floor(length / 2)) + "a".repeat(length % 2),
  ]);

export const odd = ODD;
