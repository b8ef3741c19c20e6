import { splitArn } from "../../src/access/arn";
import { readAccounts } from "../../src/live/read";
import type { WorldOptions } from "../../src/live/world";
import { limitsOf, modelOf } from "../../src/live/world";
import { limitedBy } from "../../src/plan/given-limits";
import type { Expected } from "../../src/proof/expected";
import type { GivenLimits } from "../../src/proof/permission-limits";
import { statedPolicy } from "../../src/proof/stated-policy";
import { resultOf } from "../../src/report/result";
import type { Result } from "../../src/report/result";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { account, ACCOUNT, AGENT, allowing, KEY_ARN, READS, SECRET_ARN, target } from "./support/account";
import { reader } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const NONE: GivenLimits = { scps: [], rcps: [], sessions: new Map(), boundaries: new Map(), accounts: {} };
const ALL = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const NOTHING = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await account();
});
afterEach(() => sandbox.close());

const expected = (roles: readonly string[]): Expected => ({
  providers: [
    {
      at: "the test",
      name: "google",
      kind: "oauth2",
      readers: roles,
      deployers: [],
      unknown: [],
      elsewhere: [],
      secrets: [],
      signingKeys: [],
    },
  ],
  secrets: [],
  keys: new Map(),
  suppressions: [],
});

async function checked(options: WorldOptions = {}, limits: GivenLimits = NONE): Promise<Result> {
  const snapshot = await readAccounts([target(sandbox)], new Date(0));
  const model = modelOf(snapshot, { expected: expected([AGENT]), ...options });
  return resultOf("the account", limitedBy(model, limitsOf(snapshot, limits)));
}

/** `use read decrypt` of somebody at the provider `google`. */
function verdicts({ rows }: Result, principal = AGENT): string {
  const found = rows.find((row) => row.principal === principal && row.provider.name === "google");
  return found ? [found.use, found.read, found.decrypt].map(({ verdict }) => verdict).join(" ") : "no row";
}

const without = (...actions: readonly string[]): void =>
  sandbox.roles.put(reader(ACCOUNT), {
    reads: allowing(READS),
    denies: { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: actions, Resource: "*" }] },
  });

test("who reads is decided by what the account has", async () => {
  expect(verdicts(await checked())).toBe("allowed allowed allowed");
  expect((await checked()).assumptions).toEqual([]);
  sandbox.roles.put(AGENT, {});
  expect(verdicts(await checked())).toBe("denied denied denied");
});

test.each([
  ["kms:GetKeyPolicy", "allowed allowed unknown"],
  ["kms:DescribeKey", "allowed allowed unknown"],
  ["secretsmanager:GetResourcePolicy", "allowed unknown allowed"],
  ["secretsmanager:DescribeSecret", "allowed unknown unknown"],
  ["iam:GetAccountAuthorizationDetails", "unknown unknown unknown"],
  ["bedrock-agentcore:GetOauth2CredentialProvider", "unknown unknown unknown"],
])("without %s it is unknown, with the missing permission", async (action, verdict) => {
  without(action);
  const result = await checked();
  expect(verdicts(result)).toBe(verdict);
  const said = JSON.stringify(result.rows.map(({ use, read, decrypt }) => [use.why, read.why, decrypt.why]));
  expect(said).toContain(action);
});

test("without a word on its organization an account may have any SCPs", async () => {
  without("organizations:DescribeOrganization");
  // The next question tells it, too.
  expect(verdicts(await checked())).toBe("allowed allowed allowed");
  without("organizations:*");
  const result = await checked();
  expect(verdicts(result)).toBe("unknown unknown unknown");
  expect(JSON.stringify(result.rows)).toContain("organizations:ListParents");
});

test("a denied role stays denied by what is known, though grants are not read", async () => {
  sandbox.roles.put(AGENT, {});
  without("kms:ListGrants");
  expect(verdicts(await checked())).toBe("denied denied unknown");
});

test.each([
  [
    "a secret that waits for its deletion",
    () => (sandbox.secrets.of(SECRET_ARN).deletedDate = new Date(0)),
    "allowed denied allowed",
  ],
  ["a secret that is gone", () => sandbox.secrets.remove(sandbox.secrets.of(SECRET_ARN)), "allowed denied allowed"],
  ["a disabled key", () => (sandbox.keys.of(KEY_ARN).isDisabled = true), "allowed allowed denied"],
  [
    "a key that waits for its deletion",
    () => (sandbox.keys.of(KEY_ARN).isPendingDeletion = true),
    "allowed allowed denied",
  ],
])("%s serves nobody", async (_, change, verdict) => {
  change();
  expect(verdicts(await checked())).toBe(verdict);
});

test("a role that is named and not there is denied, and said not to be there", async () => {
  const gone = `arn:aws:iam::${ACCOUNT}:role/agents/gone`;
  const result = await checked({ expected: expected([gone]) });
  expect(verdicts(result, gone)).toBe("denied denied denied");
  expect(JSON.stringify(result.rows)).toContain("the account has none of this name");
});

test("a reader of an account that was not read is unknown, not denied", async () => {
  const foreign = "arn:aws:iam::444455556666:role/agent";
  const options = { expected: expected([foreign]) };
  // Without a secret policy nobody of another account reads.
  expect(verdicts(await checked(options), foreign)).toBe("denied denied denied");
  sandbox.secrets.of(SECRET_ARN).policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: foreign }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
    ],
  });
  expect(verdicts(await checked(options), foreign)).toBe("denied unknown denied");
});

test("a policy that the user gives takes the place of one that was not read", async () => {
  without("kms:GetKeyPolicy");
  const given = {
    kind: "key" as const,
    arn: KEY_ARN,
    file: "key.json",
    document: JSON.parse(sandbox.keys.of(KEY_ARN).policy) as unknown,
  };
  expect(verdicts(await checked({ policies: [given] }))).toBe("allowed allowed allowed");
  const shut = { ...given, document: { ...NOTHING, Statement: [{ ...NOTHING.Statement[0], Principal: "*" }] } };
  expect(verdicts(await checked({ policies: [shut] }))).toBe("allowed allowed denied");
});

test("what was read counts, and a file that says otherwise is found", async () => {
  const policies = [{ kind: "secret" as const, arn: SECRET_ARN, file: "secret.json", document: NOTHING }];
  const result = await checked({ policies });
  expect(verdicts(result)).toBe("allowed allowed allowed");
  expect(result.model.conflicts?.map(({ at }) => at)).toEqual([[SECRET_ARN, "secret.json"]]);
});

describe("an organization", () => {
  const join = (document: unknown, delegated: readonly string[]): void =>
    void sandbox.organizations.push({
      id: "o-team",
      managementAccount: "999900001111",
      delegated,
      parents: { [ACCOUNT]: "ou-agents", "ou-agents": "r-root" },
      attached: { "r-root": ["p-all"], "ou-agents": ["p-own"], [ACCOUNT]: ["p-all"] },
      policies: [
        { id: "p-all", name: "FullAWSAccess", kind: "SERVICE_CONTROL_POLICY", document: ALL },
        { id: "p-own", name: "Own", kind: "SERVICE_CONTROL_POLICY", document },
      ],
    });

  test("limits what is allowed, level by level, where it may be read", async () => {
    join(ALL, [ACCOUNT]);
    expect(verdicts(await checked())).toBe("allowed allowed allowed");
    sandbox.organizations.pop();
    join({ ...ALL, Statement: [{ ...ALL.Statement[0], Action: "kms:*" }] }, [ACCOUNT]);
    expect(verdicts(await checked())).toBe("denied denied allowed");
  });

  test("is unknown to a member: an allowed may be denied by it, a denied stays so", async () => {
    join(ALL, []);
    expect(verdicts(await checked())).toBe("unknown unknown unknown");
    sandbox.roles.put(AGENT, {});
    expect(verdicts(await checked())).toBe("denied denied denied");
  });

  test("is what the user says where it was not read", async () => {
    join(ALL, []);
    const policy = (document: unknown) => ({
      account: "*",
      level: "root",
      policy: statedPolicy("scp.json", "SCP scp.json", "identity", document),
    });
    const free = {
      ...NONE,
      scps: [policy(ALL)],
      rcps: [
        {
          ...policy(ALL),
          policy: statedPolicy("rcp.json", "RCP", "resource", {
            ...ALL,
            Statement: [{ ...ALL.Statement[0], Principal: "*" }],
          }),
        },
      ],
    };
    expect(verdicts(await checked({}, free))).toBe("allowed allowed allowed");
    expect(verdicts(await checked({}, { ...free, scps: [policy(NOTHING)] }))).toBe("denied denied denied");
  });
});

test("every place of the model is an ARN that is there", async () => {
  const { model } = await checked();
  const at = [...model.providers, ...model.secrets.values(), ...model.roles.values()].map((one) => one.at ?? "");
  expect(at.length).toBeGreaterThan(4);
  expect(at.filter((one) => splitArn(one) === undefined)).toEqual([]);
});
