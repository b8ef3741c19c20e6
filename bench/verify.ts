import { READERS_FORMAT } from "../src/access/intended-readers";
import { modelOfSnapshot } from "../src/cli/commands/model";
import { readAccounts } from "../src/live/read";
import type { Target } from "../src/live/read";
import type { Snapshot } from "../src/live/snapshot";
import { sourceOfState } from "../src/plan/from-state";
import { modelWith } from "../src/plan/model-with";
import { wantedIn } from "../src/plan/wanted";
import type { Sandbox } from "../src/sandbox/sandbox";
import { checksIn } from "../src/verify/answer";
import { htmlReport } from "../src/verify/report/html";
import { textReport } from "../src/verify/report/text";
import type { Simulated } from "../src/verify/simulate/ask";
import { simulated } from "../src/verify/simulate/ask";
import type { Verified } from "../src/verify/verify";
import { verified } from "../src/verify/verify";
import type { Kind } from "./accounts";
import { ACCOUNTS, againstFloor, furnish, keyOf, nameOf, REGION, replayed, secretOf } from "./accounts";
import { resource } from "./programs/plan-json";
import type { BenchRow } from "./row";

/** For each account; together a thousand. */
const PROVIDERS = { oauth2: 217, apikey: 117 } as const;
const readerOf = (account: string): string => `arn:aws:iam::${account}:role/agents/runtime`;
const EACH = Object.entries(PROVIDERS).flatMap(([kind, count]) =>
  Array.from({ length: count }, (_, index) => ({ kind: kind as Kind, index })),
);

/** One role of each account reads all of its secrets, with a grant for each. */
function fill(sandbox: Sandbox, account: string): void {
  furnish(sandbox, account, PROVIDERS);
  const secrets = `arn:aws:secretsmanager:${REGION}:${account}:secret:*`;
  const allow = (Action: string | string[], Resource: string): object => ({ Effect: "Allow", Action, Resource });
  const Statement = [
    allow(["bedrock-agentcore:GetResourceOauth2Token", "bedrock-agentcore:GetResourceApiKey"], "*"),
    allow("secretsmanager:GetSecretValue", secrets),
  ];
  sandbox.iam.putRole(readerOf(account), { read: { Version: "2012-10-17", Statement } });
  const { grants } = sandbox.keys.of(keyOf(account));
  for (const { kind, index } of EACH)
    grants.push({
      GrantId: `${kind}${index}`.padEnd(64, "0"),
      Name: nameOf(account, kind, index),
      KeyId: keyOf(account),
      GranteePrincipal: readerOf(account),
      Operations: ["Decrypt"],
      IssuingAccount: account,
      CreationDate: new Date(0),
      Constraints: { EncryptionContextSubset: { SecretARN: secretOf(account, kind, index) } },
    });
}

/** The state of the program that has made all of them. */
function stateOf(): object {
  const resources = ACCOUNTS.flatMap((account) =>
    EACH.flatMap(({ kind, index }) => {
      const [name, secret] = [nameOf(account, kind, index), secretOf(account, kind, index)];
      const reference = [{ secret_id: secret, json_key: "value" }];
      const arn = `arn:aws:bedrock-agentcore:${REGION}:${account}:token-vault/default/${kind}credentialprovider/${name}`;
      const common = { name, region: REGION, credential_provider_arn: arn };
      const provider =
        kind === "apikey"
          ? resource("aws_bedrockagentcore_api_key_credential_provider", name, {
              ...common,
              api_key_secret_config: reference,
            })
          : resource("aws_bedrockagentcore_oauth2_credential_provider", name, {
              ...common,
              credential_provider_vendor: "GithubOauth2",
              oauth2_provider_config: [
                { github_oauth2_provider_config: [{ client_id: "client", client_secret_config: reference }] },
              ],
            });
      const values = { arn: secret, id: secret, name, region: REGION, kms_key_id: keyOf(account) };
      return [provider, resource("aws_secretsmanager_secret", name, values)];
    }),
  );
  const providers = Object.fromEntries(
    ACCOUNTS.flatMap((account) =>
      EACH.map(({ kind, index }) => [
        `${kind}/${nameOf(account, kind, index)}`,
        { readers: [readerOf(account)], deployers: [] },
      ]),
    ),
  );
  const value = { format: READERS_FORMAT, providers };
  return {
    format_version: "1.0",
    values: { outputs: { intended_readers: { sensitive: false, value } }, root_module: { resources } },
  };
}

/** How long verifying a thousand credential providers of three accounts takes, without and with IAM's simulator. */
export async function verify(progress: (text: string) => void): Promise<BenchRow[]> {
  const sources = [sourceOfState(stateOf() as Parameters<typeof sourceOfState>[0], "state.json")];
  const given = { policies: [] };
  const model = modelWith(sources, given);
  const inputs = { name: "state.json", model, wanted: wantedIn(sources, given) };
  const live = (taken: Snapshot) => modelOfSnapshot(taken, [], model.expected);
  const read = (targets: readonly Target[]): Promise<Snapshot> => readAccounts(targets, new Date());
  const ask = (taken: Snapshot, targets: readonly Target[]): Promise<Simulated[]> =>
    simulated(
      live(taken),
      new Map(targets.map(({ caller }, index) => [ACCOUNTS[index] ?? "", { caller, region: REGION }])),
    );

  progress("filling the sandbox, and asking it as fast as it answers");
  const { targets, asked } = await replayed(fill, async (all) => ask(await read(all), all));
  progress("verifying 1,000 providers of 3 accounts");
  const start = performance.now();
  const taken = await read(targets);
  const reading = performance.now();
  const found = verified(inputs, { snapshot: taken, model: live(taken) });
  const comparing = performance.now();
  textReport(found, false);
  const html = htmlReport(found);
  const end = performance.now();
  sound(found);
  const rows = [
    ...againstFloor("verify 1,000 providers of 3 accounts, with text and page", (end - start) / 1000, asked),
    ...againstFloor("of it until the last call", (reading - start) / 1000, asked).slice(0, 1),
    { name: "after it: checks and proof", value: (comparing - reading) / 1000, unit: "s", ok: true },
    { name: "and text and page", value: (end - comparing) / 1000, unit: "s", ok: true },
    { name: "checks", value: checksIn(found).length, unit: "", ok: true },
    { name: "size of the page", value: Buffer.byteLength(html) / 1e6, unit: "MB", ok: true },
  ];
  progress("asking the simulator about a reader of each");
  const before = asked.length;
  const since = performance.now();
  const simulation = await ask(taken, targets);
  const seconds = (performance.now() - since) / 1000;
  sound(verified(inputs, { snapshot: taken, model: live(taken), simulation }));
  return [...rows, ...againstFloor("--simulate, a reader of each provider", seconds, asked.slice(before))];
}

/** A fault in the bench would be measured as a result. */
function sound(found: Verified): void {
  const wrong = checksIn(found).find(({ state }) => state === "fails" || state === "unknown");
  if (wrong) throw new Error(`${wrong.id} ${wrong.what}: ${wrong.text}`);
}
