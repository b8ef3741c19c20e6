import { run } from "../../../src/cli/commands/inventory";
import { readAccounts } from "../../../src/live/read";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { callerOf } from "../../live/support/worlds";
import { ACCOUNT } from "./migrations";
import type { Written } from "./written-by";
import { writtenBy } from "./written-by";

/** What `inventory` prints and writes for the account. */
export async function adopted(sandbox: Sandbox, ...args: string[]): Promise<Written> {
  const target = { caller: callerOf(sandbox, ACCOUNT), regions: ["us-east-1"] };
  return writtenBy(run, await readAccounts([target], new Date(0)), args);
}
