import { mkdtempSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { CommandLine } from "./command-line";

/** What limits a role and stands in no plan: policies of the organization, session policies, permissions boundaries. */

const ACCOUNT = "111122223333";
const OTHER_ACCOUNT = "444455556666";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/agents/runtime`;
const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:google-oauth-AbCdEf`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const READ = "secretsmanager:GetSecretValue";
const ORGANIZATION = "o-a1b2c3d4e5";

const policy = (...statements: object[]): object => ({ Version: "2012-10-17", Statement: statements });
const allow = (...actions: string[]): object => ({ Effect: "Allow", Action: actions, Resource: "*" });
const deny = (...actions: string[]): object => ({ Sid: "No", Effect: "Deny", Action: actions, Resource: "*" });

const FULL = policy(allow("*"));
const DENY_READ = policy(deny(READ));
/** An allow list that forgets Secrets Manager. */
const LIST = policy(allow("bedrock-agentcore:*", "kms:*"));
const COMPLETE_LIST = policy(allow("bedrock-agentcore:*", "kms:*", "secretsmanager:*"));
/** The usual data perimeter. */
const ONLY_ORGANIZATION = policy({
  Sid: "OnlyOurs",
  Effect: "Deny",
  Principal: "*",
  Action: "secretsmanager:*",
  Resource: "*",
  Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION } },
});

const command = new CommandLine();
const file = (name: string, content: unknown): string => command.file(name, content);

/** A provider whose one reader has all that it needs. */
function plan(role: object = {}, secretArn = SECRET): string {
  const resource = (type: string, name: string, values: object): object => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    values,
  });
  return file("plan.json", {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [
          resource("aws_bedrockagentcore_api_key_credential_provider", "Maps", {
            name: "maps",
            region: "us-east-1",
            api_key_secret_config: [{ secret_id: secretArn, json_key: "api_key" }],
          }),
          resource("aws_iam_role", "Runtime", { name: "runtime", path: "/agents/", arn: ROLE, ...role }),
          resource("aws_iam_role_policy", "Read", {
            name: "read",
            role: "runtime",
            policy: JSON.stringify(policy(allow("bedrock-agentcore:GetResourceApiKey", READ))),
          }),
        ],
      },
    },
  });
}

interface Cell {
  readonly verdict: string;
  readonly why: string;
}
interface Found {
  readonly exitCode: number;
  /** `use read decrypt` of the reader. */
  readonly verdicts: string;
  readonly why: Readonly<Record<"use" | "read" | "decrypt", string>>;
  readonly assumptions: readonly string[];
}

/** @param key the secret's customer managed key */
const expected = (key: string | null = null): string =>
  file(`expected-${String(key !== null)}.txt`, { providers: { maps: { readers: [ROLE] } }, keys: { [SECRET]: key } });

/** `check` of the plan, as a person would call it. */
async function check(...options: string[]): Promise<Found> {
  return checkPlan(plan(), ...options);
}

async function checkPlan(path: string, ...options: string[]): Promise<Found> {
  const { exitCode, out, error } = await command.run(
    path,
    "--account",
    ACCOUNT,
    "--expect",
    expected(),
    "--json",
    ...options,
  );
  expect(error).toBe("");
  const { providers, assumptions } = JSON.parse(out) as {
    providers: { principals: Record<"use" | "read" | "decrypt", Cell>[] }[];
    assumptions: { subject: string; text: string }[];
  };
  const { use, read, decrypt } = providers[0]?.principals[0] as Record<"use" | "read" | "decrypt", Cell>;
  return {
    exitCode,
    verdicts: [use, read, decrypt].map(({ verdict }) => verdict).join(" "),
    why: { use: use.why, read: read.why, decrypt: decrypt.why },
    assumptions: assumptions.map(({ subject, text }) => `${subject} ${text}`),
  };
}

const scp = (subject: string, name: string, document: object): string[] => [
  "--policy",
  `scp=${subject}=${file(name, document)}`,
];

test("without limits the reader is allowed", async () => {
  expect(await check()).toMatchObject({ exitCode: 0, verdicts: "allowed allowed allowed" });
});

describe("SCPs", () => {
  test("one that allows everything changes nothing, one that denies the read denies it", async () => {
    const full = scp("*", "full.json", FULL);
    expect(await check(...full)).toMatchObject({ exitCode: 0, verdicts: "allowed allowed allowed" });
    const denied = await check(...full, ...scp("*", "deny.json", DENY_READ));
    expect(denied).toMatchObject({ exitCode: 1, verdicts: "allowed denied allowed" });
    expect(denied.why.read).toContain("statement No of SCP");
    expect(denied.why.read).toContain("deny.json");
  });

  test("what one level does not allow is denied, and policies of one level count together", async () => {
    const root = scp("*", "full.json", FULL);
    const apart = await check(...root, ...scp(`${ACCOUNT}@workloads`, "list.json", LIST));
    expect(apart).toMatchObject({ exitCode: 1, verdicts: "allowed denied allowed" });
    expect(apart.why.read).toContain("in the service control policies of its account");
    expect(await check(...root, ...scp("*@root", "list.json", LIST))).toMatchObject({ exitCode: 0 });
    expect(await check(...root, ...scp(`${ACCOUNT}@workloads`, "list.json", COMPLETE_LIST))).toMatchObject({
      verdicts: "allowed allowed allowed",
    });
  });

  test("three levels: each must allow", async () => {
    const levels = [
      scp("*", "root.json", FULL),
      scp(`${ACCOUNT}@workloads`, "ou.json", FULL),
      scp(ACCOUNT, "account.json", FULL),
    ];
    expect(await check(...levels.flat())).toMatchObject({ exitCode: 0 });
    for (const name of ["root.json", "ou.json", "account.json"]) {
      const options = levels.flat();
      file(name, LIST);
      expect(await check(...options)).toMatchObject({ verdicts: "allowed denied allowed" });
      file(name, FULL);
    }
  });

  test("those of another account do not reach the role", async () => {
    const denying = policy(allow("*"), deny(READ));
    expect(await check(...scp(OTHER_ACCOUNT, "deny.json", denying))).toMatchObject({ exitCode: 0 });
    expect(await check(...scp(ACCOUNT, "deny.json", denying))).toMatchObject({ exitCode: 1 });
  });

  test("they do not reach the account that manages the organization", async () => {
    const denying = scp("*", "deny.json", policy(allow("*"), deny(READ)));
    expect(await check(...denying, "--management-account", ACCOUNT)).toMatchObject({ exitCode: 0 });
    expect(await check(...denying, "--management-account", OTHER_ACCOUNT)).toMatchObject({ exitCode: 1 });
  });

  test("they reach the AWS managed key, too", async () => {
    const denying = (action: string): string[] => scp("*", "deny.json", policy(allow("*"), deny(action)));
    expect(await check(...denying("kms:Decrypt"))).toMatchObject({ verdicts: "allowed allowed denied" });
    expect(await check(...denying("kms:Encrypt"))).toMatchObject({ verdicts: "allowed allowed allowed" });
  });

  test("a level that allows nothing is pointed out: FullAWSAccess is missing", async () => {
    const { verdicts, assumptions } = await check(...scp(ACCOUNT, "deny.json", policy(deny("s3:*"))));
    expect(verdicts).toBe("denied denied denied");
    expect(assumptions).toContainEqual(
      `SCPs of account ${ACCOUNT}, level account allow nothing, so everything is denied: if FullAWSAccess is attached there, give it, too: --policy scp=${ACCOUNT}@account=FILE`,
    );
    const { assumptions: none } = await check(...scp(ACCOUNT, "deny.json", policy(allow("*"), deny("s3:*"))));
    expect(none.filter((one) => one.startsWith("SCPs"))).toEqual([]);
  });

  test("what the AWS command line prints of one will do", async () => {
    const described = { Policy: { PolicySummary: { Name: "FullAWSAccess" }, Content: JSON.stringify(FULL) } };
    expect(await check(...scp("*", "full.json", described))).toMatchObject({ exitCode: 0 });
    described.Policy.Content = JSON.stringify(LIST);
    expect(await check(...scp("*", "full.json", described))).toMatchObject({ exitCode: 1 });
  });
});

describe("RCPs", () => {
  const rcp = (account: string, document: object = ONLY_ORGANIZATION): string[] => [
    "--policy",
    `rcp=${account}=${file("rcp.json", document)}`,
  ];

  test("deny whoever is of another organization", async () => {
    const of = (id: string): string[] => ["--organization", `${id}=${ACCOUNT}`];
    expect(await check(...rcp("*"), ...of(ORGANIZATION))).toMatchObject({ exitCode: 0 });
    const denied = await check(...rcp("*"), ...of("o-zzzzzzzzzz"));
    expect(denied).toMatchObject({ exitCode: 1, verdicts: "allowed denied allowed" });
    expect(denied.why.read).toContain("statement OnlyOurs of RCP");
  });

  test("without the organization's ID it is unknown", async () => {
    expect(await check(...rcp("*"))).toMatchObject({ exitCode: 0, verdicts: "allowed unknown allowed" });
    expect(await check(...rcp("*"), "--strict")).toMatchObject({ exitCode: 3 });
  });

  test("reach a customer managed key, not the AWS managed one", async () => {
    const denying = rcp("*", policy({ Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" }));
    expect(await check(...denying)).toMatchObject({ verdicts: "allowed allowed allowed" });
    const everybody = policy({ Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" });
    const own = ["--expect", expected(KEY), "--policy", `key=${KEY}=${file("key.json", everybody)}`];
    expect(await check(...own)).toMatchObject({ verdicts: "allowed allowed allowed" });
    expect(await check(...own, ...denying)).toMatchObject({ verdicts: "allowed allowed denied" });
  });

  test("those of the account that owns the secret count, no others", async () => {
    const denying = policy({ Effect: "Deny", Principal: "*", Action: READ, Resource: "*" });
    expect(await check(...rcp(ACCOUNT, denying))).toMatchObject({ verdicts: "allowed denied allowed" });
    expect(await check(...rcp(OTHER_ACCOUNT, denying))).toMatchObject({ verdicts: "allowed allowed allowed" });
  });
});

test("across accounts SCPs are those of the role's account, RCPs those of the secret's", async () => {
  const secret = SECRET.replace(ACCOUNT, OTHER_ACCOUNT);
  const path = plan({}, secret);
  const shared = policy({ Effect: "Allow", Principal: { AWS: ROLE }, Action: READ, Resource: "*" });
  const given = ["--policy", `secret=${secret}=${file("secret.json", shared)}`];
  const scps = policy(allow("*"), deny(READ));
  const rcps = policy({ Effect: "Deny", Principal: "*", Action: READ, Resource: "*" });
  const read = async (kind: string, account: string, document: object): Promise<unknown> =>
    (await checkPlan(path, ...given, "--policy", `${kind}=${account}=${file("limit.json", document)}`)).verdicts.split(
      " ",
    )[1];
  expect(await read("scp", ACCOUNT, scps)).toBe("denied");
  expect(await read("scp", OTHER_ACCOUNT, scps)).toBe("allowed");
  expect(await read("rcp", ACCOUNT, rcps)).toBe("allowed");
  expect(await read("rcp", OTHER_ACCOUNT, rcps)).toBe("denied");
});

describe.each(["session", "boundary"])("%s", (kind) => {
  const limit = (document: object, arn = ROLE): string[] => [
    "--policy",
    `${kind}=${arn}=${file("limit.json", document)}`,
  ];

  test("must allow, too", async () => {
    expect(await check(...limit(COMPLETE_LIST))).toMatchObject({ exitCode: 0, verdicts: "allowed allowed allowed" });
    const denied = await check(...limit(LIST));
    expect(denied).toMatchObject({ exitCode: 1, verdicts: "allowed denied allowed" });
    expect(denied.why.read).toContain(`in its ${kind === "session" ? "session policy" : "permissions boundary"}`);
  });

  test("of another role does not matter, and is pointed out", async () => {
    const { verdicts, assumptions } = await check(...limit(LIST, `${ROLE}-2`));
    expect(verdicts).toBe("allowed allowed allowed");
    expect(assumptions.filter((one) => one.startsWith(`${ROLE}-2 has access to nothing here`))).toHaveLength(1);
  });
});

describe("a permissions boundary", () => {
  const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
  const limit = (): string[] => ["--policy", `boundary=${ROLE}=${file("limit.json", COMPLETE_LIST)}`];

  test("that the plan names is given as a managed policy, and not twice", async () => {
    const path = plan({ permissions_boundary: BOUNDARY });
    expect(await checkPlan(path, "--policy", `policy=${BOUNDARY}=${file("list.json", LIST)}`)).toMatchObject({
      verdicts: "allowed denied allowed",
    });
    const { exitCode, error } = await command.run(path, ...limit());
    expect(exitCode).toBe(1);
    expect(error).toMatch(/limit\.json is given as the permissions boundary of .*aws_iam_role\.Runtime says/);
  });

  test("is one", async () => {
    const { exitCode, error } = await command.run(plan(), ...limit(), ...limit());
    expect(exitCode).toBe(1);
    expect(error).toMatch(/are both the permissions boundary of .*: a role has one/);
  });
});

test("a folder holds them, too", async () => {
  const files: Record<string, object> = {
    "scp-root.json": { kind: "scp", account: "*", policy: FULL },
    "scp-ou.json": { kind: "scp", account: ACCOUNT, level: "workloads", policy: COMPLETE_LIST },
    "rcp.json": { kind: "rcp", account: ACCOUNT, policy: ONLY_ORGANIZATION },
    "session.json": { kind: "session", arn: ROLE, policy: COMPLETE_LIST },
    "boundary.json": { kind: "boundary", arn: ROLE, policy: JSON.stringify(COMPLETE_LIST) },
  };
  // The folder must hold nothing else.
  const path = plan();
  const policies = mkdtempSync(join(command.folder, "policies-"));
  const write = (name: string, content: object): void => writeFileSync(join(policies, name), JSON.stringify(content));
  for (const [name, content] of Object.entries(files)) write(name, content);
  const options = ["--policies", policies, "--organization", `${ORGANIZATION}=${ACCOUNT}`];
  expect(await checkPlan(path, ...options)).toMatchObject({ exitCode: 0, verdicts: "allowed allowed allowed" });
  const limiting = { "scp-root.json": LIST, "scp-ou.json": LIST, "session.json": LIST, "boundary.json": LIST };
  for (const [name, document] of Object.entries({
    ...limiting,
    "rcp.json": policy({ ...deny(READ), Principal: "*" }),
  })) {
    write(name, { ...files[name], policy: document });
    expect([name, (await checkPlan(path, ...options)).verdicts]).toEqual([name, "allowed denied allowed"]);
    write(name, files[name] as object);
  }
});

describe("a wrong option is refused with its value, the rule and the way out", () => {
  test.each([
    ["scp=1111=FILE", /"1111" must be a 12-digit account, or \* for all, with @LEVEL .*: --policy scp=111122223333@/],
    [`scp=${ACCOUNT}@=FILE`, /"111122223333@" must be a 12-digit account/],
    [`rcp=${ACCOUNT}@workloads=FILE`, /RCPs of all levels count together: --policy rcp=111122223333=FILE/],
    [`session=${SECRET}=FILE`, /must be the ARN of a role: --policy session=arn:aws:iam::/],
    [`boundary=${ACCOUNT}=FILE`, /"111122223333" must be the ARN of a role/],
    ["vpc=x=FILE", /KIND=SUBJECT=FILE with one of secret, key, role, policy, session, boundary, scp, rcp/],
    ["__proto__=x=FILE", /KIND=SUBJECT=FILE/],
    ["constructor=x=FILE", /KIND=SUBJECT=FILE/],
  ])("--policy %s", async (option, message) => {
    const path = file("full.json", FULL);
    const { exitCode, error } = await command.run(plan(), "--policy", option.replace("FILE", path));
    expect(exitCode).toBe(2);
    expect(error).toMatch(message);
    expect(error.trim().split("\n")).toHaveLength(1);
  });

  test.each([
    [["--organization", ACCOUNT], /o-a1b2c3d4e5=111122223333, or none=111122223333/],
    [["--organization", "o-x=111122223333"], /o-a1b2c3d4e5=111122223333, or none=111122223333/],
    [
      ["--organization", `${ORGANIZATION}=${ACCOUNT}`, "--organization", `none=${ACCOUNT}`],
      /twice for account 111122223333/,
    ],
    [["--management-account", "1"], /--management-account wants 12 digits/],
  ])("%j", async (options, message) => {
    const { exitCode, error } = await command.run(plan(), ...options);
    expect(exitCode).toBe(2);
    expect(error).toMatch(message);
  });

  test.each<[string, unknown, RegExp]>([
    ["no document", { a: 1 }, /no\.json holds no policy document: nothing in it has a Statement/],
    ["a folder's file with another kind", { kind: "vpc", policy: FULL }, /kind must be one of secret, key/],
    ["a folder's SCP without an account", { kind: "scp", arn: ROLE, policy: FULL }, /account must be a 12-digit/],
    ["a folder's session policy without a role", { kind: "session", policy: FULL }, /arn must be the ARN of a role/],
    ["a folder's file without a subject", { policy: FULL }, /does not say what its policy belongs to/],
    [
      "a folder's RCP with a level",
      { kind: "rcp", account: "*", level: "x", policy: FULL },
      /all levels count together/,
    ],
  ])("%s", async (_name, content, message) => {
    const path = plan();
    const policies = mkdtempSync(join(command.folder, "policies-"));
    const no = join(policies, "no.json");
    writeFileSync(no, JSON.stringify(content));
    const option = "policy" in (content as object) ? ["--policies", policies] : ["--policy", `scp=*=${no}`];
    const { exitCode, error } = await command.run(path, ...option);
    expect(exitCode).toBe(1);
    expect(error).toMatch(message);
    expect(error).toContain(basename(no));
  });
});
