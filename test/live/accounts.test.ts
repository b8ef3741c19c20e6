import { readAccounts } from "../../src/live/read";
import type { Snapshot } from "../../src/live/snapshot";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { account, ACCOUNT, allowing, make, READS, target } from "./support/account";
import { callerOf, reader } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const VAULT = "444455556666";
const SECRET = `arn:aws:secretsmanager:us-east-1:${VAULT}:secret:shared-AbCdEf`;
const KEY = `arn:aws:kms:us-east-1:${VAULT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const letting = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: [ACCOUNT, VAULT] }, Action: action, Resource: "*" }],
  });

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await account();
  sandbox.keys.add(KEY, letting("kms:*"));
  sandbox.secrets.add(SECRET, "{}", { kmsKeyId: KEY, policy: letting("secretsmanager:*") });
  sandbox.roles.put(reader(VAULT), { reads: allowing(READS) });
  make(sandbox.providers, "shared", { clientSecret: { source: "EXTERNAL", secretArn: SECRET, jsonKey: "a" } });
});
afterEach(() => sandbox.close());

const vault = () => ({ alias: "vault", caller: callerOf(sandbox, VAULT), regions: ["us-east-1"] });
const of = ({ accounts }: Snapshot, id: string) => accounts.find((one) => one.id === id);
/** Who asked for the secret and its key. */
const askers = (): string[] =>
  [
    ...new Set(
      sandbox.calls
        .filter(({ input }) => [SECRET, KEY].includes(String(input.SecretId ?? input.KeyId)))
        .map(({ principal, operation }) => `${operation} ${principal.account}`),
    ),
  ].sort();

test("a secret and its key are asked for in the account that owns them", async () => {
  const snapshot = await readAccounts([{ ...target(sandbox), alias: "agents" }, vault()], new Date(0));
  expect(askers()).toEqual([
    `DescribeKey ${VAULT}`,
    `DescribeSecret ${VAULT}`,
    `GetKeyPolicy ${VAULT}`,
    `GetResourcePolicy ${VAULT}`,
    `ListGrants ${VAULT}`,
  ]);
  expect(of(snapshot, VAULT)?.secrets).toMatchObject([{ id: SECRET, policy: { value: letting("secretsmanager:*") } }]);
  expect(of(snapshot, VAULT)?.keys).toMatchObject([{ id: KEY, policy: { value: letting("kms:*") } }]);
  expect(of(snapshot, ACCOUNT)?.secrets.map(({ id }) => id)).not.toContain(SECRET);
});

test("of an account that is not read, with the permissions of who refers to it; AWS keeps the key policy back", async () => {
  const snapshot = await readAccounts([target(sandbox)], new Date(0));
  expect(askers()).toContain(`DescribeSecret ${ACCOUNT}`);
  expect(of(snapshot, ACCOUNT)?.secrets.find(({ id }) => id === SECRET)).toMatchObject({
    description: { value: { arn: SECRET, keyId: KEY } },
  });
  expect(of(snapshot, ACCOUNT)?.keys.find(({ id }) => id === KEY)).toMatchObject({
    description: { value: { state: "Enabled" } },
    grants: { value: [] },
    policy: { unread: { action: "kms:GetKeyPolicy", resource: KEY, isDenied: true } },
  });
});

test("each Region is read by its own endpoint", async () => {
  await sandbox.close();
  sandbox = await account({}, ["eu-west-1"]);
  const place = { partition: "aws", region: "eu-west-1", account: ACCOUNT };
  const replica = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:agents-AbCdEf`;
  sandbox.secrets.add(replica, "{}");
  make(sandbox.vaults.at(place).providers, "there", {
    clientSecret: { source: "EXTERNAL", secretArn: replica, jsonKey: "a" },
  });
  const snapshot = await readAccounts([{ ...target(sandbox), regions: ["us-east-1", "eu-west-1"] }], new Date(0));
  const names = of(snapshot, ACCOUNT)?.regions.map(({ region, providers: { oauth2 } }) => [
    region,
    "value" in oauth2 ? oauth2.value.map(({ name }) => name) : [],
  ]);
  expect(names).toEqual([
    ["us-east-1", ["google"]],
    ["eu-west-1", ["there"]],
  ]);
  const asked = sandbox.calls.filter(({ input }) => input.SecretId === replica).map(({ region }) => region);
  expect(new Set(asked)).toEqual(new Set(["eu-west-1"]));
  expect(of(snapshot, ACCOUNT)?.secrets.find(({ id }) => id === replica)).toMatchObject({ policy: { value: null } });
});
