import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sandbox } from "../../src/sandbox/sandbox";
import { furnish, ROLE_ARN, SUBJECTS } from "./support/objects";
import { isolated } from "./support/runs";
import { Spawned } from "./support/spawned";

let sandbox: Sandbox;
/** Takes every request, and answers none. */
let silent: Server;
let silentUrl = "";
let folder = "";
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => void silent.listen(0, "127.0.0.1", resolve));
  silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), "bridge-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  silent.closeAllConnections();
  await new Promise((resolve) => void silent.close(resolve));
  await sandbox.close();
});

const INPUT = { ...SUBJECTS.apikey.input, timeoutSeconds: 2 };

/** The environment of the sandbox without its credentials. */
function withoutCredentials(more: Readonly<Record<string, string>>): Record<string, string> {
  const rest = Object.entries(isolated(sandbox)).filter(([name]) => !/^AWS_(ACCESS|SECRET|SESSION)/.test(name));
  return { ...Object.fromEntries(rest), PATH: process.env.PATH as string, HOME: folder, ...more };
}

const run = (environment: Readonly<Record<string, string>>, input: object = INPUT) =>
  new Spawned(["apply"], { ...environment, AGENTCORE_IDENTITY_BRIDGE_INPUT: JSON.stringify(input) }).finished();

/** Waits until a process runs no more; one that is killed may stay as an entry that nobody has asked for yet. */
async function gone(pid: string): Promise<void> {
  const runs = (): boolean => {
    const file = `/proc/${pid}/stat`;
    return existsSync(file) && !/\) [ZX] /.test(readFileSync(file, "utf8"));
  };
  while (runs()) await new Promise((resolve) => void setImmediate(resolve));
}

describe("the time limit covers everything from the start, and names what hung", () => {
  test("a credential endpoint", async () => {
    const environment = withoutCredentials({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${silentUrl}/credentials` });
    const { exitCode, stderr } = await run(environment);
    expect([exitCode, stderr]).toEqual([
      5,
      expect.stringContaining("The time limit of 2 s passed. What did not answer: the credential endpoint"),
    ]);
  });

  test("a credential_process, which is ended, too", async () => {
    const config = join(folder, "config");
    const pid = join(folder, "pid");
    writeFileSync(
      config,
      `[profile slow]\ncredential_process = sh -c 'echo $$ > ${pid}; exec sleep 100'\nregion = us-east-1\n`,
    );
    const { exitCode, stderr } = await run(withoutCredentials({ AWS_CONFIG_FILE: config, AWS_PROFILE: "slow" }));
    expect([exitCode, stderr]).toEqual([
      5,
      expect.stringContaining('What did not answer: the credential_process of profile "slow"'),
    ]);
    await gone(readFileSync(pid, "utf8").trim());
  });

  test("AssumeRole", async () => {
    const environment = { ...isolated(sandbox), AWS_ENDPOINT_URL_STS: silentUrl };
    const { exitCode, stderr } = await run(environment, { ...INPUT, assumeRoleArn: ROLE_ARN });
    expect([exitCode, stderr]).toEqual([
      5,
      expect.stringContaining(`What did not answer: AssumeRole of role ${ROLE_ARN}`),
    ]);
  });

  test("a call", async () => {
    const environment = { ...isolated(sandbox), AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL: silentUrl };
    const { exitCode, stderr } = await run(environment);
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(
      /The time limit of 2 s passed\. (What did not answer|Last): bedrock-agentcore:GetApiKeyCredentialProvider on arn:aws:/,
    );
  });

  test("and nothing, if all of it answers", async () => {
    expect((await run(isolated(sandbox))).exitCode).toBe(0);
  });
});
