import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { run as whatCan } from "../../src/cli/commands/what-can";
import { run as whoCan } from "../../src/cli/commands/who-can";
import type { Holds } from "../proof/who/world";
import { AGENTCORE, allow, OURS, role, SECRET, stackOf } from "../proof/who/world";
import type { Ran } from "./command-line";
import { CommandLine } from "./command-line";

const READ = "secretsmanager:GetSecretValue";
const PUT = "secretsmanager:PutResourcePolicy";
const POLICY = [allow(PUT)];
const command = new CommandLine(([name, ...args]) => (name === "who-can" ? whoCan : whatCan)(args));
const who = (...args: readonly string[]): Promise<Ran> => command.run("who-can", ...args);
const what = (...args: readonly string[]): Promise<Ran> => command.run("what-can", ...args);

/** The folder of a stack. */
function stack(holds: Holds, name = "stack"): string {
  mkdirSync(join(command.folder, name), { recursive: true });
  command.file(`${name}/cdk.tf.json`, stackOf(holds));
  return join(command.folder, name);
}

const TWO: Holds = { roles: { agent: { policy: [allow(READ)] }, ops: { policy: POLICY } } };

describe("--expect", () => {
  test.each<[string, readonly string[], number, string]>([
    ["nobody says how it should be", [], 0, "1 principal can"],
    ["the one who can", ["--expect", "ops"], 0, "As expected."],
    ["another one", ["--expect", "agent"], 1, "ops can secretsmanager:PutResourcePolicy"],
    ["both: one of them cannot", ["--expect", "ops", "--expect", "agent"], 1, "agent is expected, and cannot"],
    ["one of whom no input tells", ["--expect", "ops", "--expect", role("zq7")], 1, "zq7 is expected, and cannot"],
    ["nobody", ["--expect", "nobody"], 1, "ops can secretsmanager:PutResourcePolicy"],
    ["a name that nobody has", ["--expect", "opps"], 1, ""],
  ])("%s", async (_, options, exitCode, text) => {
    const ran = await who(PUT, "google-oauth", stack(TWO), ...options);
    expect(ran.out).toContain(text);
    expect(ran.exitCode).toBe(exitCode);
    if (text === "") expect(ran.error).toBe("No input holds opps: did you mean ops?\n");
  });

  test("whoever comes in under a condition has come in; whoever comes in under one that is expected is expected", async () => {
    const Condition = { StringEquals: { "aws:SourceVpce": "vpce-1" } };
    const folder = stack({ roles: { ops: { policy: [allow(PUT, { Condition })] } } });
    expect((await who(PUT, SECRET, folder, "--expect", "nobody")).exitCode).toBe(1);
    expect((await who(PUT, SECRET, folder, "--expect", "ops")).exitCode).toBe(0);
  });
});

test("who could become it is no failure", async () => {
  const trust = [{ Effect: "Allow", Principal: { AWS: role("ci") }, Action: "sts:AssumeRole" }];
  const { exitCode, out } = await who(
    PUT,
    SECRET,
    stack({ roles: { ops: { policy: POLICY, trust }, ci: {} } }),
    "--expect",
    "ops",
  );
  expect(out).toContain("role/ci could become it by sts:AssumeRole");
  expect(exitCode).toBe(0);
});

test("unknowns fail with --strict only, and so does what is taken for granted", async () => {
  const known = { ...TWO, secret: [] };
  const open = stack({
    roles: { ops: { policy: [allow(PUT, { Condition: { StringEquals: { "aws:ResourceTag/a": "b" } } })] } },
  });
  expect((await who(PUT, SECRET, open, "--expect", "ops")).exitCode).toBe(0);
  const strict = await who(PUT, SECRET, open, "--expect", "ops", "--strict");
  expect(strict.exitCode).toBe(3);
  expect(strict.out).toMatch(/unknown +arn:.*role\/ops\n +.*aws:ResourceTag\/a cannot be decided/);
  const secret = [{ ...allow(READ), Principal: { AWS: role("agent") } }];
  expect((await who(PUT, SECRET, stack({ ...known, secret }, "known"), "--expect", "ops", "--strict")).exitCode).toBe(
    0,
  );
  expect((await who(PUT, SECRET, stack(TWO), "--expect", "ops", "--strict")).out).toContain("Taken for granted:");
});

describe("--baseline", () => {
  const withIf = (vpce?: string): Holds => ({
    roles: {
      ops: {
        policy: [allow(PUT, vpce === undefined ? {} : { Condition: { StringEquals: { "aws:SourceVpce": vpce } } })],
      },
    },
  });

  test.each<[string, Holds, Holds, string]>([
    ["nothing new", TWO, TWO, ""],
    ["somebody less", { roles: { ...TWO.roles, ci: { policy: POLICY } } }, TWO, ""],
    [
      "somebody more",
      TWO,
      { roles: { ...TWO.roles, ci: { policy: POLICY } } },
      "role/ci can secretsmanager:PutResourcePolicy on",
    ],
    ["a condition comes", withIf(), withIf("vpce-1"), ""],
    ["a condition goes", withIf("vpce-1"), withIf(), "without a condition, which is new"],
    ["another condition", withIf("vpce-1"), withIf("vpce-2"), "under a condition that is new"],
    ["the same condition", withIf("vpce-1"), withIf("vpce-1"), ""],
  ])("%s", async (_, before, after, text) => {
    const { out } = await who(PUT, SECRET, stack(before, "before"), "--json");
    const ran = await who(PUT, SECRET, stack(after, "after"), "--baseline", command.file("baseline.json", out));
    expect(ran.exitCode).toBe(text === "" ? 0 : 1);
    expect(ran.out).toContain(text);
  });

  test("what is no answer is refused, and what was another question allows nothing", async () => {
    const folder = stack(TWO);
    const refused = await who(PUT, SECRET, folder, "--baseline", command.file("some.json", { version: 2 }));
    expect(refused.exitCode).toBe(1);
    expect(refused.error).toContain("some.json is no answer of who-can or what-can: write it with --json.");
    const { out } = await who(READ, SECRET, folder, "--json");
    expect((await who(PUT, SECRET, folder, "--baseline", command.file("other.json", out))).exitCode).toBe(1);
  });

  test("of what-can, too", async () => {
    const { out } = await what("ops", stack(TWO), "--json");
    const file = command.file("baseline.json", out);
    expect((await what("ops", stack(TWO), "--baseline", file)).exitCode).toBe(0);
    const more = stack({ roles: { ops: { policy: [allow([PUT, READ])] } } }, "more");
    const ran = await what("ops", more, "--baseline", file);
    expect(ran.exitCode).toBe(1);
    expect(ran.out).toContain("ops can secretsmanager:GetSecretValue on");
    expect(ran.out).not.toContain("ops can secretsmanager:PutResourcePolicy on");
  });
});

test("--json has each answer with its statements, where they stand, and who could become it", async () => {
  const trust = [{ Effect: "Allow", Principal: { Service: AGENTCORE }, Action: "sts:AssumeRole" }];
  const folder = stack({
    roles: { agent: { policy: [allow(READ, { Sid: "Read" })], trust }, ci: { policy: [allow("iam:PassRole")] } },
  });
  const { out } = await who(READ, "google-oauth", folder, "--json");
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    about: `${READ} on ${SECRET}`,
    answers: [
      {
        principal: role("agent"),
        action: READ,
        resource: SECRET,
        verdict: "allowed",
        by: [
          {
            place: "identityPolicy",
            policy: "inline policy own of agent",
            sid: "Read",
            at: "aws_iam_role_policy.agent",
          },
        ],
        standsForOthers: false,
        become: [{ principal: role("ci"), how: `iam:PassRole to ${AGENTCORE}`, verdict: "allowed" }],
      },
    ],
  });
});

test("what-can has a line for all actions of one answer, and the roles that it could become", async () => {
  const trust = [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${OURS}:root` }, Action: "sts:AssumeRole" }];
  const folder = stack({
    roles: { ops: { policy: [allow([PUT, READ]), allow("sts:AssumeRole")] }, agent: { trust } },
  });
  const { out, exitCode } = await what("aws_iam_role.ops", folder);
  expect(exitCode).toBe(0);
  expect(out).toBe(`${role("ops")} can:
  ${SECRET}
    yes       GetSecretValue, PutResourcePolicy
  nothing on 1 other secret, key or provider

It could become:
  yes       ${role("agent")} by sts:AssumeRole

Taken for granted:
  ${SECRET} has no policy but that in the input: give --policy secret=ARN=FILE
`);
  expect((await what("agent", folder)).out).toContain("nothing on 2 other secrets, keys and providers");
});

test.each<[typeof who, readonly string[], string]>([
  [who, [PUT, "google-oauth"], "who-can wants an ACTION, a RESOURCE and an INPUT, or several."],
  [who, ["secretsmanager:PutResourcePolcy", "google-oauth", "."], "did you mean secretsmanager:PutResourcePolicy?"],
  [who, [PUT, "google-oauth", ".", "--expct", "a"], "There is no option --expct: did you mean --expect?"],
  [who, [PUT, "google-oauth", "plan.json", "--from", "accounts.json"], "Give plans or --from FILE, not both."],
  [what, ["ops"], "what-can wants a PRINCIPAL and an INPUT, or several."],
  [what, ["ops", ".", "--expect", "a"], "There is no option --expect."],
])("wrong usage %#", async (ask, args, message) => {
  const { exitCode, error, out } = await ask(...args);
  expect([exitCode, out]).toEqual([2, ""]);
  expect(error).toContain(message);
  expect(error).toContain("--help.");
});

test("names from a plan cannot write to the terminal", async () => {
  const folder = stack({ roles: { "a\u001b[31mb": { policy: POLICY } } });
  expect((await who(PUT, "google-oauth", folder)).out).not.toContain("\u001b");
});
