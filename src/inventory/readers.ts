import { valueOf } from "../live/piece";
import type { Snapshot } from "../live/snapshot";
import { worstVerdict } from "../proof/cells";
import type { Row } from "../proof/proof";
import type { InventoryReader } from "./inventory";

const ORDER = ["allowed", "conditional", "unknown"] as const;

/** Who may come to each secret of one provider, in the order of its references; who is denied is left out. */
export function readersOf(
  rows: readonly Row[],
  reference: number,
  runtimes: ReadonlyMap<string, readonly string[]>,
): InventoryReader[] {
  const readers = rows.flatMap(({ principal, use, secrets }): InventoryReader[] => {
    const cells = secrets[reference];
    if (!cells) return [];
    const reads = worstVerdict(cells.read.verdict, cells.decrypt.verdict);
    const run = runtimes.get(principal);
    return reads === "denied" ? [] : [{ principal, reads, uses: use.verdict, ...(run && { runtimes: run }) }];
  });
  const rank = ({ reads }: InventoryReader): number => ORDER.indexOf(reads);
  return readers.sort((a, b) => rank(a) - rank(b) || (a.principal < b.principal ? -1 : 1));
}

/** Names of agent runtimes by the ARN of their role. */
export function runtimesByRole({ accounts }: Snapshot): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { runtimes } of accounts.flatMap(({ regions }) => regions))
    for (const { name, roleArn } of valueOf(runtimes) ?? []) {
      const role = valueOf(roleArn) ?? "";
      found.set(role, [...(found.get(role) ?? []), name]);
    }
  return found;
}
