import { newValue } from "../make/secrets";
import { getProvider } from "../make/providers";
import { asReader, asStranger, obtain, readingStatement, usingStatements } from "../obtain";
import { hadSecret, isSecretDenied, told } from "../outcome";
import type { Answer, Question } from "../question";
import { JSON_KEY, judged } from "../question";

interface Form {
  readonly what: string;
  readonly words: string;
  readonly of: (arn: string, name: string) => string;
  /** Whether a reader whose policy names the whole ARN obtains the credential. */
  readonly works: boolean;
}

const FORMS: readonly Form[] = [
  { what: "full", words: "the whole ARN", of: (arn) => arn, works: true },
  { what: "partial", words: "the ARN without its suffix", of: (arn) => arn.slice(0, -7), works: false },
  { what: "name", words: "the name", of: (_, name) => name, works: true },
];

/** Which forms of `secretId` AgentCore takes, and what it makes of them. */
export const secretId: Question = {
  number: 5,
  title: "Are a name and a partial ARN taken for a secret, what does Get return of them, and can they be read?",
  makes: { roles: FORMS.length, secrets: 1, providers: FORMS.length, workloadIdentities: 1 },
  ask: async (bench) => {
    const arn = await bench.secret("secret", { [JSON_KEY]: newValue() });
    const workload = await bench.workload();
    const answers: Answer[] = [];
    for (const { what, words, of, works } of FORMS) {
      const given = of(arn, bench.name("secret"));
      const made = await bench.provider("apikey", what, { secretId: given, jsonKey: JSON_KEY });
      answers.push(
        judged(`${words}: the provider is created`, told(made), made.kind === "ok", {
          assumed: "allowed",
          change: "src/sandbox/provider-input.ts takes it; src/access/secret-arn.ts says why we do not",
        }),
      );
      if (made.kind !== "ok") continue;
      const seen = await bench.call(() => getProvider(bench.here.aws, "apikey", made.value));
      const isSame = seen.secretArn === given;
      answers.push(
        judged(
          `${words}: what Get returns`,
          isSame ? "what was given" : seen.secretArn === arn ? "the whole ARN" : "something else",
          isSame,
          {
            assumed: "what was given",
            change: "src/sandbox/credential-providers.ts, src/verify: the pointer is compared",
          },
        ),
      );
      const using = usingStatements(bench.here, "apikey", made.value, workload);
      const role = await bench.role(what, [...using, readingStatement(arn)]);
      const ask = () => obtain(role, "apikey", made.value, workload);
      const used = works ? await asReader(bench, ask) : await asStranger(bench, ask);
      answers.push(
        judged(
          `${words}: a reader whose policy names the whole ARN`,
          told(used),
          works ? hadSecret(used) : isSecretDenied(used),
          {
            assumed: works ? "allowed" : "denied secretsmanager:GetSecretValue",
            change: "src/sandbox/secret-access.ts finds secrets otherwise; the words of src/access/secret-arn.ts",
          },
        ),
      );
    }
    return answers;
  },
};
