import { SERVICE_PRINCIPAL } from "../../../src/access/statements";
import { newValue } from "../make/secrets";
import { asReader, asStranger, obtain, readDirectly, readingStatement, usingStatements } from "../obtain";
import { hadSecret, isSecretDenied, told } from "../outcome";
import type { Answer, Question } from "../question";
import { JSON_KEY, judged } from "../question";

const CONDITIONS = [
  {
    what: "called-via",
    words: `ForAnyValue:StringEquals aws:CalledVia ${SERVICE_PRINCIPAL}`,
    condition: { "ForAnyValue:StringEquals": { "aws:CalledVia": [SERVICE_PRINCIPAL] } },
  },
  {
    what: "via-service",
    words: "Bool aws:ViaAWSService true",
    condition: { Bool: { "aws:ViaAWSService": "true" } },
  },
] as const;

const WHERE = "src/decision/derived-keys.ts and src/sandbox/secret-access.ts: what a forward access session carries";

/** Whether a role can be kept from reading the secret without AgentCore. */
export const calledVia: Question = {
  number: 3,
  title: "Do aws:CalledVia and aws:ViaAWSService tell AgentCore's read from a direct one?",
  makes: { roles: 2, secrets: 1, providers: 1, workloadIdentities: 1 },
  ask: async (bench) => {
    const secretId = await bench.secret("secret", { [JSON_KEY]: newValue() });
    const workload = await bench.workload();
    const provider = await bench.readyProvider("apikey", "provider", { secretId, jsonKey: JSON_KEY });
    const using = usingStatements(bench.here, "apikey", provider, workload);
    const answers: Answer[] = [];
    for (const { what, words, condition } of CONDITIONS) {
      const role = await bench.role(what, [...using, readingStatement(secretId, condition)]);
      const through = await asReader(bench, () => obtain(role, "apikey", provider, workload));
      answers.push(
        judged(`${words}: AgentCore reads for the role`, told(through), hadSecret(through), {
          assumed: "allowed",
          change: WHERE,
        }),
      );
      const direct = await asStranger(bench, () => readDirectly(role, secretId));
      answers.push(
        judged(`${words}: the role reads by itself`, told(direct), isSecretDenied(direct), {
          assumed: "denied secretsmanager:GetSecretValue",
          change: WHERE,
        }),
      );
    }
    return answers;
  },
};
