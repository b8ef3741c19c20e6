import type { SecretContent } from "../make/secrets";
import { newValue } from "../make/secrets";
import { asReader, obtain, readingStatement, usingStatements } from "../obtain";
import { told } from "../outcome";
import type { Answer, Question } from "../question";
import { JSON_KEY, judged } from "../question";

interface Case {
  readonly what: string;
  readonly words: string;
  readonly content: () => SecretContent;
  readonly jsonKey: string;
  /** The error at run time. */
  readonly code: string;
}

const CASES: readonly Case[] = [
  {
    what: "wrong-key",
    words: "a JSON key that the secret does not have",
    content: () => ({ other: newValue() }),
    jsonKey: JSON_KEY,
    code: "ValidationException",
  },
  {
    what: "nested",
    words: "a path, a.b, to a value inside",
    content: () => ({ a: { b: newValue() } }),
    jsonKey: "a.b",
    code: "ValidationException",
  },
  {
    what: "no-text",
    words: "a JSON key with a number",
    content: () => ({ [JSON_KEY]: 7 }),
    jsonKey: JSON_KEY,
    code: "ValidationException",
  },
  {
    what: "plain",
    words: "a secret that is text and no JSON",
    content: newValue,
    jsonKey: JSON_KEY,
    code: "ValidationException",
  },
  {
    what: "binary",
    words: "a secret of bytes",
    content: () => Buffer.from(JSON.stringify({ [JSON_KEY]: newValue() })),
    jsonKey: JSON_KEY,
    code: "ValidationException",
  },
  {
    what: "no-version",
    words: "a secret without AWSCURRENT",
    content: () => undefined,
    jsonKey: JSON_KEY,
    code: "ResourceNotFoundException",
  },
];

/** What AgentCore says to a secret that holds something else than a text under the JSON key. */
export const content: Question = {
  number: 4,
  title:
    "What do creation and use say to a wrong JSON key, a path, a number, plain text, bytes, and no current version?",
  makes: { roles: CASES.length, secrets: CASES.length, providers: CASES.length, workloadIdentities: 1 },
  ask: async (bench) => {
    const workload = await bench.workload();
    const answers: Answer[] = [];
    for (const { what, words, content: contentOf, jsonKey, code } of CASES) {
      const secretId = await bench.secret(what, contentOf());
      const made = await bench.provider("apikey", `${what}-provider`, { secretId, jsonKey });
      answers.push(
        judged(`${words}: the provider is created`, told(made), made.kind === "ok", {
          assumed: "allowed: nothing is looked at before use",
          change:
            "src/sandbox/agentcore-control.ts looks at nothing at creation; src/bridge/runner/error-rows-*.ts has no row for this error",
        }),
      );
      if (made.kind !== "ok") continue;
      const using = usingStatements(bench.here, "apikey", made.value, workload);
      const role = await bench.role(what, [...using, readingStatement(secretId)]);
      const used = await asReader(bench, () => obtain(role, "apikey", made.value, workload));
      answers.push(
        judged(`${words}: a reader asks for the API key`, told(used), used.kind === "refused" && used.code === code, {
          assumed: `refused with ${code}`,
          change:
            used.kind === "ok"
              ? "src/access/json-key.ts refuses what AgentCore takes; src/sandbox/credential.ts, too"
              : "src/sandbox/credential.ts answers another error; docs/limits.md says that it is not known",
        }),
      );
    }
    return answers;
  },
};
