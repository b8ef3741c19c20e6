import { newValue } from "../make/secrets";
import { asReader, obtain, readingStatement, usingStatements } from "../obtain";
import { told } from "../outcome";
import type { Question } from "../question";
import { JSON_KEY, judged, notAsked } from "../question";

const ASKED = "a provider whose secret is in another Region is created";
const ASSUMED = "refused with ValidationException";

/** What AgentCore says to a secret of another Region, which AWS's announcement rules out. */
export const otherRegion: Question = {
  number: 6,
  title: "What is said to a secret of another Region?",
  makes: { roles: 1, secrets: 1, providers: 1, workloadIdentities: 1 },
  ask: async (bench, given) => {
    if (given.otherRegion === undefined) return [notAsked(ASKED, "there is no --other-region", ASSUMED)];
    const account = bench.inRegion(given.otherRegion);
    const secretId = await bench.secret("secret", { [JSON_KEY]: newValue() }, { account });
    const made = await bench.provider("apikey", "provider", { secretId, jsonKey: JSON_KEY });
    const answer = judged(ASKED, told(made), made.kind === "refused" && made.code === "ValidationException", {
      assumed: ASSUMED,
      change: "src/sandbox/provider-input.ts; src/bridge/runner/error-rows-*.ts has no row for it",
    });
    if (made.kind !== "ok") return [answer];
    const workload = await bench.workload();
    const using = usingStatements(bench.here, "apikey", made.value, workload);
    const role = await bench.role("reader", [...using, readingStatement(secretId)]);
    const used = await asReader(bench, () => obtain(role, "apikey", made.value, workload));
    return [
      answer,
      judged("a reader uses it all the same", told(used), used.kind !== "ok", {
        assumed: "not allowed",
        change: "secrets of other Regions work: the refusals of src/identity and src/module could go",
      }),
    ];
  },
};
