import type { Edge } from "../../../src/report/page/edges";
import type { Graph, GraphNode } from "../../../src/report/page/graph";
import type { Box } from "../../../src/report/page/layout";
import { layoutOf } from "../../../src/report/page/layout";

/** A graph of so many principals, secrets and keys, each principal with an edge to each node. */
function graph(principals: number, secrets: number, keys: number): Graph {
  const node = (layer: GraphNode["layer"]): GraphNode => ({ layer }) as GraphNode;
  const nodes = [
    node("provider"),
    ...Array.from({ length: secrets }, () => node("secret")),
    ...Array.from({ length: keys }, () => node("key")),
  ];
  const links = Array.from({ length: secrets }, (_, index): [number, number][] => [
    [0, index + 1],
    [index + 1, secrets + 1 + (index % keys)],
  ]).flat();
  const edges = (): Edge[] => nodes.map((_, target) => ({ target }) as Edge);
  const all = Array.from({ length: principals }, () => ({ edges: edges() }));
  return { nodes, links, principals: all } as unknown as Graph;
}

const isApart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

describe.each([
  [1, 1, 1],
  [5, 1, 1],
  [40, 1, 1],
  [3, 2, 1],
  [2, 3, 2],
  [1, 0, 0],
])("%i principals, %i secrets, %i keys", (...size) => {
  const { width, height, principals, nodes, links } = layoutOf(graph(...size));
  const page = { x: 0, y: 0, width, height };

  test("nothing lies on anything else, and all is on the page", () => {
    const boxes = [...principals.map(({ card }) => card), ...nodes.map(({ box }) => box)];
    for (const [index, box] of boxes.entries()) {
      expect(isWithin(box, page)).toBe(true);
      for (const other of boxes.slice(index + 1)) expect(isApart(box, other)).toBe(true);
    }
    for (const { card, edges } of principals)
      for (const [index, { chip }] of edges.entries()) {
        expect(isWithin(chip, card)).toBe(true);
        for (const other of edges.slice(index + 1)) expect(isApart(chip, other.chip)).toBe(true);
      }
  });

  test("each edge ends at the left of its node, at a height that no other has", () => {
    const heights = new Map<number, Set<number>>();
    for (const { edge, end, line } of principals.flatMap(({ edges }) => edges)) {
      const box = nodes[edge.target]?.box as Box;
      expect(end.x).toBe(box.x);
      expect(end.y).toBeGreaterThan(box.y);
      expect(end.y).toBeLessThan(box.y + box.height);
      expect(line).toMatch(new RegExp(` ${end.y}H${box.x - 10}$`));
      const used = heights.get(edge.target) ?? new Set();
      heights.set(edge.target, used.add(end.y));
    }
    for (const used of heights.values()) expect(used.size).toBe(principals.length);
  });

  test("no edge passes behind a node on its way", () => {
    for (const { edge, end } of principals.flatMap(({ edges }) => edges))
      for (const [index, { box }] of nodes.entries())
        if (index !== edge.target && box.x < end.x) expect(end.y < box.y || end.y > box.y + box.height).toBe(true);
  });

  test("each reference is drawn", () => {
    expect(links).toHaveLength(2 * size[1]);
    for (const { line } of links) expect(line).not.toMatch(/NaN|undefined/);
  });
});
