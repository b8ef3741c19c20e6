import type { MigrationEngine } from "../../migrate/asked";
import { UsageError } from "../../plan/input-error";
import { parsedArguments } from "../arguments";
import type { SnapshotOptions } from "./snapshot-options";
import { ACCOUNT_ARGUMENTS, accountOptions } from "./snapshot-options";
import type { WriteOptions } from "./write-options";
import { engineOption, WRITE_ARGUMENTS, WRITE_HELP, writeOptions } from "./write-options";

export interface InventoryOptions {
  /** A snapshot; left out: the accounts are read. */
  readonly from?: string;
  readonly accounts: Pick<SnapshotOptions, "accounts" | "iam" | "regions">;
  readonly form: "csv" | "json" | "text";
  readonly html?: string;
  readonly verbose: boolean;
  readonly strict: boolean;
  /** Whether candidates are read for the names of their JSON keys. */
  readonly jsonKeys: boolean;
  /** Terraform that takes over what is there. */
  readonly write?: WriteOptions & { readonly engine: MigrationEngine; readonly only: readonly string[] };
}

export const INVENTORY_HELP = `Usage: agentcore-identity inventory [options]

Which credential provider uses which secret, EXTERNAL or MANAGED, who may read it, what uses the provider, when it was read
last, its age and rotation; what nobody uses any more; and, for MANAGED ones, secrets of the team that may be the same
credential. It changes nothing, and reads no secret value unless --json-keys says so. What it may not read it says, with
the permission that is missing.

  --from FILE     a snapshot, instead of accounts: write it with agentcore-identity snapshot --every-secret --save FILE
  --account ALIAS=PROFILE, --account ALIAS=ROLE-ARN, --region REGION, --iam FILE
                  what is read, as for snapshot
  --csv           a line for each secret of each provider, for spreadsheets
  --json          all of it as data (format agentcore-identity/inventory/1)
  --html FILE     a page with all of it
  --verbose       all names, where the text folds them
  --json-keys     read each candidate once, for the names in its JSON object; the value is dropped. CloudTrail records it. It
                  needs secretsmanager:GetSecretValue, and kms:Decrypt on a customer managed key
  --strict        fail where there are orphans, or something is not known

It adopts, too: what it writes makes Terraform take over the EXTERNAL credential providers as they are. It changes nothing.

${WRITE_HELP}  --provider PROVIDER
                  to write this one alone, by name, oauth2/NAME, apikey/NAME, payment/NAME or ARN; several may be given.
                  One that bears the mark of another configuration is written only if it is named

exit codes: 0 done; 1 something could not be read at all, nothing could be written, or with --strict there are orphans;
2 wrong usage; 3 with --strict: something is not known
`;

/** Reads the arguments, or gives undefined where help is wanted. */
export function inventoryOptions(args: readonly string[]): InventoryOptions | undefined {
  const flag = { type: "boolean" } as const;
  const { values } = parsedArguments(
    args,
    {
      ...ACCOUNT_ARGUMENTS,
      from: { type: "string" },
      csv: flag,
      json: flag,
      html: { type: "string" },
      verbose: flag,
      "json-keys": flag,
      strict: flag,
      ...WRITE_ARGUMENTS,
      provider: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
    false,
  );
  if (values.help) return undefined;
  const { from, csv = false, json = false, html } = values;
  if (csv && json) throw new UsageError("Give --csv or --json, not both.");
  if (from !== undefined && (values.account ?? values.region ?? values.iam) !== undefined)
    throw new UsageError("--from is read instead of accounts: give --account, --region and --iam to snapshot.");
  const jsonKeys = values["json-keys"] === true;
  if (jsonKeys && from !== undefined)
    throw new UsageError("--json-keys reads secrets, and a snapshot holds no value: leave out --from.");
  const write = writeOptions(values);
  const { provider: only = [] } = values;
  if (only.length > 0 && !write)
    throw new UsageError("--provider says what is written: say --write hcl or --write cdktf, too.");
  const engine = engineOption(values);
  return {
    ...(from !== undefined && { from }),
    accounts: accountOptions(values),
    form: csv ? "csv" : json ? "json" : "text",
    ...(html !== undefined && { html }),
    verbose: values.verbose === true,
    strict: values.strict === true,
    jsonKeys,
    ...(write && { write: { ...write, engine, only } }),
  };
}
