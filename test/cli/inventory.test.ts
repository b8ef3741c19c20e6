import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/commands/inventory";
import { snapshot } from "../../src/cli/commands/snapshot";
import type { Inventory } from "../../src/inventory/inventory";
import type { Sandbox } from "../../src/sandbox/sandbox";
import {
  account as inSandbox,
  ACCOUNT as OF_SANDBOX,
  allowing,
  CANARY,
  KEY_ARN,
  READS,
  SECRET_ARN,
} from "../live/support/account";
import { reader } from "../live/support/worlds";
import { account, letting, listed, OTHER, region, SECRET, secret, denied, AGENT, NOW } from "../inventory/world";
import { CommandLine } from "./command-line";

const line = new CommandLine(([command, ...args]) =>
  command === "snapshot" ? snapshot.run(args) : run(command === undefined ? args : [command, ...args]),
);
const kept = (...accounts: object[]): string =>
  line.file("snapshot.json", { format: "agentcore-identity/snapshot/1", takenAt: NOW, accounts });

describe("of a snapshot", () => {
  const sound = account();
  const orphan = account({
    regions: [region({ listed: { value: [listed(SECRET), listed(OTHER)] } })],
    secrets: [secret(SECRET), secret(OTHER, { policy: { value: letting(AGENT) } })],
  });
  const open = account({ identities: denied("iam:GetAccountAuthorizationDetails") });

  test.each([
    ["all is known and used", sound, 0, 0],
    ["there is an orphan", orphan, 0, 1],
    ["something is not known", open, 0, 3],
  ])("where %s the exit code is as documented", async (_, one, plain, strict) => {
    expect((await line.run("--from", kept(one))).exitCode).toBe(plain);
    expect((await line.run("--from", kept(one), "--strict")).exitCode).toBe(strict);
  });

  test("as data, with its format", async () => {
    const { out } = await line.run("--from", kept(orphan), "--json");
    expect(JSON.parse(out)).toMatchObject({
      format: "agentcore-identity/inventory/1",
      takenAt: NOW,
      providers: [{ name: "google", secrets: [{ source: "EXTERNAL", readers: [{ principal: AGENT }] }] }],
      orphans: [{ kind: "secretStatement", subject: OTHER, id: "AgentCoreIdentityReaders" }],
      unknowns: [],
    });
  });

  test("as a line for each secret, and as a page for its owner alone", async () => {
    const page = join(line.folder, "inventory.html");
    const { out } = await line.run("--from", kept(sound), "--csv", "--html", page);
    expect(out.split("\r\n")).toHaveLength(3);
    expect(readFileSync(page, "utf8")).toContain("prod/google-AbCdEf");
    expect(statSync(page).mode & 0o777).toBe(0o600);
  });

  test.each([
    [["--csv", "--json"], "Give --csv or --json"],
    [["--from", "x", "--account", "a=b"], "--from is read instead of accounts"],
    [["--from", "x", "--json-keys"], "a snapshot holds no value: leave out --from"],
  ])("%j is refused", async (args, message) => {
    const { exitCode, error } = await line.run(...args);
    expect({ exitCode, error }).toEqual({ exitCode: 2, error: expect.stringContaining(message) as string });
  });

  test("what is no snapshot fails, with a way out", async () => {
    const { exitCode, error } = await line.run("--from", line.file("plan.json", {}));
    expect({ exitCode, error }).toEqual({ exitCode: 1, error: expect.stringContaining("write one with") as string });
  });
});

describe("of an account", () => {
  const BEFORE = { ...process.env };
  const LEFT = SECRET_ARN.replace("agents-AbCdEf", "left-AbCdEf");
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await inSandbox();
    sandbox.secrets.add(LEFT, JSON.stringify({ key: CANARY }), { policy: letting(reader(OF_SANDBOX)) });
    const { accessKeyId } = sandbox.principals.assume(reader(OF_SANDBOX), "verify");
    Object.assign(process.env, sandbox.environment, { AWS_ACCESS_KEY_ID: accessKeyId });
  });
  afterEach(async () => {
    process.env = { ...BEFORE };
    await sandbox.close();
  });

  test("reads it, with what was left in policies of other secrets, and no value", async () => {
    const page = join(line.folder, "page.html");
    const { exitCode, out, error } = await line.run("--json", "--html", page);
    expect(exitCode).toBe(0);
    const found = JSON.parse(out) as { providers: { name: string }[]; orphans: object[] };
    expect(found.providers.map(({ name }) => name).sort()).toEqual(["google", "kept", "wallet", "weather"]);
    expect(found.orphans).toContainEqual(expect.objectContaining({ kind: "secretStatement", subject: LEFT }));
    const others = [await line.run("--csv"), await line.run("--verbose")];
    const all = [out, error, readFileSync(page, "utf8"), ...others.flatMap((one) => [one.out, one.error])].join();
    expect(all).not.toContain(CANARY);
    expect(sandbox.calls.map(({ operation }) => operation)).not.toContain("GetSecretValue");
  });

  describe("with --json-keys", () => {
    const ODD = `${CANARY}-8f3K2m`;
    const TEAMS = SECRET_ARN.replace("agents-AbCdEf", "team/kept-AbCdEf");
    beforeEach(() => {
      const reads = allowing([...READS, "secretsmanager:GetSecretValue", "kms:Decrypt"]);
      sandbox.roles.put(reader(OF_SANDBOX), { reads });
      sandbox.secrets.add(TEAMS, JSON.stringify({ api_key: CANARY, [ODD]: CANARY }), { kmsKeyId: KEY_ARN });
    });
    const found = async (...args: string[]) => {
      const { out, error, exitCode } = await line.run("--json", "--json-keys", ...args);
      expect({ exitCode, error }).toEqual({ exitCode: 0, error: "" });
      expect(out).not.toContain(CANARY);
      const inventory = JSON.parse(out) as Inventory;
      const kept = inventory.providers.find(({ name }) => name === "kept");
      return { ...inventory, candidates: kept?.secrets[0]?.candidates };
    };
    const reads = () => sandbox.calls.filter(({ operation }) => operation === "GetSecretValue").length;

    test("candidates are read once, for the names of their keys alone", async () => {
      const { candidates, valueReads } = await found();
      expect(candidates).toEqual([
        {
          secret: TEAMS,
          name: "team/kept",
          because: [
            "its JSON key api_key is called like the credential",
            "its name holds the provider's",
            "its JSON keys: api_key, (one that does not look like a name)",
          ],
          jsonKeys: ["api_key", "(one that does not look like a name)"],
        },
      ]);
      expect(valueReads).toEqual([TEAMS]);
      expect(reads()).toBe(1);
      const page = join(line.folder, "page.html");
      const others = [await line.run("--json-keys", "--html", page), await line.run("--json-keys", "--csv")];
      expect([...others.flatMap((one) => [one.out, one.error]), readFileSync(page, "utf8")].join()).not.toContain(
        CANARY,
      );
      expect(others.map((one) => (one.out + one.error).includes("CloudTrail records each"))).toEqual([true, true]);
    });

    test("none is read without it", async () => {
      await line.run();
      expect(reads()).toBe(0);
    });

    test.each([
      ["secretsmanager:GetSecretValue", "kms:Decrypt"],
      ["kms:Decrypt", "secretsmanager:GetSecretValue"],
    ])("without %s that is what is missing", async (missing, has) => {
      sandbox.roles.put(reader(OF_SANDBOX), { reads: allowing([...READS, has]) });
      const { candidates, unknowns } = await found();
      expect(candidates?.[0]?.jsonKeys).toBeUndefined();
      expect(unknowns).toContainEqual(expect.objectContaining({ subject: TEAMS, missing }));
    });
  });

  test("a permission that is missing is named", async () => {
    sandbox.roles.put(reader(OF_SANDBOX), {
      reads: allowing(READS.filter((action) => action !== "secretsmanager:ListSecrets")),
    });
    const { out } = await line.run();
    expect(out).toContain("secretsmanager:ListSecrets on account 111122223333, us-east-1 is denied to the caller");
  });

  test("a snapshot has other secrets with --every-secret alone", async () => {
    expect((await line.run("snapshot", "--every-secret")).out).toContain("AgentCoreIdentityReaders");
    expect((await line.run("snapshot")).out).not.toContain("AgentCoreIdentityReaders");
  });
});
