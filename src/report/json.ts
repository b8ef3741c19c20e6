import { shownText } from "../decision";
import type { Cell } from "../proof/proof";
import { shown } from "../proof/values";
import { answerOf } from "./answer";
import type { Result } from "./result";
import { unknownsOf } from "./unknowns";
import { openReason, withoutDeadEnds } from "./ways";
import { detailOf, titleOf } from "./weight";

/** The result as data: what a program goes on with. */
export const jsonReport = (result: Result): string => jsonText(resultData(result));

export function resultData(result: Result): object {
  const { rows, findings, assumptions, model } = result;
  const { count, of, ways } = unknownsOf(result);
  const byProvider = new Map(model.providers.map((provider) => [provider, [] as Result["rows"][number][]]));
  for (const row of rows) byProvider.get(row.provider)?.push(row);
  return {
    version: 1,
    verdict: answerOf(result).state,
    providers: model.providers.map((provider) => ({
      name: shown(provider.name),
      at: provider.at,
      kind: provider.kind,
      principals: byProvider.get(provider)?.map(({ principal, standing, use, read, decrypt }) => ({
        principal,
        standing,
        use: cell(use),
        read: cell(read),
        decrypt: cell(decrypt),
      })),
    })),
    findings: findings.map((finding) => {
      const { rule, state, subject, at, suppressed } = finding;
      const [title, detail] = [titleOf(finding), detailOf(finding)];
      return { id: rule.id, severity: rule.severity, state, title, subject, at, detail, fix: rule.fix, suppressed };
    }),
    assumptions,
    unknown: { count, of, ways: Object.fromEntries(ways) },
  };
}

/** JSON in which open parts of texts have their names. */
export const jsonText = (value: unknown): string =>
  `${JSON.stringify(value, (_, one: unknown) => (typeof one === "string" ? shownText(one) : one), 2)}\n`;

const cell = ({ verdict, by, why, conditions }: Cell): Cell => ({
  verdict,
  by,
  why: verdict === "unknown" ? openReason(why) : withoutDeadEnds(why),
  ...(conditions && { conditions }),
});
