import type { Random } from "../oracle/random";
import type { WorldAccount } from "./world";

const IDS = ["111122223333", "444455556666"];
const TOLD = ["allowed", "assumed", "variable", "caller", "not"] as const;

/** One or two accounts, and whether the configuration tells which they are. */
export function accountsOf(random: Random): WorldAccount[] {
  const account = (id: string): Omit<WorldAccount, "alias"> => ({
    id,
    told: random.pick(TOLD),
    organization: { id: random.pick([ORGANIZATION, "o-other", null]), isSaid: random.chance(0.7) },
  });
  const own = account(IDS[0] as string);
  return random.chance(0.5) ? [own] : [own, { ...account(IDS[1] as string), alias: "vault" }];
}

/** The organization that policies ask for. */
export const ORGANIZATION = "o-own";
