import { splitArn } from "../access/arn";
import type { CellVerdict } from "../proof/proof";
import { count } from "../report/count";
import { CONSUMER_WORDS } from "../live/consumer-words";
import type {
  Inventory,
  InventoryConsumer,
  InventoryProvider,
  InventoryReader,
  InventorySecret,
  Rotation,
} from "./inventory";
import { KIND_WORDS } from "./unread-parts";

/** One secret of a provider, as the table and the page show it; a provider of which nothing is known has one, too. */
export interface Line {
  readonly provider: InventoryProvider;
  readonly secret?: InventorySecret;
  /** In the order of `COLUMNS`. */
  readonly cells: readonly string[];
}

export const COLUMNS = [
  "provider",
  "vendor",
  "source",
  "secret",
  "status",
  "may read",
  "used by",
  "last read",
  "age",
  "rotation",
] as const;

export function linesOf({ accounts, providers }: Inventory): Line[] {
  const places = accounts.reduce((sum, { regions }) => sum + regions.length, 0);
  const aliases = new Map(accounts.map(({ id, alias }) => [id, alias ?? id]));
  return providers.flatMap((provider) => {
    const { name, account, region } = provider;
    const shown = places > 1 ? `${aliases.get(account) ?? account}/${region}/${name}` : name;
    const secrets: readonly (InventorySecret | undefined)[] =
      provider.secrets.length > 0 ? provider.secrets : [undefined];
    return secrets.map((secret) => ({ provider, ...(secret && { secret }), cells: cellsOf(shown, provider, secret) }));
  });
}

function cellsOf(name: string, provider: InventoryProvider, secret: InventorySecret | undefined): string[] {
  const { kind, vendor, consumers } = provider;
  const what = vendor ?? KIND_WORDS[kind];
  const used = consumers.length === 0 ? "-" : String(consumers.length);
  if (!secret) return [name, what, "?", "?", "?", "?", used, "?", "?", "?"];
  const { source, jsonKey, lastAccessedDate, ageDays, rotation } = secret;
  return [
    name,
    what,
    source,
    secretName(secret.secret) + (jsonKey === undefined ? "" : `#${jsonKey}`),
    statusOf(provider, secret),
    tally(secret.readers),
    used,
    lastAccessedDate?.slice(0, 10) ??
      (rotation.state === "unknown" || secret.createdDate === undefined ? "?" : "never"),
    ageDays === undefined ? "?" : `${ageDays} d`,
    rotationText(rotation),
  ];
}

/** API key and payment providers have no status of their own. */
const statusOf = ({ status }: InventoryProvider, { deletedDate }: InventorySecret): string =>
  deletedDate === undefined ? (status ?? "-") : "SECRET DELETED";

/** Its name, with the six characters that AWS adds: they tell a secret that was made anew. */
export const secretName = (arn: string): string => splitArn(arn)?.resource.replace(/^secret:/, "") ?? arn;

function tally(readers: readonly InventoryReader[]): string {
  const open = readers.filter(({ reads }) => reads === "unknown").length;
  const known = readers.length - open;
  return open === 0 ? String(known) : `${known}, ${open}?`;
}

export function rotationText({ state, every }: Rotation): string {
  if (state === "unknown") return "?";
  if (state === "managed") return "-";
  return every === undefined || state === "off" ? state : `${state}, ${every}`;
}

const READS: Readonly<Record<InventoryReader["reads"], string>> = {
  allowed: "",
  conditional: ", if a condition is met",
  unknown: ", perhaps: not known",
};

const USES: Readonly<Record<CellVerdict, string>> = {
  allowed: "",
  conditional: "",
  unknown: "",
  denied: ", not through the provider",
};

export const readerText = ({ principal, reads, uses, runtimes = [] }: InventoryReader): string => {
  const names = runtimes.join(", ");
  const runs = names === "" ? "" : ` (${runtimes.length === 1 ? "agent runtime" : "agent runtimes"} ${names})`;
  return `${principal}${runs}${READS[reads]}${USES[uses]}`;
};

export const consumerText = ({ kind, id, arn, name, roleArn }: InventoryConsumer): string =>
  `${CONSUMER_WORDS[kind][0]} ${name ?? id}${arn.includes(id) ? "" : ` of ${arn}`}${roleArn === undefined ? "" : `, as ${roleArn}`}`;

/** What stands above everything else. */
export function summaryOf({ accounts, providers, orphans, unknowns }: Inventory): string {
  const secrets = providers.flatMap((one) => one.secrets);
  const managed = secrets.filter(({ source }) => source === "MANAGED").length;
  return [
    `${count(providers.length, "credential provider")} in ${count(accounts.length, "account")}`,
    `${count(secrets.length - managed, "EXTERNAL secret")}, ${managed} MANAGED`,
    count(orphans.length, "orphan"),
    `${unknowns.length.toLocaleString("en-US")} not known`,
  ].join("; ");
}
