import { worstVerdict } from "../proof/cells";
import type { Row } from "../proof/proof";
import type { InventoryReader } from "./inventory";

const ORDER = ["allowed", "conditional", "unknown"] as const;

/** Who may come to each secret of one provider, in the order of its references; who is denied is left out. */
export function readersOf(rows: readonly Row[], reference: number): InventoryReader[] {
  const readers = rows.flatMap(({ principal, use, secrets }): InventoryReader[] => {
    const cells = secrets[reference];
    if (!cells) return [];
    const reads = worstVerdict(cells.read.verdict, cells.decrypt.verdict);
    return reads === "denied" ? [] : [{ principal, reads, uses: use.verdict }];
  });
  const rank = ({ reads }: InventoryReader): number => ORDER.indexOf(reads);
  return readers.sort((a, b) => rank(a) - rank(b) || (a.principal < b.principal ? -1 : 1));
}
