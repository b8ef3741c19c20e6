import type { Edge } from "./edges";
import type { Graph, GraphNode, GraphPrincipal } from "./graph";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnEdge {
  readonly edge: Edge;
  /** The label at its beginning. */
  readonly chip: Box;
  /** Path of the line. */
  readonly line: string;
  /** Where the line meets its node. */
  readonly end: { readonly x: number; readonly y: number };
}

export interface DrawnPrincipal {
  readonly principal: GraphPrincipal;
  readonly card: Box;
  readonly edges: readonly DrawnEdge[];
}

export interface DrawnNode {
  readonly node: GraphNode;
  readonly box: Box;
}

export interface DrawnLink {
  /** Path of the line, its arrow included. */
  readonly line: string;
  /** Where its label begins, if there is room for one. */
  readonly label?: { readonly x: number; readonly y: number };
  readonly to: GraphNode["layer"];
}

/** A graph with the place of each part. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly principals: readonly DrawnPrincipal[];
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
}

const MARGIN = 6;
/** A principal's card has a head and the labels of its edges. */
const CARD = { x: MARGIN, width: 256, head: 50, foot: 10, gap: 14 };
export const CHIP = { x: CARD.x + 10, width: CARD.width - 20, height: 24, gap: 4 };
/** Between the labels and the first node: lines turn here, and run straight after it. */
const GUTTER = { from: CHIP.x + CHIP.width, to: 404 };
const NODE = { x: 424, shift: 66, width: 250, least: 66, gap: 44, widest: 130 };
const LANE = { step: 9, room: 150 };
const BUS = 12;

/** From left to right: principals, the provider, its secrets, their keys; each lower than the one before it. */
export function layoutOf({ principals, nodes, links }: Graph): Drawing {
  const cards = cardBoxes(principals);
  const left = bottomOf(cards);
  const lanes = nodes.map((): Edge[] => []);
  for (const edge of principals.flatMap(({ edges }) => edges)) lanes[edge.target]?.push(edge);
  const boxes = nodeBoxes(nodes, lanes, left);
  const right = bottomOf(boxes);
  const [cardShift, nodeShift] = [Math.max(0, right - left) / 2, Math.max(0, left - right) / 2];
  const placed = boxes.map((box) => moved(box, nodeShift));
  const ends = laneEnds(placed, lanes);
  const { drawn, width } = drawnLinks(links, nodes, placed);
  return {
    width: width + MARGIN,
    height: Math.round(Math.max(left, right)) + MARGIN,
    nodes: nodes.map((node, index) => ({ node, box: placed[index] as Box })),
    links: drawn,
    principals: principals.map((principal, index) => {
      const card = moved(cards[index] as Box, cardShift);
      return { principal, card, edges: drawnEdges(principal, card, ends) };
    }),
  };
}

const chipsHeight = (count: number): number => count * (CHIP.height + CHIP.gap) - CHIP.gap;
const bottomOf = (boxes: readonly Box[]): number => Math.max(0, ...boxes.map(({ y, height }) => y + height));
const moved = (box: Box, down: number): Box => ({ ...box, y: Math.round(box.y + down) });

function cardBoxes(principals: readonly GraphPrincipal[]): Box[] {
  let y = MARGIN;
  return principals.map(({ edges }) => {
    const height = CARD.head + chipsHeight(edges.length) + CARD.foot;
    const box = { x: CARD.x, y, width: CARD.width, height };
    y += height + CARD.gap;
    return box;
  });
}

const laneStep = (count: number): number => Math.min(LANE.step, LANE.room / Math.max(count, 1));

function nodeBoxes(nodes: readonly GraphNode[], lanes: readonly (readonly Edge[])[], available: number): Box[] {
  const heights = lanes.map(({ length }) => Math.max(NODE.least, length * laneStep(length) + 18));
  const free = available - MARGIN - heights.reduce((sum, height) => sum + height, 0);
  const gap = Math.min(Math.max(free / Math.max(nodes.length - 1, 1), NODE.gap), NODE.widest);
  const layers = ["provider", "secret", "key"];
  let y = MARGIN;
  return nodes.map(({ layer }, index) => {
    const box = {
      x: NODE.x + NODE.shift * layers.indexOf(layer),
      y,
      width: NODE.width,
      height: Math.round(heights[index] as number),
    };
    y += box.height + gap;
    return box;
  });
}

/** Each edge meets its node at a height of its own, in the order in which the principals stand. */
function laneEnds(boxes: readonly Box[], lanes: readonly (readonly Edge[])[]): ReadonlyMap<Edge, DrawnEdge["end"]> {
  const ends = new Map<Edge, DrawnEdge["end"]>();
  for (const [index, { x, y, height }] of boxes.entries()) {
    const edges = lanes[index] as readonly Edge[];
    const step = laneStep(edges.length);
    for (const [lane, edge] of edges.entries())
      ends.set(edge, { x, y: Math.round(y + height / 2 + (lane - (edges.length - 1) / 2) * step) });
  }
  return ends;
}

function drawnEdges({ edges }: GraphPrincipal, card: Box, ends: ReadonlyMap<Edge, DrawnEdge["end"]>): DrawnEdge[] {
  const { x, width, height, gap } = CHIP;
  const top = card.y + CARD.head;
  const middle = Math.round((GUTTER.from + GUTTER.to) / 2);
  return edges.map((edge, at) => {
    const end = ends.get(edge) as DrawnEdge["end"];
    const chip = { x, y: top + at * (height + gap), width, height };
    const y = chip.y + height / 2;
    const line = `M${GUTTER.from} ${y}C${middle} ${y} ${middle} ${end.y} ${GUTTER.to} ${end.y}H${end.x - 10}`;
    return { edge, chip, end, line };
  });
}

/** Nodes above each other are joined directly, others around the right side of what is between them. */
function drawnLinks(
  links: Graph["links"],
  nodes: readonly GraphNode[],
  boxes: readonly Box[],
): { drawn: DrawnLink[]; width: number } {
  let bus = Math.max(...boxes.map(({ x, width }) => x + width));
  const drawn = links.map(([from, to]) => {
    const [a, b] = [boxes[from], boxes[to]] as [Box, Box];
    const { layer } = nodes[to] as GraphNode;
    const isNext = !boxes.some(({ y }) => y > a.y && y < b.y);
    if (isNext) {
      const x = Math.round((Math.max(a.x, b.x) + Math.min(a.x + a.width, b.x + b.width)) / 2);
      const bottom = a.y + a.height;
      return {
        line: `M${x} ${bottom}V${b.y - 1}m-4 -7l4 7l4 -7`,
        label: { x: x + 10, y: Math.round((bottom + b.y) / 2) + 4 },
        to: layer,
      };
    }
    bus += BUS;
    const [start, end] = [a.y + Math.round(a.height / 2), b.y + Math.round(b.height / 2)];
    return { line: `M${a.x + a.width} ${start}H${bus}V${end}H${b.x + b.width + 1}m7 -4l-7 4l7 4`, to: layer };
  });
  return { drawn, width: bus };
}
