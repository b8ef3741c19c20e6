import { shownAs } from "../support/words";
import { Deployer, Reader } from "cdktf-agentcore-identity";
import { problemText } from "../../src/access/problem";
import type { Role } from "../../src/access/role";

const ARN = "arn:aws:iam::111122223333:role/agents/runtime";
const TOKEN = "${TfToken[TOKEN.1]}";

const problems = (role: Role): string[] => role._problems.map(problemText);

test("a known ARN says account and name, without the path", () => {
  expect(Reader.role(ARN)).toMatchObject({ roleArn: ARN, account: "111122223333", roleName: "runtime", _problems: [] });
});

test("a token says neither, and both may be given", () => {
  expect(Reader.role(TOKEN)).toMatchObject({ roleArn: TOKEN, account: undefined, roleName: undefined, _problems: [] });
  expect(Reader.role(TOKEN, { account: "111122223333", roleName: "runtime" })).toMatchObject({
    account: "111122223333",
    roleName: "runtime",
    _problems: [],
  });
});

test.each([
  [
    "account",
    { account: "444455556666" },
    `account "444455556666" contradicts the role ARN ${ARN}. Leave account out: the ARN says it.`,
  ],
  [
    "roleName",
    { roleName: "agents/runtime" },
    `roleName "agents/runtime" contradicts the role ARN ${ARN}. Leave roleName out: the ARN says it.`,
  ],
])("an %s that contradicts the ARN is refused", (_, options, message) => {
  expect(problems(Reader.role(ARN, options))).toEqual([message]);
});

test("account and roleName that repeat the ARN, or are tokens, are fine", () => {
  expect(problems(Reader.role(ARN, { account: "111122223333", roleName: "runtime" }))).toEqual([]);
  expect(problems(Reader.role(ARN, { account: "${TfToken[TOKEN.2]}", roleName: "${TfToken[TOKEN.3]}" }))).toEqual([]);
});

test("an account that is none is refused beside a token ARN", () => {
  expect(problems(Deployer.role(TOKEN, { account: "1111-2222-3333" }))).toEqual([
    'account "1111-2222-3333" is not an account ID of 12 digits. Give the account of the role, or leave it out.',
  ]);
});

test("a reader's policy is attached unless it says otherwise, a deployer's is not", () => {
  expect([Reader.role(ARN).attachPolicy, Reader.role(ARN, { attachPolicy: false }).attachPolicy]).toEqual([
    true,
    false,
  ]);
  expect([Deployer.role(ARN).attachPolicy, Deployer.role(ARN, { attachPolicy: true }).attachPolicy]).toEqual([
    false,
    true,
  ]);
});

describe("workloadIdentities", () => {
  test("are all by default", () => {
    expect(Reader.role(ARN).workloadIdentities).toEqual(["*"]);
  });

  test.each(["*", "a*", "agent", "agent-*", "abc", "a.b_c-D9", "a".repeat(255), "${TfToken[TOKEN.4]}"])(
    "may be %s",
    (name) => {
      expect(problems(Reader.role(ARN, { workloadIdentities: [name] }))).toEqual([]);
    },
  );

  test.each(["", "ab", "a*b", "**", "agent/x", "a b c", "a".repeat(256), `${"a".repeat(256)}*`])(
    "may not be %j",
    (name) => {
      expect(problems(Reader.role(ARN, { workloadIdentities: [name] }))).toEqual([
        `${shownAs("workloadIdentities", name, 'is not 3 to 255 letters, digits, "_", "." and "-", or the beginning of such a name and "*"')}. Give the name of the workload identity; an ARN has an option of its own.`,
      ]);
    },
  );

  test("may not be none at all", () => {
    expect(problems(Reader.role(ARN, { workloadIdentities: [] }))).toEqual([
      'workloadIdentities is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out for "*".',
    ]);
  });
});

describe("workloadIdentityArns", () => {
  const IDENTITY =
    "arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default/workload-identity/search-AbC123";

  test("take the place of all names, and stand beside those that are named", () => {
    expect(Reader.role(ARN, { workloadIdentityArns: [IDENTITY] }).workloadIdentities).toEqual([]);
    const both = Reader.role(ARN, { workloadIdentityArns: [IDENTITY], workloadIdentities: ["agent-*"] });
    expect(both.workloadIdentities).toEqual(["agent-*"]);
  });

  test.each([IDENTITY, IDENTITY.replace("arn:aws:", "arn:aws-cn:"), "${TfToken[TOKEN.4]}"])("may be %s", (arn) => {
    expect(problems(Reader.role(ARN, { workloadIdentityArns: [arn] }))).toEqual([]);
  });

  test.each([
    [`${IDENTITY}*`, "is not the ARN of one workload identity"],
    [IDENTITY.replace("/default", "/other"), "is not the ARN of one workload identity"],
    [IDENTITY.replace("/workload-identity/", "/"), "is not the ARN of one workload identity"],
    [IDENTITY.replace("bedrock-agentcore", "iam"), 'is an ARN of "iam", not of "bedrock-agentcore"'],
    ["search-AbC123", 'is not an ARN (13 characters that do not start with "arn:")'],
  ])("may not be %s", (arn, rule) => {
    expect(problems(Reader.role(ARN, { workloadIdentityArns: [arn] }))).toEqual([
      `${shownAs("workloadIdentityArns", arn, rule)}. Give what workload_identity_details of the runtime or gateway holds; names have an option of their own.`,
    ]);
  });

  test("may not be none at all", () => {
    expect(problems(Reader.role(ARN, { workloadIdentityArns: [] }))).toEqual([
      'workloadIdentities is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out for "*".',
    ]);
  });
});
