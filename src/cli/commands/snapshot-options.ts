import { UsageError } from "../../plan/input-error";
import { parsedArguments } from "../arguments";

/** An account that is to be read, and as whom. */
export interface AccountOption {
  readonly alias?: string;
  readonly profile?: string;
  readonly roleArn?: string;
}

export interface SnapshotOptions {
  readonly accounts: readonly AccountOption[];
  readonly regions: readonly string[];
  /** Files with what `aws iam get-account-authorization-details` has printed. */
  readonly iam: readonly string[];
  /** An earlier snapshot: what it has is not read again. */
  readonly from?: string;
  readonly save?: string;
}

export const SNAPSHOT_HELP = `Usage: agentcore-identity snapshot [options]

Reads what decides who can read the secrets of credential providers, in one or more accounts, and writes it down: to check
it offline, to compare, to ask again. It changes nothing, and reads no secret value. What it may not read it says.

  --account ALIAS=PROFILE, --account ALIAS=ROLE-ARN
                  an account, by a profile of the shared files or a role that is assumed; several are one world.
                  Without it: the one of the environment's credentials
  --region REGION a Region; several may be given. Without it: that of the profile or environment
  --iam FILE      what "aws iam get-account-authorization-details" has printed, instead of asking IAM
  --from FILE     an earlier snapshot, to go on from: what it has is not asked for again
  --save FILE     where to write it. Without it: the standard output

Calls are made as fast as AWS allows. Ctrl-C keeps what was read until then. "agentcore-identity check --from FILE" proves
who can read, from what was written.

exit codes: 0 written, whatever may not be read; 1 nothing could be read, or it was interrupted; 2 wrong usage
`;

/** How accounts and Regions are named, by all commands that read them. */
export const ACCOUNT_ARGUMENTS = {
  account: { type: "string", multiple: true },
  region: { type: "string", multiple: true },
  iam: { type: "string", multiple: true },
} as const;

/** Reads the arguments, or gives undefined where help is wanted. */
export function snapshotOptions(args: readonly string[]): SnapshotOptions | undefined {
  const { values } = parsedArguments(
    args,
    { ...ACCOUNT_ARGUMENTS, from: { type: "string" }, save: { type: "string" }, help: { type: "boolean", short: "h" } },
    false,
  );
  if (values.help) return undefined;
  return {
    ...accountOptions(values),
    ...(values.from !== undefined && { from: values.from }),
    ...(values.save !== undefined && { save: values.save }),
  };
}

export function accountOptions({
  account = [],
  region = [],
  iam = [],
}: {
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly iam?: readonly string[];
}): Pick<SnapshotOptions, "accounts" | "iam" | "regions"> {
  const accounts = account.map(accountOption);
  const twice = accounts.find(({ alias }, index) => accounts.findIndex((one) => one.alias === alias) !== index);
  if (twice) throw new UsageError(`--account is given twice for ${twice.alias ?? ""}.`);
  const odd = region.find((one) => !/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(one));
  if (odd !== undefined) throw new UsageError(`--region wants a Region, such as us-east-1.`);
  return { accounts: accounts.length > 0 ? accounts : [{}], regions: [...new Set(region)], iam };
}

function accountOption(given: string): AccountOption {
  const [, alias = "", as = ""] = /^([\w.-]{1,64})=(.+)$/.exec(given) ?? [];
  if (alias === "")
    throw new UsageError(
      "--account wants a name and a profile or role: prod=my-profile, prod=arn:aws:iam::111122223333:role/reader.",
    );
  if (!as.startsWith("arn:")) return { alias, profile: as };
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(as))
    throw new UsageError(`--account ${alias}= wants the ARN of a role: arn:aws:iam::111122223333:role/reader.`);
  return { alias, roleArn: as };
}
