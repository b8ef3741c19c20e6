import { READ_SECRET, SERVICE_PRINCIPAL } from "../../../src/access/statements";
import { newValue } from "../make/secrets";
import { asReader, asStranger, obtain, readingStatement, usingStatements } from "../obtain";
import { hadSecret, isSecretDenied, told } from "../outcome";
import type { Answer, Question } from "../question";
import { JSON_KEY, judged, KIND_NAMES, KINDS } from "../question";

/** Whether the service principal can stand for the role. */
export const servicePrincipal: Question = {
  number: 2,
  title: "Does a statement for the service principal alone let an agent's role obtain a credential?",
  makes: { roles: 6, secrets: 1, providers: 3, workloadIdentities: 1 },
  ask: async (bench) => {
    const { here } = bench;
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: SERVICE_PRINCIPAL },
          Action: READ_SECRET,
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceAccount": here.place.account } },
        },
      ],
    };
    const secretId = await bench.secret("secret", { [JSON_KEY]: newValue() }, { policy });
    const workload = await bench.workload();
    const answers: Answer[] = [];
    for (const kind of KINDS) {
      const provider = await bench.readyProvider(kind, `provider-${kind}`, { secretId, jsonKey: JSON_KEY });
      const using = usingStatements(here, kind, provider, workload);
      const reader = await bench.role(`reader-${kind}`, [...using, readingStatement(secretId)]);
      const allowed = await asReader(bench, () => obtain(reader, kind, provider, workload));
      answers.push(
        judged(`${KIND_NAMES[kind]}: a role that may read the secret itself`, told(allowed), hadSecret(allowed), {
          assumed: "allowed",
          change: "src/access/reader-statements.ts: a reader needs more than it is given",
        }),
      );
      const stranger = await bench.role(`stranger-${kind}`, using);
      const outcome = await asStranger(bench, () => obtain(stranger, kind, provider, workload));
      answers.push(
        judged(
          `${KIND_NAMES[kind]}: a role that may not, where the secret's policy lets ${SERVICE_PRINCIPAL} read`,
          told(outcome),
          isSecretDenied(outcome),
          {
            assumed: `denied ${READ_SECRET}`,
            change:
              "src/access/statements.ts and src/proof: the service principal reads for whoever may use the provider, so that permission to read is no longer what decides",
          },
        ),
      );
    }
    return answers;
  },
};
