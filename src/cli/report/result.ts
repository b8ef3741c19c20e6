import type { Finding } from "../../access/lint/findings";
import { fails, findings } from "../../access/lint/findings";
import type { Suppression } from "../../access/model/expected";
import type { Assumption, Model } from "../../access/model/model";
import type { Row } from "../../access/model/proof";
import { prove } from "../../access/model/proof";

/** All that `check` found. Every report is made of it. */
export interface Result {
  /** The checked file, as the user named it. */
  readonly input: string;
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
  readonly assumptions: readonly Assumption[];
  readonly model: Model;
}

export function resultOf(input: string, model: Model, suppressions: readonly Suppression[] = []): Result {
  const rows = prove(model);
  return {
    input,
    rows,
    findings: findings({ model, rows }, suppressions),
    assumptions: [
      ...model.assumptions,
      ...assumptionsOf(model, rows),
      ...(model.limits?.without(new Set(rows.map(({ principal }) => principal))) ?? []),
    ],
    model,
  };
}

/** What the verdicts take for granted: that there is nothing else than what was seen. */
function assumptionsOf({ roles, secrets }: Model, rows: readonly Row[]): Assumption[] {
  const names = new Set(rows.filter(({ principal }) => /:role\//.test(principal)).map(({ principal }) => principal));
  const ofRoles = [...names]
    .filter((name) => roles.get(name)?.isComplete !== true)
    .map((subject) => ({ subject, text: "has no policies but those in the plan: give --policy role=ARN=FILE" }));
  const ofSecrets = [...secrets.values()].flatMap(({ arn: subject, isPolicyCertain, keyArn }) => [
    ...(isPolicyCertain
      ? []
      : [{ subject, text: "has no policy but that in the plan: give --policy secret=ARN=FILE" }]),
    ...(keyArn === undefined
      ? [{ subject, text: "is encrypted with aws/secretsmanager: name its key in --expect" }]
      : []),
  ]);
  return [...ofRoles, ...ofSecrets];
}

/** 0 proven, 1 findings, 3 something unknown or assumed with `--strict`. */
export function exitCodeOf({ findings: found, assumptions }: Result, strict: boolean): number {
  if (found.some(fails)) return 1;
  const open = found.some(({ state, suppressed }) => state === "unknown" && suppressed === undefined);
  return strict && (open || assumptions.length > 0) ? 3 : 0;
}
