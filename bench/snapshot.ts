import { readAccounts } from "../src/live/read";
import { unreadIn } from "../src/live/unread";
import { againstFloor, furnish, replayed } from "./accounts";
import type { BenchRow } from "./row";

/** For each account; together a thousand. */
const PROVIDERS = { oauth2: 167, apikey: 117, payment: 50 } as const;

/** How long reading a thousand credential providers of three accounts takes, against what AWS's rates allow. */
export async function snapshot(progress: (text: string) => void): Promise<BenchRow[]> {
  progress("filling the sandbox, and asking it as fast as it answers");
  const { targets, asked } = await replayed(
    (sandbox, account) => furnish(sandbox, account, PROVIDERS),
    (all) => readAccounts(all, new Date()),
  );
  progress("reading 1,000 providers of 3 accounts");
  const start = performance.now();
  const taken = await readAccounts(targets, new Date());
  const seconds = (performance.now() - start) / 1000;
  if (unreadIn(taken).length > 0) throw new Error(`not read: ${JSON.stringify(unreadIn(taken)[0])}`);
  return againstFloor("read 1,000 providers of 3 accounts", seconds, asked);
}
