import type { Random } from "../oracle/random";
import type { WorldAccount } from "./world";

const IDS = ["111122223333", "444455556666"];
const TOLD = ["allowed", "assumed", "variable", "caller", "not"] as const;

/** One or two accounts, and whether the configuration tells which they are. */
export function accountsOf(random: Random): WorldAccount[] {
  const own: WorldAccount = { id: IDS[0] as string, told: random.pick(TOLD) };
  return random.chance(0.5) ? [own] : [own, { id: IDS[1] as string, alias: "vault", told: random.pick(TOLD) }];
}
