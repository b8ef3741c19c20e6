/** A piece of a text: from the first character to the one behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A member of a JSON object: its decoded name and where its value stands. */
export interface MemberSpan extends Span {
  readonly name: string;
}

/**
 * Where the members of an object stand. The text must be valid JSON (`JSON.parse` it first); `at` is the position of
 * the opening brace.
 */
export function memberSpans(text: string, at: number): MemberSpan[] {
  return elements(text, at, (start) => {
    const nameEnd = stringEnd(text, start);
    const value = skipSpace(text, skipSpace(text, nameEnd) + 1);
    return { name: JSON.parse(text.slice(start, nameEnd)) as string, start: value, end: valueEnd(text, value) };
  });
}

/** Where the items of an array stand; `at` is the position of the opening bracket. */
export function itemSpans(text: string, at: number): Span[] {
  return elements(text, at, (start) => ({ start, end: valueEnd(text, start) }));
}

/** The position of the first character that is no white space of JSON. */
export function skipSpace(text: string, at: number): number {
  let position = at;
  while (" \t\r\n".includes(text[position] ?? "x")) position++;
  return position;
}

function elements<T extends Span>(text: string, at: number, read: (start: number) => T): T[] {
  const found: T[] = [];
  let position = skipSpace(text, at + 1);
  while (text[position] !== "]" && text[position] !== "}") {
    const element = read(position);
    found.push(element);
    position = skipSpace(text, element.end);
    if (text[position] === ",") position = skipSpace(text, position + 1);
  }
  return found;
}

function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  if (first === "{" || first === "[") return bracketEnd(text, start);
  let position = start;
  while (position < text.length && !",]} \t\r\n".includes(text[position] as string)) position++;
  return position;
}

function bracketEnd(text: string, start: number): number {
  let depth = 0;
  let position = start;
  do {
    const character = text[position];
    if (character === '"') position = stringEnd(text, position) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    position++;
  } while (depth > 0);
  return position;
}

function stringEnd(text: string, start: number): number {
  let position = start + 1;
  while (text[position] !== '"') position += text[position] === "\\" ? 2 : 1;
  return position + 1;
}
