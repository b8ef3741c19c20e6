import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Sandbox } from "../../src/sandbox/sandbox";
import { CANARY, furnish, SECRET_ARN, SUBJECTS } from "./support/objects";
import { isolated, run, useSandbox } from "./support/runs";
import { Spawned, spawned } from "./support/spawned";

const ROOT = join(__dirname, "../..");
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  sandbox.providers.pendingLooks = 0;
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

test("the committed bundles are what the sources give", () => {
  const output = execFileSync(process.execPath, ["node_modules/tsx/dist/cli.mjs", "tools/bundle.ts", "--check"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(output.replace(/\d+ bytes/g, "").split("\n")).toEqual([
    "src/report/page/assets.ts: ",
    "assets/agentcore-identity-bridge.cjs: ",
    "assets/agentcore-identity.cjs: ",
    "assets/agentcore-identity-sandbox.cjs: ",
    "assets/agentcore-identity-live.cjs: ",
    "assets/NOTICE: ",
    "",
  ]);
}, 30_000);

describe("the bundle", () => {
  test("takes its input from the environment or from standard input, and prints one line of JSON", async () => {
    const { input } = SUBJECTS.oauth2;
    const first = await spawned(sandbox, "apply", input).finished();
    expect(first).toMatchObject({
      exitCode: 0,
      result: { verb: "apply", kind: "oauth2", outcome: "created", status: "READY" },
    });
    expect(first.stdout.trimEnd().split("\n")).toHaveLength(1);
    const second = await new Spawned(["read"], isolated(sandbox), JSON.stringify(input)).finished();
    expect(second).toMatchObject({
      exitCode: 0,
      result: { outcome: "present", callbackUrl: first.result?.callbackUrl, tags: { team: "agents" } },
    });
  });

  test("never shows a secret, nor a credential, to anybody", async () => {
    const seen: string[] = [];
    for (const { input } of Object.values(SUBJECTS)) {
      for (const verb of ["apply", "read", "remove"] as const) {
        const child = spawned(sandbox, verb, input);
        sandbox.intercept = () => {
          seen.push(child.seen().replaceAll("sandbox-secret-access-key", ""));
          sandbox.intercept = undefined;
          return undefined;
        };
        const { exitCode, stdout, stderr } = await child.finished();
        expect(exitCode).toBe(0);
        seen.push(stdout, stderr);
      }
    }
    expect(sandbox.secrets.of(SECRET_ARN).value).toContain(CANARY);
    expect(seen.join("\n")).toContain("google-maps");
    expect(seen.filter((text) => text.includes(CANARY) || text.includes("sandbox-secret-access-key"))).toEqual([]);
    expect(sandbox.calls.map(({ operation }) => operation)).not.toContain("GetSecretValue");
  });

  test("says what is missing before it calls anything", async () => {
    const { AWS_REGION: _region, ...noRegion } = isolated(sandbox);
    const { AWS_ACCESS_KEY_ID: _key, AWS_SECRET_ACCESS_KEY: _secret, ...noCredentials } = isolated(sandbox);
    const input = JSON.stringify(SUBJECTS.apikey.input);
    const results = await Promise.all([
      new Spawned(["apply"], noRegion, input).finished(),
      new Spawned(["apply"], noCredentials, input).finished(),
      new Spawned(["apply"], isolated(sandbox)).finished(),
      new Spawned(["apply", input], isolated(sandbox)).finished(),
    ]);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([3, 3, 2, 2]);
    expect(results[0]?.stderr).toContain("There is no AWS Region. Set AWS_REGION");
    expect(results[1]?.stderr).toMatch(
      /There are no AWS credentials\.\n.*Terraform's provider block does not reach this program/,
    );
    expect(results[2]?.stderr).toContain("There is no input.");
    expect(results[3]?.stderr).toContain("the input is no argument");
    expect(sandbox.calls).toEqual([]);
  });

  test("has help and a version", async () => {
    const [help, version] = await Promise.all([
      new Spawned(["--help"], {}).finished(),
      new Spawned(["--version"], {}).finished(),
    ]);
    expect([help.exitCode, version.exitCode]).toEqual([0, 0]);
    expect(help.stdout).toContain("Exit codes: 0 done");
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

test("a role is assumed when the input says so, with its external ID", async () => {
  const roleArn = "arn:aws:iam::111122223333:role/bridge/writer";
  sandbox.externalIds.set(roleArn, "partner-7");
  const input = { ...SUBJECTS.apikey.input, assumeRoleArn: roleArn, assumeRoleSessionName: "apply-42" };
  const denied = await run("apply", input);
  expect(denied.exitCode).toBe(4);
  expect(denied.stderr).toContain(`AWS denied sts:AssumeRole on ${roleArn}`);
  expect((await run("apply", { ...input, assumeRoleExternalId: "partner-7" })).exitCode).toBe(0);
  const [create] = sandbox.calls.filter(({ operation }) => operation === "CreateApiKeyCredentialProvider");
  expect(create?.principal.arn).toBe("arn:aws:sts::111122223333:assumed-role/writer/apply-42");
});
