import { findings } from "../../src/proof/findings/findings";
import { prove } from "../../src/proof/proof";
import type { Planned } from "./support/plan";
import { expectAgent, modelOfPlan, PROVIDER, SECRET, secret } from "./support/plan";

const named = (more: Partial<Planned>): Planned => ({ ...PROVIDER, name: "w", ...more });
const found = (provider: Planned, stated: string): string[] => {
  const expected = expectAgent();
  const providers = expected.providers.map((one) => ({ ...one, name: stated }));
  const model = modelOfPlan({ resources: [provider, secret()] }, { expected: { ...expected, providers } });
  return findings({ model, rows: prove(model) })
    .filter(({ rule }) => rule.id === "AGC003")
    .map(({ state, detail }) => `${state} ${detail}`);
};

test("a provider whose name only the apply tells may be one that is stated", () => {
  const config = [{ secret_id: SECRET, json_key: "key" }];
  const open = named({
    after: { api_key_secret_config: config },
    unknown: { name: true },
    expressions: { name: { references: ["random_pet.n.id"] } },
  });
  expect(found(named({}), "weather")).toEqual([]);
  expect(found(named({}), "maps")).toEqual(["violated Credential provider weather has no stated readers."]);
  const reason = "aws_bedrockagentcore_api_key_credential_provider.w.name is known after the apply";
  expect(found(open, "maps")).toEqual([
    `unknown Whether it is maps, whose readers are stated, is not known: (${reason}).`,
  ]);
});
