import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Acts } from "../../../src/verify/act/acting";
import { badOf, done, enforced, operations, quick, tokens, trusting } from "../support/acts";
import type { Account } from "../support/world";
import { ACCOUNT, AGENT, document, GOOGLE, READ, stateOf, VERIFIER } from "../support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

interface Policy {
  readonly Statement: readonly { readonly Action: string | readonly string[]; readonly Resource: unknown }[];
}

const policiesIn = (page: string): Policy[] =>
  [...readFileSync(join(__dirname, "../../../docs", page), "utf8").matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, text = ""]) => JSON.parse(text) as Policy,
  );
const [READS] = policiesIn("live.md") as [Policy];
const [JSON_KEY, CALL, ROTATE] = policiesIn("verify.md") as [Policy, Policy, Policy];
const actionsIn = ({ Statement }: Policy): string[] => Statement.flatMap(({ Action }) => Action);
/** The same without one action. */
const lacking = ({ Statement }: Policy, action: string): Policy => ({
  Statement: Statement.flatMap((one) => {
    const left = [one.Action].flat().filter((other) => other !== action);
    return left.length === 0 ? [] : { ...one, Action: left };
  }),
});

/** The inputs with the one provider that the policies are for. */
const state = (): object => {
  const { values, ...rest } = stateOf();
  const resources = values.root_module.resources.filter((one) => JSON.stringify(one).includes("google"));
  return { ...rest, values: { ...values, root_module: { resources } } };
};

let account: Account;
beforeEach(async () => {
  account = await enforced();
  // One that leaves it to the account who of it may: then the caller's own policy decides.
  account.role([...READ, tokens()], { trust: trusting(`arn:aws:iam::${ACCOUNT}:root`) });
});
afterEach(() => account.sandbox.close());

async function said(acts: Partial<Acts>, policy: Policy, isRead = false): Promise<string[]> {
  account.sandbox.iam.putRole(VERIFIER, { all: document(...READS.Statement, ...policy.Statement) });
  return badOf(await done(account, acts, { clock: quick(), isRead }, state()));
}

const ROTATION: Acts = { jsonKey: false, calls: [], rotations: [{ secret: GOOGLE, way: "put" }] };
const WAYS: readonly [string, Partial<Acts>, Policy][] = [
  ["--json-key", { jsonKey: true }, JSON_KEY],
  ["--call", { calls: [AGENT] }, CALL],
  ["--rotate", ROTATION, ROTATE],
];

test.each(WAYS)("what the page gives for %s is enough", async (_, acts, policy) => {
  expect(await said(acts, policy, true)).toEqual([]);
});

const needed = WAYS.flatMap(([name, acts, policy]) =>
  actionsIn(policy).map((action) => [name, action, acts, policy] as const),
);
test.each(needed)("and for %s %s is needed", async (_, action, acts, policy) => {
  // A role that may ask for its own token needs nobody for it.
  if (action === "bedrock-agentcore:GetWorkloadAccessToken") account.role(READ, account.sandbox.iam.roleOptions(AGENT));
  const lines = await said(acts, lacking(policy, action));
  expect(lines.join("\n")).toContain(action);
});

test("a rotation as it is configured needs two of Secrets Manager's, and to invoke the function", async () => {
  const rotator = "arn:aws:lambda:us-east-1:111122223333:function:rotate";
  account.google.rotationLambdaArn = rotator;
  const rotate: Partial<Acts> = { rotations: [{ secret: GOOGLE, way: "rotate" }] };
  const allow = (...names: readonly string[]): Policy => ({
    Statement: [
      {
        Effect: "Allow",
        Action: names.map((one) => (one.includes(":") ? one : `secretsmanager:${one}`)),
        Resource: [GOOGLE, rotator],
      } as Policy["Statement"][number],
    ],
  });
  expect(await said(rotate, allow("ListSecretVersionIds"), true)).toEqual([
    expect.stringContaining("RotateSecret is denied"),
  ]);
  expect(await said(rotate, allow("RotateSecret"), true)).toEqual([
    expect.stringContaining("ListSecretVersionIds is denied"),
  ]);
  expect(await said(rotate, allow("ListSecretVersionIds", "RotateSecret"), true)).toEqual([
    expect.stringContaining("Allow lambda:InvokeFunction on the function that rotates it to whoever verifies."),
  ]);
  const all = allow("ListSecretVersionIds", "RotateSecret", "lambda:InvokeFunction");
  expect(await said(rotate, all, true)).toEqual([expect.stringContaining("the rotation was begun")]);
  expect(operations(account)).not.toContain("GetSecretValue");
});
