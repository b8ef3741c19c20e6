import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { ProviderKind } from "../../../src/access/vault";
import type { Bench } from "../bench";
import { newValue } from "../make/secrets";
import { asReader, obtain, readingStatement, usingStatements } from "../obtain";
import { told } from "../outcome";
import type { Answer, Question } from "../question";
import { JSON_KEY, judged, KIND_NAMES, KINDS, notAsked } from "../question";

const LOOK_EVERY = 5000;
const LOOK_FOR = 300_000;
const ASSUMED = "the next read has it";

/** How long a new value takes until agents have it. */
export const rotation: Question = {
  number: 7,
  title: "How long after a rotation does a provider give what the new value makes?",
  makes: { roles: 3, secrets: 3, providers: 3, workloadIdentities: 1 },
  ask: async (bench) => {
    const workload = await bench.workload();
    const answers: Answer[] = [];
    for (const kind of KINDS) answers.push(await rotated(bench, kind, workload));
    return answers;
  },
};

async function rotated(bench: Bench, kind: ProviderKind, workload: string): Promise<Answer> {
  const asked = `${KIND_NAMES[kind]}: from PutSecretValue to a credential of the new value`;
  const secretId = await bench.secret(`secret-${kind}`, { [JSON_KEY]: newValue() });
  const provider = await bench.readyProvider(kind, `provider-${kind}`, { secretId, jsonKey: JSON_KEY });
  const using = usingStatements(bench.here, kind, provider, workload);
  const role = await bench.role(`reader-${kind}`, [...using, readingStatement(secretId)]);
  const ask = () => obtain(role, kind, provider, workload);
  const before = await asReader(bench, ask);
  if (before.kind !== "ok")
    return notAsked(
      asked,
      `nothing is given that could be compared: ${told(before)}. It needs an identity provider`,
      ASSUMED,
    );
  // What is given twice alike is compared; what differs by itself tells nothing.
  const same = await bench.once(ask);
  if (same.kind !== "ok" || same.value !== before.value)
    return notAsked(asked, "each credential differs from the one before, whatever the value", ASSUMED);
  const SecretString = JSON.stringify({ [JSON_KEY]: newValue() });
  await bench.call(() => bench.here.aws.secrets.send(new PutSecretValueCommand({ SecretId: secretId, SecretString })));
  const start = bench.clock.now();
  for (let looks = 1; ; looks++) {
    const now = await bench.once(ask);
    const seconds = Math.round((bench.clock.now() - start) / 1000);
    if (now.kind === "ok" && now.value !== before.value)
      return judged(asked, looks === 1 ? "the next read has it" : `after ${seconds} s`, looks === 1, change(ASSUMED));
    if (bench.clock.now() - start >= LOOK_FOR)
      return judged(asked, `not within ${seconds} s; last ${told(now)}`, false, change(ASSUMED));
    bench.say(`waits for the new value, ${seconds} s`);
    await bench.pause(LOOK_EVERY);
  }
}

const change = (assumed: string) => ({
  assumed,
  change:
    "docs/lifecycle.md and docs/migrate.md: a rotation is seen later than they say, so the old value has to stay good",
});
