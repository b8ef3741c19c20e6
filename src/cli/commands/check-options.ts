import type { Suppression } from "../../proof/expected";
import { RULES } from "../../proof/findings/rules/index";
import type { Organization } from "../../plan/given-limits";
import { UsageError } from "../../plan/input-error";
import { parsedArguments } from "../arguments";

/** What `check` was asked for. */
export interface CheckOptions {
  /** Plans, folders of stacks, or `-` for a plan from the standard input: together one world. */
  readonly plans: readonly string[];
  /** A snapshot of accounts, instead of plans. */
  readonly from?: string;
  readonly policy: readonly string[];
  readonly policies?: string;
  /** Accounts by provider configuration, such as `aws.vault`; under "" that of all others. */
  readonly accounts?: ReadonlyMap<string, string>;
  /** The size from which a file is refused. */
  readonly maxBytes?: number;
  readonly organization?: Organization;
  readonly stack?: string;
  readonly expect?: string;
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
  if (values.from !== undefined) checkFrom(values, positionals);
  else if (positionals.length === 0) throw new UsageError("check wants a PLAN.json or folder, or several.");
  const twice = positionals.find((plan, index) => positionals.indexOf(plan) !== index);
  if (twice !== undefined) throw new UsageError(`${twice} is given twice.`);
  const { account = [], "management-account": managementAccount, "max-size": maxSize, ...others } = values;
  if (managementAccount !== undefined && !/^\d{12}$/.test(managementAccount))
    throw new UsageError("--management-account wants 12 digits.");
  return {
    ...others,
    organization: organization(values.organization ?? [], managementAccount),
    accounts: givenAccounts(account),
    ...(maxSize !== undefined && { maxBytes: bytes(maxSize) }),
    plans: positionals,
    policy: values.policy ?? [],
    suppressions: (values.suppress ?? []).map(suppression),
    json: values.json ?? false,
    strict: values.strict ?? false,
    verbose: values.verbose ?? false,
  };
}

/** A snapshot tells its accounts itself, and knows no constructs. */
function checkFrom({ stack, account }: { stack?: string; account?: unknown }, plans: readonly string[]): void {
  if (plans.length > 0) throw new UsageError("check wants plans or --from FILE, not both.");
  if (stack !== undefined) throw new UsageError("--stack is for a plan: who should read --expect says.");
  if (account !== undefined) throw new UsageError("--account is for plans: a snapshot tells its accounts.");
}

const parsed = (args: readonly string[]) =>
  parsedArguments(args, {
    from: { type: "string" },
    stack: { type: "string" },
    expect: { type: "string" },
    policy: { type: "string", multiple: true },
    policies: { type: "string" },
    account: { type: "string", multiple: true },
    organization: { type: "string", multiple: true },
    "management-account": { type: "string" },
    suppress: { type: "string", multiple: true },
    strict: { type: "boolean" },
    verbose: { type: "boolean" },
    "max-size": { type: "string" },
    json: { type: "boolean" },
    sarif: { type: "string" },
    junit: { type: "string" },
    html: { type: "string" },
    help: { type: "boolean", short: "h" },
  });

/** `111122223333`, or with the provider configuration whose account it is: `aws.vault=111122223333`. */
export function givenAccounts(given: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const one of given) {
    const [, name = "", id = ""] = /^(?:([A-Za-z][\w.:\-["\]]*)=)?(\d{12})$/.exec(one) ?? [];
    if (id === "")
      throw new UsageError(
        "--account wants 12 digits, or a provider configuration and 12 digits: aws.vault=111122223333.",
      );
    if (found.has(name)) throw new UsageError(`--account is given twice${name === "" ? "" : ` for ${name}`}.`);
    found.set(name, id);
  }
  return found;
}

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

export function bytes(size: string): number {
  const [, number = "", unit = ""] = /^(\d{1,9})([KMG]?)B?$/i.exec(size) ?? [];
  const found = Number(number) * (UNITS[unit.toUpperCase()] ?? 1);
  if (number === "" || found === 0) throw new UsageError("--max-size wants a size, such as 500M or 2G.");
  return found;
}

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export function organization(members: readonly string[], managementAccount: string | undefined): Organization {
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

export function suppression(argument: string): Suppression {
  const [, id = "", reason = ""] = /^([A-Z]+\d+)=(.*\S.*)$/s.exec(argument) ?? [];
  if (!RULES.some((rule) => rule.id === id))
    throw new UsageError("--suppress wants the ID of a rule and a reason: AGC007=REASON.");
  return { id, reason };
}
