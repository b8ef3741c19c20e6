import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../src/cli/commands/inventory";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { account, ACCOUNT, CANARY } from "../live/support/account";
import { reader } from "../live/support/worlds";
import { google, GOOGLE_SECRET, snapshot } from "../migrate/support/snapshot";
import { CommandLine } from "./command-line";

const line = new CommandLine(run);
const out = (): string => join(line.folder, "out");
const EXTERNAL = { secretId: GOOGLE_SECRET, jsonKey: "client_secret" };
const external = () => line.file("e.json", snapshot({ oauth2: { value: [google("google", { external: EXTERNAL })] } }));

describe("inventory --write", () => {
  test("of an account writes what there is, and no value", async () => {
    const before = { ...process.env };
    const sandbox: Sandbox = await account();
    try {
      const { accessKeyId } = sandbox.principals.assume(reader(ACCOUNT), "verify");
      Object.assign(process.env, sandbox.environment, { AWS_ACCESS_KEY_ID: accessKeyId });
      const ran = await line.run("--write", "cdktf", "--out", out(), "--json");
      expect(ran.exitCode).toBe(0);
      const { written, providers } = JSON.parse(ran.out) as { written: Record<string, object[]>; providers: object[] };
      expect(written.files).toEqual(["main.ts", "cdktf.json"]);
      expect(written.providers).toHaveLength(3);
      expect(written.leftOut).toEqual([
        { arn: expect.stringContaining("/kept") as string, why: expect.stringContaining("MANAGED") as string },
      ]);
      expect(providers).toHaveLength(4);
      const files = readdirSync(out()).map((name) => readFileSync(join(out(), name), "utf8"));
      expect([ran.out, ran.error, ...files].join()).not.toContain(CANARY);
      expect(files.join()).toContain("PaymentVendor.coinbaseCdp({");
      expect(sandbox.calls.map(({ operation }) => operation)).not.toContain("GetSecretValue");
    } finally {
      process.env = before;
      await sandbox.close();
    }
  });

  test("tells beside the table what it wrote, what the first plan shows and the way back", async () => {
    const { out: text, error } = await line.run("--from", external(), "--write", "hcl", "--out", out());
    expect(error).toBe("");
    expect(text.replaceAll(line.folder, "/srv")).toMatchSnapshot();
    const csv = await line.run("--from", external(), "--write", "hcl", "--out", `${out()}2`, "--csv");
    expect(csv.out).not.toContain("Terraform for");
    expect(csv.error).toContain("Terraform for 1 credential provider");
  });

  test("is not written over something else, and says so before it reads", async () => {
    writeFileSync(join(line.folder, "mine"), "");
    const { exitCode, error, out: text } = await line.run("--from", "missing", "--write", "hcl", "--out", line.folder);
    expect({ exitCode, text }).toEqual({ exitCode: 1, text: "" });
    expect(error).toContain("is not empty: give a new folder by --out");
    expect(existsSync(join(line.folder, "main.tf"))).toBe(false);
  });

  test("fails where there is nothing to write, and makes no folder", async () => {
    const from = line.file("m.json", snapshot());
    const { exitCode, out: text } = await line.run("--from", from, "--write", "hcl", "--out", out());
    expect(exitCode).toBe(1);
    expect(text).toContain("Nothing was written");
    expect(existsSync(out())).toBe(false);
  });

  test.each([
    [["--write", "hcl"], "--write wants --out DIR."],
    [["--out", "x"], "say --write hcl or --write cdktf, too."],
    [["--write", "yaml", "--out", "x"], "--write wants hcl or cdktf."],
    [["--write", "hcl", "--out", "x", "--edition", "cdktn"], "--edition says for which engine a program is"],
    [["--write", "cdktf", "--out", "x", "--edition", "cdk"], "--edition wants cdktf or cdktn."],
    [["--write", "cdktf", "--out", "x", "--engine", "awscc"], "--engine wants native or bridge."],
    [["--provider", "google"], "--provider says what is written"],
  ])("%j is refused", async (args, message) => {
    const { exitCode, error } = await line.run(...args);
    expect({ exitCode, error }).toEqual({ exitCode: 2, error: expect.stringContaining(message) as string });
  });

  test("by the bridge HCL is refused, with a way out", async () => {
    const args = ["--from", external(), "--write", "hcl", "--engine", "bridge", "--out", out()];
    const { exitCode, error } = await line.run(...args);
    expect({ exitCode, error }).toEqual({ exitCode: 1, error: expect.stringContaining("say --write cdktf") as string });
  });
});
