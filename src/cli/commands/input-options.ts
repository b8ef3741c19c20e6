import type { Organization } from "../../plan/given-limits";
import { UsageError } from "../../plan/input-error";

/** What is read: together one world. */
export interface InputOptions {
  /** Plans, folders of stacks, or `-` for a plan from the standard input. */
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
  /** Who should read, as a file. */
  readonly expect?: string;
}

/** The options of every command that reads plans and stacks. */
export const INPUT_OPTIONS = {
  from: { type: "string" },
  stack: { type: "string" },
  policy: { type: "string", multiple: true },
  policies: { type: "string" },
  account: { type: "string", multiple: true },
  organization: { type: "string", multiple: true },
  "management-account": { type: "string" },
  "max-size": { type: "string" },
} as const;

export interface InputValues {
  readonly from?: string;
  readonly stack?: string;
  readonly policy?: readonly string[];
  readonly policies?: string;
  readonly account?: readonly string[];
  readonly organization?: readonly string[];
  readonly "management-account"?: string;
  readonly "max-size"?: string;
}

/** What these options say. @param plans the arguments that name what is read */
export function inputOptions(values: InputValues, plans: readonly string[]): InputOptions {
  if (values.from !== undefined) checkFrom(values, plans);
  const twice = plans.find((plan, index) => plans.indexOf(plan) !== index);
  if (twice !== undefined) throw new UsageError(`${twice} is given twice.`);
  const { "management-account": managementAccount, "max-size": maxSize, from, stack, policies } = values;
  if (managementAccount !== undefined && !/^\d{12}$/.test(managementAccount))
    throw new UsageError("--management-account wants 12 digits.");
  return {
    plans,
    organization: organization(values.organization ?? [], managementAccount),
    accounts: givenAccounts(values.account ?? []),
    policy: values.policy ?? [],
    ...(maxSize !== undefined && { maxBytes: bytes(maxSize) }),
    ...(from !== undefined && { from }),
    ...(stack !== undefined && { stack }),
    ...(policies !== undefined && { policies }),
  };
}

/** A snapshot tells its accounts itself, and knows no constructs. */
function checkFrom({ stack, account }: InputValues, plans: readonly string[]): void {
  if (plans.length > 0) throw new UsageError("Give plans or --from FILE, not both.");
  if (stack !== undefined) throw new UsageError("--stack is for a plan: a snapshot knows no constructs.");
  if (account !== undefined) throw new UsageError("--account is for plans: a snapshot tells its accounts.");
}

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
