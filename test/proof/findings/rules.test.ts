import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { actionExists, conditionKeyExists } from "../../../src/proof/findings/iam-names";
import { RULES } from "../../../src/proof/findings/rules/index";
import type { Given } from "../../../src/plan/given";
import { expectedOf } from "../../../src/plan/expected";
import { modelOf } from "../../../src/plan/model";
import type { Result } from "../../../src/report/result";
import { exitCodeOf, resultOf } from "../../../src/report/result";
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
  signingKey?: string;
  trust?: object[];
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
const FOR_SECRET = {
  Condition: {
    StringEquals: {
      "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
      "kms:EncryptionContext:SecretARN": SECRET_ARN,
    },
  },
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
      private_key_source: world.signingKey ? [{ kms_key_source: [{ kms_key_arn: world.signingKey }] }] : [],
    }),
    resource("aws_iam_role", {
      name: "runtime",
      path: "/agents/",
      arn: ROLE_ARN,
      ...(world.trust && { assume_role_policy: document(world.trust) }),
    }),
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
  const source = { resources, data: [], providers: new Map(), stated: [], unheard: [] } as unknown as Parameters<
    typeof modelOf
  >[0];
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
  AGC005: { secretPolicy: [allow({ AWS: "arn:aws:iam::444455556666:root" })] },
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
  AGC017: {
    extra: [
      {
        type: "aws_secretsmanager_secret_policy",
        values: { secret_arn: `${SECRET_ARN}x`, policy: document([allow({ AWS: ROLE_ARN })]) },
      },
    ],
  },
  AGC018: { secretPolicy: [{ Effect: "Maybe" }] },
  AGC019: { key: KEY_ARN, keyPolicy: [allow({ AWS: ROLE_ARN }, { Action: "kms:Decrypt" })] },
  AGC020: { signingKey: KEY_ARN, rolePolicy: [use, read(), read(KEY_ARN, "kms:Sign")] },
  AGC022: { rolePolicy: [use, read(), read(SECRET_ARN, "secretsmanager:PutResourcePolicy")] },
  AGC023: {
    trust: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::444455556666:root" } }],
  },
  AGC024: {
    secretPolicy: [
      allow(
        { Service: "bedrock-agentcore.amazonaws.com" },
        { Condition: { "ForAllValues:StringEquals": { "aws:SourceAccount": ACCOUNT } } },
      ),
    ],
  },
  AGC025: {
    rolePolicy: [
      use,
      read(SECRET_ARN, undefined, {
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
      }),
    ],
  },
  AGC021: {
    key: KEY_ARN,
    secretPolicy: [allow({ AWS: OTHER_ROLE_ARN })],
    keyPolicy: [allow({ AWS: ROLE_ARN }, { Action: "kms:Decrypt", ...FOR_SECRET })],
  },
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
  expect(findings).toContainEqual(expect.objectContaining({ subject: session, state: "violated" }));
});

describe("AGC019: a permission on the key that is", () => {
  const decrypt = (more: object): World => ({
    key: KEY_ARN,
    keyPolicy: [allow({ AWS: ROLE_ARN }, { Action: "kms:*", ...more })],
  });
  const condition = (operator: string, keys: object): World => decrypt({ Condition: { [operator]: keys } });
  const [via, secret] = Object.entries(FOR_SECRET.Condition.StringEquals).map(([key, value]) => ({ [key]: value }));
  const grant = (constraints: object): World => ({
    key: KEY_ARN,
    keyPolicy: [allow({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, { Action: "kms:*" })],
    extra: [
      {
        type: "aws_kms_grant",
        values: { key_id: KEY_ARN, grantee_principal: ROLE_ARN, operations: ["Decrypt"], ...constraints },
      },
    ],
  });
  test.each<[string, World, boolean]>([
    ["bound to service and secret", decrypt(FOR_SECRET), false],
    ["bound to the service only", condition("StringEquals", via as object), true],
    ["bound to the secret only", condition("StringEquals", secret as object), true],
    ["bound if there is such a key", condition("StringEqualsIfExists", { ...via, ...secret }), true],
    ["bound to everything", condition("StringLike", { ...via, "kms:EncryptionContext:SecretARN": "*" }), true],
    ["for encryption only", { ...decrypt({ Action: "kms:Encrypt" }) }, false],
    [
      "a grant for the secret",
      grant({ constraints: [{ encryption_context_subset: { SecretARN: SECRET_ARN } }] }),
      false,
    ],
    ["a grant for another context", grant({ constraints: [{ encryption_context_subset: { team: "x" } }] }), true],
    ["a grant for everything", grant({}), true],
  ])("%s", (_name, world, isFound) => {
    expect(violatedIn(world).includes("AGC019")).toBe(isFound);
  });
});

describe("who may assume a role that may read", () => {
  const assume = (Principal: unknown, more = {}): object => ({
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal,
    ...more,
  });
  const service = { Service: "bedrock-agentcore.amazonaws.com" };
  const bound = { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } };
  test.each<[string, object, string[]]>([
    ["AgentCore for the account", assume(service, bound), []],
    ["AgentCore for anybody", assume(service), ["AGC006"]],
    ["another service, which may not say for whom", assume({ Service: "lambda.amazonaws.com" }), []],
    ["everybody", assume("*"), ["AGC023"]],
  ])("%s", (_name, statement, ids) => {
    expect(violatedIn({ trust: [statement] }).filter((id) => id !== "AGC016")).toEqual(ids);
  });

  test("is not looked at of a role that has nothing to do with the secrets", () => {
    const values = { name: "other", arn: OTHER_ROLE_ARN, assume_role_policy: document([assume("*")]) };
    expect(violatedIn({ extra: [{ type: "aws_iam_role", values }] })).toEqual(["AGC016"]);
  });
});

test("a deployer may write the secret policy, a reader may not", () => {
  const write = ["GetResourcePolicy", "PutResourcePolicy"].map((name) => read(SECRET_ARN, `secretsmanager:${name}`));
  const rolePolicy = [use, read(), ...write];
  expect(violatedIn({ rolePolicy })).toContain("AGC007");
  expect(violatedIn({ rolePolicy, readers: [], deployers: [ROLE_ARN] })).not.toContain("AGC007");
});

test("our own policies name no action that does not exist", () => {
  expect(actionExists("bedrock-agentcore:CreateTokenVault")).toBe(true);
  expect(actionExists("kms:CreateTokenVault")).toBe(false);
});

test("a read that only AgentCore may make is no direct read", () => {
  const Condition = { Bool: { "aws:ViaAWSService": "true" } };
  expect(violatedIn({ rolePolicy: [use, read(SECRET_ARN, undefined, { Condition })] })).toEqual([]);
});

test("AGC003 is found where nobody says who should read", () => {
  const { model } = check({});
  const providers = model.providers.map(({ stated: _, ...provider }) => provider);
  const result = resultOf("plan.json", { ...model, providers });
  expect(result.findings.map(({ rule }) => rule.id)).toContain("AGC003");
});

test("a suppressed finding does not fail, and only what it is about is suppressed", () => {
  const world = { rolePolicy: [use, read(), read(SECRET_ARN, "secretsmanager:PutSecretValue")] };
  const suppress = (subject: string): object[] => [{ id: "AGC007", reason: "moved next week", subject }];
  expect(exitCodeOf(check(world), false)).toBe(1);
  expect(exitCodeOf(check({ ...world, suppress: suppress(ROLE_ARN) }), false)).toBe(0);
  expect(exitCodeOf(check({ ...world, suppress: suppress(OTHER_ROLE_ARN) }), false)).toBe(1);
});

describe("the catalogue", () => {
  test("has one file for each rule, named like its ID, and IDs without a gap", () => {
    const files = readdirSync(join(ROOT, "src/proof/findings/rules")).filter((name) => name !== "index.ts");
    expect(files).toEqual(RULES.map(({ id }) => `${id}.ts`));
    expect(RULES.map(({ id }) => id)).toEqual(RULES.map((_, index) => `AGC${String(index + 1).padStart(3, "0")}`));
  });

  test("has a case for each rule", () => {
    // The others are about what the model says: facts.test.ts
    const others = ["AGC003", "AGC026", "AGC027", "AGC028", "AGC029", "AGC030"];
    expect([...Object.keys(VIOLATIONS), ...others].sort()).toEqual(RULES.map(({ id }) => id));
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
