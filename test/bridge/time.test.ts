import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sandbox } from "../../src/sandbox/sandbox";
import { furnish, ROLE_ARN, SUBJECTS } from "./support/objects";
import type { Run } from "./support/runs";
import { isolated } from "./support/runs";
import { Spawned } from "./support/spawned";

/** Enough for four programs that start at once on a busy machine. */
const SECONDS = 3;
const INPUT = { ...SUBJECTS.apikey.input, timeoutSeconds: SECONDS };

let sandbox: Sandbox;
/** Takes every request, and answers none. */
let silent: Server;
let folder = "";
beforeAll(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => void silent.listen(0, "127.0.0.1", resolve));
  folder = mkdtempSync(join(tmpdir(), "bridge-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  silent.closeAllConnections();
  await new Promise((resolve) => void silent.close(resolve));
  await sandbox.close();
});

/** The environment of the sandbox without its credentials. */
function withoutCredentials(more: Readonly<Record<string, string>>): Record<string, string> {
  const rest = Object.entries(isolated(sandbox)).filter(([name]) => !/^AWS_(ACCESS|SECRET|SESSION)/.test(name));
  return { ...Object.fromEntries(rest), PATH: process.env.PATH as string, HOME: folder, ...more };
}

const run = (environment: Readonly<Record<string, string>>, input: object = INPUT): Promise<Run> =>
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
  const pid = (): string => join(folder, "pid");
  let ends: Readonly<Record<"endpoint" | "process" | "role" | "call", Run>>;
  // All wait at once.
  beforeAll(async () => {
    const silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const config = join(folder, "config");
    writeFileSync(
      config,
      `[profile slow]\ncredential_process = sh -c 'echo $$ > ${pid()}; exec sleep 100'\nregion = us-east-1\n`,
    );
    const [endpoint, process, role, call] = await Promise.all([
      run(withoutCredentials({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${silentUrl}/credentials` })),
      run(withoutCredentials({ AWS_CONFIG_FILE: config, AWS_PROFILE: "slow" })),
      run({ ...isolated(sandbox), AWS_ENDPOINT_URL_STS: silentUrl }, { ...INPUT, assumeRoleArn: ROLE_ARN }),
      run({ ...isolated(sandbox), AWS_ENDPOINT_URL_BEDROCK_AGENTCORE_CONTROL: silentUrl }),
    ]);
    ends = { endpoint, process, role, call };
  });

  test("a credential endpoint", () => {
    expect([ends.endpoint.exitCode, ends.endpoint.stderr]).toEqual([
      5,
      expect.stringContaining(
        `The time limit of ${SECONDS} s passed. What did not answer: the credential endpoint`,
      ) as string,
    ]);
  });

  test("a credential_process, which is ended, too", async () => {
    expect([ends.process.exitCode, ends.process.stderr]).toEqual([
      5,
      expect.stringContaining('What did not answer: the credential_process of profile "slow"') as string,
    ]);
    await gone(readFileSync(pid(), "utf8").trim());
  });

  test("AssumeRole", () => {
    expect([ends.role.exitCode, ends.role.stderr]).toEqual([
      5,
      expect.stringContaining(`What did not answer: AssumeRole of role ${ROLE_ARN}`) as string,
    ]);
  });

  test("a call", () => {
    expect(ends.call.exitCode).toBe(5);
    expect(ends.call.stderr).toMatch(
      /The time limit of 3 s passed\. (What did not answer|Last): bedrock-agentcore:GetApiKeyCredentialProvider on arn:aws:/,
    );
  });

  test("and nothing, if all of it answers", async () => {
    expect((await run(isolated(sandbox))).exitCode).toBe(0);
  });
});
