import { InvokeAgentRuntimeCommand } from "@aws-sdk/client-bedrock-agentcore";
import { newValue } from "../make/secrets";
import type { Outcome } from "../outcome";
import { isSecretDenied, outcomeOfError, told } from "../outcome";
import type { Question } from "../question";
import { JSON_KEY, judged, notAsked } from "../question";

const ASKED = "an agent in Runtime whose role may not read the secret asks with the token that Runtime gave it";
const ASSUMED = "denied secretsmanager:GetSecretValue";

/** Whether Runtime's own workload access token is a way around the role's permissions. */
export const runtime: Question = {
  number: 9,
  title: "With the workload access token that Runtime injects, does the role still need GetSecretValue?",
  makes: { secrets: 1, providers: 1 },
  ask: async (bench, { runtimeArn }) => {
    if (runtimeArn === undefined)
      return [notAsked(ASKED, "there is no --runtime ARN: docs/acceptance.md has the agent", ASSUMED)];
    const secretId = await bench.secret("secret", { [JSON_KEY]: newValue() });
    const provider = await bench.readyProvider("apikey", "provider", { secretId, jsonKey: JSON_KEY });
    const { response } = await bench.call(() =>
      bench.here.aws.agents.send(
        new InvokeAgentRuntimeCommand({
          agentRuntimeArn: runtimeArn,
          contentType: "application/json",
          payload: Buffer.from(JSON.stringify({ provider })),
        }),
      ),
    );
    const outcome = outcomeOf(await (response as { transformToString(): Promise<string> }).transformToString());
    return [
      judged(ASKED, told(outcome), isSecretDenied(outcome), {
        assumed: ASSUMED,
        change:
          "src/access/reader-statements.ts: a reader of kind RUNTIME needs less; src/proof: Runtime's agents read without permission",
      }),
    ];
  },
};

/** What the agent said: whether it has the API key, never which. */
function outcomeOf(text: string): Outcome {
  const said = JSON.parse(text) as { ok?: unknown; error?: unknown; message?: unknown };
  return said.ok === true ? { kind: "ok", value: undefined } : outcomeOfError(String(said.error), String(said.message));
}
