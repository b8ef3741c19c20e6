import type { Asked, AskedSecret, Way } from "../../migrate/asked";
import { UsageError } from "../../plan/input-error";
import { parsedArguments } from "../arguments";
import { ACCOUNT_ARGUMENTS, accountOptions } from "./snapshot-options";
import type { SnapshotOptions } from "./snapshot-options";
import type { WriteOptions } from "./write-options";
import { engineOption, oneOf, WRITE_ARGUMENTS, WRITE_HELP, writeOptions } from "./write-options";

export interface MigrateOptions {
  readonly asked: Asked;
  /** A snapshot, instead of reading accounts. */
  readonly from?: string;
  readonly reading: SnapshotOptions;
  readonly write?: WriteOptions;
  readonly json: boolean;
}

export const MIGRATE_HELP = `Usage: agentcore-identity migrate PROVIDER … --secret PROVIDER=ARN#JSONKEY [options]

Plans how credential providers whose secrets AgentCore keeps (MANAGED) come to use secrets that your team owns (EXTERNAL):
what there is, what to do in which order, how to see that it is done, how to go back. It changes nothing at AWS.
PROVIDER is a name, oauth2/NAME, apikey/NAME, payment/NAME, or an ARN.

  --secret PROVIDER=ARN#JSONKEY, --secret PROVIDER.walletSecret=ARN#JSONKEY
                  the team's secret, and the top-level key of its JSON object; of a wallet one for each of its secrets
  --way second-name
                  a second provider beside the first, no downtime (the default); users must consent again
  --way same-name the first is deleted and made anew, in a window that you announce
  --name NEW, --name PROVIDER=NEW
                  what the second is called. Without it: NAME-v2
  --m2m PROVIDER  no user has consented to this OAuth2 provider: only machines use it
  --consent-again PROVIDER
                  its users may be asked again: for --way same-name
  --reader ROLE-ARN
                  who should read; several may be given. Without it: the roles that read now and that AgentCore works for

  --from FILE     a snapshot, from agentcore-identity snapshot --save FILE. Without it accounts are read:
  --account ALIAS=PROFILE, --account ALIAS=ROLE-ARN, --region REGION, --iam FILE
                  as for agentcore-identity snapshot

${WRITE_HELP}  --terraform PROVIDER=ADDRESS
                  where Terraform has the old one: what is written makes it forget that, and deletes nothing
  --json          print JSON instead of text

exit codes: 0 done; 1 there is no way, or an unreadable input; 2 wrong usage
`;

/** Reads the arguments, or gives undefined where help is wanted. */
export function migrateOptions(args: readonly string[]): MigrateOptions | undefined {
  const { values, positionals } = parsedArguments(args, {
    ...ACCOUNT_ARGUMENTS,
    from: { type: "string" },
    secret: { type: "string", multiple: true },
    way: { type: "string" },
    name: { type: "string", multiple: true },
    m2m: { type: "string", multiple: true },
    "consent-again": { type: "string", multiple: true },
    reader: { type: "string", multiple: true },
    ...WRITE_ARGUMENTS,
    terraform: { type: "string", multiple: true },
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  });
  if (values.help) return undefined;
  if (positionals.length === 0) throw new UsageError("migrate wants a PROVIDER, or several.");
  const twice = positionals.find((one, index) => positionals.indexOf(one) !== index);
  if (twice !== undefined) throw new UsageError(`${twice} is given twice.`);
  const reading = accountOptions(values);
  if (values.from !== undefined && (values.account ?? values.region ?? values.iam) !== undefined)
    throw new UsageError("--from is a snapshot of accounts: leave out --account, --region and --iam.");
  const write = writeOptions(values);
  return {
    asked: {
      providers: positionals,
      secrets: (values.secret ?? []).map(secret),
      way: oneOf<Way>("--way", values.way ?? "second-name", ["second-name", "same-name"]),
      names: names(values.name ?? [], positionals),
      readers: [...new Set(values.reader ?? [])],
      machines: some("--m2m", values.m2m, positionals),
      consentAgain: some("--consent-again", values["consent-again"], positionals),
      addresses: addresses(values.terraform ?? [], positionals),
      engine: engineOption(values),
    },
    ...(values.from !== undefined && { from: values.from }),
    reading,
    ...(write && { write }),
    json: values.json ?? false,
  };
}

function secret(given: string): AskedSecret {
  const [, name = "", secretArn = "", jsonKey] = /^((?:arn:[^=]+|[^=]+))=([^#]*)(?:#(.*))?$/s.exec(given) ?? [];
  const example = "google=arn:aws:secretsmanager:us-east-1:111122223333:secret:google-AbCdEf#client_secret";
  if (name === "") throw new UsageError(`--secret wants a provider, a secret's ARN and a JSON key: ${example}.`);
  if (jsonKey === undefined || jsonKey === "")
    throw new UsageError(
      `--secret ${name} names no JSON key: AgentCore takes one top-level key of the secret's JSON object. Write it behind the ARN: ${example}.`,
    );
  const [, provider = name, member] = /^(.+)\.([A-Za-z]+)$/.exec(name) ?? [];
  return { provider, ...(member !== undefined && { member }), secretArn, jsonKey };
}

/** `NEW` where there is one provider, `PROVIDER=NEW` where there are several. */
function names(given: readonly string[], providers: readonly string[]): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const one of given) {
    const end = one.lastIndexOf("=");
    const provider = end < 0 && providers.length === 1 ? (providers[0] as string) : one.slice(0, Math.max(end, 0));
    if (!providers.includes(provider))
      throw new UsageError(`--name wants PROVIDER=NEW, of a provider that is to be migrated: ${providers.join(", ")}.`);
    if (all.has(provider)) throw new UsageError(`--name is given twice for ${provider}.`);
    all.set(provider, one.slice(end + 1));
  }
  return all;
}

function some(option: string, given: readonly string[] = [], providers: readonly string[]): ReadonlySet<string> {
  const odd = given.find((one) => !providers.includes(one));
  if (odd !== undefined)
    throw new UsageError(`${option} names ${odd}, which is not to be migrated: ${providers.join(", ")}.`);
  return new Set(given);
}

/** `removed` knows whole resources alone. @see https://developer.hashicorp.com/terraform/language/block/removed */
const ADDRESS = /^(?:module\.[A-Za-z_][\w-]*\.)*[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*$/;

function addresses(given: readonly string[], providers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    given.map((one) => {
      const [, provider = "", address = ""] = /^(.+?)=([^=]+)$/.exec(one) ?? [];
      if (!providers.includes(provider))
        throw new UsageError(
          "--terraform wants a provider and its address: google=aws_bedrockagentcore_oauth2_credential_provider.google.",
        );
      if (address.includes("["))
        throw new UsageError(
          `--terraform ${provider} names one instance of several, and Terraform forgets whole resources by a block: run terraform state rm '${address}' instead, and leave the option out.`,
        );
      if (!ADDRESS.test(address)) throw new UsageError(`--terraform ${provider} wants the address of a resource.`);
      return [provider, address] as const;
    }),
  );
}
