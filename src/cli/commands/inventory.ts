import { writeFileSync } from "node:fs";
import { inventoryOf } from "../../inventory/collect";
import { inventoryCsv } from "../../inventory/csv";
import { inventoryHtml } from "../../inventory/html";
import type { Inventory } from "../../inventory/inventory";
import { inventoryText } from "../../inventory/text";
import { snapshotIn } from "../../live/parse";
import { SnapshotProblem } from "../../live/shape";
import type { Snapshot } from "../../live/snapshot";
import { limitsOf, modelOf } from "../../live/world";
import { MigrationProblem } from "../../migrate/problem";
import { limitedBy, limitsGiven, NOT_SAID } from "../../plan/given-limits";
import { InputError, UsageError } from "../../plan/input-error";
import { readJsonFile } from "../../plan/json-file";
import type { Row } from "../../proof/proof";
import { prove, TooManyRows } from "../../proof/proof";
import { jsonText } from "../../report/json";
import { safe } from "../../report/safe";
import type { Adopted } from "../adopt";
import { adopt } from "../adopt";
import { EXIT } from "../command";
import { Progress } from "../progress";
import { takeSnapshot } from "../take-snapshot";
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
    const snapshot = await snapshotFor(options);
    const { inventory, rows } = inventoryIn(snapshot);
    if (options.html !== undefined) write(options.html, inventoryHtml(inventory));
    const adopted = options.write && adopt(snapshot, rows, options.write);
    process.stdout.write(formOf(inventory, options, adopted));
    if (adopted && options.form === "csv") process.stderr.write(adopted.text);
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

async function snapshotFor({ from, accounts }: InventoryOptions): Promise<Snapshot> {
  if (from === undefined) {
    const { snapshot, isInterrupted } = await takeSnapshot({ ...accounts, everySecret: true }, new Progress());
    if (isInterrupted) throw new InputError("Interrupted.");
    return snapshot;
  }
  try {
    return snapshotIn(readJsonFile(from), from);
  } catch (error) {
    throw error instanceof SnapshotProblem ? new InputError(error.message) : error;
  }
}

/** Who may read is decided as check --from does. */
function inventoryIn(snapshot: Snapshot): { readonly inventory: Inventory; readonly rows: readonly Row[] } {
  const model = modelOf(snapshot);
  const limited = limitedBy(model, limitsOf(snapshot, limitsGiven(model, [], NOT_SAID)));
  try {
    const rows = prove(limited);
    return { inventory: inventoryOf(snapshot, limited, rows), rows };
  } catch (error) {
    throw error instanceof TooManyRows
      ? new InputError(`There are ${error.message}: read fewer accounts at once.`)
      : error;
  }
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
