import { isOpen, isUnknown, shownText } from "../../decision";
import type { Finding } from "../../proof/findings/findings";
import { fails } from "../../proof/findings/findings";
import type { Cell, CellVerdict, Row } from "../../proof/proof";
import type { Model, ModelProvider } from "../../proof/model";
import type { MaybeKnown } from "../../proof/values";
import { shown } from "../../proof/values";
import type { Edge } from "./edges";
import { edgesOf } from "./edges";
import { placeOf, shortName } from "./names";
import type { EdgeState } from "./words";
import { KIND_WORDS, STATES } from "./words";

/** Something to the right of the principals. */
export interface GraphNode {
  readonly layer: "provider" | "secret" | "key";
  /** What it is, for the head of its box. */
  readonly caption: string;
  /** Its full name. */
  readonly name: string;
  readonly label: string;
  readonly note: string;
  readonly isKnown: boolean;
  /** Rules that it breaks. */
  readonly broken: readonly string[];
}

export interface GraphPrincipal {
  readonly row: Row;
  readonly edges: readonly Edge[];
  /** Rules that it breaks. */
  readonly broken: readonly string[];
}

/** One credential provider with everything that an edge leads to. */
export interface Graph {
  readonly provider: ModelProvider;
  /** The most urgent first. */
  readonly principals: readonly GraphPrincipal[];
  readonly nodes: readonly GraphNode[];
  /** Which node refers to which: a provider to its secrets, a secret to its key. */
  readonly links: readonly (readonly [number, number])[];
}

/** A node before it is looked at what it breaks. */
type Node = Omit<GraphNode, "broken">;

/**
 * @param can what a principal that nobody named comes to, by its row
 * @param findings about this provider
 */
export function graphOf(
  model: Model,
  provider: ModelProvider,
  rows: readonly Row[],
  can: ReadonlyMap<Row, CellVerdict>,
  findings: readonly Finding[] = [],
): Graph {
  const failing = findings.filter(fails);
  const about = (name: string): Finding[] => failing.filter(({ subject }) => subject === name);
  const secrets = distinctSecrets(provider);
  const nodes: Node[] = [providerNode(provider), ...secrets.map((one, index) => secretNode(one, index, secrets))];
  const links: [number, number][] = [];
  const keyOf = secrets.map(({ secretId }, index) => {
    const node = keyNode(model, secretId);
    let at = nodes.findIndex(({ layer, name }) => layer === "key" && name === node.name);
    if (at < 0) at = nodes.push(node) - 1;
    links.push([0, index + 1], [index + 1, at]);
    return at;
  });
  const targets = secrets.map(({ positions }, index) => ({
    position: positions[0] as number,
    secret: index + 1,
    key: keyOf[index] as number,
  }));
  const principals = rows.map((row) => {
    const own = about(row.principal);
    const isFound = ({ why }: Cell): boolean => why !== "" && own.some(({ detail }) => detail.includes(why));
    return { row, edges: edgesOf(row, targets, can.get(row), isFound), broken: idsOf(own) };
  });
  return {
    provider,
    nodes: nodes.map((node) => ({ ...node, broken: idsOf(about(node.name)) })),
    links,
    principals: principals.sort((a, b) => urgency(a) - urgency(b)),
  };
}

const idsOf = (findings: readonly Finding[]): string[] => [...new Set(findings.map(({ rule }) => rule.id))];

const ORDER = Object.keys(STATES) as EdgeState[];
const urgency = ({ edges }: GraphPrincipal): number => Math.min(...edges.map(({ state }) => ORDER.indexOf(state)));

interface DistinctSecret {
  readonly secretId: MaybeKnown;
  readonly jsonKeys: readonly string[];
  readonly isManaged: boolean;
  /** Where it stands among the references of the provider. */
  readonly positions: readonly number[];
}

/** A secret that is referenced with several JSON keys is one node. */
function distinctSecrets({ references }: ModelProvider): DistinctSecret[] {
  const found = new Map<
    string,
    { secretId: MaybeKnown; jsonKeys: string[]; isManaged: boolean; positions: number[] }
  >();
  for (const [position, { secretId, jsonKey, isManaged = false }] of references.entries()) {
    const name = shown(secretId);
    const one = found.get(name) ?? { secretId, jsonKeys: [], isManaged, positions: [] };
    one.jsonKeys.push(shown(jsonKey));
    one.positions.push(position);
    found.set(name, one);
  }
  return [...found.values()];
}

function providerNode({ kind, name, region, account }: ModelProvider): Node {
  const place = [region, account].filter((part): part is string => !isUnknown(part)).map(shownText);
  return {
    layer: "provider",
    caption: kind === undefined ? "credential provider" : `${KIND_WORDS[kind]} credential provider`,
    name: shown(name),
    label: shown(name),
    note: place.join(" · "),
    isKnown: !isUnknown(name) && !isOpen(name),
  };
}

function secretNode({ secretId, jsonKeys, isManaged }: DistinctSecret, index: number, all: readonly unknown[]): Node {
  const name = shown(secretId);
  return {
    layer: "secret",
    caption: all.length > 1 ? `secret ${index + 1}` : "secret",
    name,
    label: shortName(name),
    note: isManaged ? "made by AgentCore" : `JSON key${jsonKeys.length > 1 ? "s" : ""} ${jsonKeys.join(", ")}`,
    isKnown: !isUnknown(secretId) && !isOpen(secretId),
  };
}

function keyNode({ secrets }: Model, secretId: MaybeKnown): Node {
  const secret = isUnknown(secretId) ? undefined : secrets.get(secretId);
  const key = isUnknown(secretId) ? secretId : secret?.keyArn;
  const base = { layer: "key", caption: "key" } as const;
  if (isUnknown(key)) return { ...base, name: shown(key), label: shown(key), note: "", isKnown: false };
  if (typeof key === "string") return { ...base, name: key, label: shortName(key), note: placeOf(key), isKnown: true };
  const note = key === null ? "AWS managed key" : "taken for granted";
  return { ...base, name: "aws/secretsmanager", label: "aws/secretsmanager", note, isKnown: true };
}
