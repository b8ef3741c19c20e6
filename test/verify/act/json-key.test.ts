import { SdkHands } from "../../../src/live/aws/sdk-hands";
import { ServiceError } from "../../../src/sandbox/service-error";
import { badOf, done, enforced, linesOf, operations, without } from "../support/acts";
import type { Account } from "../support/world";
import { CANARY, document, GOOGLE, KEY } from "../support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

let account: Account;
beforeEach(async () => {
  account = await enforced();
});
afterEach(() => account.sandbox.close());

const said = async (isRead = false): Promise<string[]> => badOf(await done(account, { jsonKey: true }, { isRead }));

test("each secret is read once, and its key is there", async () => {
  const before = operations(account).length;
  const lines = linesOf(await done(account, { jsonKey: true }));
  expect(lines).toEqual([
    `ok secret.json-key-there ${GOOGLE} JSON key of oauth2/google in the secret: client_secret is there`,
    expect.stringMatching(/^ok secret\.json-key-there .* JSON key of apikey\/weather in the secret: key is there$/),
    expect.stringMatching(
      /^note account\.direct-reads .* CloudTrail records them of 2 secrets, by arn:aws:sts::111122223333:assumed-role\/verifier\/agentcore-identity-verify: watch tells of them, unless --except arn:aws:iam::111122223333:role\/verifier \(exceptionArns of SecretWatch\) names who verifies$/,
    ),
  ]);
  expect(
    operations(account)
      .slice(before)
      .filter((one) => one === "GetSecretValue"),
  ).toHaveLength(2);
});

describe("a fault is told, and its way out", () => {
  test.each<[string, (one: Account) => void, RegExp]>([
    [
      "the secret has another key, nearly of that name",
      ({ google }) => void (google.value = JSON.stringify({ client_secrets: CANARY, other: CANARY })),
      /^fails .* the object has no client_secret, but client_secrets WAY Name the right key in the provider, or put a value/,
    ],
    [
      "the secret has no such key",
      ({ google }) => void (google.value = JSON.stringify({ [`${CANARY}-as-a-name`]: CANARY })),
      /^fails .* the object has no client_secret WAY /,
    ],
    [
      "the value is text",
      ({ google }) => void (google.value = CANARY),
      /^fails .* its value is no JSON object, .* WAY Put an object: aws secretsmanager put-secret-value --secret-id arn:.* with "client_secret" in it/,
    ],
    [
      "the value is a list",
      ({ google }) => void (google.value = JSON.stringify([CANARY])),
      /^fails .* its value is no JSON object/,
    ],
    [
      "the secret is marked for deletion",
      ({ google }) => void Object.assign(google, { isDeleted: true, deletedDate: new Date("2101-01-01") }),
      /^fails .* it is marked for deletion, or has no value WAY Keep it: aws secretsmanager restore-secret/,
    ],
    [
      "the secret is gone",
      ({ sandbox, google }) => sandbox.secrets.remove(google),
      /^fails .* AWS finds no value: the secret is gone, or no version has AWSCURRENT WAY Put a value/,
    ],
    [
      "the key of the secret is disabled",
      ({ key }) => void (key.isDisabled = true),
      /^fails .* its key does not decrypt it WAY See whether the key is enabled/,
    ],
  ])("%s", async (_, plant, says) => {
    plant(account);
    expect(await said()).toEqual([expect.stringMatching(says)]);
  });
});

describe("without a permission it is unknown, and which is missing is said", () => {
  test.each([
    ["secretsmanager:GetSecretValue", new RegExp(`WAY Allow secretsmanager:GetSecretValue on ${GOOGLE} to whoever`)],
    ["kms:Decrypt", new RegExp(`WAY Allow kms:Decrypt on the key of ${GOOGLE} to whoever verifies`)],
  ])("%s", async (action, way) => {
    without(account, action);
    const lines = await said();
    expect(lines[0]).toMatch(way);
    expect(lines[0]).toContain(`unknown secret.json-key-there ${GOOGLE} JSON keys: the secret was not read: ${action}`);
    expect(lines.every((line) => line.startsWith("unknown"))).toBe(true);
  });
});

test("a secret of another account may be there all the same, as long as nobody asks there", async () => {
  const vault = GOOGLE.replace("111122223333", "444455556666");
  account.provider("google", {
    secrets: { clientSecret: { source: "EXTERNAL", secretArn: vault, jsonKey: "client_secret" } },
  });
  expect(await said(true)).toEqual([
    expect.stringMatching(
      /^unknown .*:444455556666:.* AWS finds no value, or does not let another account know of it WAY Read account 444455556666/,
    ),
  ]);
});

test("who reads the account of the secret is asked, not whoever references it", async () => {
  const vault = GOOGLE.replace("111122223333", "444455556666");
  account.sandbox.secrets.add(vault, JSON.stringify({ client_secret: CANARY }));
  account.provider("google", {
    secrets: { clientSecret: { source: "EXTERNAL", secretArn: vault, jsonKey: "client_secret" } },
  });
  const reader = "arn:aws:iam::444455556666:role/verifier";
  account.sandbox.iam.putRole(reader, { all: document({ Effect: "Allow", Action: "*", Resource: "*" }) });
  const { accessKeyId } = account.sandbox.principals.assume(reader, "session");
  const credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: "x" });
  const there = new SdkHands({ credentials, endpoint: account.sandbox.endpoint });
  const hands = new Map([["444455556666", there]]);
  const lines = linesOf(await done(account, { jsonKey: true }, { hands, isRead: true }));
  there.destroy();
  expect(lines[0]).toMatch(/^ok .*:444455556666:.* client_secret is there$/);
  // Nobody here reads the account of the other.
  expect(lines[1]).toMatch(/^unknown .*weather-GhIjKl JSON keys: account 111122223333 was not read WAY Read that/);
  const reads = account.sandbox.calls.filter(({ operation }) => operation === "GetSecretValue");
  expect(reads.map(({ principal }) => principal.account)).toEqual(["444455556666"]);
});

test("AWS's own words come into nothing", async () => {
  account.sandbox.intercept = ({ operation }, phase) =>
    operation === "GetSecretValue" && phase === "before" ? new ServiceError("Odd", `${CANARY} ${KEY}`) : undefined;
  const lines = await said();
  expect(lines).toEqual([expect.stringContaining("AWS answered Odd"), expect.stringContaining("AWS answered Odd")]);
});

test("who does not want to wait hears so, and nothing is read", async () => {
  const stop = new AbortController();
  stop.abort();
  const lines = badOf(await done(account, { jsonKey: true }, { signal: stop.signal }));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain("it was interrupted");
  expect(operations(account)).not.toContain("GetSecretValue");
});
