import { jsonText, resultData } from "../../report/json";
import { answerOf, checksIn } from "../answer";
import type { Verified } from "../verify";

/** The same as data: what a program goes on with. The proof is as `check` gives it. */
export function jsonReport(verified: Verified): string {
  const { inputs, takenAt, groups, proof } = verified;
  const number = (state: string): number => checksIn(verified).filter((one) => one.state === state).length;
  return jsonText({
    version: 1,
    verdict: answerOf(verified).state,
    inputs,
    takenAt,
    count: { ok: number("ok"), fails: number("fails"), unknown: number("unknown"), note: number("note") },
    groups,
    ...(proof && { proof: resultData(proof) }),
  });
}
