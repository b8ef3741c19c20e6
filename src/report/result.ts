import type { Finding } from "../proof/findings/findings";
import { fails, findings } from "../proof/findings/findings";
import type { Suppression } from "../proof/expected";
import { isOpen } from "../decision";
import type { Assumption, Model, ModelSecret } from "../proof/model";
import type { Row } from "../proof/proof";
import { prove } from "../proof/proof";
import { unexamined } from "../proof/unexamined";
import { isOpenFinding } from "./weight";

/** All that `check` found. Every report is made of it. */
export interface Result {
  /** The checked file, as the user named it. */
  readonly input: string;
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
  readonly assumptions: readonly Assumption[];
  readonly model: Model;
}

/** @throws TooManyRows */
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
function assumptionsOf(model: Model, rows: readonly Row[]): Assumption[] {
  const seen = rows
    .filter(({ isForeign, standsForOthers }) => !isForeign && !standsForOthers)
    .map(({ principal }) => principal);
  return assumptionsAbout(model, seen, [...model.secrets.values()]);
}

/** The same for some principals and secrets. */
export function assumptionsAbout(model: Model, seen: readonly string[], secrets: readonly ModelSecret[]): Assumption[] {
  const { roles, users: known } = model;
  const names = new Set(seen.filter((principal) => /:role\//.test(principal)));
  const users = new Set(seen.filter((principal) => /:user\//.test(principal) && known?.get(principal) === undefined));
  const elsewhere = new Set(model.providers.flatMap(({ stated }) => stated?.elsewhere ?? []));
  const ofRoles = [...names]
    .filter((name) => roles.get(name)?.isComplete !== true)
    .map((subject) => ({
      subject,
      text: `has no ${elsewhere.has(subject) ? "policy elsewhere that denies" : "policies but those in the input"}${wayFor("role", subject)}`,
    }));
  const ofSecrets = secrets.flatMap(({ arn: subject, isPolicyCertain, keyArn }) => [
    ...(isPolicyCertain ? [] : [{ subject, text: `has no policy but that in the input${wayFor("secret", subject)}` }]),
    ...(keyArn === undefined
      ? [
          {
            subject,
            text: `is encrypted with aws/secretsmanager${isOpen(subject) ? "" : ": name its key in --expect"}`,
          },
        ]
      : []),
  ]);
  const ofUsers = [...users].map((subject) => ({
    subject,
    text: "has no policy that denies: policies of users are not read",
  }));
  return [...ofRoles, ...ofUsers, ...ofSecrets, ...unexamined(model)];
}

/** Nobody can give a policy of something whose ARN is not known. */
const wayFor = (kind: string, arn: string): string => (isOpen(arn) ? "" : `: give --policy ${kind}=ARN=FILE`);

/**
 * 0 proven, 1 findings, 3 something unknown or assumed with `--strict`. Where there is nothing to prove nothing fails, but
 * with `--strict`, or if somebody names a credential provider that is not there.
 */
export function exitCodeOf({ findings: found, assumptions, model }: Result, strict: boolean): number {
  if (found.some(fails)) return 1;
  if (model.providers.length === 0) return strict || namedOnly(model).length > 0 ? 1 : 0;
  return strict && (found.some(isOpenFinding) || assumptions.length > 0) ? 3 : 0;
}

/** Credential providers that somebody names, where none is there at all. */
export const namedOnly = ({ providers, expected }: Model): string[] =>
  providers.length > 0 ? [] : [...new Set((expected?.providers ?? []).map(({ name }) => name))];
