export type Yaml = string | readonly string[] | { readonly [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
}

/** The YAML that our Sigma rules are made of: mappings, lists of texts, texts in single quotes or bare. */
export function parseYaml(text: string): { readonly [key: string]: Yaml } {
  const lines = text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({ indent: line.search(/\S/), text: line.trim() }));
  return mapping(lines, 0);
}

function mapping(lines: Line[], indent: number): { [key: string]: Yaml } {
  const found: { [key: string]: Yaml } = {};
  while (lines[0]?.indent === indent) {
    const { text } = lines.shift() as Line;
    const [, key, value] = /^([^:]+):(?: (.*))?$/.exec(text) ?? [];
    if (key === undefined) throw new Error(`no YAML of ours: ${text}`);
    if (Object.hasOwn(found, key)) throw new Error(`${key} stands there twice`);
    found[key] = value === undefined ? nested(lines, indent) : scalar(value);
  }
  if ((lines[0]?.indent ?? -1) > indent) throw new Error(`wrong indentation: ${lines[0]?.text}`);
  return found;
}

function nested(lines: Line[], above: number): Yaml {
  const indent = lines[0]?.indent ?? 0;
  if (indent <= above) throw new Error("a key has no value");
  if (!lines[0]?.text.startsWith("- ")) return mapping(lines, indent);
  const list: string[] = [];
  while (lines[0]?.indent === indent) list.push(scalar((lines.shift() as Line).text.slice(2)));
  return list;
}

const scalar = (text: string): string => (text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text);
