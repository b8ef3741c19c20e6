import type { Model } from "../../src/proof/model";
import { modelOfPlan, SECRET } from "./support/plan";
import type { Planned } from "./support/plan";

const OBJECT = { kind: "apikey", region: "us-east-1", name: "weather" };
const INPUT = { ...OBJECT, owner: "agents/prod", apiKeySecretConfig: { secretId: SECRET, jsonKey: "key" } };

const entryOf = (object: object): object => ({
  input: JSON.stringify({ ...object, owner: "agents/prod" }),
  triggers_replace: JSON.stringify(object),
});
const entry = (more: Partial<Planned> = {}): Planned => ({
  type: "terraform_data",
  name: "agentcore_identity_removal_providers",
  before: entryOf(OBJECT),
  expressions: {},
  ...more,
});
const content = (more: Partial<Planned> = {}): Planned => ({
  type: "terraform_data",
  name: "content",
  before: { triggers_replace: { input: JSON.stringify(INPUT), removal: "1" } },
  expressions: {},
  ...more,
});

const GONE = { after: null, reason: "delete_because_no_resource_config" };
const left = (...resources: Planned[]): string[] => modelOf(...resources).left?.map(({ subject }) => subject) ?? [];
const providers = (...resources: Planned[]): unknown[] => modelOf(...resources).providers.map(({ name }) => name);
const modelOf = (...resources: Planned[]): Model =>
  modelOfPlan({ resources: [...resources, { type: "null_resource", name: "stays", before: {} }] });

describe("an object of the bridge", () => {
  test("that stays is made, and nothing is left", () => {
    expect([left(entry(), content()), providers(entry(), content())]).toEqual([[], ["weather"]]);
  });

  test("whose entry leaves a block that stays is removed", () => {
    const leaving = [entry({ after: null, reason: "delete_because_each_key" }), content(GONE)];
    expect([left(...leaving), providers(...leaving)]).toEqual([[], []]);
  });

  test("whose block leaves the configuration stays at AWS", () => {
    const dropped = [entry(GONE), content(GONE)];
    expect([left(...dropped), providers(...dropped)]).toEqual([["weather"], ["weather"]]);
  });

  test("whose entry only leaves the state stays at AWS", () => {
    const forgotten = [entry({ after: null, actions: ["forget"] }), content(GONE)];
    expect(left(...forgotten)).toEqual(["weather"]);
  });

  test("whose entry somebody took out of the state stays at AWS", () => {
    expect(left(content(GONE))).toEqual(["weather"]);
  });

  test("whose content has another address now is the same", () => {
    const renamed = [entry(), content(GONE), content({ name: "renamed" })];
    expect([left(...renamed), providers(...renamed)]).toEqual([[], ["weather"]]);
  });

  const other = { after: entryOf({ ...OBJECT, name: "other" }) };

  test("that another one takes the place of is removed, unless that one is made before", () => {
    expect(left(entry({ ...other, actions: ["delete", "create"] }))).toEqual([]);
    expect(left(entry({ ...other, actions: ["create", "delete"] }))).toEqual(["weather"]);
  });
});
