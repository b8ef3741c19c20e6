import type { Result } from "./result";
import { isNeverTold, waysIn } from "./ways";

/** What is not known of those who should read, and what would tell. */
export interface Unknowns {
  /** Answers that are unknown. */
  readonly count: number;
  /** All answers about those who should read. */
  readonly of: number;
  /** What would tell, with the number of answers that wait for it. */
  readonly ways: ReadonlyMap<string, number>;
}

/** Where no option would tell. */
const APPLY = "only an apply: check the plan that follows it";
const NOTHING = "nothing: it hangs on tags and the like, which no input tells";

export function unknownsOf({ rows, model }: Pick<Result, "rows" | "model">): Unknowns {
  const cells = rows.flatMap(({ standing, use, read, decrypt }) => {
    if (standing === "reader") return [use, read, decrypt];
    return standing === "deployer" ? [read, decrypt] : [];
  });
  // Of a role that is not known it is not even asked what it can do.
  const roles = model.providers.flatMap(({ stated }) => stated?.unknown ?? []);
  const open = [...roles, ...cells.filter(({ verdict }) => verdict === "unknown").map(({ why }) => why)];
  const ways = new Map<string, number>();
  for (const why of open) {
    const found = waysIn(why);
    for (const way of found.length > 0 ? found : [isNeverTold(why) ? NOTHING : APPLY])
      ways.set(way, (ways.get(way) ?? 0) + 1);
  }
  return { count: open.length, of: roles.length + cells.length, ways };
}
