import type { Suppression } from "../../proof/expected";
import { RULES } from "../../proof/findings/rules/index";
import { UsageError } from "../../plan/input-error";
import { parsedArguments } from "../arguments";
import type { InputOptions } from "./input-options";
import { INPUT_OPTIONS, inputOptions } from "./input-options";

/** What `check` was asked for. */
export interface CheckOptions extends InputOptions {
  readonly suppressions: readonly Suppression[];
  readonly json: boolean;
  readonly sarif?: string;
  readonly junit?: string;
  readonly html?: string;
  readonly strict: boolean;
  readonly verbose?: boolean;
}

export const CHECK_HELP = `Usage: agentcore-identity check PLAN.json … [options]

Says who can use each credential provider, read its secret and decrypt it, and why, before anything is applied.
PLAN.json is the output of "terraform show -json PLANFILE", - for the same from the standard input, a folder that CDKTF
has synthesized a stack into, or cdktf.out with all its stacks. Several are one world: the provider of one may have the
secret of another.

  --from FILE              instead of plans: accounts as they are, from agentcore-identity snapshot --save FILE
  --stack DIR              the synthesized stack: its constructs say who should read
  --expect FILE            who should read, and what is suppressed, as JSON
  --policy KIND=ARN=FILE   a policy that the plan does not hold; KIND is secret, key, role or policy, and for
                           what only limits a role session or boundary
  --policy scp=ACCOUNT@LEVEL=FILE, --policy rcp=ACCOUNT=FILE
                           a policy of the organization; ACCOUNT may be *, each LEVEL must allow for itself
  --policies DIR           a folder of such policies: {"arn": ARN, "policy": document},
                           {"kind": "scp", "account": ACCOUNT, "level": LEVEL, "policy": document}
  --organization ID=ACCOUNT
                           the organization that an account belongs to; none=ACCOUNT for one in none
  --management-account ID  the account that manages the organization: its policies do not reach it
  --account ID, --account ALIAS=ID
                           the account of AWS providers that do not tell theirs; of one, such as aws.vault=ID
  --suppress ID=REASON     keep the findings of a rule, with the reason
  --strict                 fail if anything is unknown or taken for granted
  --verbose                each principal with its reasons, and all findings
  --max-size SIZE          the size from which a file is refused, such as 500M or 2G
  --json                   print JSON instead of text
  --sarif FILE, --junit FILE, --html FILE
                           write a report for code scanning, pipelines, people

exit codes: 0 proven, or nothing to prove; 1 findings or an unreadable input, with --strict also nothing to prove;
            2 wrong usage; 3 unknowns with --strict
`;

/** Reads the arguments, or gives undefined where help is wanted. */
export function checkOptions(args: readonly string[]): CheckOptions | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) return undefined;
  if (values.from === undefined && positionals.length === 0)
    throw new UsageError("check wants a PLAN.json or folder, or several.");
  const { expect, sarif, junit, html } = values;
  return {
    ...inputOptions(values, positionals),
    ...(expect !== undefined && { expect }),
    ...(sarif !== undefined && { sarif }),
    ...(junit !== undefined && { junit }),
    ...(html !== undefined && { html }),
    suppressions: (values.suppress ?? []).map(suppression),
    json: values.json ?? false,
    strict: values.strict ?? false,
    verbose: values.verbose ?? false,
  };
}

const parsed = (args: readonly string[]) =>
  parsedArguments(args, {
    ...INPUT_OPTIONS,
    expect: { type: "string" },
    suppress: { type: "string", multiple: true },
    strict: { type: "boolean" },
    verbose: { type: "boolean" },
    json: { type: "boolean" },
    sarif: { type: "string" },
    junit: { type: "string" },
    html: { type: "string" },
    help: { type: "boolean", short: "h" },
  });

function suppression(argument: string): Suppression {
  const [, id = "", reason = ""] = /^([A-Z]+\d+)=(.*\S.*)$/s.exec(argument) ?? [];
  if (!RULES.some((rule) => rule.id === id))
    throw new UsageError("--suppress wants the ID of a rule and a reason: AGC007=REASON.");
  return { id, reason };
}
