import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { inSandbox } from "../account";
import { Area } from "../harness/area";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { repository } from "../harness/paths";
import { Workspace } from "../workspace";

const run = promisify(execFile);

/** Makes the artifact as `npm run package` does; gives the path without `.zip`. */
async function pack(folder: string, timeZone: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(repository, "package.json"), "utf8")) as { version: string };
  await run(join(repository, "node_modules/.bin/tsx"), [join(repository, "tools/package.ts")], {
    env: { ...process.env, DIST_FOLDER: folder, TZ: timeZone },
  });
  return join(folder, `terraform-aws-agentcore-identity-${version}`);
}

const WALLET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:wallet-AbCdEf";

const consumer = (source: string): object => ({
  provider: { aws: { region: "us-east-1" } },
  module: {
    identity: {
      source,
      owner: "agents",
      secrets: {
        weather: { secret_arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-AbCdEf" },
        wallet: { secret_arn: WALLET, policy_mode: "NONE" },
      },
      readers: { agent: { role_arn: "arn:aws:iam::111122223333:role/agent" } },
      api_key_providers: { weather: { secret: "weather", json_key: "api_key", readers: ["agent"] } },
      payment_providers: {
        wallet: {
          vendor: "CoinbaseCDP",
          api_key_id: "key-1",
          api_key_secret: { secret: "wallet", json_key: "api_key" },
          wallet_secret: { secret: "wallet", json_key: "wallet" },
        },
      },
    },
    grant: {
      source: `${source}//modules/kms-grant`,
      secret_arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:maps-GhIjKl",
      kms_key_arn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      grantees: { agent: "arn:aws:iam::111122223333:role/agent" },
    },
  },
});

describeWithTerraform("the registry's artifact", () => {
  let area: Area;
  let packed: string;
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await Sandbox.start();
    sandbox.secrets.add(WALLET, "{}");
  });
  afterEach(() => sandbox.close());
  beforeAll(async () => {
    area = new Area();
    packed = await pack(area.make("one"), "Asia/Tokyo");
  });

  test("is the same, byte for byte, wherever it is made", async () => {
    const again = await pack(area.make("two"), "America/New_York");
    expect(await readFile(`${again}.zip`)).toEqual(await readFile(`${packed}.zip`));
  });

  test("has the standard structure, is formatted, and plans as its own tests want it", async () => {
    const workspace = await Workspace.ofFolder(packed);
    // The bridge's program, and whose work is in it.
    for (const file of ["agentcore-identity-bridge.cjs", "NOTICE"])
      expect(await readFile(join(packed, "assets", file))).toEqual(await readFile(join(repository, "assets", file)));
    for (const file of ["README.md", "LICENSE", "CHANGELOG.md", "main.tf", "variables.tf", "outputs.tf", "versions.tf"])
      expect(await readFile(join(packed, file), "utf8")).not.toBe("");
    await workspace.terraform("fmt", "-check", "-recursive");
    await workspace.init();
    // What it refuses is the same text, and tested where it comes from.
    expect((await workspace.test("-filter=tests/plan.tftest.hcl")).text).toMatch(/Success! \d+ passed, 0 failed\./);
  });

  test("has an example that plans", async () => {
    const workspace = await Workspace.ofFolder(join(packed, "examples/cross-account"), { root: packed });
    await workspace.init();
    expect((await workspace.plan()).summary.create).toHaveLength(4);
  });

  test.each(["the folder", "the ZIP file"])("is used from %s", async (form) => {
    const source = form === "the folder" ? packed : `file://${packed}.zip`;
    const workspace = await Workspace.ofFiles({ "main.tf.json": consumer(source) }, inSandbox(sandbox));
    await workspace.init();
    expect((await workspace.apply()).filter(({ action }) => action === "create")).toHaveLength(4);
    expect(sandbox.providers.list("payment").map(({ name }) => name)).toEqual(["wallet"]);
    expect((await workspace.plan()).isEmpty).toBe(true);
    await workspace.destroy();
    expect(sandbox.providers.list()).toEqual([]);
  });
});
