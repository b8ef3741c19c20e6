import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { run } from "../../src/cli/commands/watch";
import { DENIED, forward, read, secretCall, session } from "../watch/records/record";
import { CommandLine } from "./command-line";
import { synthesized } from "./support";

const command = new CommandLine(run);
const MAIN = join(__dirname, "../../src/cli/main.ts");
const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const PLANNER = role("agents/route-planner");
const stack = synthesized(GoogleMapsStack);

/** What a test changes of a synthesized stack. */
interface StackJson {
  readonly resource: Record<string, unknown>;
  readonly "//": {
    readonly metadata: Readonly<
      Record<string, { readonly providers: Readonly<Record<string, { deployers: string[]; rotators?: string[] }>> }>
    >;
  };
}

/** The folder of the example's stack. */
function stackFolder(): string {
  const folder = join(command.folder, "stack");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(stack()));
  return folder;
}

const fine = read(forward(PLANNER), SECRET);
const denied = read(forward(PLANNER), SECRET, DENIED);
const direct = read(session(role("batch-job")), SECRET);
const strange = read(forward(role("batch-job")), SECRET);

const signalsIn = (out: string): string[] =>
  (JSON.parse(out) as { readonly firings: readonly { readonly signal: string }[] }).firings.map(({ signal }) => signal);

describe("what is watched", () => {
  test("the secrets, keys and readers of a stack", async () => {
    const events = command.file("events.json", { Records: [fine, denied, direct, strange] });
    const { exitCode, out } = await command.run(events, "--stack", stackFolder(), "--json");
    expect(signalsIn(out)).toEqual(["denied-reader", "direct-read", "unexpected-reader"]);
    expect(exitCode).toBe(1);
  });
  test("what options name, with the same answers", async () => {
    const events = command.file("events.json", [fine, denied, direct, strange]);
    const { out } = await command.run(events, "--secret", SECRET, "--reader", PLANNER, "--json");
    expect(signalsIn(out)).toEqual(["denied-reader", "direct-read", "unexpected-reader"]);
    const prefix = await command.run(events, "--prefix", SECRET.slice(0, -10), "--reader", PLANNER, "--json");
    expect(signalsIn(prefix.out)).toEqual(["denied-reader", "direct-read", "unexpected-reader"]);
    const more = ["--reader", role("batch-job"), "--rotation", role("batch-job"), "--off", "denied-reader"];
    const silent = await command.run(events, "--secret", SECRET, "--reader", PLANNER, ...more, "--json");
    expect(signalsIn(silent.out)).toEqual([]);
    expect(silent.exitCode).toBe(0);
  });
  test("a session that is named as those of verify fires all the same, until its role is an exception", async () => {
    const verifier = session(role("verifier"));
    const named = { ...verifier, arn: "arn:aws:sts::111122223333:assumed-role/verifier/agentcore-identity-verify" };
    const events = command.file("events.json", [read(named, SECRET)]);
    const options = [events, "--secret", SECRET, "--reader", PLANNER];
    const told = await command.run(...options);
    expect(told.exitCode).toBe(1);
    expect(told.out).toContain(
      `Its session is named as those of agentcore-identity verify. If that is who it was: --except ${role("verifier")}.`,
    );
    expect((await command.run(command.file("b.json", [direct]), ...options.slice(1))).out).not.toContain("Its session");
    expect((await command.run(...options, "--except", role("verifier"))).exitCode).toBe(0);
    expect((await command.run(...options, "--except", role("other"))).exitCode).toBe(1);
  });
  test("what verify writes is a change: of values until the role is an exception, of a rotation until it deploys", async () => {
    const [who, verifier] = [session(role("verifier")), role("verifier")];
    const events = (name: string): string => command.file("events.json", [secretCall(name, who, SECRET)]);
    const fires = async (name: string, ...more: string[]): Promise<string[]> =>
      signalsIn((await command.run(events(name), "--secret", SECRET, "--reader", PLANNER, ...more, "--json")).out);
    for (const name of ["PutSecretValue", "UpdateSecretVersionStage"]) {
      expect(await fires(name)).toEqual(["changed"]);
      expect(await fires(name, "--except", verifier)).toEqual([]);
    }
    expect(await fires("RotateSecret", "--except", verifier)).toEqual(["changed"]);
    expect(await fires("RotateSecret", "--deployer", verifier)).toEqual([]);
  });
  test("without a reader nobody is unexpected, and --strict says so", async () => {
    const events = command.file("events.json", [strange]);
    const lenient = await command.run(events, "--secret", SECRET);
    expect(lenient.exitCode).toBe(0);
    expect(lenient.out).toContain("nobody is unexpected");
    expect((await command.run(events, "--secret", SECRET, "--strict")).exitCode).toBe(3);
    const named = await command.run(events, "--secret", SECRET, "--reader", PLANNER, "--strict");
    expect(named.exitCode).toBe(1);
  });
  describe("who rotates", () => {
    const ROTATION = role("google-rotation");
    /** The example's stack with more in it. */
    const withStack = (change: (stack: StackJson) => void): string => {
      const folder = stackFolder();
      const changed = structuredClone(stack()) as unknown as StackJson;
      change(changed);
      writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(changed));
      return folder;
    };
    const rotation =
      (more: object, others: Record<string, object> = {}) =>
      ({ resource }: StackJson): void => {
        const rules = { automatically_after_days: 30 };
        Object.assign(resource, {
          aws_secretsmanager_secret_rotation: { google: { secret_id: SECRET, rotation_rules: rules, ...more } },
          ...others,
        });
      };
    const FUNCTION = { aws_lambda_function: { rotate: { function_name: "rotate", role: ROTATION } } };
    const records = [
      read(session(ROTATION), SECRET),
      secretCall("PutSecretValue", session(ROTATION), SECRET),
      read(session(`${ROTATION}-2`), SECRET),
      secretCall("DeleteResourcePolicy", session(ROTATION), SECRET),
    ];
    test.each<readonly [string, (stack: StackJson) => void]>([
      ["the role of the function", rotation({ rotation_lambda_arn: "${aws_lambda_function.rotate.arn}" }, FUNCTION)],
      ["the role that Secrets Manager takes", rotation({ external_secret_rotation_role_arn: ROTATION })],
      [
        "whoever the program names",
        ({ "//": { metadata } }) => {
          for (const one of Object.values(metadata["agentcore-identity"]?.providers ?? {})) {
            one.deployers.push(ROTATION);
            one.rotators = [ROTATION];
          }
        },
      ],
    ])("%s reads and writes values, and is no deployer", async (_, change) => {
      const ran = await command.run(command.file("events.json", records), "--stack", withStack(change), "--json");
      expect(signalsIn(ran.out)).toEqual(["direct-read", "changed"]);
    });
    test("a function that is elsewhere is said, until its role is named", async () => {
      const folder = withStack(
        rotation({ rotation_lambda_arn: "arn:aws:lambda:us-east-1:111122223333:function:elsewhere" }),
      );
      const events = command.file("events.json", records);
      const { out } = await command.run(events, "--stack", folder);
      expect(out).toContain(`Which role rotates ${SECRET} is not known`);
      const named = await command.run(events, "--stack", folder, "--rotation", ROTATION);
      expect(named.out).not.toContain("Which role rotates");
    });
  });
  test("providers, gateways and keys", async () => {
    const call = { ...direct, eventSource: "bedrock-agentcore.amazonaws.com" };
    const events = command.file("events.json", [
      { ...call, eventName: "UpdateOauth2CredentialProvider", requestParameters: { name: "google" } },
      { ...call, eventName: "UpdateGatewayTarget", requestParameters: { gatewayIdentifier: "gw-1" } },
      { ...direct, eventSource: "kms.amazonaws.com", eventName: "DisableKey", requestParameters: { keyId: "1" } },
    ]);
    const key = "arn:aws:kms:us-east-1:111122223333:key/1";
    const options = ["--secret", SECRET, "--provider", "oauth2/google", "--gateway", "gw-1", "--key", key, "--json"];
    expect(signalsIn((await command.run(events, ...options)).out)).toEqual(["changed", "changed", "key-disabled"]);
    expect(signalsIn((await command.run(events, "--secret", SECRET, "--json")).out)).toEqual([]);
  });
});

describe("where records come from", () => {
  const watched = ["--secret", SECRET, "--reader", PLANNER, "--json"];
  const forms: readonly (readonly [string, string, string | Buffer])[] = [
    ["a trail's file", "a.json", JSON.stringify({ Records: [fine, denied] })],
    ["a packed file", "a.json.gz", gzipSync(JSON.stringify({ Records: [fine, denied] }))],
    ["lines", "a.jsonl", `${JSON.stringify(fine)}\n${JSON.stringify(denied)}\n`],
    ["lookup-events", "a.json", JSON.stringify({ Events: [{ CloudTrailEvent: JSON.stringify(denied) }] })],
    ["EventBridge", "a.json", JSON.stringify({ source: "aws.secretsmanager", detail: denied })],
    ["one record", "a.json", JSON.stringify(denied)],
    ["a mark of byte order before it", "a.json", `\ufeff${JSON.stringify(denied)}`],
  ];
  test.each(forms)("%s", async (_, name, content) => {
    const ran = await command.run(command.file(name, content), ...watched);
    expect(signalsIn(ran.out)).toEqual(["denied-reader"]);
  });
  test("a folder with folders", async () => {
    mkdirSync(join(command.folder, "trail/2026"), { recursive: true });
    writeFileSync(join(command.folder, "trail/2026/a.json.gz"), gzipSync(JSON.stringify({ Records: [denied] })));
    writeFileSync(join(command.folder, "trail/2026/b.json"), JSON.stringify({ Records: [direct] }));
    writeFileSync(join(command.folder, "trail/readme.md"), "nothing");
    const ran = await command.run(join(command.folder, "trail"), ...watched);
    expect(signalsIn(ran.out)).toEqual(["denied-reader", "direct-read"]);
  });
  test("the standard input, and the program's list of commands", () => {
    const options = { encoding: "utf8", input: JSON.stringify(denied) } as const;
    const ran = spawnSync("npx", ["tsx", MAIN, "watch", "-", ...watched], options);
    expect(signalsIn(ran.stdout)).toEqual(["denied-reader"]);
    expect(ran.status).toBe(1);
  });
  test("what is no record is counted", async () => {
    const events = command.file("a.jsonl", `{"endpoint":"http://127.0.0.1"}\nnot json\n${JSON.stringify(fine)}\n`);
    const ran = await command.run(events, "--secret", SECRET, "--reader", PLANNER);
    expect(ran.out).toContain("2 objects or lines are no CloudTrail record.");
    expect(ran.exitCode).toBe(0);
    expect((await command.run(events, ...watched, "--strict")).exitCode).toBe(3);
  });
});

describe("what people are told", () => {
  test("the same thing once, with the times", async () => {
    const later = { ...denied, eventID: "later", eventTime: "2026-11-28T11:00:00Z" };
    const ran = await command.run(command.file("a.json", [denied, later]), "--secret", SECRET, "--reader", PLANNER);
    expect(ran.out).toContain("[PAGE] reader denied: AgentCore may not read");
    expect(ran.out).toContain("agentcore-identity check plan.json --account 111122223333");
    expect(ran.out).toContain("2 times, the last one 2026-11-28T11:00:00Z.");
    expect(ran.out.match(/reader denied/g)).toHaveLength(1);
  });
  test("what a record brings obeys no terminal", async () => {
    const hostile = { ...denied, errorMessage: "\u001b[2Jgone\n[PAGE] forged" };
    const ran = await command.run(command.file("a.json", hostile), "--secret", SECRET, "--reader", PLANNER);
    expect(ran.out).not.toContain("\u001b");
    expect(ran.out).not.toMatch(/^\[PAGE\] forged/m);
  });
});

test("the rules as files", async () => {
  const folder = join(command.folder, "rules");
  const ran = await command.run("--stack", stackFolder(), "--write", folder);
  expect(ran).toEqual({ exitCode: 0, out: "", error: "" });
  expect(readdirSync(folder).sort()).toEqual([
    "athena",
    "elastic",
    "eventbridge",
    "logs-insights",
    "metric-filters",
    "sigma",
  ]);
  const exception = JSON.parse(readFileSync(join(folder, "elastic/exception.ndjson"), "utf8")) as object;
  expect(exception).toHaveProperty("entries.2.value", "bedrock-agentcore.amazonaws.com");
  expect(readFileSync(join(folder, "sigma/direct-read.yml"), "utf8")).toContain(SECRET);
});

describe("what is refused", () => {
  const fails = async (exitCode: number, words: string, ...args: string[]): Promise<void> => {
    const ran = await command.run(...args);
    expect(ran.error).toContain(words);
    expect(ran.exitCode).toBe(exitCode);
  };
  test.each<readonly [string, string[]]>([
    ["EVENTS, or --write", ["--secret", SECRET]],
    ["what to watch", ["a.json"]],
    ["6-character suffix", ["a.json", "--secret", "arn:aws:secretsmanager:us-east-1:111122223333:secret:google"]],
    ["is not", ["a.json", "--secret", SECRET, "--reader", "agent"]],
    [
      "is not the beginning of secret ARNs",
      ["a.json", "--prefix", "arn:aws:secretsmanager:us-east-1:111122223333:secret:"],
    ],
    ["--provider wants", ["a.json", "--secret", SECRET, "--provider", "google"]],
    ["is not the ARN of one role or user", ["a.json", "--secret", SECRET, "--except", "alice"]],
    ["--off wants one of denied-reader", ["a.json", "--secret", SECRET, "--off", "everything"]],
    ["did you mean --secret", ["a.json", "--secrets", SECRET]],
  ])("%s", (words, args) => fails(2, words, ...args));
  test("inputs that cannot be used", async () => {
    const watched = ["--secret", SECRET];
    await fails(1, "cannot be opened", join(command.folder, "nothing.json"), ...watched);
    await fails(1, "is not JSON", command.file("a.json", "{"), ...watched);
    await fails(1, "holds no CloudTrail record", command.file("a.json", { a: 1 }), ...watched);
    await fails(1, "cannot be unpacked", command.file("a.gz", Buffer.from([0x1f, 0x8b, 1, 2])), ...watched);
    const bomb = command.file("bomb.json.gz", gzipSync(Buffer.alloc(3_000_000, 32)));
    await fails(1, "is too large", bomb, ...watched, "--max-size", "1M");
  });
  test("help", async () => {
    const { exitCode, out } = await command.run("--help");
    expect(exitCode).toBe(0);
    expect(out).toContain("Usage: agentcore-identity watch");
  });
});
