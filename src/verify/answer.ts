import { count } from "../report/count";
import type { Check } from "./check";
import type { Verified } from "./verify";

/** The answer, before everything else. */
export interface Answer {
  readonly state: "differs" | "nothing" | "unknown" | "verified";
  /** One line. */
  readonly text: string;
}

export const checksIn = ({ groups }: Verified): Check[] => groups.flatMap(({ checks }) => checks);

export function answerOf(verified: Verified): Answer {
  const all = checksIn(verified).filter(({ state }) => state !== "note");
  const number = (state: Check["state"]): number => all.filter((one) => one.state === state).length;
  const [failing, open] = [number("fails"), number("unknown")];
  const of = count(all.length, "check");
  const unknown = open === 0 ? "" : `, ${open} ${open === 1 ? "is" : "are"} unknown`;
  if (failing > 0)
    return {
      state: "differs",
      text: `Not as it should be: ${failing} of ${of} ${failing === 1 ? "fails" : "fail"}${unknown}`,
    };
  if (verified.providers === 0)
    return { state: "nothing", text: "No credential provider in the inputs: nothing to verify" };
  if (open > 0)
    return { state: "unknown", text: `Not verified: ${open} of ${of} ${open === 1 ? "is" : "are"} unknown` };
  return { state: "verified", text: `Verified: ${of}, and all hold` };
}

/** As those of `check`: 0 it holds, 1 something fails, 3 something is unknown or taken for granted with `--strict`. */
export function exitCodeOf(verified: Verified, isStrict: boolean): number {
  const { state } = answerOf(verified);
  if (state === "differs") return 1;
  if (state === "nothing") return isStrict ? 1 : 0;
  const assumed = verified.proof?.assumptions.length ?? 0;
  return isStrict && (state === "unknown" || assumed > 0) ? 3 : 0;
}
