import { again } from "../../../tools/acceptance/again";
import { accountOf, Aws } from "../../../tools/acceptance/aws";
import { Bench } from "../../../tools/acceptance/bench";
import { clean } from "../../../tools/acceptance/clean";
import { TAG } from "../../../tools/acceptance/names";
import { Workshop } from "../../../tools/acceptance/workshop";
import { ServiceError } from "../../../src/sandbox/service-error";
import { OTHER_REGION } from "../../../tools/acceptance/sandbox-world";
import { PREFIX, World } from "./support";

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const MINUTES = 60_000;
/** Until AWS's lists tell of what was made. */
const later = () => world.world.clock.sleep(6 * MINUTES);

/** Makes one of everything, and forgets it, as a run that was killed does. */
async function forgotten(prefix: string): Promise<void> {
  const { run } = world;
  const parts = { ...run, prefix, workshop: new Workshop(run), signal: new AbortController().signal };
  const bench = new Bench(parts, 1);
  const elsewhere = bench.inRegion(OTHER_REGION);
  const policy = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" }, Action: "kms:*", Resource: "*" },
    ],
  };
  const secretId = await bench.secret("secret", { value: "x" });
  await bench.secret("elsewhere", { value: "x" }, { account: elsewhere });
  if (run.other) {
    const kmsKeyArn = await bench.key(policy, run.other);
    await bench.secret("across", { value: "x" }, { account: run.other, kmsKeyArn });
  }
  await bench.role("role", []).catch(() => undefined);
  await bench.workload();
  for (const kind of ["apikey", "oauth2", "payment"] as const)
    await bench.readyProvider(kind, kind, { secretId, jsonKey: "value" });
  bench.close();
}

async function cleaned(prefix?: string) {
  const { run } = world;
  const aws = new Aws({ ...run.here.aws.identity, region: OTHER_REGION });
  try {
    const elsewhere = [await accountOf("elsewhere", aws)];
    return await clean([run.here, ...(run.other ? [run.other] : [])], elsewhere, prefix, run);
  } finally {
    aws.destroy();
  }
}

const allow = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }] };

test("what a run that was killed has left is found, told and removed", async () => {
  await forgotten(PREFIX);
  expect(world.left).toHaveLength(9);
  await later();
  const { found, left } = await cleaned();
  expect(left).toEqual([]);
  expect(found.map(({ kind }) => kind).sort()).toEqual([
    ...Array<string>(3).fill("credential provider"),
    "key",
    "role",
    ...Array<string>(3).fill("secret"),
    "workload identity",
  ]);
  expect(world.left).toEqual([]);
  const again = await cleaned();
  expect(again.found.map(({ kind }) => kind)).toEqual(["key"]);
  expect(again.waits).toEqual([expect.stringMatching(/^key arn:aws:kms:\S+ is deleted on \d{4}-\d{2}-\d{2}$/)]);
});

test("with a prefix only what is of that run", async () => {
  await forgotten(`${PREFIX}-one`);
  await forgotten(`${PREFIX}-two`);
  await later();
  expect((await cleaned(`${PREFIX}-one`)).found).toHaveLength(9);
  expect(world.left).toHaveLength(9);
});

test("what others made stays: with the name and without the mark, and the other way round", async () => {
  const { sandbox } = world;
  const { iam, secrets, keys, providers, workloads } = sandbox;
  const secret = (name: string, tags = {}) =>
    secrets.add(`arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`, "{}", { tags });
  const mark = { [TAG]: PREFIX };
  iam.putRole(`arn:aws:iam::111122223333:role/${PREFIX}-role`, { allow }, { tags: mark });
  iam.putRole(`arn:aws:iam::111122223333:role/${TAG}/${PREFIX}-other`, { allow });
  iam.putRole(`arn:aws:iam::111122223333:role/${TAG}/team-role`, { allow }, { tags: mark });
  secret(`${PREFIX}-secret`);
  secret("team-secret", mark);
  for (const [name, tags] of [
    [`${PREFIX}-provider`, {}],
    ["team-provider", mark],
  ] as const)
    providers.create("apikey", name, "", { config: {}, secrets: {}, tags });
  workloads.create(`${PREFIX}-workload`);
  keys.add("arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", "{}").description =
    "key of the team";
  const before = world.left;
  expect(before).toHaveLength(9);
  expect(await cleaned()).toEqual({ found: [], left: [], waits: [] });
  expect(world.left).toEqual(before);
});

test("what cannot be listed or removed is said, and the rest is removed", async () => {
  await forgotten(PREFIX);
  await later();
  const no = (action: string) => new ServiceError("AccessDeniedException", `not authorized to perform: ${action}`, 403);
  world.sandbox.intercept = ({ operation }, phase) =>
    phase === "before" && ["DeleteWorkloadIdentity", "ListRoles"].includes(operation) ? no(operation) : undefined;
  const { left } = await cleaned();
  expect(left.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    "roles all of them",
    "roles all of them",
    `workload identity ${PREFIX}-1-workload`,
  ]);
  expect(world.left).toHaveLength(2);
});

test("what is throttled is asked again, on the run's own clock; what is refused is not", async () => {
  const { clock } = world.world;
  const waited: number[] = [];
  const pace = { clock: { ...clock, sleep: (ms: number) => (waited.push(ms), Promise.resolve()) } };
  let calls = 0;
  const failing = (name: string, httpStatusCode: number, times: number) => () =>
    ++calls <= times
      ? Promise.reject(Object.assign(new Error("no"), { name, $metadata: { httpStatusCode } }))
      : Promise.resolve("done");
  expect(await again(pace, failing("ThrottlingException", 400, 3), false)).toBe("done");
  expect(waited).toEqual([1000, 2000, 4000]);
  calls = 0;
  await expect(again(pace, failing("InternalServerException", 500, 1), false)).rejects.toThrow("no");
  calls = 0;
  expect(await again(pace, failing("InternalServerException", 500, 1), true)).toBe("done");
  calls = 0;
  await expect(again(pace, failing("ValidationException", 400, 1), true)).rejects.toThrow("no");
});
