import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { Random } from "../oracle/random";
import { CommandLine } from "./command-line";
import { PROGRAM } from "./program";
import { stackJson } from "./support";

const ACCOUNT = "111122223333";
/** What `terraform show -json` prints for examples/google-maps. */
const PLAN = readFileSync(join(__dirname, "plan.json"), "utf8");
const STACK = JSON.stringify(stackJson(GoogleMapsStack));
const command = new CommandLine();

type Path = readonly (string | number)[];

/** Every part of a value for which something holds. */
function* parts(value: unknown, holds: (part: unknown) => boolean, path: Path = []): Generator<Path> {
  if (holds(value)) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* parts(part, holds, [...path, key]);
}

/** The plan with something done to one part of it. */
function changed(path: Path, change: (holder: object, key: string | number | undefined) => void): string {
  const copy = JSON.parse(PLAN) as object;
  const holder = path.slice(0, -1).reduce<object>((at, key) => at[key as keyof typeof at], copy);
  change(holder, path.at(-1));
  return JSON.stringify(copy);
}

describe("in a process of its own with little memory, which must end", () => {
  const check = (path: string, ...options: string[]): { status: number | null; stderr: string } =>
    spawnSync(process.execPath, ["--max-old-space-size=160", PROGRAM, "check", path, ...options], {
      env: { PATH: process.env.PATH },
      encoding: "utf8",
      timeout: 60_000,
      stdio: ["ignore", "ignore", "pipe"],
    });

  /** A plan with a list of that many bytes in it, written piece by piece. */
  function large(bytes: number, item: string): string {
    const path = command.file("large.json", '{"format_version":"1.2","planned_values":{"root_module":{"resources":[');
    const piece = `${item},`.repeat(Math.ceil(1_000_000 / (item.length + 1)));
    const file = openSync(path, "a");
    for (let written = 0; written < bytes; written += piece.length) writeSync(file, piece);
    writeSync(file, `${item}]}}}`);
    closeSync(file);
    return path;
  }

  function refused(path: string, message: RegExp, ...options: string[]): void {
    const { status, stderr } = check(path, "--account", ACCOUNT, ...options);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(1);
  }

  const ROLE = '{"address":"aws_iam_role.Role","type":"aws_iam_role","values":{}}';
  test("50 MB of a plan that all matters", () => refused(large(50_000_000, ROLE), /holds too much for the memory/));
  test("47 MB of brackets, in which there would be more than a gigabyte", () =>
    refused(large(45_000_000, "{}"), /holds too much for the memory of Node\.js/));
  test("100,000 levels", () => refused(command.file("deep.json", "[".repeat(100_000)), /nested deeper/));
  test("a named pipe that nobody writes to", () => {
    const pipe = join(command.folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    refused(pipe, /pipe is not JSON: it is empty/);
  });
  test("a device without end", () => refused("/dev/zero", /zero is not JSON: it is truncated, or another format/));
  test("a folder", () => {
    refused(command.folder, /holds no cdk\.tf\.json/);
    refused(command.file("plan.json", PLAN), /is a folder: give a file/, "--policy", `scp=*=${command.folder}`);
  });

  test("many providers with a secret that many roles may read", () => {
    const many = Array.from({ length: 1000 }, (_, index) => index);
    const SecretId = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:shared-AbCdEf`;
    const resource = (type: string, name: string, values: object): object => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      values,
    });
    const resources = [
      ...many.map((index) =>
        resource("aws_bedrockagentcore_api_key_credential_provider", `p${index}`, {
          name: `p${index}`,
          api_key_secret_config: [{ secret_id: SecretId, json_key: "key" }],
        }),
      ),
      resource("aws_secretsmanager_secret_policy", "policy", {
        secret_arn: SecretId,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: {
            Effect: "Allow",
            Principal: { AWS: many.map((index) => `arn:aws:iam::${ACCOUNT}:role/r${index}`) },
            Action: "*",
            Resource: "*",
          },
        }),
      }),
    ];
    refused(
      command.file("pairs.json", { format_version: "1.2", planned_values: { root_module: { resources } } }),
      /more than 100000 pairs/,
    );
  });
});

test("of a key that stands there twice the last one counts", async () => {
  const plan = (first: string, second: string): string =>
    `{"format_version":"${first}","planned_values":{},"format_version":"${second}"}`;
  expect(await command.run(command.file("plan.json", plan("2.0", "1.2")))).toMatchObject({ exitCode: 0 });
  expect(await command.run(command.file("plan.json", plan("1.2", "2.0")))).toMatchObject({ exitCode: 1 });
});

test("NUL characters are no JSON, and as names reach no report", async () => {
  const raw = PLAN.replace('"google-maps"', '"google\0maps"');
  expect(await command.run(command.file("plan.json", raw))).toMatchObject({
    exitCode: 1,
    error: expect.stringMatching(/is not JSON/) as string,
  });
  const escaped = command.file("plan.json", PLAN.replaceAll('"google-maps"', '"google\\u0000maps"'));
  const reports = ["sarif", "junit", "html"].map((name) => [`--${name}`, join(command.folder, name)] as const);
  const { out, error } = await command.run(escaped, "--account", ACCOUNT, ...reports.flat());
  expect(error).toBe("");
  for (const text of [out, ...reports.map(([, path]) => readFileSync(path, "utf8"))]) expect(text).not.toContain("\0");
});

describe("a real plan", () => {
  const isObject = (part: unknown): boolean => typeof part === "object" && part !== null && !Array.isArray(part);
  const isText = (part: unknown): boolean => typeof part === "string";
  const read = (plan: string): ReturnType<typeof command.run> =>
    command.run(command.file("plan.json", plan), "--account", ACCOUNT, "--json");

  test("with the names of prototypes in any object is what it was, and they are only names", async () => {
    const plain = await read(PLAN);
    expect(plain).toMatchObject({ exitCode: 1, error: "" });
    const paths = [...parts(JSON.parse(PLAN), isObject)];
    expect(paths.length).toBeGreaterThan(100);
    for (const [index, path] of paths.entries()) {
      const name = ["__proto__", "constructor", "prototype", "toString"][index % 4] as string;
      const value = { polluted: true, resources: [{ polluted: true }], prototype: { polluted: true } };
      const plan = changed([...path, name], (holder, key) =>
        Object.defineProperty(holder, key as string, { value, enumerable: true, configurable: true }),
      );
      expect(plan).toContain(`"${name}":{"polluted"`);
      expect([path.join("."), await read(plan)]).toEqual([path.join("."), plain]);
    }
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  const LONG = [
    "a".repeat(25_000),
    "${a.b".repeat(5_000),
    ":".repeat(25_000),
    "*a".repeat(12_500),
    `arn:aws:iam::${ACCOUNT}:role/${"r".repeat(25_000)}`,
    '\\"'.repeat(12_500),
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":${"[".repeat(25_000)}${"]".repeat(25_000)}}]}`,
    `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}}`,
  ];
  test("with a text of any length or depth anywhere is decided", async () => {
    const html = ["--html", join(command.folder, "page.html")];
    for (const [index, path] of [...parts(JSON.parse(PLAN), isText)].entries()) {
      const plan = changed(path, (holder, key) =>
        Object.assign(holder, { [key as string]: LONG[index % LONG.length] }),
      );
      const { exitCode, error } = await command.run(command.file("plan.json", plan), "--account", ACCOUNT, ...html);
      expect([path.join("."), [0, 1].includes(exitCode), error.split("\n").length <= 2]).toEqual([
        path.join("."),
        true,
        true,
      ]);
    }
  });

  /** One or two places at which bytes are changed, taken out, put in, or all the rest is cut. */
  function damaged(bytes: Buffer, random: Random): Buffer {
    let damage = bytes;
    for (let times = 1 + random.integer(2); times > 0; times--) {
      const [at, length] = [random.integer(damage.length), 1 + random.integer(20)];
      const [before, after] = [damage.subarray(0, at), damage.subarray(at)];
      const way = random.integer(40);
      if (way === 0) damage = before;
      else if (way < 15) damage = Buffer.concat([before, after.subarray(length)]);
      else if (way < 20) damage = Buffer.concat([before, damage.subarray(random.integer(at + 1), at), after]);
      else {
        damage = Buffer.from(damage);
        damage[at] = (damage[at] ?? 0) ^ (1 << random.integer(way < 30 ? 5 : 8));
      }
      if (damage.length === 0) return damage;
    }
    return damage;
  }

  test.each([
    ["plan", "plan.json", PLAN],
    ["stack", "cdk.tf.json", STACK],
  ])("with damaged bytes is decided, or refused in one line: %s", async (_name, name, text) => {
    const random = new Random(20_261_123);
    const codes = new Set<number>();
    let refusals = 0;
    for (let round = 0; round < 300; round++) {
      const path = command.file(name, damaged(Buffer.from(text), random));
      const input = name === "plan.json" ? path : command.folder;
      const { exitCode, out, error } = await command.run(input, "--account", ACCOUNT, "--strict");
      codes.add(exitCode);
      if (error === "") {
        expect(out).toContain("taken for granted");
        continue;
      }
      refusals++;
      expect(error.trim().split("\n")).toHaveLength(1);
      expect(exitCode).toBe(1);
    }
    for (const code of codes) expect([0, 1, 3]).toContain(code);
    // Damage that is always refused, or never, would prove nothing.
    expect(refusals).toBeGreaterThan(50);
    expect(refusals).toBeLessThan(250);
  });
});
