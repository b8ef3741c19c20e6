import { isUnknown } from "../decision";
import { worstVerdict } from "../proof/cells";
import type { Finding } from "../proof/findings/findings";
import { fails } from "../proof/findings/findings";
import { strangers } from "../proof/findings/strangers";
import type { ModelProvider } from "../proof/model";
import type { CellVerdict, Row } from "../proof/proof";
import { count } from "./count";
import { FindingIndex } from "./finding-index";
import type { Result } from "./result";
import { isOpenFinding } from "./weight";

export type ProviderState = "violated" | "unknown" | "proven";

/** One credential provider with everything that is found of it. */
export interface ProviderView {
  readonly provider: ModelProvider;
  readonly rows: readonly Row[];
  /** What a principal that nobody named comes to, by its row. */
  readonly can: ReadonlyMap<Row, CellVerdict>;
  /** In the order of the rules. */
  readonly findings: readonly Finding[];
  readonly state: ProviderState;
}

const ORDER: readonly ProviderState[] = ["violated", "unknown", "proven"];

/** Those with violations first, then those that are not all known; each kind as the model has it. */
export function providerViews({ model, rows, findings }: Pick<Result, "model" | "rows" | "findings">): ProviderView[] {
  const can = new Map([...strangers({ model, rows })].map((stranger) => [stranger.row, stranger.can]));
  const index = new FindingIndex(findings, model);
  const byProvider = new Map(model.providers.map((provider) => [provider, [] as Row[]]));
  for (const row of rows) byProvider.get(row.provider)?.push(row);
  const views = model.providers.map((provider) => {
    const own = byProvider.get(provider) ?? [];
    const found = index.of(provider, own, model);
    return { provider, rows: own, can, findings: found, state: stateOf(provider, own, found, can) };
  });
  return views.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

function stateOf(
  { stated }: ModelProvider,
  rows: readonly Row[],
  findings: readonly Finding[],
  can: ReadonlyMap<Row, CellVerdict>,
): ProviderState {
  if (findings.some(fails)) return "violated";
  const isOpen =
    !stated ||
    stated.unknown.length > 0 ||
    findings.some(isOpenFinding) ||
    rows.some((row) => (isNeeded(row) ? comesTo(row) === "unknown" : can.get(row) === "unknown"));
  return isOpen ? "unknown" : "proven";
}

const isNeeded = ({ standing }: Row): boolean => standing === "reader" || standing === "deployer";

/** A deployer reads the secret when it makes the provider, and need not use it. */
const comesTo = ({ standing, use, read, decrypt }: Row): CellVerdict =>
  worstVerdict(...(standing === "deployer" ? [] : [use.verdict]), read.verdict, decrypt.verdict);

/** Who can, in one line: `2 of 3 can, 1 cannot; nobody else can`. */
export function tallyOf({ provider, rows, can }: ProviderView): string {
  const { stated } = provider;
  if (!stated) return `nobody says who should read: ${count(rows.length, "principal")} may`;
  const needed = rows.filter(isNeeded).map(comesTo);
  const unheard = stated.unknown.length;
  return `${toldOf(needed, unheard)}; ${others(rows, can)}`;
}

function toldOf(needed: readonly CellVerdict[], unheard: number): string {
  const all = needed.length + unheard;
  if (all === 0) return "nobody should read";
  const number = (verdict: CellVerdict): number => needed.filter((one) => one === verdict).length;
  const parts = [
    `${number("allowed")} of ${all} who should can`,
    ...(number("conditional") > 0 ? [`${number("conditional")} if a condition is met`] : []),
    ...(number("denied") > 0 ? [`${number("denied")} cannot`] : []),
    ...(number("unknown") + unheard > 0 ? [`${number("unknown") + unheard} not known`] : []),
  ];
  return parts.join(", ");
}

function others(rows: readonly Row[], can: ReadonlyMap<Row, CellVerdict>): string {
  const found = rows.flatMap((row) => can.get(row) ?? []);
  const [known, open] = [
    found.filter((verdict) => verdict === "allowed" || verdict === "conditional").length,
    found.filter((verdict) => verdict === "unknown").length,
  ];
  if (known + open === 0) return "nobody else can";
  return [...(known > 0 ? [`${known} others can`] : []), ...(open > 0 ? [`${open} others not known`] : [])]
    .join(", ")
    .replace(/\b1 others/g, "1 other");
}

export const secretsOf = ({ references }: ModelProvider): string[] =>
  references.flatMap(({ secretId }) => (isUnknown(secretId) ? [] : [secretId]));
