import { Unknown } from "../../../src/decision";
import { findings } from "../../../src/proof/findings/findings";
import { RULES } from "../../../src/proof/findings/rules/index";
import { prove } from "../../../src/proof/proof";
import { ACCOUNT, findingsIn, KEY, modelOf, OTHER, policyOf, provider, READER, SECRET, violatedIn } from "./world";

const WHOLE = [{ Effect: "Allow", Principal: { AWS: READER }, Action: "secretsmanager:GetSecretValue", Resource: "*" }];
const secretWith = (more: object) => {
  const base = modelOf({});
  return new Map([[SECRET, { ...(base.secrets.get(SECRET) as never as object), ...more } as never]]);
};

test("the sound world violates nothing", () => {
  expect(violatedIn({})).toEqual([]);
});

describe("AGC026", () => {
  const one = policyOf("aws_secretsmanager_secret_policy.a", WHOLE, "resource");
  const other = policyOf("aws_secretsmanager_secret_policy.b", WHOLE, "resource");
  test("two policies for one secret", () => {
    const found = findingsIn({}, { secrets: secretWith({ policy: one, otherPolicies: [other] }) });
    expect(found.map(({ rule, subject, detail }) => [rule.id, subject, detail])).toContainEqual([
      "AGC026",
      SECRET,
      `${one.at} and ${other.at} write its policy.`,
    ]);
  });
  test("one policy", () => {
    expect(violatedIn({}, { secrets: secretWith({ policy: one }) })).toEqual([]);
  });
});

describe("AGC027", () => {
  const second = `arn:aws:iam::${ACCOUNT}:role/second`;
  const two = [provider("maps", [READER]), provider("mail", [second])];
  const direct = [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET }];
  test("a reader of one provider that asks Secrets Manager itself", () => {
    const found = findingsIn({ identity: direct }, { providers: two }).filter(({ rule }) => rule.id === "AGC027");
    expect(found.map(({ state, subject }) => [state, subject])).toEqual([["violated", READER]]);
  });
  test("one that reads through AgentCore only", () => {
    expect(violatedIn({}, { providers: two })).not.toContain("AGC027");
  });
  test("one that is named for both", () => {
    const both = [provider("maps", [READER]), provider("mail", [READER])];
    expect(violatedIn({ identity: direct }, { providers: both })).not.toContain("AGC027");
  });
});

describe("AGC028", () => {
  test("another key than the secret's is stated", () => {
    const claimed = { keyArn: null, at: "expect.json" };
    const [found] = findingsIn({}, { secrets: secretWith({ claimed }) }).filter(({ rule }) => rule.id === "AGC028");
    expect(found?.detail).toBe(`expect.json states aws/secretsmanager; aws_secretsmanager_secret.maps shows ${KEY}.`);
  });
  test("none is", () => {
    expect(violatedIn({})).not.toContain("AGC028");
  });
});

test("AGC029: what inputs say differently is said with both places", () => {
  const conflicts = [{ subject: SECRET, at: ["a.json", "b.json"], text: "They give it two keys." }];
  expect(findingsIn({}, { conflicts }).map(({ rule, at, detail }) => [rule.id, at, detail])).toEqual([
    ["AGC029", "a.json and b.json", "They give it two keys."],
  ]);
  expect(violatedIn({}, { conflicts: [] })).toEqual([]);
});

test("AGC030: what stays at AWS is said", () => {
  const left = [{ subject: "maps", at: "removed.maps", text: "It stays." }];
  expect(findingsIn({}, { left }).map(({ rule, subject }) => [rule.id, subject])).toEqual([["AGC030", "maps"]]);
  expect(violatedIn({}, { left: [] })).toEqual([]);
});

describe("AGC018: what the AWS provider writes for none", () => {
  const withDocument = (document: unknown): string[] => {
    const policy = { ...policyOf("secret policy", [], "resource"), document };
    const compiled = { ...policy.compiled, problems: [{ problem: "is not JSON" }], unreadable: "is not JSON" };
    return violatedIn({}, { secrets: secretWith({ policy: { ...policy, compiled } }) });
  };
  test.each([[""], ["{}"], [{}]])("%p is no policy", (document) => {
    expect(withDocument(document)).not.toContain("AGC018");
  });
  test.each([["{"], ["none"]])("%p is a broken one", (document) => {
    expect(withDocument(document)).toContain("AGC018");
  });
});

describe("AGC017: a secret that no provider uses", () => {
  const unused = (arn: string, statements: object[] = WHOLE): string[] => {
    const base = modelOf({});
    const policy = policyOf("its policy", statements, "resource");
    const secrets = new Map([...base.secrets, [arn, { arn, at: "s", policy, isPolicyCertain: true }]]);
    return findingsIn({}, { secrets })
      .filter(({ rule, state }) => rule.id === "AGC017" && state === "violated")
      .map(({ subject }) => subject);
  };
  const beside = SECRET.replace("maps", "unused");
  test("and that lets a reader in", () => {
    expect(unused(beside)).toEqual([beside]);
  });
  test.each([
    ["and that lets nobody in who matters here", beside, [] as object[]],
    ["but for a replica of the one in use", SECRET.replace("us-east-1", "eu-west-1"), WHOLE],
    ["of another account", beside.replace(ACCOUNT, OTHER), WHOLE],
    ["and that AgentCore makes itself", SECRET.replace("maps", "bedrock-agentcore-identity!default/apikey/x"), WHOLE],
  ])("%s", (_name, arn, statements) => {
    expect(unused(arn, statements)).toEqual([]);
  });
});

test("a rule says what is not known in words of its own", () => {
  for (const { id, title, openTitle } of RULES) {
    expect([id, openTitle]).toEqual([id, expect.stringMatching(/not known\.$/)]);
    expect(openTitle).not.toBe(title);
  }
});

test("who may come in under a condition has come in", () => {
  const model = modelOf({});
  const [row] = prove(model);
  const cell = { verdict: "conditional", by: [], why: "Allowed, if aws:SourceVpce is vpce-1." } as const;
  const stranger = {
    ...(row as NonNullable<typeof row>),
    principal: "somebody",
    standing: "other" as const,
    read: cell,
    decrypt: cell,
    secrets: [{ reference: { secretId: SECRET, jsonKey: "key" }, read: cell, decrypt: cell }],
  };
  const found = findings({ model, rows: [stranger] });
  expect(found.map(({ rule, state, detail }) => [rule.id, state, detail])).toContainEqual([
    "AGC002",
    "violated",
    "It can read. Allowed, if aws:SourceVpce is vpce-1.",
  ]);
});

test("what is not known of a secret is no finding", () => {
  const model = modelOf({});
  const [first] = model.providers;
  const open = { ...first, references: [{ secretId: new Unknown("later"), jsonKey: "key" }] };
  expect(violatedIn({}, { providers: [open as never] })).toEqual([]);
});
