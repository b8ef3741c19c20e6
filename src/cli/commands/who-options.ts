import { UsageError } from "../../plan/input-error";
import { parsedArguments } from "../arguments";
import type { InputOptions, InputValues } from "./input-options";
import { INPUT_OPTIONS, inputOptions } from "./input-options";

/** What `who-can` or `what-can` was asked for. */
export interface WhoOptions {
  /** The arguments before those that name what is read. */
  readonly asked: readonly string[];
  readonly inputs: InputOptions;
  readonly expect?: readonly string[];
  readonly baseline?: string;
  readonly strict: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
}

const INPUT_HELP = `INPUT is what check reads: the output of "terraform show -json PLANFILE", - for the same from the standard input, a folder
that CDKTF has synthesized a stack into, or cdktf.out. Several are one world. With --from FILE it is a snapshot of accounts.`;

const OPTIONS_HELP = `  --baseline FILE          an earlier answer, as --json printed it: fail on new access only
  --from FILE              instead of an INPUT: accounts as they are, from agentcore-identity snapshot --save FILE
  --stack, --policy, --policies, --account, --organization, --management-account, --max-size
                           as check has them: agentcore-identity check --help
  --strict                 fail if anything is unknown or taken for granted
  --verbose                those who cannot, too, and all reasons
  --json                   print JSON instead of text
`;

export const WHO_HELP = `Usage: agentcore-identity who-can ACTION RESOURCE INPUT … [options]

Says who can do something with a secret, a key or a credential provider, under which condition and by which statements,
and who could become such a principal. ACTION is one of theirs, such as secretsmanager:PutResourcePolicy; RESOURCE an
ARN, a Terraform address or a name. ${INPUT_HELP}

  --expect PRINCIPAL       one who should be able to, by ARN, address or name; may be repeated, and is "nobody" where
                           nobody should: fail if somebody else can, or one of these cannot
${OPTIONS_HELP}
exit codes: 0 answered, and as expected; 1 not as expected, or an unreadable input; 2 wrong usage;
            3 unknowns with --strict
`;

export const WHAT_HELP = `Usage: agentcore-identity what-can PRINCIPAL INPUT … [options]

Says what one role, user, group or service can do with every secret, key and credential provider, and which roles it
could become. PRINCIPAL is an ARN, a Terraform address or a name. ${INPUT_HELP}

${OPTIONS_HELP}
exit codes: 0 answered, and nothing new; 1 new access, or an unreadable input; 2 wrong usage; 3 unknowns with --strict
`;

const COMMON = {
  ...INPUT_OPTIONS,
  baseline: { type: "string" },
  strict: { type: "boolean" },
  verbose: { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Reads the arguments of `who-can`, or gives undefined where help is wanted. */
export function whoOptions(args: readonly string[]): WhoOptions | undefined {
  const { values, positionals } = parsedArguments(args, { ...COMMON, expect: { type: "string", multiple: true } });
  if (values.help) return undefined;
  const found = optionsOf(values, positionals, 2, "who-can wants an ACTION, a RESOURCE and an INPUT, or several.");
  return values.expect ? { ...found, expect: values.expect } : found;
}

/** The same of `what-can`. */
export function whatOptions(args: readonly string[]): WhoOptions | undefined {
  const { values, positionals } = parsedArguments(args, COMMON);
  if (values.help) return undefined;
  return optionsOf(values, positionals, 1, "what-can wants a PRINCIPAL and an INPUT, or several.");
}

interface Values extends InputValues {
  readonly baseline?: string;
  readonly strict?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

function optionsOf(values: Values, positionals: readonly string[], asked: number, wanted: string): WhoOptions {
  const isRead = values.from !== undefined || positionals.length > asked;
  if (!isRead || positionals.length < asked) throw new UsageError(wanted);
  const { baseline, strict = false, verbose = false, json = false } = values;
  return {
    asked: positionals.slice(0, asked),
    inputs: inputOptions(values, positionals.slice(asked)),
    strict,
    verbose,
    json,
    ...(baseline !== undefined && { baseline }),
  };
}
