import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditEvent } from "../../src/sandbox/audit";
import { agentStatements } from "../sandbox/support/statements";
import { AGENT, errorOf, IAM_DECIDES, KEY_ARN, SECRET_ARN } from "../sandbox/support/world";
import { Program } from "./program";

const STRANGER = "arn:aws:iam::111122223333:role/stranger";
const SEED = {
  keys: { [KEY_ARN]: { policy: IAM_DECIDES } },
  secrets: { [SECRET_ARN]: { value: { api_key: "canary-key" }, kmsKeyId: KEY_ARN } },
  roles: {
    [AGENT]: { policies: { use: { Version: "2012-10-17", Statement: agentStatements() } } },
    [STRANGER]: { accessKeyId: "AKIASTRANGER00001" },
  },
};

let folder: string;
const programs: Program[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentcore-identity-cli-"));
});
afterEach(() => {
  programs.splice(0).forEach((program) => program.end());
  rmSync(folder, { recursive: true });
});

function started(...args: readonly string[]): Program {
  const program = new Program(...args);
  programs.push(program);
  return program;
}

function seedFile(seed: unknown): string {
  const file = join(folder, "seed.json");
  writeFileSync(file, typeof seed === "string" ? seed : JSON.stringify(seed));
  return file;
}

const read = async (endpoint: string, accessKeyId: string): Promise<string | undefined> => {
  const credentials = { accessKeyId, secretAccessKey: "x" };
  const client = new SecretsManagerClient({ endpoint, region: "us-east-1", maxAttempts: 1, credentials });
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId: SECRET_ARN }))).SecretString;
  } finally {
    client.destroy();
  }
};

interface Greeting {
  readonly endpoint: string;
  readonly isEnforced: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly accessKeys: Readonly<Record<string, string>>;
}

describe("agentcore-identity sandbox", () => {
  test("serves the seed's account to other processes, and tells each event in a line of JSON", async () => {
    const program = started("sandbox", "--json", "--seed", seedFile(SEED));
    const { endpoint, isEnforced, environment, accessKeys } = JSON.parse(await program.line()) as Greeting;
    expect([isEnforced, environment.AWS_ENDPOINT_URL]).toEqual([true, endpoint]);
    expect(await read(endpoint, accessKeys[AGENT] ?? "")).toBe('{"api_key":"canary-key"}');
    expect(accessKeys[STRANGER]).toBe("AKIASTRANGER00001");
    expect(await errorOf(read(endpoint, "AKIASTRANGER00001"))).toContain(
      `${STRANGER} needs secretsmanager:GetSecretValue`,
    );
    const events: AuditEvent[] = [];
    for (let count = 0; count < 3; count++) events.push(JSON.parse(await program.line()) as AuditEvent);
    expect(events.map(({ eventName, errorCode }) => `${eventName} ${errorCode ?? "ok"}`)).toEqual([
      "Decrypt ok",
      "GetSecretValue ok",
      "GetSecretValue AccessDenied",
    ]);
    const { exitCode, stdout, stderr } = await program.interrupted();
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).not.toContain("canary");
  });

  test("tells a person what to export, and each event in words without colour", async () => {
    const program = started("sandbox", "--seed", seedFile(SEED));
    const address = /http:\S+\d/.exec(await program.line())?.[0] ?? "";
    await errorOf(read(address, "AKIASTRANGER00001"));
    for (let line = ""; !line.includes("GetSecretValue");) line = await program.line();
    const { exitCode, stdout } = await program.interrupted();
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`  export AWS_ENDPOINT_URL=${address}\n`);
    expect(stdout).toContain(`  AWS_ACCESS_KEY_ID=AKIASTRANGER00001 is ${STRANGER}\n`);
    expect(stdout).toContain("secretsmanager.amazonaws.com GetSecretValue by stranger: AccessDenied: User: ");
    expect(stdout).not.toContain("\u001b");
  });

  test("without a seed lets everybody do everything", async () => {
    const program = started("sandbox", "--json");
    const { isEnforced, endpoint } = JSON.parse(await program.line()) as Greeting;
    expect(isEnforced).toBe(false);
    expect(await errorOf(read(endpoint, "AKIASANDBOXDEPLOYER"))).toContain("ResourceNotFoundException");
    expect((await program.interrupted()).exitCode).toBe(0);
  });

  test("says that a port is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { exitCode, stderr } = await started(
      "sandbox",
      "--port",
      String((server.address() as AddressInfo).port),
    ).finished();
    await new Promise((resolve) => server.close(resolve));
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("EADDRINUSE") as string]);
  });

  test("has help", async () => {
    const { exitCode, stdout } = await started("sandbox", "--help").finished();
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining("--seed FILE") as string]);
  });

  test.each([
    ["an unknown option", ["--what"], "There is no option --what"],
    ["a port that is none", ["--port", "70000"], '--port "70000" is no port'],
    ["a seed that is not there", ["--seed", "nowhere.json"], "the seed cannot be read"],
  ])("refuses %s", async (_, args, reason) => {
    const { exitCode, stderr } = await started("sandbox", ...args).finished();
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(reason) as string]);
  });

  test("refuses a seed that is wrong, before it serves, and does not quote it", async () => {
    const { exitCode, stdout, stderr } = await started("sandbox", "--seed", seedFile('{"canary')).finished();
    expect([exitCode, stdout, stderr]).toEqual([2, "", "agentcore-identity sandbox: the seed is not JSON.\n"]);
  });
});

describe("agentcore-identity", () => {
  test.each([
    ["--help", 0, "stdout", "Usage: agentcore-identity COMMAND"],
    ["--version", 0, "stdout", "0.0.0"],
    ["constructor", 2, "stderr", 'There is no command "constructor".'],
  ] as const)("%s", async (name, code, stream, text) => {
    const finished = await started(name).finished();
    expect([finished.exitCode, finished[stream]]).toEqual([code, expect.stringContaining(text) as string]);
  });

  test("alone tells its commands", async () => {
    const { exitCode, stderr } = await started().finished();
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("  sandbox ") as string]);
  });
});
