import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { actionExists, conditionKeyExists } from "../../../src/access/lint/iam-names";
import { RULES } from "../../../src/access/lint/rules/index";
import type { Given } from "../../../src/cli/plan/given";
import { expectedOf } from "../../../src/cli/plan/expected";
import { modelOf } from "../../../src/cli/plan/model";
import type { Result } from "../../../src/cli/report/result";
import { exitCodeOf, resultOf } from "../../../src/cli/report/result";
import { KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";

const ROOT = join(__dirname, "../../..");
const ACCOUNT = "111122223333";
const FOREIGN = SECRET_ARN.replace(ACCOUNT, "444455556666");

interface World {
  secret?: string;
  region?: string;
  secretPolicy?: object[];
  rolePolicy?: object[];
  keyPolicy?: object[];
  key?: string | null;
  readers?: string[];
  deployers?: string[];
  extra?: { type: string; values: object }[];
  suppress?: object[];
}

const read = (resource: string = SECRET_ARN, action = "secretsmanager:GetSecretValue", more = {}): object => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});
const allow = (principal: unknown, more = {}): object => ({ ...read("*"), Principal: principal, ...more });
const use = {
  Effect: "Allow",
  Action: "bedrock-agentcore:GetResourceApiKey",
  Resource: `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}:*`,
};
const document = (statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

function check(world: World): Result {
  const {
    secret = SECRET_ARN,
    region = "us-east-1",
    secretPolicy,
    rolePolicy = [use, read(secret)],
    key = null,
  } = world;
  const resource = (type: string, values: object): object => ({ address: `${type}.x`, type, values, provider: "aws" });
  const resources = [
    resource("aws_bedrockagentcore_api_key_credential_provider", {
      name: "weather",
      region,
      api_key_secret_config: [{ secret_id: secret, json_key: "k" }],
    }),
    resource("aws_iam_role", { name: "runtime", path: "/agents/", arn: ROLE_ARN }),
    resource("aws_iam_role_policy", { name: "p", role: "runtime", policy: document(rolePolicy) }),
    ...(secretPolicy
      ? [resource("aws_secretsmanager_secret_policy", { secret_arn: secret, policy: document(secretPolicy) })]
      : []),
    ...(world.keyPolicy
      ? [resource("aws_kms_key_policy", { key_id: KEY_ARN, policy: document(world.keyPolicy) })]
      : []),
    ...(world.extra ?? []).map(({ type, values }) => resource(type, values)),
  ];
  const { readers = [ROLE_ARN], deployers = [] } = world;
  const expected = expectedOf(
    { providers: { weather: { readers, deployers } }, keys: { [secret]: key }, suppress: world.suppress },
    "expect",
  );
  const given: Given = { policies: [], account: ACCOUNT, expected };
  const source = { resources, data: [], providers: new Map() } as unknown as Parameters<typeof modelOf>[0];
  return resultOf("plan.json", modelOf(source, given));
}

const violatedIn = (world: World): string[] => [
  ...new Set(
    check(world)
      .findings.filter(({ state }) => state === "violated")
      .map(({ rule }) => rule.id),
  ),
];

/** Each rule with the smallest world that violates it. */
const VIOLATIONS: Record<string, World> = {
  AGC001: { readers: [ROLE_ARN, OTHER_ROLE_ARN] },
  AGC002: { secretPolicy: [allow({ AWS: OTHER_ROLE_ARN })] },
  AGC004: { secretPolicy: [allow("*")] },
  AGC005: { secretPolicy: [allow({ AWS: `arn:aws:iam::${ACCOUNT}:root` })] },
  AGC006: { secretPolicy: [allow({ Service: "bedrock-agentcore.amazonaws.com" })] },
  AGC007: { rolePolicy: [use, read(SECRET_ARN, "secretsmanager:*")] },
  AGC008: { key: KEY_ARN, keyPolicy: [allow({ AWS: ROLE_ARN }, { Action: "kms:Encrypt" })] },
  AGC009: { region: "eu-west-1" },
  AGC010: { secret: FOREIGN },
  AGC011: { rolePolicy: [use, read(), read("*", "secretsmanager:ReadSecret")] },
  AGC012: {
    rolePolicy: [use, read(), read("x", "s3:GetObject", { Condition: { StringEquals: { "aws:SourceAcount": "1" } } })],
  },
  AGC013: {
    secretPolicy: [allow({ AWS: ROLE_ARN }, { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } })],
  },
  AGC014: {
    rolePolicy: [use, read(`arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:bedrock-agentcore-identity!default/*`)],
  },
  AGC015: { deployers: [OTHER_ROLE_ARN], secretPolicy: [allow({ AWS: OTHER_ROLE_ARN }, { Effect: "Deny" })] },
  AGC016: {},
  AGC017: { extra: [{ type: "aws_secretsmanager_secret", values: { name: "unused", arn: `${SECRET_ARN}x` } }] },
  AGC018: { secretPolicy: [{ Effect: "Maybe" }] },
};

test.each(Object.entries(VIOLATIONS))("%s is found", (id, world) => {
  expect(violatedIn(world)).toContain(id);
});

test("the sound world violates nothing but the note about direct reads", () => {
  expect(violatedIn({})).toEqual(["AGC016"]);
  expect(exitCodeOf(check({}), false)).toBe(0);
});

test("a session that a secret policy names is somebody, too", () => {
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/other/anybody`;
  const { findings } = check({ secretPolicy: [allow({ AWS: session })] });
  expect(findings).toContainEqual(expect.objectContaining({ subject: session, state: "unknown" }));
});

test("a read that only AgentCore may make is no direct read", () => {
  const Condition = { Bool: { "aws:ViaAWSService": "true" } };
  expect(violatedIn({ rolePolicy: [use, read(SECRET_ARN, undefined, { Condition })] })).toEqual([]);
});

test("AGC003 is found where nobody says who should read", () => {
  const { model } = check({});
  const result = resultOf("plan.json", { ...model, expected: undefined });
  expect(result.findings.map(({ rule }) => rule.id)).toContain("AGC003");
});

test("a suppressed finding does not fail, and only what it is about is suppressed", () => {
  const world = VIOLATIONS.AGC007 as World;
  const suppress = (subject: string): object[] => [{ id: "AGC007", reason: "moved next week", subject }];
  expect(exitCodeOf(check(world), false)).toBe(1);
  expect(exitCodeOf(check({ ...world, suppress: suppress(ROLE_ARN) }), false)).toBe(0);
  expect(exitCodeOf(check({ ...world, suppress: suppress(OTHER_ROLE_ARN) }), false)).toBe(1);
});

describe("the catalogue", () => {
  test("has one file for each rule, named like its ID, and IDs without a gap", () => {
    const files = readdirSync(join(ROOT, "src/access/lint/rules")).filter((name) => name !== "index.ts");
    expect(files).toEqual(RULES.map(({ id }) => `${id}.ts`));
    expect(RULES.map(({ id }) => id)).toEqual(RULES.map((_, index) => `AGC${String(index + 1).padStart(3, "0")}`));
  });

  test("has a case for each rule", () => {
    expect([...Object.keys(VIOLATIONS), "AGC003"].sort()).toEqual(RULES.map(({ id }) => id));
  });

  test("docs/findings.md is fresh", () => {
    const script = 'require("./tools/findings-catalogue").catalogue().then((text) => process.stdout.write(text))';
    const made = execFileSync(process.execPath, ["--import", "tsx", "-e", script], { cwd: ROOT, encoding: "utf8" });
    expect(readFileSync(join(ROOT, "docs/findings.md"), "utf8")).toBe(made);
  });
});

test("names that exist are taken, wildcards and keys with names in them too", () => {
  for (const action of [
    "*",
    "secretsmanager:Get*",
    "kms:decrypt",
    "bedrock-agentcore:GetResourceApiKey",
    "s3:Anything",
  ])
    expect([action, actionExists(action)]).toEqual([action, true]);
  for (const key of ["aws:sourceaccount", "kms:EncryptionContext:SecretARN", "aws:PrincipalTag/team", "kms:ViaService"])
    expect([key, conditionKeyExists(key)]).toEqual([key, true]);
  expect(actionExists("kms:Decript")).toBe(false);
  expect(conditionKeyExists("kms:ViaServices")).toBe(false);
});
