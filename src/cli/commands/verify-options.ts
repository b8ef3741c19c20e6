import type { Suppression } from "../../proof/expected";
import { UsageError } from "../../plan/input-error";
import type { Acts } from "../../verify/act/acting";
import { parsedArguments } from "../arguments";
import { suppression } from "./check-options";
import type { InputOptions } from "./input-options";
import { INPUT_OPTIONS, inputOptions } from "./input-options";
import type { SnapshotOptions } from "./snapshot-options";
import { ACCOUNT_ARGUMENTS, accountOptions } from "./snapshot-options";
import { ACTS_ARGUMENTS, ACTS_HELP, actsOptions, refuseActs } from "./verify-acts-options";

/** What `verify` was asked for. */
export interface VerifyOptions extends Omit<InputOptions, "accounts">, Omit<SnapshotOptions, "from"> {
  readonly expect?: string;
  readonly suppressions: readonly Suppression[];
  readonly events?: EventsOption;
  /** Whether AWS's simulator is asked, too. */
  readonly simulate: boolean;
  readonly acts: Acts;
  readonly strict: boolean;
  readonly json: boolean;
  readonly junit?: string;
  readonly html?: string;
}

/** How far back CloudTrail is asked. */
export interface EventsOption {
  /** As the user writes it. */
  readonly window: string;
  readonly milliseconds: number;
}

export const VERIFY_HELP = `Usage: agentcore-identity verify INPUT … [options]

Compares what was applied with what AWS has: each credential provider, its secrets with versions, rotation, replicas, key
and policy, the roles that should read, and who can read by the policies that are there. It changes nothing and reads no
secret value, but for the three options that say so. INPUT is what "terraform show -json" prints, a state or a plan, a
folder that CDKTF has synthesized a stack into, or cdktf.out. Several are one world. A state tells the most.

  --account NAME=PROFILE, --account NAME=ROLE-ARN
                  an account, by a profile of the shared files or a role that is assumed; several may be given.
                  Without it: the one of the environment's credentials. What an input does not tell of its account is
                  taken from the only one, or from that of the name of its AWS provider, such as aws.vault
  --region REGION a Region; several may be given. Without it: that of the profile or environment
  --iam FILE      what "aws iam get-account-authorization-details" has printed, instead of asking IAM
  --from FILE     instead of reading: accounts as they were, from agentcore-identity snapshot --save FILE
  --save FILE     where to keep what was read
  --events 24h    who has read each secret, by CloudTrail: minutes, hours or days back, as 30m, 24h or 7d
  --simulate      ask IAM's policy simulator, too, about the roles that should read or deploy, and show where it says
                  otherwise than the proof; of SCPs that may not be read it is all that there is

${ACTS_HELP}
  --stack DIR, --expect FILE, --suppress ID=REASON
  --policy KIND=ARN=FILE, --policies DIR, --organization ID=ACCOUNT, --management-account ID
                  who should read, and what cannot be read: as for check, agentcore-identity check --help
  --strict        fail if anything is unknown or taken for granted
  --max-size SIZE the size from which a file is refused, such as 500M or 2G
  --json          print JSON instead of text
  --junit FILE, --html FILE
                  write a report for pipelines, people

exit codes: 0 verified, or nothing to verify; 1 something differs, an input is unreadable, or Ctrl-C, with --strict also
            nothing to verify; 2 wrong usage; 3 unknowns with --strict
`;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

/** Reads the arguments, or gives undefined where help is wanted. */
export function verifyOptions(args: readonly string[]): VerifyOptions | undefined {
  const { values, positionals } = parsedArguments(args, {
    ...INPUT_OPTIONS,
    ...ACCOUNT_ARGUMENTS,
    save: text,
    expect: text,
    suppress: { type: "string", multiple: true },
    events: text,
    simulate: flag,
    ...ACTS_ARGUMENTS,
    strict: flag,
    json: flag,
    junit: text,
    html: text,
    help: { type: "boolean", short: "h" },
  });
  if (values.help) return undefined;
  if (positionals.length === 0)
    throw new UsageError("verify wants an INPUT: a state, a plan or the folder of a stack.");
  // Here --from is the account, and --account names the one that is read.
  const { from, account: _account, events, save, expect, junit, html, ...inputs } = values;
  for (const name of ["account", "region", "iam", "save", "events", "simulate"] as const)
    if (from !== undefined && values[name] !== undefined)
      throw new UsageError(`--${name} is for reading accounts: --from FILE has what was read.`);
  if (from !== undefined) refuseActs(values);
  const { accounts: _accounts, ...named } = inputOptions(inputs, positionals);
  return {
    ...named,
    acts: actsOptions(values),
    ...accountOptions(values),
    ...(expect !== undefined && { expect }),
    ...(from !== undefined && { from }),
    ...(save !== undefined && { save }),
    ...(junit !== undefined && { junit }),
    ...(html !== undefined && { html }),
    ...(events !== undefined && { events: eventsOption(events) }),
    simulate: values.simulate ?? false,
    suppressions: (values.suppress ?? []).map(suppression),
    strict: values.strict ?? false,
    json: values.json ?? false,
  };
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** CloudTrail's event history goes back so far. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const LONGEST = 90 * 86_400_000;

function eventsOption(given: string): EventsOption {
  const [, number = "", unit = ""] = /^(\d{1,4})([mhd])$/.exec(given) ?? [];
  const milliseconds = Number(number) * (UNITS[unit] ?? 0);
  if (milliseconds === 0 || milliseconds > LONGEST)
    throw new UsageError("--events wants how far back, up to 90d: 30m, 24h or 7d.");
  return { window: given, milliseconds };
}
