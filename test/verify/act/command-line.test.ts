import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { verify } from "../../../src/cli/commands/verify";
import { snapshotText } from "../../../src/live/parse";
import { CommandLine } from "../../cli/command-line";
import type { Account } from "../support/world";
import { AGENT, CANARY, furnished, GOOGLE, snapshotOf, stateOf, VERIFIER } from "../support/world";

const PROGRAM = join(__dirname, "../../../assets/agentcore-identity.cjs");
const command = new CommandLine((args) => verify.run(args.filter((one) => one !== "")));
let account: Account;
beforeEach(async () => {
  // Everybody may do everything: an account with a verifier of such power would not be sound.
  account = await furnished();
  for (const { versions } of [account.google, account.weather]) versions.date(new Date("2026-01-01T00:00:00Z"));
});
afterEach(() => account.sandbox.close());

const ALL = ["--json-key", "--call", AGENT, "--rotate", "google", "--events", "1h"];

interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly error: string;
}

/** The program itself, and what anybody on its machine could see of it. */
function started(...args: readonly string[]): { pid: number; kill: () => void; ended: Promise<Ended> } {
  const { accessKeyId } = account.sandbox.principals.assume(VERIFIER, "session");
  const child = spawn(process.execPath, [PROGRAM, "verify", ...args], {
    env: {
      ...account.sandbox.environment,
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: accessKeyId,
      HOME: command.folder,
    },
  });
  const texts = { out: "", error: "" };
  child.stdout.on("data", (part: Buffer) => void (texts.out += part.toString()));
  child.stderr.on("data", (part: Buffer) => void (texts.error += part.toString()));
  const ended = new Promise<Ended>((resolve) => child.on("close", (exitCode) => resolve({ exitCode, ...texts })));
  return { pid: child.pid ?? 0, kill: () => void child.kill("SIGINT"), ended };
}

const seenOf = (pid: number): string =>
  ["cmdline", "environ", "comm", `task/${pid}/children`]
    .map((name) => readFileSync(`/proc/${pid}/${name}`, "utf8"))
    .join("\n");

describe("the program", () => {
  const state = (): string => command.file("state.json", stateOf());

  test("no value of a secret is in anything that it writes or shows", async () => {
    const [save, junit] = [join(command.folder, "kept.json"), join(command.folder, "verify.xml")];
    let seen = "";
    const program = started(state(), ...ALL, "--json", "--save", save, "--junit", junit);
    account.sandbox.intercept = ({ operation }) => {
      // It has the value in its hands now.
      if (operation === "PutSecretValue") seen += seenOf(program.pid);
      return undefined;
    };
    const { exitCode, out, error } = await program.ended;
    expect([exitCode, error]).toEqual([0, ""]);
    const data = JSON.parse(out) as { verdict: string; groups: { checks: { id: string }[] }[] };
    expect(data.verdict).toBe("verified");
    const ids = data.groups.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(ids).toEqual(expect.arrayContaining(["secret.json-key-there", "role.call", "secret.rotate"]));
    expect(seen).toContain("--json-key");
    for (const text of [seen, out, error, readFileSync(save, "utf8"), readFileSync(junit, "utf8")])
      expect(text).not.toContain(CANARY);
    expect(statSync(save).mode & 0o077).toBe(0);
    // What is kept knows nothing of what was done: it can be checked without.
    expect(readFileSync(save, "utf8")).not.toMatch(/json-key-there|client_secret"\s*\]/);
    expect(account.sandbox.workloads.list).toEqual([]);
  });
  test("Ctrl-C in the middle takes back what was begun, says so, and fails", async () => {
    const before = account.google.versions.staged;
    const program = started(state(), ...ALL);
    account.sandbox.intercept = ({ operation }, phase) => {
      if (operation !== "GetResourceOauth2Token" || phase !== "before") return undefined;
      program.kill();
      return "hang";
    };
    const { exitCode, out, error } = await program.ended;
    expect([exitCode, error]).toEqual([1, "Interrupted.\n"]);
    expect(out).toContain("it was interrupted");
    expect(out).toMatch(/ok +labels: put back/);
    expect(account.google.versions.staged).toEqual(before);
    expect(account.sandbox.workloads.list).toEqual([]);
  });
});

describe("wrong use", () => {
  test.each<[string, readonly string[], string]>([
    ["--from beside --json-key", ["--json-key"], "--json-key needs the account itself: --from FILE has what was read"],
    ["--from beside --call", ["--call", AGENT], "--call needs the account itself"],
    ["--from beside --rotate", ["--rotate", "google"], "--rotate needs the account itself"],
  ])("%s", async (_, args, says) => {
    const { exitCode, error } = await command.run("s.json", "--from", "x", ...args);
    expect([exitCode, error]).toEqual([2, expect.stringContaining(says)]);
  });
  test.each<[string, readonly string[], string]>([
    ["all secrets", ["--rotate", "all"], "--rotate wants one secret, by ARN or name"],
    ["any secret", ["--rotate", "*=put"], "--rotate wants one secret, by ARN or name"],
    ["a secret twice", ["--rotate", "a", "--rotate", "a=rotate"], "--rotate is given twice for a."],
    ["a session", ["--call", "arn:aws:sts::111122223333:assumed-role/a/b"], "--call"],
  ])("%s", async (_, args, says) => {
    const { exitCode, error } = await command.run("s.json", ...args);
    expect([exitCode, error]).toEqual([2, expect.stringContaining(says)]);
  });
});

describe("with the account of the environment", () => {
  const environment = { ...process.env };
  beforeEach(() => {
    const { accessKeyId } = account.sandbox.principals.assume(VERIFIER, "session");
    Object.assign(process.env, { ...account.sandbox.environment, AWS_ACCESS_KEY_ID: accessKeyId });
  });
  afterEach(() => {
    process.env = { ...environment };
  });
  const state = (): string => command.file("state.json", stateOf());

  test("without these options nothing is read and nothing written", async () => {
    expect((await command.run(state())).exitCode).toBe(0);
    expect(
      account.sandbox.calls.filter(({ operation }) => /GetSecretValue|^Put|^Create|^Update|^Delete/.test(operation)),
    ).toEqual([]);
  });
  test("a secret that no provider references is refused before anything is done", async () => {
    const { exitCode, error, out } = await command.run(state(), ...ALL, "--rotate", "other");
    expect([exitCode, out]).toEqual([1, ""]);
    expect(error).toContain(`--rotate other: no credential provider of the inputs references such a secret at AWS`);
    expect(account.sandbox.calls.map(({ operation }) => operation)).not.toContain("GetSecretValue");
  });
  test("a fault that is found fails the command", async () => {
    account.google.value = JSON.stringify({ other: CANARY });
    const { exitCode, out } = await command.run(state(), "--json-key");
    expect([exitCode, out.split("\n")[0]]).toEqual([1, expect.stringContaining("1 of")]);
    expect(out).toMatch(
      /FAILS +JSON key of oauth2\/google in the secret: the object has no client_secret\n +Way out: /,
    );
    expect((await command.run(state())).exitCode).toBe(0);
  });
  test("a rotation that is asked for by ARN and way", async () => {
    const { out } = await command.run(state(), "--rotate", `${GOOGLE}=rotate`);
    expect(out).toContain("nothing was done: no rotation is configured");
    expect((await command.run(state(), "--rotate", `${GOOGLE}=leave`)).out).toMatch(/note +labels: left: /);
  });
  test("what verify read itself is known by --events where the session is named so, and by watch never", async () => {
    const as = ["--account", `prod=${VERIFIER}`];
    expect((await command.run(state(), ...as, "--json-key")).exitCode).toBe(0);
    const known = await command.run(state(), ...as, "--events", "1h");
    expect(known.exitCode).toBe(0);
    expect(known.out).toMatch(
      /note +reads by verify in 1h: 1 time by --json-key or --rotate, in the session agentcore-/,
    );
    // The same role in a session of another name is somebody.
    expect((await command.run(state(), "--json-key")).exitCode).toBe(0);
    const unknown = await command.run(state(), ...as, "--events", "1h");
    expect(unknown.exitCode).toBe(1);
    expect(unknown.out).toMatch(/FAILS +read without AgentCore, in 1h: .*role\/verifier, 1 time/);
  });
});

test("a snapshot that was kept is verified as before", async () => {
  const kept = command.file("kept.json", snapshotText(await snapshotOf(account.sandbox)));
  expect((await command.run(command.file("state.json", stateOf()), "--from", kept)).exitCode).toBe(0);
});
