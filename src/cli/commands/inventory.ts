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
import { limitedBy, limitsGiven, NOT_SAID } from "../../plan/given-limits";
import { InputError, UsageError } from "../../plan/input-error";
import { readJsonFile } from "../../plan/json-file";
import { prove, TooManyRows } from "../../proof/proof";
import { jsonText } from "../../report/json";
import { safe } from "../../report/safe";
import { EXIT } from "../command";
import { Progress } from "../progress";
import { takeSnapshot } from "../take-snapshot";
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
    const inventory = inventoryIn(await snapshotFor(options));
    if (options.html !== undefined) write(options.html, inventoryHtml(inventory));
    process.stdout.write(formOf(inventory, options));
    return exitCodeOf(inventory, options.strict);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${safe(error.message)} See agentcore-identity inventory --help.\n`);
      return EXIT.USAGE;
    }
    if (error instanceof InputError) {
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
function inventoryIn(snapshot: Snapshot): Inventory {
  const model = modelOf(snapshot);
  const limited = limitedBy(model, limitsOf(snapshot, limitsGiven(model, [], NOT_SAID)));
  try {
    return inventoryOf(snapshot, limited, prove(limited));
  } catch (error) {
    throw error instanceof TooManyRows
      ? new InputError(`There are ${error.message}: read fewer accounts at once.`)
      : error;
  }
}

function formOf(inventory: Inventory, { form, verbose }: InventoryOptions): string {
  if (form === "json") return jsonText(inventory);
  return form === "csv" ? inventoryCsv(inventory) : inventoryText(inventory, verbose);
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
