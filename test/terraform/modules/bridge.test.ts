import { cp, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { modelWith } from "../../../src/plan/model-with";
import { resultOf } from "../../../src/report/result";
import { ownerSidPrefix } from "../../../src/access/statement-owner";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../../bridge/support/objects";
import { defaultKeyPolicy } from "../../cli/support";
import { KEY_ARN, OTHER_ROLE_ARN, OTHER_SECRET_ARN as WALLET_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";
import { accountWith, changesIn, inSandbox } from "../account";
import { findCanary, newCanary } from "../canary";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { repository } from "../harness/paths";
import { endAll } from "../harness/run";
import type { Workspace } from "../workspace";
import { inModules, MODULES } from "./modules";

const OWNER = "agents";
const PREFIX = ownerSidPrefix({ owner: `${OWNER}/default`, secretArn: SECRET_ARN });
const canary = newCanary();
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await accountWith(["api_key", "wallet", "second"], canary);
});
afterEach(() => sandbox.close());

const configuration = (module: object, region = "us-east-1"): object => ({ provider: { aws: { region } }, module });

const provider = (inputs: object = {}): object => ({
  vendor: "CoinbaseCDP",
  api_key_id: "key-1",
  api_key_secret: { secret: "own", json_key: "api_key" },
  wallet_secret: { secret: "own", json_key: "wallet" },
  ...inputs,
});
const wallets = (payment_providers: object, others: object = {}): object => ({
  source: "./root",
  owner: OWNER,
  secrets: {
    own: { secret_arn: SECRET_ARN, policy_mode: "NONE" },
    other: { secret_arn: WALLET_ARN, policy_mode: "NONE" },
  },
  payment_providers,
  ...others,
});
const wallet = (inputs: object = {}): object => wallets({ wallet: provider(inputs) });

async function started(main: object): Promise<Workspace> {
  const workspace = await inModules("", inSandbox(sandbox));
  await change(workspace, main);
  return workspace;
}

async function change(workspace: Workspace, main: object): Promise<void> {
  await workspace.write({ "main.tf.json": main });
  await workspace.init();
}

const changes = (): string[] => changesIn(sandbox);
const names = (): string[] => sandbox.providers.list("payment").map(({ name }) => name);

describeWithTerraform("a payment provider of the module", () => {
  test("is made, changed in place, left alone and removed", async () => {
    const main = (inputs?: object): object => ({
      ...configuration({ wallet: wallet(inputs) }),
      output: { arn: { value: "${module.wallet.payment_providers.wallet.arn}" } },
    });
    const workspace = await started(main({ tags: { team: "a" } }));
    await workspace.apply();
    expect(changes()).toEqual(["CreatePaymentCredentialProvider"]);
    const [made] = sandbox.providers.list("payment");
    expect(Object.values(made?.secrets ?? {})).toEqual([
      { source: "EXTERNAL", secretArn: SECRET_ARN, jsonKey: "api_key" },
      { source: "EXTERNAL", secretArn: SECRET_ARN, jsonKey: "wallet" },
    ]);
    const second = await workspace.plan();
    expect(second.isEmpty).toBe(true);
    expect(second.outputs.arn?.after).toBe(made?.arn);

    await change(workspace, main({ wallet_secret: { secret: "own", json_key: "second" } }));
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({
      replace: [
        'module.wallet.terraform_data.payment_confirmation["wallet"]',
        'module.wallet.terraform_data.payment_content["wallet"]',
      ],
    });
    await workspace.apply(plan);
    expect(changes().slice(1)).toEqual(["UpdatePaymentCredentialProvider", "UntagResource"]);
    expect(sandbox.providers.list("payment")[0]).toMatchObject({ tags: {}, createdTime: made?.createdTime });
    expect((await workspace.plan()).isEmpty).toBe(true);

    await workspace.destroy();
    expect(changes().slice(3)).toEqual(["DeletePaymentCredentialProvider"]);
    expect((await workspace.state()).isEmpty).toBe(true);
    expect(await findCanary(workspace, canary)).toEqual([]);
  });

  test("goes with its entry, and no other does; from wherever the package is now", async () => {
    const main = (source: string, ...all: string[]): object =>
      configuration({ wallet: wallets(Object.fromEntries(all.map((name) => [name, provider()])), { source }) });
    const source = "./root";
    const workspace = await started(main(source, "one", "two"));
    await workspace.apply();
    expect(names().sort()).toEqual(["one", "two"]);

    // Another version of the package, somewhere else: the first one is gone.
    await cp(MODULES, join(workspace.folder, "v2/modules"), { recursive: true });
    await symlink(join(repository, "assets"), join(workspace.folder, "v2/assets"));
    await rm(join(workspace.folder, source), { recursive: true });
    await change(workspace, main(`./v2/modules/${source}`, "one", "two"));
    expect((await workspace.plan()).isEmpty).toBe(true);

    await change(workspace, main(`./v2/modules/${source}`, "two"));
    await workspace.apply();
    expect(names()).toEqual(["two"]);
    await workspace.destroy();
    expect(names()).toEqual([]);
  });

  test("is made whole by one more apply after kill -9", async () => {
    const workspace = await started(configuration({ wallet: wallet() }));
    sandbox.intercept = ({ operation }, phase) => {
      if (operation === "CreatePaymentCredentialProvider" && phase === "before") endAll();
      return undefined;
    };
    await expect(workspace.apply()).rejects.toThrow();
    sandbox.intercept = undefined;
    await workspace.apply();
    expect(names()).toEqual(["wallet"]);
    expect((await workspace.plan()).isEmpty).toBe(true);
    await workspace.destroy();
    expect(names()).toEqual([]);
  });

  const refused = async (main: object, inWallet: object): Promise<string> => {
    const secrets = { [SECRET_ARN]: { secretString: { api_key: canary } }, [WALLET_ARN]: { secretString: inWallet } };
    const workspace = await inModules("", { world: { secrets } });
    await change(workspace, main);
    return workspace.plan().then(
      () => "planned",
      (error: Error) => error.message,
    );
  };

  test("stops the plan at a JSON key that is not there, and shows no value", async () => {
    const wallet_secret = { secret: "other", json_key: "wallet" };
    const main = configuration({ wallet: wallet({ wallet_secret, verify_json_key: true }) });
    const message = await refused(main, { api_key: canary, purse: canary, "sk-live-51HzZq": "x" });
    expect(message).toContain(
      `Secret ${WALLET_ARN} has no JSON key 'wallet'; it has: api_key, purse, (one that does not look like a name).`,
    );
    expect(message).not.toContain("sk-live");
    expect(message).not.toContain(SECRET_ARN);
    expect(message).not.toContain("canary");
    expect(await refused(main, { wallet: canary })).toBe("planned");
  });

  test("stops the plan in another Region than the secrets'", async () => {
    expect(await refused(configuration({ wallet: wallet() }, "us-west-2"), {})).toContain(
      'payment_providers["wallet"]: region "us-east-1" of the secret or key is not the credential provider\'s, us-west-2, and AgentCore Identity reads nothing of another Region.',
    );
  });
});

describeWithTerraform("policies that others write, too", () => {
  const policies = (): (string | undefined)[] => [
    sandbox.secrets.of(SECRET_ARN).policy,
    sandbox.keys.of(KEY_ARN).policy,
  ];
  /** What stands before our statements. */
  const foreign = (text: string): string => text.slice(0, text.lastIndexOf("}\n") + 1);

  const shared = (roles: Readonly<Record<string, string>>): object => ({
    ...configuration({
      wallet: wallet(),
      readers: {
        source: "./reader-policy",
        credential_provider: { kind: "payment", name: "wallet" },
        secret: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN },
        readers: Object.fromEntries(Object.entries(roles).map(([name, role_arn]) => [name, { role_arn }])),
      },
      policy: {
        source: "./secret-policy",
        secret_arn: SECRET_ARN,
        readers: roles,
        policy_mode: "ADDITIVE",
        owner: OWNER,
      },
      key: {
        source: "./key-policy-statement",
        secret_arn: SECRET_ARN,
        kms_key_arn: KEY_ARN,
        roles,
        owner: OWNER,
      },
    }),
    output: { sid_prefix: { value: "${module.key.sid_prefix}" } },
  });

  test("get exactly our statements beside the foreign ones, and lose exactly ours", async () => {
    const workspace = await started(shared({ runtime: ROLE_ARN }));
    const first = await workspace.plan();
    expect(first.outputs.sid_prefix?.after).toBe(PREFIX);
    const check = resultOf(
      "plan.json",
      modelWith(sourceOfPlan(first.json, "plan.json"), {
        policies: [defaultKeyPolicy(KEY_ARN)],
        account: "111122223333",
      }),
    );
    expect(check.rows.filter(({ principal }) => principal === ROLE_ARN)).toMatchObject([
      { use: { verdict: "allowed" }, read: { verdict: "allowed" }, decrypt: { verdict: "allowed" } },
    ]);
    expect(check.rows.map(({ principal }) => principal)).not.toContain(OTHER_ROLE_ARN);

    await workspace.apply(first);
    expect((await workspace.plan()).isEmpty).toBe(true);
    for (const [index, text] of [FOREIGN_SECRET_POLICY, FOREIGN_KEY_POLICY].entries()) {
      expect(policies()[index]?.startsWith(foreign(text))).toBe(true);
      expect(policies()[index]).toContain(`"${PREFIX}`);
      expect(policies()[index]).toContain(ROLE_ARN);
      expect(policies()[index]).not.toContain(OTHER_ROLE_ARN);
    }

    await change(workspace, shared({ runtime: ROLE_ARN, gateway: OTHER_ROLE_ARN }));
    const second = await workspace.plan();
    expect(second.summary.replace?.filter((address) => address.endsWith("removal"))).toEqual([]);
    await workspace.apply(second);
    for (const policy of policies()) expect(policy).toContain(OTHER_ROLE_ARN);

    await workspace.destroy();
    expect(policies()).toEqual([FOREIGN_SECRET_POLICY, FOREIGN_KEY_POLICY]);
    expect(names()).toEqual([]);
  });

  test("come when the whole policy is gone, if it was ours", async () => {
    const policy = (policy_mode: string): object =>
      configuration({
        policy: {
          source: "./secret-policy",
          secret_arn: SECRET_ARN,
          readers: { runtime: ROLE_ARN },
          policy_mode,
          owner: OWNER,
        },
      });
    const world = { secrets: { [SECRET_ARN]: { secretString: {} } } };
    const workspace = await inModules("", { ...inSandbox(sandbox), world });
    await change(workspace, policy("EXCLUSIVE"));
    await workspace.apply();
    await change(workspace, policy("ADDITIVE"));
    const { text } = await workspace.terraform("apply", "-auto-approve", "-input=false");
    const gone = text.indexOf("aws_secretsmanager_secret_policy.this[0]: Destruction complete");
    expect(gone).toBeGreaterThan(0);
    expect(text.indexOf("terraform_data.removal[0]: Creating")).toBeGreaterThan(gone);
    expect(sandbox.secrets.of(SECRET_ARN).policy).toContain(`"${PREFIX}`);
  });
});
