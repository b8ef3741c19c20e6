import { parseArgs } from "node:util";
import type { Suppression } from "../../access/model/expected";
import { RULES } from "../../access/lint/rules/index";
import { UsageError } from "../plan/input-error";

/** What `check` was asked for. */
export interface CheckOptions {
  readonly plan: string;
  readonly policy: readonly string[];
  readonly policies?: string;
  readonly account?: string;
  readonly stack?: string;
  readonly expect?: string;
  readonly suppressions: readonly Suppression[];
  readonly json: boolean;
  readonly sarif?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly strict: boolean;
}

export const CHECK_HELP = `usage: agentcore-identity check PLAN.json [options]

Says who can use each credential provider, read its secret and decrypt it, and why, before anything is applied.
PLAN.json is the output of "terraform show -json PLANFILE", or a folder that CDKTF has synthesized a stack into.

  --stack DIR              the synthesized stack: its constructs say who should read
  --expect FILE            who should read, and what is suppressed, as JSON
  --policy KIND=ARN=FILE   a policy that the plan does not hold; KIND is secret, key, role or policy
  --policies DIR           a folder of such policies: {"arn": ARN, "policy": document}
  --account ID             the account of AWS providers that do not tell theirs
  --suppress ID=REASON     keep the findings of a rule, with the reason
  --strict                 fail if anything is unknown or taken for granted
  --json                   print JSON instead of text
  --sarif FILE, --junit FILE, --html FILE
                           write a report for code scanning, pipelines, people

exit codes: 0 proven, 1 findings or an unreadable input, 2 wrong usage, 3 unknowns with --strict
`;

/** Reads the arguments, or gives undefined where help is wanted. */
export function checkOptions(args: readonly string[]): CheckOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  const [plan, ...rest] = positionals;
  if (plan === undefined || rest.length > 0) throw new UsageError("check wants one PLAN.json or folder.");
  if (values.account !== undefined && !/^\d{12}$/.test(values.account))
    throw new UsageError("--account wants 12 digits.");
  return {
    ...values,
    plan,
    policy: values.policy ?? [],
    suppressions: (values.suppress ?? []).map(suppression),
    json: values.json ?? false,
    strict: values.strict ?? false,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stack: { type: "string" },
        expect: { type: "string" },
        policy: { type: "string", multiple: true },
        policies: { type: "string" },
        account: { type: "string" },
        suppress: { type: "string", multiple: true },
        strict: { type: "boolean" },
        json: { type: "boolean" },
        sarif: { type: "string" },
        junit: { type: "string" },
        html: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function suppression(argument: string): Suppression {
  const [, id = "", reason = ""] = /^([A-Z]+\d+)=(.*\S.*)$/s.exec(argument) ?? [];
  if (!RULES.some((rule) => rule.id === id))
    throw new UsageError("--suppress wants the ID of a rule and a reason: AGC007=REASON.");
  return { id, reason };
}
