import type { Cell } from "../proof/proof";
import { shown } from "../proof/values";
import type { Result } from "./result";
import { unknownsOf } from "./unknowns";

/** The result as data: what a program goes on with. */
export function jsonReport(result: Result): string {
  const { rows, findings, assumptions, model } = result;
  const { count, of, ways } = unknownsOf(result);
  return `${JSON.stringify(
    {
      version: 1,
      providers: model.providers.map((provider) => ({
        name: shown(provider.name),
        at: provider.at,
        kind: provider.kind,
        principals: rows
          .filter((row) => row.provider === provider)
          .map(({ principal, standing, use, read, decrypt }) => ({
            principal,
            standing,
            use: cell(use),
            read: cell(read),
            decrypt: cell(decrypt),
          })),
      })),
      findings: findings.map(({ rule, state, subject, at, detail, suppressed }) => ({
        id: rule.id,
        severity: rule.severity,
        state,
        title: rule.title,
        subject,
        at,
        detail,
        fix: rule.fix,
        suppressed,
      })),
      assumptions,
      unknown: { count, of, ways: Object.fromEntries(ways) },
    },
    undefined,
    2,
  )}\n`;
}

const cell = ({ verdict, by, why }: Cell): Cell => ({ verdict, by, why });
