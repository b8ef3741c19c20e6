import { openText } from "../../src/decision";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Deployer, DeployerPolicy, Reader } from "cdktf-agentcore-identity";
import type { Construct } from "constructs";
import { READERS_FORMAT } from "../../src/access/intended-readers";
import { fails } from "../../src/proof/findings/findings";
import { modelWith } from "../../src/plan/model-with";
import { expectedOf } from "../../src/plan/expected";
import { sourceOfPlan } from "../../src/plan/from-plan";
import type { GivenPolicy } from "../../src/plan/given";
import type { Result } from "../../src/report/result";
import { resultOf } from "../../src/report/result";
import { textReport } from "../../src/report/text";
import { apiKeyIn, googleIn, KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import { check, stackJson, table } from "./support";

const PROVIDER = {
  address: "module.identity.aws_bedrockagentcore_api_key_credential_provider.this",
  mode: "managed",
  type: "aws_bedrockagentcore_api_key_credential_provider",
  values: { name: "weather", region: "us-east-1", api_key_secret_config: [{ secret_id: SECRET_ARN, json_key: "k" }] },
};
const STATED = { format: READERS_FORMAT, providers: { "apikey/weather": { readers: [ROLE_ARN] } } };

const use = {
  Effect: "Allow",
  Action: "bedrock-agentcore:GetResourceApiKey",
  Resource: "arn:aws:bedrock-agentcore:us-east-1:111122223333:*",
};
const read = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET_ARN };
const policy = (kind: GivenPolicy["kind"], arn: string, ...Statement: object[]): GivenPolicy => ({
  kind,
  arn,
  file: `${kind}.json`,
  document: { Version: "2012-10-17", Statement },
});
const AGENT = policy("role", ROLE_ARN, use, read);

/** A plan in which a module makes one provider, with these outputs of the root module. */
const planWith = (outputs: Record<string, unknown>, resources: readonly object[] = [PROVIDER]): object => ({
  format_version: "1.2",
  planned_values: { root_module: { child_modules: [{ address: "module.identity", resources }] } },
  output_changes: Object.fromEntries(
    Object.entries(outputs).map(([name, after]) => [name, { actions: ["create"], after, after_unknown: false }]),
  ),
  configuration: {
    root_module: {
      module_calls: {
        identity: { module: { outputs: { intended_readers: { expression: { references: ["local.x"] } } } } },
      },
    },
  },
});

function checked(plan: object, policies: readonly GivenPolicy[] = [AGENT], said?: object): Result {
  const expected = said && expectedOf(said, "expect.json");
  const given = { policies, account: "111122223333", ...(expected && { expected }) };
  return resultOf("plan.json", modelWith(sourceOfPlan(plan, "plan.json"), given));
}
const failing = ({ findings }: Result): string[] =>
  findings.filter(fails).map(({ rule, detail }) => `${rule.id} ${detail}`);
const assumed = ({ assumptions }: Result): string[] => assumptions.map(({ subject, text }) => `${subject} ${text}`);

describe("an output of the root module says who should read", () => {
  test.each<[string, unknown]>([
    ["alone", STATED],
    ["in an object", { mine: STATED, theirs: "x" }],
    ["in a map of modules", { "a b": { "c-d": STATED } }],
    ["in a list", ["x", [STATED]]],
  ])("%s", (_name, value) => {
    const result = checked(planWith({ whatever: value }));
    expect(table(result)).toEqual(["runtime reader allowed allowed allowed"]);
    expect(failing(result)).toEqual([]);
  });

  test("and another one more: both are meant", () => {
    const other = { format: READERS_FORMAT, providers: { "apikey/weather": { readers: [OTHER_ROLE_ARN] } } };
    const result = checked(planWith({ one: STATED, other }), [AGENT, policy("role", OTHER_ROLE_ARN, use)]);
    expect(table(result)).toEqual(["runtime reader allowed allowed allowed", "gateway reader allowed denied allowed"]);
  });

  test.each<[string, unknown]>([
    ["by ARN", { [ROLE_ARN]: "GATEWAY" }],
    ["in a list", [{ role_arn: ROLE_ARN, kind: "GATEWAY" }]],
  ])("with its readers' kinds %s: a gateway without its token is denied", (_name, kinds) => {
    const stated = { ...STATED, providers: { "apikey/weather": { readers: [ROLE_ARN], kinds } } };
    const token = { ...use, Action: "bedrock-agentcore:GetWorkloadAccessToken*" };
    expect(table(checked(planWith({ stated })))).toEqual(["runtime reader denied allowed allowed"]);
    expect(table(checked(planWith({ stated }), [policy("role", ROLE_ARN, use, token, read)]))).toEqual([
      "runtime reader allowed allowed allowed",
    ]);
  });

  test.each<[string, object, RegExp]>([
    ["of a later format", { ...STATED, format: "agentcore-identity/readers/2" }, /^output\.x: has a later format/],
    [
      "naming no role",
      { ...STATED, providers: { p: { readers: ["somebody"] } } },
      /provider "p" names something that is no role ARN/,
    ],
    [
      "naming a reader's kind that there is not",
      { ...STATED, providers: { p: { readers: [ROLE_ARN], kinds: { [ROLE_ARN]: "PORTAL" } } } },
      /kinds names "PORTAL", which is none of RUNTIME, GATEWAY, HARNESS, CONSENT_PORTAL, PAYMENT_MANAGER/,
    ],
    [
      "of an unknown kind",
      { ...STATED, providers: { "cookie/p": {} } },
      /is of none of the kinds oauth2, apikey, payment/,
    ],
    ["saying nothing", { format: READERS_FORMAT }, /has neither providers nor secrets/],
  ])("or not: one %s is refused by name", (_name, value, message) => {
    expect(() => checked(planWith({ x: value }))).toThrow(message);
  });

  test.each<[string, unknown]>([
    ["is not there", undefined],
    ["has another format", { ...STATED, format: "somebody/else/1" }],
    ["lies too deep", [[[[[[STATED]]]]]]],
  ])("if it %s, the way out is said", (_name, value) => {
    const [finding] = failing(checked(planWith({ x: value })));
    expect(finding).toBe(
      'AGC003 Credential provider weather has no stated readers. module.identity says who should read, but the plan shows outputs of the root module only: add output "intended_readers" { value = module.identity.intended_readers } to it.',
    );
  });

  test("--expect stands in its place", () => {
    const said = { providers: { weather: { readers: [OTHER_ROLE_ARN] } } };
    const result = checked(planWith({ x: STATED }), [AGENT], said);
    expect(failing(result)).toEqual([
      expect.stringMatching(/^AGC001 .*gateway needs bedrock-agentcore:GetResourceApiKey/),
      expect.stringMatching(/^AGC002 It can read\./),
    ]);
  });
});

describe("what is made elsewhere is proven, too", () => {
  test("a provider, by what is said of it", () => {
    const made = { readers: [ROLE_ARN], secrets: [{ secret_arn: SECRET_ARN, kms_key_arn: null }] };
    const stated = { format: READERS_FORMAT, providers: { "apikey/weather": made } };
    const result = checked(planWith({ x: stated }, []));
    expect(table(result)).toEqual(["runtime reader allowed allowed allowed"]);
    expect(failing(checked(planWith({ x: stated }, []), [policy("role", ROLE_ARN, use)]))).toEqual([
      expect.stringMatching(/^AGC001 .*runtime needs secretsmanager:GetSecretValue/),
    ]);
  });

  test("a secret's readers, whatever provider they use", () => {
    const stated = { format: READERS_FORMAT, secrets: [{ secret_arn: SECRET_ARN, readers: [ROLE_ARN] }] };
    expect(table(checked(planWith({ x: stated }, [])))).toEqual(["runtime reader allowed allowed allowed"]);
    const other = policy("secret", SECRET_ARN, { ...read, Resource: "*", Principal: { AWS: OTHER_ROLE_ARN } });
    expect(failing(checked(planWith({ x: stated }, []), [AGENT, other]))).toEqual([
      expect.stringMatching(/^AGC002 It can read\. Allowed by statement 0 of the secret policy/),
    ]);
  });

  test("a secret's readers that two outputs name are all meant", () => {
    const stated = (arn: string): object => ({
      format: READERS_FORMAT,
      secrets: [{ secret_arn: SECRET_ARN, readers: [arn] }],
    });
    const result = checked(planWith({ one: stated(ROLE_ARN), two: stated(OTHER_ROLE_ARN) }, []));
    expect(table(result)).toEqual(["runtime reader allowed allowed allowed", "gateway reader allowed denied allowed"]);
  });

  test("a reader of one provider is no stranger to the secret of another, whether it can decrypt or not", () => {
    const other = { ...PROVIDER, address: `${PROVIDER.address}2`, values: { ...PROVIDER.values, name: "forecast" } };
    const said = {
      providers: { weather: { readers: [ROLE_ARN] }, forecast: { readers: [OTHER_ROLE_ARN] } },
      keys: { [SECRET_ARN]: KEY_ARN },
    };
    const names = [ROLE_ARN, OTHER_ROLE_ARN];
    const given = [
      policy("secret", SECRET_ARN, { ...read, Resource: "*", Principal: { AWS: names } }),
      policy("key", KEY_ARN, { Effect: "Allow", Action: "kms:Encrypt", Resource: "*", Principal: { AWS: names } }),
      ...names.map((arn) => policy("role", arn, use)),
    ];
    expect(failing(checked(planWith({}, [PROVIDER, other]), given, said)).map((text) => text.slice(0, 6))).toEqual([
      "AGC008",
      "AGC008",
    ]);
    const alone = { ...said, providers: { weather: { readers: [ROLE_ARN] } } };
    expect(failing(checked(planWith({}), given, alone)).map((text) => text.slice(0, 6))).toEqual(["AGC008", "AGC021"]);
  });

  test("a secret's readers are those of a provider of which nobody else speaks", () => {
    const said = { secrets: { [SECRET_ARN]: { readers: [ROLE_ARN] } } };
    const result = checked(planWith({}), [AGENT], said);
    expect(table(result)).toEqual(["runtime reader allowed allowed allowed"]);
    expect(failing(result)).toEqual([]);
  });

  test("but not a provider of which only the name is known: that is said", () => {
    const result = checked(planWith({ x: STATED }), [AGENT], { providers: { "no-such": { readers: [ROLE_ARN] } } });
    expect(assumed(result)).toContain(
      "no-such is named by expect.json, but nothing here makes it: nothing is proven about it",
    );
  });
});

describe("the constructs", () => {
  class Stack extends TerraformStack {
    public constructor(scope: Construct, id: string) {
      super(scope, id);
      new AwsProvider(this, "Aws", { region: "us-east-1" });
      const secret = secretIn(this, { kmsKeyArn: undefined });
      const role = new IamRole(this, "Deployer", { name: "deployer", assumeRolePolicy: "{}" });
      const google = googleIn(this, secret, { name: "shared" });
      const weather = apiKeyIn(this, secret, "Weather", { name: "shared" });
      google.grantUse(Reader.role(ROLE_ARN));
      weather.grantUse(Reader.role(OTHER_ROLE_ARN));
      // Each reading of an attribute is another token.
      for (const id of ["One", "Two"]) {
        const deployer = Deployer.role(role.arn, { account: "111122223333", roleName: "deployer" });
        new DeployerPolicy(this, id, { deployer, credentialProviders: [google] });
      }
    }
  }

  test("tell providers of one name by their kinds, and name a role once", () => {
    const json = stackJson(Stack) as unknown as { "//": { metadata: { "agentcore-identity": { providers: object } } } };
    expect(json["//"].metadata["agentcore-identity"].providers).toEqual({
      "apikey/shared": { readers: [OTHER_ROLE_ARN], deployers: [], elsewhere: [] },
      "oauth2/shared": {
        readers: [ROLE_ARN],
        deployers: ["${aws_iam_role.Deployer.arn}"],
        elsewhere: ["${aws_iam_role.Deployer.arn}"],
      },
    });
  });

  test("so that neither provider's reader is the other's", () => {
    const result = check(stackJson(Stack));
    expect(table(result).filter((row) => !row.includes("service"))).toEqual([
      "gateway reader allowed allowed allowed",
      "runtime other denied allowed allowed",
      "deployer other unknown allowed allowed",
      "deployer deployer unknown allowed allowed",
      "runtime reader allowed allowed allowed",
      "gateway other denied allowed allowed",
    ]);
    expect(failing(result).map((text) => text.split(" ")[0])).toEqual(["AGC027", "AGC027"]);
  });
});

describe("who is no role", () => {
  const said = { providers: { weather: { readers: [ROLE_ARN] } } };
  const naming = (Principal: object): GivenPolicy =>
    policy("secret", SECRET_ARN, { ...read, Resource: "*", Principal });
  const SAML = "arn:aws:iam::111122223333:saml-provider/corporate";

  test("an identity provider has its row, and is a stranger", () => {
    const result = checked(planWith({}), [AGENT, naming({ Federated: SAML })], said);
    expect(table(result)).toContain("corporate other denied allowed denied");
    expect(failing(result)).toEqual([
      expect.stringMatching(/^AGC021 The secret policy lets it in\. Allowed by statement 0 of the secret policy\./),
    ]);
  });

  test("a service with the same name is another principal", () => {
    const name = "cognito-identity.amazonaws.com";
    const { rows } = checked(planWith({}), [AGENT, naming({ Federated: name, Service: name })], said);
    expect(rows.filter(({ principal }) => principal === name).map(({ standing }) => standing)).toEqual([
      "other",
      "service",
    ]);
  });

  test("a user has its row; what its own policies say is not asked, and said so", () => {
    const user = "arn:aws:iam::111122223333:user/operator";
    const result = checked(planWith({}), [AGENT, naming({ AWS: user })], said);
    expect(failing(result)).toEqual([expect.stringMatching(/^AGC002/)]);
    expect(assumed(result)).toContain(`${user} has no policy that denies: policies of users are not read`);
  });

  test("a role of another account may do there what it likes, and nothing else is taken for granted of it", () => {
    const foreign = "arn:aws:iam::999988887777:role/somebody";
    const result = checked(planWith({}), [AGENT, naming({ AWS: [foreign, OTHER_ROLE_ARN] })], said);
    expect(failing(result)).toEqual([
      "AGC002 It can read. Allowed by statement 0 of the secret policy.",
      expect.stringMatching(
        /^AGC021 The secret policy lets it in\. Allowed by statement 0 of the secret policy and statement 0 of the policies that account 999988887777 may have\. It cannot decrypt/,
      ),
    ]);
    expect(assumed(result).join()).not.toContain(foreign);
    expect(assumed(result).join()).toContain(OTHER_ROLE_ARN);
  });

  test("whoever cannot be examined is named", () => {
    const canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
    expect(assumed(checked(planWith({}), [AGENT, naming({ CanonicalUser: canonical })], said))).toContain(
      `${canonical} is named as CanonicalUser by the policy of ${SECRET_ARN}, and is not examined: only roles, their sessions, users, services and identity providers are`,
    );
  });
});

describe("what is not known is said, with what would tell", () => {
  const made = { readers: [ROLE_ARN], secrets: [{ secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN }] };
  const plan = (elsewhere: readonly string[]): object =>
    planWith({ x: { format: READERS_FORMAT, providers: { "apikey/weather": { ...made, elsewhere } } } });

  test("of key policies and of roles whose policies others attach", () => {
    const text = textReport(checked(plan([ROLE_ARN]), []), false);
    expect(text.split("\n")[0]).toBe("Not proven: 3 of 3 answers about those who should read are unknown.");
    expect(text).toContain(
      [
        "  What would tell:",
        `    --policy role=${ROLE_ARN}=FILE (2 answers)`,
        `    --policy key=${KEY_ARN}=FILE (1 answer)`,
      ].join("\n"),
    );
  });

  test("and nothing of it where all is known", () => {
    const key = policy("key", KEY_ARN, {
      Effect: "Allow",
      Action: "kms:*",
      Resource: "*",
      Principal: { AWS: ROLE_ARN },
    });
    const text = textReport(checked(plan([ROLE_ARN]), [AGENT, key]), false);
    expect(text).not.toContain("Not proven");
    expect(text).toContain(", 0 unknown, ");
  });

  test("an elsewhere attached policy may allow, so a role is not denied; what the secret policy allows, it may", () => {
    const key = policy("key", KEY_ARN, {
      Effect: "Allow",
      Action: "kms:*",
      Resource: "*",
      Principal: { AWS: ROLE_ARN },
    });
    const secret = policy("secret", SECRET_ARN, { ...read, Resource: "*", Principal: { AWS: ROLE_ARN } });
    expect(table(checked(plan([ROLE_ARN]), [key]))).toEqual(["runtime reader unknown unknown allowed"]);
    expect(table(checked(plan([ROLE_ARN]), [key, secret]))).toEqual(["runtime reader unknown allowed allowed"]);
    expect(table(checked(plan([]), [key, secret]))).toEqual(["runtime reader denied allowed allowed"]);
  });
});

describe("what may belong to somebody who is not known", () => {
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [use, read] });
  const resource = (type: string, values: object): object => ({
    address: `${type}.x`,
    mode: "managed",
    type,
    values,
  });
  const open = (address: string, ...names: readonly string[]): object => ({
    address,
    change: { after_unknown: Object.fromEntries(names.map((name) => [name, true])) },
  });
  const planOf = (role: object, ...changes: readonly object[]): object => ({
    ...planWith({}, [PROVIDER, resource("aws_iam_role", role), resource("aws_iam_role_policy", { policy: document })]),
    resource_changes: [open("aws_iam_role_policy.x", "role"), ...changes],
  });
  const [made, there] = [
    planOf({ name: "runtime", path: "/agents/" }, open("aws_iam_role.x", "arn")),
    planOf({ name: "runtime", path: "/agents/", arn: ROLE_ARN }),
  ];
  const said = { providers: { weather: { readers: [ROLE_ARN] } } };

  test("a policy of a role that the apply makes: such a role is not denied", () => {
    const result = checked(made, [], said);
    expect(table(result)).toEqual(["runtime reader unknown unknown allowed"]);
    expect(result.rows[0]?.read.why).toMatch(
      /aws_iam_role_policy\.x may be a policy of this role, which is known after the apply$/,
    );
  });

  test("but a role that is there already is: its policies are known", () => {
    expect(table(checked(there, [], said))).toEqual(["runtime reader denied denied allowed"]);
  });

  test("a policy that would not help leaves the denial", () => {
    const other = JSON.stringify({ Version: "2012-10-17", Statement: [{ ...read, Action: "s3:GetObject" }] });
    const plan = JSON.parse(JSON.stringify(made).replaceAll(JSON.stringify(document), JSON.stringify(other))) as object;
    expect(table(checked(plan, [], said))).toEqual(["runtime reader denied denied allowed"]);
  });

  test("a policy of a secret that is not known may be that of a secret that the apply makes", () => {
    const secret = resource("aws_secretsmanager_secret", { name: "made", region: "us-east-1" });
    const secretPolicy = resource("aws_secretsmanager_secret_policy", {});
    const arn = `arn:aws:secretsmanager:us-east-1:111122223333:secret:made-${openText("suffix of aws_secretsmanager_secret.x", 6)}`;
    const plan = (...changes: readonly object[]): object => ({
      ...planWith({ x: { format: READERS_FORMAT, secrets: [{ secret_arn: arn, readers: [ROLE_ARN] }] } }, [
        secret,
        ...(changes.length > 0 ? [secretPolicy] : []),
      ]),
      resource_changes: changes,
    });
    const given = [policy("role", ROLE_ARN, { ...read, Resource: arn })];
    expect(table(checked(plan(), given))).toEqual(["runtime reader allowed allowed allowed"]);
    const change = open("aws_secretsmanager_secret_policy.x", "secret_arn", "policy");
    expect(table(checked(plan(change), given))).toEqual([
      "runtime reader allowed unknown allowed",
      "anybody of account 111122223333 other allowed unknown allowed",
    ]);
  });

  test("somebody who can read may be one who should, while those are not known", () => {
    const plan = planWith({}) as { output_changes: object };
    const unknown = { providers: { "apikey/weather": { readers: [true] } } };
    const after = { format: READERS_FORMAT, providers: { "apikey/weather": { readers: [null] } } };
    plan.output_changes = { x: { after, after_unknown: unknown } };
    const { findings } = checked(plan, [AGENT]);
    expect(findings.filter(({ rule }) => rule.id === "AGC002")).toEqual([
      expect.objectContaining({
        state: "unknown",
        detail: expect.stringContaining(
          "It may be somebody who should, and is not known yet: output.x.readers is known after the apply.",
        ) as string,
      }),
    ]);
    expect(failing(checked(planWith({ x: STATED }), [AGENT, policy("role", OTHER_ROLE_ARN, use, read)]))).toEqual([
      expect.stringMatching(/^AGC002/),
    ]);
  });
});

test("the report does not depend on the order in which Terraform writes instances", () => {
  const other = {
    ...PROVIDER,
    address: 'module.identity["a"].x.this',
    values: { ...PROVIDER.values, name: "forecast" },
  };
  const said = { providers: { weather: { readers: [ROLE_ARN] }, forecast: { readers: [ROLE_ARN] } } };
  const [one, two] = [
    [PROVIDER, other],
    [other, PROVIDER],
  ].map((resources) => textReport(checked(planWith({}, resources), [AGENT], said), false));
  expect(one).toContain("forecast");
  expect(one).toBe(two);
});
