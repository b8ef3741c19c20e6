import { parseArgs } from "node:util";
import type { Suppression } from "../../proof/expected";
import { RULES } from "../../proof/findings/rules/index";
import type { Organization } from "../../plan/given-limits";
import { UsageError } from "../../plan/input-error";

/** What `check` was asked for. */
export interface CheckOptions {
  readonly plan: string;
  readonly policy: readonly string[];
  readonly policies?: string;
  readonly account?: string;
  readonly organization?: Organization;
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
  --policy KIND=ARN=FILE   a policy that the plan does not hold; KIND is secret, key, role or policy, and for
                           what only limits a role session or boundary
  --policy scp=ACCOUNT@LEVEL=FILE, --policy rcp=ACCOUNT=FILE
                           a policy of the organization; ACCOUNT may be *, each LEVEL must allow for itself
  --policies DIR           a folder of such policies: {"arn": ARN, "policy": document},
                           {"kind": "scp", "account": ACCOUNT, "level": LEVEL, "policy": document}
  --organization ID=ACCOUNT
                           the organization that an account belongs to; none=ACCOUNT for one in none
  --management-account ID  the account that manages the organization: its policies do not reach it
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
  for (const name of ["account", "management-account"] as const)
    if (values[name] !== undefined && !/^\d{12}$/.test(values[name]))
      throw new UsageError(`--${name} wants 12 digits.`);
  return {
    ...values,
    organization: organization(values.organization ?? [], values["management-account"]),
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
        organization: { type: "string", multiple: true },
        "management-account": { type: "string" },
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

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
function organization(members: readonly string[], managementAccount: string | undefined): Organization {
  const ids = new Map<string, string | null>();
  for (const member of members) {
    const [, id = "", account = ""] = /^(o-[a-z0-9]{10,32}|none)=(\d{12})$/.exec(member) ?? [];
    if (id === "")
      throw new UsageError(
        "--organization wants the ID of an organization and a 12-digit account: o-a1b2c3d4e5=111122223333, or none=111122223333.",
      );
    if (ids.has(account)) throw new UsageError(`--organization is given twice for account ${account}: it is in one.`);
    ids.set(account, id === "none" ? null : id);
  }
  return { ids, ...(managementAccount !== undefined && { managementAccount }) };
}

function suppression(argument: string): Suppression {
  const [, id = "", reason = ""] = /^([A-Z]+\d+)=(.*\S.*)$/s.exec(argument) ?? [];
  if (!RULES.some((rule) => rule.id === id))
    throw new UsageError("--suppress wants the ID of a rule and a reason: AGC007=REASON.");
  return { id, reason };
}
