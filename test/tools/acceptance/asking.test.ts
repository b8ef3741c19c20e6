import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { READ_SECRET } from "../../../src/access/statements";
import { Bench } from "../../../tools/acceptance/bench";
import { clean } from "../../../tools/acceptance/clean";
import { asReader, asStranger, readingStatement, usingStatements } from "../../../tools/acceptance/obtain";
import { told } from "../../../tools/acceptance/outcome";
import { Workshop } from "../../../tools/acceptance/workshop";
import { World } from "./support";

let world: World;
let bench: Bench;
beforeEach(async () => {
  world = await World.start();
  const signal = new AbortController().signal;
  bench = new Bench({ ...world.run, workshop: new Workshop(world.run), signal }, 1);
});
afterEach(async () => {
  bench.close();
  await world.close();
});

const denied = (action: string): Error =>
  Object.assign(new Error(`User: x is not authorized to perform: ${action} on resource: y`), {
    name: "AccessDeniedException",
    $metadata: { httpStatusCode: 403 },
  });

/** Fails in these ways, one after the other, and then gives a credential. */
function failing(...errors: readonly Error[]): () => Promise<string> {
  const left = [...errors];
  return () => {
    const error = left.shift();
    return error ? Promise.reject(error) : Promise.resolve("credential");
  };
}

test("a denial of something else than the secret is a policy that is not seen yet", async () => {
  const early = denied("bedrock-agentcore:GetResourceApiKey");
  const secret = denied(READ_SECRET);
  expect(told(await asStranger(bench, failing(early, early, secret, secret)))).toBe(
    `denied ${READ_SECRET} (AccessDeniedException)`,
  );
  expect(told(await asStranger(bench, failing(early, early)))).toBe("allowed");
});

test("a denial of the secret that passes is none", async () => {
  const secret = denied(READ_SECRET);
  expect(told(await asStranger(bench, failing(secret)))).toBe("allowed");
  expect(told(await asReader(bench, failing(secret, secret, secret)))).toBe("allowed");
});

test("a denial that lasts for two minutes is one", async () => {
  const secret = denied(READ_SECRET);
  const start = bench.clock.now();
  expect(told(await asReader(bench, () => Promise.reject(secret)))).toContain("denied");
  expect(bench.clock.now() - start).toBeGreaterThanOrEqual(120_000);
});

test("a role has what a construct gives a reader, less the secret", () => {
  const using = JSON.stringify(usingStatements(bench.here, "apikey", "p", "w"));
  expect(using).toContain("bedrock-agentcore:GetResourceApiKey");
  expect(using).not.toContain("secretsmanager");
  expect(readingStatement("arn")).toEqual({
    Sid: "AgentCoreIdentityReadSecret",
    Effect: "Allow",
    Action: READ_SECRET,
    Resource: ["arn"],
  });
});

test("a role is assumed with its external ID alone", async () => {
  await bench.role("role", []);
  const RoleArn = world.left.find((thing) => thing.includes(":role/"));
  const assume = (ExternalId?: string) =>
    bench.here.aws.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "stranger", ExternalId }));
  await expect(assume()).rejects.toThrow("not authorized");
  await expect(assume("another")).rejects.toThrow("not authorized");
});

test("the policy of docs/acceptance.md is enough for all questions and for --clean, and nothing of it is idle", async () => {
  const page = readFileSync(join(__dirname, "../../../docs/acceptance.md"), "utf8");
  const [, block = "{}"] = /## The policy of the one who asks\n\n```json\n([\s\S]*?)```/.exec(page) ?? [];
  const policy = JSON.parse(block) as { Statement: { Action: string[] }[] };
  const { sandbox } = world;
  for (const arn of sandbox.roles.arns.filter((one) => one.endsWith("/administrator"))) {
    sandbox.roles.put(arn, { policy });
  }
  const asked = new Set<string>();
  const decide = sandbox.authorize;
  sandbox.authorize = (request) => {
    if (request.principal.roleArn?.endsWith("/administrator")) asked.add(request.action);
    return decide(request);
  };
  const all = await world.ask();
  expect(all.flatMap(({ failed, answers }) => failed ?? answers.map(({ verdict }) => verdict))).not.toContain(
    "otherwise",
  );
  expect(all.every(({ failed }) => failed === undefined)).toBe(true);
  await bench.role("left", []);
  await bench.workload();
  const { run } = world;
  expect((await clean([run.here, ...(run.other ? [run.other] : [])], [], undefined, run)).left).toEqual([]);
  // AWS asks for the vault when an account's first provider is made; the sandbox has one.
  asked.add("bedrock-agentcore:CreateTokenVault");
  const listed = policy.Statement.flatMap(({ Action }) => Action);
  expect([...asked].filter((action) => !listed.includes(action))).toEqual([]);
  expect(listed.filter((action) => !asked.has(action))).toEqual([]);
});
