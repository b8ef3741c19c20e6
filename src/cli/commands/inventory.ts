import { writeFileSync } from "node:fs";
import { inventoryOf } from "../../inventory/collect";
import { inventoryCsv } from "../../inventory/csv";
import { inventoryHtml } from "../../inventory/html";
import type { Inventory } from "../../inventory/inventory";
import { inventoryText, readLines } from "../../inventory/text";
import { candidatesIn, withJsonKeys } from "../../inventory/json-keys";
import { readJsonKeys } from "../../live/read/json-keys";
import { each } from "../../live/read/paging";
import type { Snapshot } from "../../live/snapshot";
import { limitsOf, modelOf } from "../../live/world";
import { MigrationProblem } from "../../migrate/problem";
import { limitedBy, limitsGiven, NOT_SAID } from "../../plan/given-limits";
import { InputError, UsageError } from "../../plan/input-error";
import type { Row } from "../../proof/proof";
import { prove, TooManyRows } from "../../proof/proof";
import { jsonText } from "../../report/json";
import { safe } from "../../report/safe";
import type { Adopted } from "../adopt";
import { adopt } from "../adopt";
import { EXIT } from "../command";
import { Progress } from "../progress";
import type { Reached } from "../take-snapshot";
import { keptSnapshot, takeSnapshot } from "../take-snapshot";
import { requireEmpty } from "../write-files";
import type { InventoryOptions } from "./inventory-options";
import { INVENTORY_HELP, inventoryOptions } from "./inventory-options";

export const summary = "which provider uses which secret, who reads it, and what nobody uses any more";

const EXIT_UNKNOWN = 3;

/** @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = inventoryOptions(args);
    if (!options) {
      process.stdout.write(INVENTORY_HELP);
      return EXIT.OK;
    }
    // Before accounts are read for minutes in vain.
    if (options.write) requireEmpty(options.write.folder);
    const { snapshot, inventory, rows } = await inventoryFor(options);
    if (options.html !== undefined) write(options.html, inventoryHtml(inventory));
    const adopted = options.write && adopt(snapshot, rows, options.write);
    process.stdout.write(formOf(inventory, options, adopted));
    // A table for spreadsheets has no place for it.
    if (options.form === "csv") process.stderr.write([...readLines(inventory), adopted?.text ?? ""].join("\n"));
    return adopted?.isNothing === true ? EXIT.FAILED : exitCodeOf(inventory, options.strict);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${safe(error.message)} See agentcore-identity inventory --help.\n`);
      return EXIT.USAGE;
    }
    if (error instanceof InputError || error instanceof MigrationProblem) {
      process.stderr.write(`${safe(error.message)}\n`);
      return EXIT.FAILED;
    }
    throw error;
  }
}

interface Found {
  readonly snapshot: Snapshot;
  readonly inventory: Inventory;
  readonly rows: readonly Row[];
}

async function inventoryFor({ from, accounts, jsonKeys }: InventoryOptions): Promise<Found> {
  if (from !== undefined) return inventoryIn(keptSnapshot(from));
  const progress = new Progress();
  let found: Found | undefined;
  const { snapshot, isInterrupted } = await takeSnapshot({ ...accounts, everySecret: true }, progress, {
    then: async (taken, reached) => {
      if (jsonKeys && !reached.isInterrupted) found = await withKeys(inventoryIn(taken), reached, progress);
    },
  });
  if (isInterrupted) throw new InputError("Interrupted.");
  return found ?? inventoryIn(snapshot);
}

/** Who may read is decided as check --from does. */
function inventoryIn(snapshot: Snapshot): Found {
  const model = modelOf(snapshot);
  const limited = limitedBy(model, limitsOf(snapshot, limitsGiven(model, [], NOT_SAID)));
  try {
    const rows = prove(limited);
    return { snapshot, inventory: inventoryOf(snapshot, limited, rows), rows };
  } catch (error) {
    throw error instanceof TooManyRows
      ? new InputError(`There are ${error.message}: read fewer accounts at once.`)
      : error;
  }
}

/** A candidate is in the account of its provider. */
async function withKeys(found: Found, { hands }: Reached, progress: Progress): Promise<Found> {
  const { accounts } = found.snapshot;
  const read = await each(candidatesIn(found.inventory), async ({ account, region, arn }) => {
    progress.say(() => "Looking for JSON keys");
    const own = hands[accounts.findIndex(({ id }) => id === account)];
    return own ? [[arn, await readJsonKeys(own, region, arn)] as const] : [];
  });
  return { ...found, inventory: withJsonKeys(found.inventory, new Map(read.flat())) };
}

function formOf(inventory: Inventory, { form, verbose }: InventoryOptions, adopted: Adopted | undefined): string {
  if (form === "json") return jsonText(adopted ? { ...inventory, written: adopted.data } : inventory);
  if (form === "csv") return inventoryCsv(inventory);
  return `${inventoryText(inventory, verbose)}${adopted ? `\n${adopted.text}` : ""}`;
}

const exitCodeOf = ({ orphans, unknowns }: Inventory, isStrict: boolean): number => {
  if (!isStrict) return EXIT.OK;
  if (orphans.length > 0) return EXIT.FAILED;
  return unknowns.length > 0 ? EXIT_UNKNOWN : EXIT.OK;
};

function write(file: string, text: string): void {
  try {
    // Policies and names are nobody else's business.
    writeFileSync(file, text, { mode: 0o600 });
  } catch {
    throw new InputError(`${file} cannot be written.`);
  }
}
