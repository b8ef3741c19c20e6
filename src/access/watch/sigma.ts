import type { Case, Matcher, Test } from "./condition";
import { exactTexts } from "./condition";
import type { WatchRule } from "./rules";
import type { WatchSignal } from "./signal";
import { WatchSeverity } from "./signal";
import { SIGNAL_TEXTS } from "./texts";

/** A rule must keep its ID for ever. @see https://sigmahq.io/docs/basics/rules.html */
const IDS: Readonly<Record<WatchSignal, string>> = {
  "denied-reader": "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c01",
  "direct-read": "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c02",
  "unexpected-reader": "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c03",
  "failed-decrypt": "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c04",
  "rotation-failed": "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c05",
  changed: "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c06",
  "key-disabled": "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c07",
  "deleted-read": "6b1f3c52-0c3e-4f0b-9a53-2d6d3f1a7c08",
};

const LEVELS: Readonly<Record<WatchSeverity, string>> = {
  [WatchSeverity.PAGE]: "high",
  [WatchSeverity.TICKET]: "medium",
  [WatchSeverity.RECORD]: "low",
};

/** A rule for any SIEM that reads Sigma. Sigma compares texts without regard to case. */
export function sigmaRule({ signal, severity, cases }: WatchRule): string {
  const selections: string[] = [];
  const condition = cases.map((one, index) => caseText(one, `case${index + 1}`, selections));
  const { title, why } = SIGNAL_TEXTS[signal];
  return `${[
    `title: ${scalar(`AgentCore Identity: ${title}`)}`,
    `id: ${IDS[signal]}`,
    "status: experimental",
    `description: ${scalar(why)}`,
    "logsource:",
    "  product: aws",
    "  service: cloudtrail",
    "detection:",
    ...selections,
    `  condition: ${scalar(condition.join(" or "))}`,
    `level: ${LEVELS[severity]}`,
    "tags:",
    "  - attack.credential-access",
    "  - attack.t1555.006",
  ].join("\n")}\n`;
}

/** Writes the selections of a case, and gives what it asks of them. */
function caseText({ kind, source, tests }: Case, name: string, selections: string[]): string {
  const base: string[] = [...items("eventSource", [source]), ...items("eventType", [kind])];
  const more: string[] = [];
  const select = (suffix: string, lines: readonly string[]): string => {
    selections.push(`  ${name}${suffix}:`, ...lines);
    return `${name}${suffix}`;
  };
  for (const [index, test] of tests.entries()) {
    const suffix = `_${index + 1}`;
    const parts = partsOf(test);
    if (parts.length === 1 && parts[0]?.isPlain) base.push(...parts[0].lines);
    else
      more.push(
        `(${parts
          .map(({ lines, isPlain }, at) => `${isPlain ? "" : "not "}${select(`${suffix}${"abc"[at] ?? ""}`, lines)}`)
          .join(" or ")})`,
      );
  }
  // What a field that must be there must not be.
  for (const { field, any } of tests)
    if (any.length === 1 && "notIn" in (any[0] as Matcher)) base.push(`    ${field}|exists: true`);
  const [main] = [select("", base)];
  return more.length === 0 ? `${main}` : `(${[main, ...more].join(" and ")})`;
}

interface Part {
  readonly lines: readonly string[];
  /** Otherwise it is what must not hold. */
  readonly isPlain: boolean;
}

/** Alternatives of one field. Sigma's `not` holds where the field is absent, so absence or none of some is one `not`. */
function partsOf(test: Test): Part[] {
  const { field, any } = test;
  const exact = exactTexts(test);
  const begins = any.flatMap((one) => ("begins" in one ? [one.begins] : []));
  const not = any.flatMap((one) => ("notIn" in one ? one.notIn : []));
  const presence = any.flatMap((one) => ("present" in one ? [one.present] : []));
  return [
    ...(exact.length > 0 ? [{ lines: items(field, exact), isPlain: true }] : []),
    ...(begins.length > 0 ? [{ lines: items(`${field}|startswith`, begins), isPlain: true }] : []),
    ...(not.length > 0 ? [{ lines: items(field, not), isPlain: false }] : []),
    ...(presence.length > 0 && not.length === 0
      ? [{ lines: [`    ${field}|exists: ${String(presence[0])}`], isPlain: true }]
      : []),
  ];
}

const items = (field: string, texts: readonly string[]): string[] =>
  texts.length === 1
    ? [`    ${field}: ${scalar(texts[0] as string)}`]
    : [`    ${field}:`, ...texts.map((text) => `      - ${scalar(text)}`)];

/** YAML's single quotes know one escape. */
const scalar = (text: string): string => `'${text.replaceAll("'", "''")}'`;
