import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../src/live/aws/commands";
import { SdkCaller } from "../../src/live/aws/sdk-caller";
import { readAccounts } from "../../src/live/read";
import { limitsOf, modelOf as liveModel } from "../../src/live/world";
import { openText, Unknown } from "../../src/decision";
import { sourceOfPlan } from "../../src/plan/from-plan";
import { sourceOfState } from "../../src/plan/from-state";
import { limitedBy } from "../../src/plan/given-limits";
import { modelWith } from "../../src/plan/model-with";
import type { Source } from "../../src/plan/source";
import type { Model, ModelProvider } from "../../src/proof/model";
import { prove } from "../../src/proof/proof";
import { furnish } from "../../src/sandbox/furnish";
import { Sandbox } from "../../src/sandbox/sandbox";
import type { FromPlan } from "../../src/cli/from-plan/furnishing";
import { withoutUnknowns } from "../../src/cli/from-plan/concrete";
import { furnishingOf } from "../../src/cli/from-plan/furnishing";
import { READS } from "../../src/cli/from-plan/verifier";
import { allow, KEY, planJson, PROVIDER, READ, role, SECRET, secret } from "../plan/support/plan";
import type { Planned } from "../plan/support/plan";
import { stateOf, verifiedBy } from "../verify/support/world";
import { Program } from "./program";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const ACCOUNT = "111122223333";
const PLAN = join(__dirname, "plan.json");
const NONE = { scps: [], rcps: [], sessions: new Map(), boundaries: new Map(), accounts: {} };

type Json = Parameters<typeof sourceOfPlan>[0];
const planned = (...resources: readonly Planned[]): Source =>
  sourceOfPlan(planJson({ resources }) as Json, "plan.json");
const recorded = (): Source => sourceOfPlan(JSON.parse(readFileSync(PLAN, "utf8")) as Json, "plan.json");
const from = (source: Source): FromPlan => furnishingOf([source], new Map());
const toldOf = ({ told }: FromPlan): string[] => told.map(({ subject, text }) => `${subject}: ${text}`);

/** What is read of a sandbox that has it, by the verifier. */
async function readOf({ furnishing, regions, verifiers }: FromPlan) {
  const sandbox = await Sandbox.start({ enforce: true, regions: regions.filter((one) => one !== "us-east-1") });
  furnish(sandbox, furnishing);
  const { accessKeyId } = sandbox.principals.assume(verifiers[0] ?? "", "sandbox");
  const credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: "x" });
  const caller = new SdkCaller({ credentials, endpoint: sandbox.endpoint });
  try {
    return await readAccounts([{ caller, regions }], new Date(0));
  } finally {
    caller.destroy();
    await sandbox.close();
  }
}

/** Each verdict that is certain, by what it is about. */
function certain(model: Model): Map<string, string> {
  const named = ({ kind, name }: ModelProvider): string => `${kind}/${String(name)}`;
  return new Map(
    prove(model).flatMap((row) =>
      (["use", "read", "decrypt"] as const)
        .map((cell) => [`${cell} of ${row.principal} at ${named(row.provider)}`, row[cell].verdict] as const)
        .filter(([, verdict]) => verdict === "allowed" || verdict === "denied"),
    ),
  );
}

const ROOT = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" }],
});
const statements = (...all: readonly object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: all });
const READER = role({ inline_policy: [{ name: "read", policy: READ }] });
const DECRYPTER = role(
  {
    inline_policy: [
      { name: "read", policy: READ },
      { name: "decrypt", policy: JSON.stringify(allow("kms:Decrypt", KEY)) },
    ],
  },
  {},
  "decrypter",
);
const KEYED: Planned = {
  type: "aws_kms_key",
  name: "k",
  before: { arn: KEY, key_id: KEY.split("/")[1], policy: ROOT },
};

describe.each([
  ["the recorded plan", recorded, 2],
  [
    "a secret with a key, roles with and without kms:Decrypt",
    () => planned(PROVIDER, secret({}, { kms_key_id: KEY }), READER, DECRYPTER, KEYED),
    6,
  ],
  [
    "a secret policy that denies a reader",
    () =>
      planned(
        PROVIDER,
        READER,
        secret(
          {},
          {
            policy: statements({
              Effect: "Deny",
              Principal: "*",
              Action: "secretsmanager:GetSecretValue",
              Resource: "*",
            }),
          },
        ),
      ),
    2,
  ],
  [
    "a secret policy that names a role of somebody else",
    () =>
      planned(
        PROVIDER,
        secret(
          {},
          {
            policy: statements({
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/elsewhere` },
              Action: "secretsmanager:GetSecretValue",
              Resource: "*",
            }),
          },
        ),
      ),
    1,
  ],
] as const)("%s", (_, source, least) => {
  test("what is certain of the plan is so in the sandbox that is made of it", async () => {
    const one = source();
    const before = certain(modelWith([one], { policies: [], accounts: new Map([["", ACCOUNT]]) }));
    const snapshot = await readOf(from(one));
    const after = certain(limitedBy(liveModel(snapshot), limitsOf(snapshot, NONE)));
    // Roles that the plan only names have what it tells of them; in the sandbox nothing else is left open.
    expect([...before].filter(([cell, verdict]) => after.get(cell) !== verdict)).toEqual([]);
    expect(before.size).toBeGreaterThanOrEqual(least);
  });
});

test("verify finds nothing wrong with what is made of a state", async () => {
  const state = stateOf({ replica: true });
  const made = furnishingOf([sourceOfState(state as Parameters<typeof sourceOfState>[0], "state.json")], new Map());
  const { groups } = verifiedBy(await readOf(made), state);
  const checks = groups.flatMap(({ subject, checks: all }) => all.map((one) => ({ subject, ...one })));
  expect(checks.filter(({ state: of, id }) => of === "fails" && id !== "proof")).toEqual([]);
  expect(checks.filter(({ state: of }) => of === "ok").length).toBeGreaterThan(15);
});

test("what the apply gives a name is made up, the same wherever it stands, and works", async () => {
  const refers = (...references: string[]): object => ({ references });
  const fresh: Planned = {
    type: "aws_secretsmanager_secret",
    name: "fresh",
    after: { name: "fresh" },
    unknown: { arn: true, id: true, policy: true },
    expressions: { name: { constant_value: "fresh" } },
  };
  const provider: Planned = {
    ...PROVIDER,
    after: { name: "weather", api_key_secret_config: [{ json_key: "key" }] },
    unknown: { api_key_secret_config: [{ secret_id: true }] },
    expressions: {
      name: { constant_value: "weather" },
      api_key_secret_config: [
        {
          secret_id: refers("aws_secretsmanager_secret.fresh.arn", "aws_secretsmanager_secret.fresh"),
          json_key: { constant_value: "key" },
        },
      ],
    },
  };
  const made = from(planned(fresh, provider));
  const [secretArn] = made.furnishing.secrets.map(({ arn }) => arn);
  expect(secretArn).toMatch(new RegExp(`^arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:fresh-[a-z]{6}$`));
  expect(made.furnishing.providers[0]?.secrets.apiKey?.secretArn).toBe(secretArn);
  expect(Object.keys(JSON.parse(made.furnishing.secrets[0]?.value ?? "") as object)).toEqual(["key"]);
  expect(from(planned(fresh, provider)).furnishing.secrets[0]?.arn).toBe(secretArn);
  const snapshot = await readOf(made);
  expect(snapshot.accounts).toHaveLength(1);
});

test("a statement that the apply completes is left out, its neighbour is not, and that is told", () => {
  const told: string[] = [];
  const statement = { Sid: "Known", Effect: "Deny", Principal: "*", Action: "secretsmanager:Delete*", Resource: "*" };
  const document = { Version: "2012-10-17", Statement: [statement, { ...statement, Resource: new Unknown("later") }] };
  expect(withoutUnknowns(document, "here", ({ text }) => void told.push(text))).toEqual({
    ...document,
    Statement: [statement],
  });
  expect(told).toEqual(["statement 2 is left out: a part of it is known after the apply"]);
});

test("what is in an account that nothing tells is left out, and has no verifier", () => {
  const arn = `arn:aws:iam::${openText("account of aws.vault")}:role/agent`;
  const open = role({ arn });
  const made = from(planned(PROVIDER, secret(), open));
  expect(made.furnishing.identities.map((one) => one.arn)).toEqual([`arn:aws:iam::${ACCOUNT}:role/sandbox-verifier`]);
  expect(toldOf(made).some((line) => line.includes("is left out: its ARN is not known"))).toBe(true);
});

test("a policy that the apply tells is left out, and that is told", () => {
  const open = secret({
    after: { arn: SECRET, id: SECRET, name: "weather", kms_key_id: null },
    unknown: { policy: true },
    expressions: { policy: { references: ["local.policy"] } },
  });
  const made = from(planned(PROVIDER, open));
  expect(toldOf(made).some((line) => line.includes("the policy is left out"))).toBe(true);
  expect(made.furnishing.secrets[0]?.policy).toBeUndefined();
});

test("no value comes from a plan, and each time another is made up", () => {
  const version: Planned = {
    type: "aws_secretsmanager_secret_version",
    name: "v",
    after: { secret_id: SECRET, secret_string: '{"key":"canary-value"}' },
  };
  const [one, two] = [0, 1].map(() => from(planned(PROVIDER, secret(), version)));
  expect(JSON.stringify(one)).not.toContain("canary");
  expect(one?.furnishing.secrets[0]?.value).not.toBe(two?.furnishing.secrets[0]?.value);
});

test("what is not told is said: accounts, keys, other policies of roles", () => {
  expect(toldOf(from(recorded()))).toEqual([
    `the account: is not known everywhere: it is ${ACCOUNT}, or what --account says`,
    expect.stringContaining("nothing tells its policy: the account's IAM policies decide") as string,
    expect.stringContaining("role/agents/fraud-check: it may have other policies") as string,
    expect.stringContaining("role/agents/route-planner: it may have other policies") as string,
  ]);
  const accounts = new Map([["", ACCOUNT]]);
  expect(furnishingOf([recorded()], accounts).told.some(({ subject }) => subject === "the account")).toBe(false);
});

test("the verifier may make every call of reading, and none that tells a value", () => {
  const patterns = READS.map((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`));
  const may = (action: string): boolean => patterns.some((pattern) => pattern.test(action));
  const calls = Object.keys(COMMANDS).filter((action) => action !== "sts:GetCallerIdentity");
  expect(calls.filter((action) => !may(action))).toEqual([]);
  for (const action of ["GetResourceApiKey", "GetResourceOauth2Token", "GetResourcePaymentToken"])
    expect(may(`bedrock-agentcore:${action}`)).toBe(false);
  expect(may("secretsmanager:GetSecretValue")).toBe(false);
});

describe("agentcore-identity sandbox", () => {
  const programs: Program[] = [];
  afterEach(() => programs.splice(0).forEach((program) => program.end()));
  const started = (...args: string[]): Program => {
    const program = new Program("sandbox", ...args);
    programs.push(program);
    return program;
  };

  test("--from-plan serves what the plan will have made, and tells what it does not know", async () => {
    const program = started("--from-plan", PLAN, "--json");
    const greeting = JSON.parse(await program.line()) as {
      isEnforced: boolean;
      environment: Record<string, string>;
      accessKeys: Record<string, string>;
      told: string[];
    };
    expect(greeting.isEnforced).toBe(true);
    expect(greeting.accessKeys).toEqual({
      [`arn:aws:iam::${ACCOUNT}:role/sandbox-verifier`]: greeting.environment.AWS_ACCESS_KEY_ID,
    });
    expect(greeting.told).toHaveLength(4);
    expect((await program.interrupted()).exitCode).toBe(0);
  });

  test.each([
    ["a plan and a seed", ["--from-plan", PLAN, "--seed", "seed.json"], 2, "not both"],
    ["an account without a plan", ["--account", ACCOUNT], 2, "--account is for --from-plan"],
    ["a plan that is not there", ["--from-plan", "nowhere.json"], 1, "nowhere.json"],
  ])("refuses %s", async (_, args, code, reason) => {
    const { exitCode, stderr } = await started(...args).finished();
    expect([exitCode, stderr]).toEqual([code, expect.stringContaining(reason) as string]);
  });
});
