import { DEEPEST_NESTING, memoryOf, MOST_MEMORY, notJson, tooDeep, tooMuch } from "./json-limits";

/** @param name of the text in messages */
export function parseJson(text: string, name: string): unknown {
  refuseExcess(text, name);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw notJson(name, /^[ \t\r\n]*$/.test(text));
  }
}

/** Looks at brackets and commas only, before the parser and every recursion behind it meet them. */
function refuseExcess(text: string, name: string): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) values++;
    else if (code === BRACE || code === BRACKET) {
      values++;
      if (++depth > DEEPEST_NESTING) throw tooDeep(name);
    } else if (code === END_BRACE || code === END_BRACKET) depth--;
  }
  if (memoryOf(text.length, values) > MOST_MEMORY) throw tooMuch(name);
}

const [QUOTE, COMMA, BRACE, END_BRACE, BRACKET, END_BRACKET] = [0x22, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d];

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}
