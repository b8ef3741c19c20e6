import type { Answer, Verdict } from "./question";
import type { Asked } from "./run";
import type { Left } from "./workshop";

export interface Report {
  /** When it was begun, as AWS's clocks write it. */
  readonly date: string;
  readonly region: string;
  readonly prefix: string;
  readonly isSandbox: boolean;
  readonly isInterrupted: boolean;
  readonly questions: readonly Asked[];
}

export type Counts = Readonly<Record<Verdict | "failed" | "left", number>>;

const answersOf = ({ questions }: Report): Answer[] => questions.flatMap(({ answers }) => answers);
export const leftOf = ({ questions }: Report): Left[] => questions.flatMap(({ left }) => left);

export function countsOf(report: Report): Counts {
  const count = (verdict: Verdict): number => answersOf(report).filter((one) => one.verdict === verdict).length;
  return {
    "as assumed": count("as assumed"),
    otherwise: count("otherwise"),
    "not asked": count("not asked"),
    "not seen yet": count("not seen yet"),
    failed: report.questions.filter(({ failed }) => failed !== undefined).length,
    left: leftOf(report).length,
  };
}

export function exitCodeOf(report: Report): number {
  const { failed, left, otherwise } = countsOf(report);
  if (failed > 0 || left > 0 || report.isInterrupted) return 1;
  return otherwise > 0 ? 3 : 0;
}

/** What a person at a terminal reads when a question is through. */
export const questionText = ({ number, title, answers, failed, left, waits }: Asked): string =>
  [
    `${number}. ${title}`,
    ...answers.map(answerLine),
    ...(failed === undefined ? [] : [`   failed: ${failed}`]),
    ...left.map((one) => `   STAYS: ${leftLine(one)}`),
    ...waits.map((one) => `   ${one}`),
    "",
  ].join("\n");

const answerLine = ({ asked, seen, assumed, verdict, change }: Answer): string =>
  `   ${verdict}: ${asked}: ${seen}${
    verdict === "otherwise" ? `; assumed is: ${assumed}. Change ${change ?? ""}` : ""
  }`;

export const leftLine = ({ kind, name, account, why }: Left): string => `${kind} ${name} of ${account}: ${why}`;

export function summaryText(report: Report): string {
  const counts = Object.entries(countsOf(report)).filter(([, count]) => count > 0);
  const lines = [counts.map(([what, count]) => `${count} ${what}`).join(", ")];
  if (report.isInterrupted) lines.push("It was interrupted: what was not asked is not in here.");
  if (leftOf(report).length > 0) lines.push("Something stays. Run this again with --clean, or remove it by hand.");
  return `${lines.join("\n")}\n`;
}

const cell = (text: string): string => text.replace(/\|/g, "\\|").replace(/\s*\n\s*/g, " ");

/** A report to keep. */
export function markdown(report: Report): string {
  const { date, region, prefix, isSandbox, questions } = report;
  const sections = questions.map(({ number, title, answers, failed, left, waits }) =>
    [
      `## ${number}. ${title}`,
      "",
      ...(answers.length > 0
        ? [
            "| asked | seen | assumed today | verdict |",
            "| ----- | ---- | ------------- | ------- |",
            ...answers.map(
              ({ asked, seen, assumed, verdict, change }) =>
                `| ${[asked, seen, assumed, change === undefined ? verdict : `**${verdict}**: change ${change}`].map(cell).join(" | ")} |`,
            ),
            "",
          ]
        : []),
      ...(failed === undefined ? [] : [`Failed: ${failed}`, ""]),
      ...(left.length > 0
        ? ["What it made and could not remove:", "", ...left.map((one) => `- ${leftLine(one)}`), ""]
        : []),
      ...(waits.length > 0 ? ["What it made and is gone later:", "", ...waits.map((one) => `- ${one}`), ""] : []),
    ].join("\n"),
  );
  return [
    `# Questions to ${isSandbox ? "the sandbox" : "AWS"}`,
    "",
    `${date}, ${region}, names beginning with \`${prefix}\`. ${summaryText(report).trim().replace(/\n/g, " ")}`,
    "",
    ...sections,
  ].join("\n");
}

export const json = (report: Report): string => `${JSON.stringify({ ...report, counts: countsOf(report) }, null, 2)}\n`;
