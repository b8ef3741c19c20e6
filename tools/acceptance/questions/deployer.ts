import { DESCRIBE_SECRET, READ_SECRET } from "../../../src/access/statements";
import { providerArn, PROVIDER_KINDS, tokenVaultArn } from "../../../src/access/vault";
import type { ProviderKind } from "../../../src/access/vault";
import { newValue } from "../make/secrets";
import { asReader, asStranger } from "../obtain";
import type { Outcome } from "../outcome";
import { told } from "../outcome";
import type { Answer, Question } from "../question";
import { JSON_KEY, judged, KIND_NAMES, KINDS } from "../question";

const WHERE = "src/access/deployer-secret-statements.ts";

/** What a role lacks, and what AgentCore is then taken to deny. */
const LACKS = [
  { what: "no-get", actions: [DESCRIBE_SECRET], denied: READ_SECRET },
  { what: "no-describe", actions: [READ_SECRET], denied: DESCRIBE_SECRET },
] as const;

/** Which permissions on the secret the one needs who creates a provider. */
export const deployer: Question = {
  number: 1,
  title: "Does creating a provider need GetSecretValue and DescribeSecret of the one who creates it?",
  makes: { roles: 3, secrets: 1, providers: 9 },
  ask: async (bench) => {
    const { place } = bench.here;
    const secretId = await bench.secret("secret", { [JSON_KEY]: newValue() });
    const names = KINDS.flatMap((kind) =>
      ["both", ...LACKS.map(({ what }) => what)].map((what) => [kind, bench.name(`${what}-${kind}`)] as const),
    );
    const creating = {
      Effect: "Allow",
      Action: [
        ...KINDS.map((kind) => `bedrock-agentcore:Create${PROVIDER_KINDS[kind].entity}`),
        "bedrock-agentcore:TagResource",
        "bedrock-agentcore:CreateTokenVault",
      ],
      Resource: [tokenVaultArn(place), ...names.map(([kind, name]) => providerArn(place, kind, name))],
    };
    const lookAt = (actions: readonly string[]): object => ({ Effect: "Allow", Action: actions, Resource: [secretId] });
    const create = (what: string, kind: ProviderKind, by: Awaited<ReturnType<typeof bench.role>>) => async () => {
      const made = await bench.provider(kind, `${what}-${kind}`, { secretId, jsonKey: JSON_KEY }, by);
      if (made.kind === "ok") return made.value;
      throw Object.assign(new Error(made.text), { name: made.code, $metadata: { httpStatusCode: 400 } });
    };
    const answers: Answer[] = [];
    const both = await bench.role("both", [creating, lookAt([DESCRIBE_SECRET, READ_SECRET])]);
    for (const kind of KINDS) {
      const outcome = await asReader(bench, create("both", kind, both));
      answers.push(
        judged(`${KIND_NAMES[kind]}: a role with both permissions creates a provider`, told(outcome), isOk(outcome), {
          assumed: "allowed",
          change: `${WHERE}: a deployer needs more than it is given`,
        }),
      );
    }
    for (const { what, actions, denied } of LACKS) {
      const role = await bench.role(what, [creating, lookAt(actions)]);
      for (const kind of KINDS) {
        const outcome = await asStranger(bench, create(what, kind, role));
        answers.push(
          judged(`${KIND_NAMES[kind]}: a role without ${denied}`, told(outcome), isDenied(outcome, denied), {
            assumed: `denied ${denied}`,
            change: `${WHERE}: a deployer does without ${denied}; src/sandbox/agentcore-control.ts asks for it`,
          }),
        );
      }
    }
    return answers;
  },
};

const isOk = ({ kind }: Outcome): boolean => kind === "ok";
const isDenied = (outcome: Outcome, action: string): boolean => outcome.kind === "denied" && outcome.action === action;
