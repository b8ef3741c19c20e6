import { sourceOfPlan } from "../../../src/plan/from-plan";
import { modelWith } from "../../../src/plan/model-with";
import { fails } from "../../../src/proof/findings/findings";
import { exitCodeOf, resultOf } from "../../../src/report/result";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../../bridge/support/objects";
import { KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";
import { accountWith, checkedIn, inSandbox } from "../account";
import { EVERYTHING, NOTHING, reads } from "../bridge/reads";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await accountWith(["api_key", "wallet"]);
});
afterEach(() => sandbox.close());

const names = (): string[] => sandbox.providers.list().map(({ name }) => name);
const configuration = (module: object): object => ({
  provider: { aws: { region: "us-east-1" } },
  ...(Object.keys(module).length > 0 && { module }),
});

/** All that the bridge makes, by the root module: an entry of each map, and a reader. */
const root = (readers: readonly string[], providers: readonly string[] = ["wallet"]): object => ({
  source: "./root",
  owner: "agents",
  secrets: {
    own: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN, policy_mode: "ADDITIVE", key_access: "KEY_POLICY" },
  },
  readers: Object.fromEntries(readers.map((role_arn, index) => [`reader${index}`, { role_arn }])),
  payment_providers: Object.fromEntries(
    providers.map((name) => [
      name,
      {
        vendor: "CoinbaseCDP",
        api_key_id: "key-1",
        api_key_secret: { secret: "own", json_key: "api_key" },
        wallet_secret: { secret: "own", json_key: "wallet" },
        readers: readers.map((_, index) => `reader${index}`),
      },
    ]),
  ),
});

/** The same by modules of their own. */
const SINGLE: Readonly<Record<string, object>> = {
  wallet: {
    source: "./root",
    owner: "agents",
    secrets: { own: { secret_arn: SECRET_ARN, policy_mode: "NONE" } },
    payment_providers: {
      wallet: {
        vendor: "CoinbaseCDP",
        api_key_id: "key-1",
        api_key_secret: { secret: "own", json_key: "api_key" },
        wallet_secret: { secret: "own", json_key: "wallet" },
      },
    },
  },
  policy: {
    source: "./secret-policy",
    owner: "agents",
    secret_arn: SECRET_ARN,
    readers: { runtime: ROLE_ARN },
    policy_mode: "ADDITIVE",
  },
  key: {
    source: "./key-policy-statement",
    owner: "agents",
    secret_arn: SECRET_ARN,
    kms_key_arn: KEY_ARN,
    roles: { runtime: ROLE_ARN },
  },
};
const counted = (modules: Readonly<Record<string, object>>, count: number): object =>
  Object.fromEntries(Object.entries(modules).map(([name, module]) => [name, { ...module, count }]));

async function applied(modules: object): Promise<Workspace> {
  const workspace = await inModules("", inSandbox(sandbox));
  await write(workspace, modules);
  await workspace.apply();
  expect((await workspace.plan()).isEmpty).toBe(true);
  return workspace;
}

async function write(workspace: Workspace, modules: object): Promise<void> {
  await workspace.write({ "main.tf.json": configuration(modules) });
  await workspace.init();
}

function expectGone(): void {
  expect(names()).toEqual([]);
  expect(reads(sandbox, ROLE_ARN)).toEqual(NOTHING);
  expect(sandbox.secrets.of(SECRET_ARN).policy).toBe(FOREIGN_SECRET_POLICY);
  expect(sandbox.keys.of(KEY_ARN).policy).toBe(FOREIGN_KEY_POLICY);
}

const ALL = { "the root module": { identity: root([ROLE_ARN]) }, "modules of their own": SINGLE };

describeWithTerraform("what leaves a configuration of modules leaves AWS (P5)", () => {
  test("an entry of a map, and no other", async () => {
    const workspace = await applied({ identity: root([ROLE_ARN, OTHER_ROLE_ARN], ["wallet", "other"]) });
    expect(names().sort()).toEqual(["other", "wallet"]);
    expect(reads(sandbox, OTHER_ROLE_ARN)).toEqual(EVERYTHING);
    await write(workspace, { identity: root([ROLE_ARN]) });
    await workspace.apply();
    expect(names()).toEqual(["wallet"]);
    expect([reads(sandbox, ROLE_ARN), reads(sandbox, OTHER_ROLE_ARN)]).toEqual([EVERYTHING, NOTHING]);
    await write(workspace, { identity: root([], []) });
    await workspace.apply();
    expectGone();
  });

  test.each(Object.entries(ALL))("with count = 0, after which the block of %s may go", async (_, modules) => {
    const workspace = await applied(counted(modules, 1));
    expect(reads(sandbox, ROLE_ARN)).toEqual(EVERYTHING);
    await write(workspace, counted(modules, 0));
    await workspace.apply();
    expectGone();
    await write(workspace, {});
    expect((await workspace.plan()).isEmpty).toBe(true);
  });

  test.each(Object.entries(ALL))(
    "a module block that is dropped: check names all that stays of %s",
    async (_, modules) => {
      const workspace = await applied(modules);
      await write(workspace, {});
      const result = await checkedIn(sandbox, workspace);
      const left = result.findings.filter(({ rule }) => rule.id === "AGC030").filter(fails);
      expect(left.map(({ subject }) => subject).sort()).toEqual([KEY_ARN, SECRET_ARN, "wallet"].sort());
      expect(left.map(({ detail }) => detail).join()).toContain(
        "of a module set count = 0 and apply before the block goes",
      );
      expect(exitCodeOf(result, false)).toBe(1);
      expect(result.rows.filter(({ principal }) => principal === ROLE_ARN)).toMatchObject([
        { read: { verdict: "allowed" }, decrypt: { verdict: "allowed" } },
      ]);

      await write(workspace, counted(modules, 0));
      const removed = await checkedIn(sandbox, workspace);
      expect(removed.findings.filter(({ rule }) => rule.id === "AGC030").filter(fails)).toEqual([]);
      expect(removed.rows.map(({ principal }) => principal)).not.toContain(ROLE_ARN);
    },
  );
});

describeWithTerraform("two owners (O1, O2)", () => {
  const policy = (owner: string): object => ({
    source: "./secret-policy",
    owner,
    secret_arn: SECRET_ARN,
    readers: { runtime: owner === "a" ? ROLE_ARN : OTHER_ROLE_ARN },
  });

  test("of one exclusive policy: the plan stops in another workspace, and with another instance once one has written", async () => {
    const world = { secrets: { [SECRET_ARN]: { secretString: {} } } };
    const workspace = await inModules("", { ...inSandbox(sandbox), world });
    await write(workspace, { one: policy("a") });
    await workspace.apply();
    expect((await workspace.plan()).isEmpty).toBe(true);
    await write(workspace, { one: policy("a"), two: policy("b") });
    await expect(workspace.plan()).rejects.toThrow(
      /holds statements that are not marked as those of b\/default: AgentCoreIdentity[0-9a-f]{12}ReadersForADefault/,
    );
    await write(workspace, { one: policy("a") });
    await workspace.terraform("workspace", "new", "prod");
    await expect(workspace.plan()).rejects.toThrow("not marked as those of a/prod");
  });

  test("of one exclusive policy in one configuration: check says so before the first apply", async () => {
    const workspace = await inModules("", inSandbox(sandbox));
    await write(workspace, { one: policy("a"), two: policy("b") });
    const { json } = await workspace.plan();
    const result = resultOf(
      "plan.json",
      modelWith(sourceOfPlan(json, "plan.json"), { policies: [], account: "111122223333" }),
    );
    expect(result.findings.filter(fails).map(({ rule, subject }) => `${rule.id} ${subject}`)).toContain(
      `AGC026 ${SECRET_ARN}`,
    );
  });
});
