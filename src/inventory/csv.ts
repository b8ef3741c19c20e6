import { safe } from "../report/safe";
import type { Inventory, InventoryProvider, InventorySecret } from "./inventory";
import { consumerText, readerText, rotationText } from "./lines";

type Column = (provider: InventoryProvider, secret: InventorySecret | undefined) => string | number | undefined;

/** Each column by its name, in order. */
const COLUMNS: Readonly<Record<string, Column>> = {
  account: ({ account }) => account,
  region: ({ region }) => region,
  kind: ({ kind }) => kind,
  provider: ({ name }) => name,
  vendor: ({ vendor }) => vendor,
  status: ({ status }) => status,
  createdTime: ({ createdTime }) => createdTime,
  member: (_, secret) => secret?.member,
  source: (_, secret) => secret?.source,
  secret: (_, secret) => secret?.secret,
  jsonKey: (_, secret) => secret?.jsonKey,
  keyId: (_, secret) => secret?.keyId,
  createdDate: (_, secret) => secret?.createdDate,
  ageDays: (_, secret) => secret?.ageDays,
  lastChangedDate: (_, secret) => secret?.lastChangedDate,
  lastAccessedDate: (_, secret) => secret?.lastAccessedDate,
  deletedDate: (_, secret) => secret?.deletedDate,
  rotation: (_, secret) => secret && rotationText(secret.rotation),
  nextRotationDate: (_, secret) => secret?.rotation.nextRotationDate,
  readers: (_, secret) => secret?.readers.map(readerText).join("; "),
  consumers: ({ consumers }) => consumers.map(consumerText).join("; "),
  candidates: (_, secret) => secret?.candidates.map((one) => one.secret).join("; "),
};

/** A line for each secret of each provider, as spreadsheets read it (RFC 4180). What is not known is empty. */
export function inventoryCsv({ providers }: Inventory): string {
  const rows = providers.flatMap((provider) => {
    const secrets: readonly (InventorySecret | undefined)[] =
      provider.secrets.length > 0 ? provider.secrets : [undefined];
    return secrets.map((secret) => Object.values(COLUMNS).map((column) => field(column(provider, secret))));
  });
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/**
 * Always a text: a spreadsheet takes what begins with one of these signs for a formula.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function field(value: number | string | undefined): string {
  if (typeof value === "number") return String(value);
  const text = safe(value ?? "");
  const plain = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",;']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
