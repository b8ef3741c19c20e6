import type { Check, Group, State } from "../check";

/** What a group is about, before its name. */
export const GROUP_WORDS: Readonly<Record<Group["kind"], string>> = {
  account: "",
  proof: "",
  provider: "credential provider ",
  role: "role ",
  secret: "secret ",
};

const ORDER: readonly State[] = ["fails", "unknown", "ok", "note"];

const rank = (state: State): number => ORDER.indexOf(state);

/** What is most urgent of a group. */
export const worstOf = ({ checks }: Group): State =>
  checks.reduce<State>((worst, { state }) => (rank(state) < rank(worst) ? state : worst), "note");

/** What fails stands first, then what is unknown; each as it came, and so within a group. */
export const byUrgency = (groups: readonly Group[]): Group[] =>
  groups
    .map((group) => ({ ...group, checks: [...group.checks].sort(mostUrgent) }))
    .sort((a, b) => mostUrgent({ state: worstOf(a) }, { state: worstOf(b) }));

/** What holds and what is a note stand as they came. */
const mostUrgent = (a: Pick<Check, "state">, b: Pick<Check, "state">): number =>
  Math.min(rank(a.state), 2) - Math.min(rank(b.state), 2);
