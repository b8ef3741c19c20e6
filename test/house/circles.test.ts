import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";

const SRC = join(__dirname, "../../src");

/** Files that name each other, types included. Each has a reason why it stays. */
const ALLOWED = [
  // A secret gives references and a reference tells its secret: two classes of the public API, for which jsii has no cut.
  ["secret/external-secret.ts", "secret/secret-reference.ts"],
];

type Graph = ReadonlyMap<string, readonly string[]>;

const fileOf = (path: string): string | undefined => [`${path}.ts`, join(path, "index.ts")].find(existsSync);

function graphOf(folder: string): Graph {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return new Map(
    files.map((file) => {
      const path = join(folder, file);
      const named = ts.preProcessFile(readFileSync(path, "utf8")).importedFiles.map(({ fileName }) => fileName);
      const own = named.filter((name) => name.startsWith(".")).map((name) => fileOf(join(dirname(path), name)));
      return [file, own.filter((one) => one !== undefined).map((one) => relative(folder, one))];
    }),
  );
}

function reachable(graph: Graph, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...(graph.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(graph.get(next) ?? []));
  }
  return seen;
}

/** Files from each of which one comes to all others. */
function circlesOf(graph: Graph): string[][] {
  const reach = new Map([...graph.keys()].map((file) => [file, reachable(graph, file)]));
  const around = (file: string): string[] =>
    [...(reach.get(file) ?? [])].filter((other) => reach.get(other)?.has(file)).sort();
  const circles = [...graph.keys()].map(around).filter((circle) => circle.length > 0);
  return [...new Map(circles.map((circle) => [circle.join(), circle])).values()].sort();
}

test("no files import each other in a circle, but for those with a reason", () => {
  const graph = graphOf(SRC);
  expect(graph.size).toBeGreaterThan(300);
  expect([...graph.values()].flat().length).toBeGreaterThan(1000);
  expect(circlesOf(graph)).toEqual(ALLOWED);
});

test("a circle is found however long, a chain is none", () => {
  const chain = { a: ["b"], b: ["c"], c: [] };
  expect(circlesOf(new Map(Object.entries(chain)))).toEqual([]);
  expect(circlesOf(new Map(Object.entries({ ...chain, c: ["a"], d: ["a"] })))).toEqual([["a", "b", "c"]]);
});
