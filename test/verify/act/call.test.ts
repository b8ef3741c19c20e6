import { useProviders } from "../../../src/access/statements";
import { ServiceError } from "../../../src/sandbox/service-error";
import { PROBE_PREFIX } from "../../../src/verify/act/call-answer";
import { badOf, done, enforced, linesOf, operations, quick, tokens, trusting, without } from "../support/acts";
import type { Account } from "../support/world";
import { ACCOUNT, AGENT, CANARY, document, GOOGLE, OTHER_KEY, READ, REGION, stateOf, VERIFIER } from "../support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

let account: Account;
beforeEach(async () => {
  account = await enforced();
});
afterEach(() => account.sandbox.close());

const CALL = { calls: [AGENT] };
const said = async (): Promise<string[]> => badOf(await done(account, CALL));
const role = (...statements: readonly object[]): void => account.role(statements, { trust: trusting(VERIFIER) });
/** Nobody says who should read. */
const unstated = (): ReturnType<typeof stateOf> => {
  const { values, ...state } = stateOf();
  return { ...state, values: { root_module: values.root_module } };
};
const PLACE = { partition: "aws", region: REGION, account: ACCOUNT };
const uses = (workload: string): object[] => [
  useProviders({ place: PLACE, kind: "oauth2", workloadIdentities: [workload] }, ["google"]),
  { ...useProviders({ place: PLACE, kind: "apikey", workloadIdentities: [workload] }, ["weather"]), Sid: "More" },
];
const [, , reads] = READ as [object, object, object];

/** Nothing of the calls is left in the account. */
const nothingLeft = (): void => expect(account.sandbox.workloads.list).toEqual([]);

test("a reader gets what it asks for, with a workload identity that goes away again", async () => {
  const lines = linesOf(await done(account, CALL));
  expect(lines).toEqual([
    `ok role.call ${AGENT} token call for oauth2/google: AgentCore began a user's consent, for which it was seen to read the secret; no token came of it`,
    `ok role.call ${AGENT} token call for apikey/weather: AgentCore handed out the key, which was dropped unread. It may come from the vault, where it is kept for about an hour: a permission that was taken away since does not show`,
  ]);
  expect(operations(account).filter((one) => /Workload|AssumeRole|GetResource[AO]/.test(one))).toEqual([
    "AssumeRole",
    "CreateWorkloadIdentity",
    "GetWorkloadAccessToken",
    "GetResourceOauth2Token",
    "GetResourceApiKey",
    "DeleteWorkloadIdentity",
  ]);
  const named = account.sandbox.calls.find(({ operation }) => operation === "CreateWorkloadIdentity");
  expect(String(named?.input.name).startsWith(PROBE_PREFIX)).toBe(true);
  const asked = account.sandbox.calls.find(({ operation }) => operation === "GetResourceApiKey");
  expect(asked?.principal.arn).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/runtime/agentcore-identity-verify`);
  nothingLeft();
});

test("the role of a runtime may get no workload token: whoever verifies stands in for the service", async () => {
  role(...READ);
  for (const line of linesOf(await done(account, CALL)))
    expect(line).toMatch(
      /^ok .*so whoever verifies did: .* a gateway needs bedrock-agentcore:GetWorkloadAccessToken itself$/,
    );
  without(account, "bedrock-agentcore:GetWorkloadAccessToken");
  expect(await said()).toEqual([
    expect.stringMatching(
      /^unknown role\.call .*oauth2\/google: not proven: .* WAY Allow bedrock-agentcore:GetWorkloadAccessToken on .*verify-\* to whoever verifies/,
    ),
    expect.stringContaining("apikey/weather: not proven"),
  ]);
  nothingLeft();
});

test("a client without users is asked as a machine, and the vault is named", async () => {
  account.sandbox.intercept = ({ input }, phase) =>
    phase === "before" && input.oauth2Flow === "USER_FEDERATION"
      ? new ServiceError("ValidationException", `no authorization endpoint ${CANARY}`)
      : undefined;
  const [line] = linesOf(await done(account, CALL));
  expect(line).toMatch(/^ok .*oauth2\/google: AgentCore handed out a machine's token, .* may come from the vault/);
  nothingLeft();
});

describe("the action that is denied says what it is", () => {
  test.each<[string, (one: Account) => void, RegExp, RegExp]>([
    [
      "the role may not read the secret",
      ({ google }) => {
        delete google.policy;
        role(...uses("*"), tokens());
      },
      new RegExp(
        `^fails role\\.call .*oauth2/google: ${AGENT} is denied secretsmanager:GetSecretValue on ${GOOGLE}: its agents get no credential`,
      ),
      /WAY Allow it in the role's policy .*grantUse .*agentcore-identity check/,
    ],
    [
      "the key refuses the role",
      ({ key }) => void (key.grants = []),
      /^fails role\.call .*oauth2\/google: .* is denied kms:Decrypt on the key of .*google-AbCdEf/,
      /WAY Give the role a grant .*module kms-grant/,
    ],
    [
      "the secret has another key",
      ({ google }) => void Object.assign(google, { kmsKeyId: OTHER_KEY }),
      /^fails role\.call .*oauth2\/google: .* is denied kms:Decrypt/,
      /WAY Give the role a grant/,
    ],
    [
      "the role may not use the provider",
      () => role(...uses("*").slice(1), reads, tokens()),
      /^fails role\.call .*oauth2\/google: .* is denied bedrock-agentcore:GetResourceOauth2Token on arn:aws:bedrock-agentcore:.*:token-vault\/default/,
      /WAY Allow it on token vault, provider, workload identity directory and workload identity/,
    ],
    [
      "the role may use workload identities of its own alone",
      () => role(...uses("AGENT-*"), reads, tokens()),
      new RegExp(
        `^unknown role\\.call .*oauth2/google: not proven: .* is denied bedrock-agentcore:GetResourceOauth2Token for the workload identity of this probe, ${PROBE_PREFIX}`,
      ),
      new RegExp(`WAY While you verify, let the role use it beside its own: .*/workload-identity/${PROBE_PREFIX}\\*`),
    ],
  ])("%s", async (_, plant, says, way) => {
    plant(account);
    const [line] = await said();
    expect(line).toMatch(says);
    expect(line).toMatch(way);
    nothingLeft();
  });
  test("with workload identities of probes beside its own it is proven", async () => {
    role(
      ...uses("AGENT-*"),
      ...uses(`${PROBE_PREFIX}*`).map((one, index) => ({ ...one, Sid: `Probe${index}` })),
      reads,
      tokens(),
    );
    expect(await said()).toEqual([]);
  });
  test("a gateway's words for it count as well", async () => {
    account.sandbox.intercept = ({ operation }, phase) =>
      operation === "GetResourceApiKey" && phase === "before"
        ? new ServiceError("ValidationException", "Token exchange failed: insufficient permissions for token exchange.")
        : undefined;
    expect(await said()).toEqual([
      expect.stringMatching(/^fails .*apikey\/weather: .*secretsmanager:GetSecretValue on/),
    ]);
  });
  test("what is no denial proves nothing, and none of AWS's words are told", async () => {
    account.weather.value = JSON.stringify({ other: CANARY });
    expect(await said()).toEqual([
      expect.stringMatching(/^unknown .*apikey\/weather: AWS answered ValidationException: .* WAY .*--json-key tells/),
    ]);
    nothingLeft();
  });
});

describe("where the role is not to be had, nothing is made", () => {
  test("it trusts AgentCore alone", async () => {
    account.role([...READ, tokens()]);
    expect(await said()).toEqual([
      expect.stringMatching(
        /^unknown role\.call .*runtime token calls: not tried: sts:AssumeRole is denied to the caller, by the trust policy of the role or by the caller's own WAY .*with the same policies that trusts whoever verifies.*DateLessThan aws:CurrentTime/,
      ),
    ]);
    expect(operations(account)).not.toContain("CreateWorkloadIdentity");
  });
  test("its account was not read", async () => {
    const groups = await done(account, CALL, { hands: new Map() });
    expect(badOf(groups)).toEqual([expect.stringMatching(/account 111122223333 was not read WAY Read it, too/)]);
  });
  test("the inputs name it as a reader of nothing", async () => {
    const other = AGENT.replace("runtime", "other");
    account.sandbox.iam.putRole(other, {}, { trust: trusting(VERIFIER) });
    expect(badOf(await done(account, { calls: [other] }))).toEqual([
      expect.stringMatching(/^unknown role\.call .*agents\/other token calls: no credential provider .* WAY Name it/),
    ]);
    // Where they name nobody, it is tried.
    expect(badOf(await done(account, { calls: [other] }, {}, unstated()))).toEqual([
      expect.stringMatching(/^fails .*oauth2\/google/),
      expect.stringMatching(/^fails .*apikey\/weather/),
    ]);
  });
  test("whoever verifies may make no workload identity", async () => {
    without(account, "bedrock-agentcore:CreateWorkloadIdentity");
    const [line] = await said();
    expect(line).toMatch(
      /^unknown .*oauth2\/google: not tried: it needs a workload identity, and bedrock-agentcore:CreateWorkloadIdentity is denied to the caller WAY Allow bedrock-agentcore:CreateWorkloadIdentity, and DeleteWorkloadIdentity, on .*agentcore-identity-verify-\*/,
    );
    nothingLeft();
  });
});

test("a payment is not tried, and that is said", async () => {
  account.sandbox.providers.create("payment", "wallet", "CoinbaseCDP", {
    config: { $member: "coinbaseCdpConfiguration", apiKeyId: "key-1" },
    secrets: {
      apiKeySecret: { source: "EXTERNAL", secretArn: GOOGLE, jsonKey: "client_secret" },
      walletSecret: { source: "EXTERNAL", secretArn: GOOGLE, jsonKey: "client_secret" },
    },
    tags: {},
  });
  const state = unstated();
  state.values.root_module.resources.push({
    address: "terraform_data.wallet",
    mode: "managed",
    type: "terraform_data",
    name: "wallet",
    provider_name: "terraform.io/builtin/terraform",
    values: {
      triggers_replace: {
        input: JSON.stringify({
          kind: "payment",
          name: "wallet",
          region: REGION,
          owner: "agents",
          credentialProviderVendor: "CoinbaseCDP",
          providerConfigurationInput: {
            coinbaseCdpConfiguration: {
              apiKeyId: "key-1",
              apiKeySecretConfig: { secretId: GOOGLE, jsonKey: "client_secret" },
              walletSecretConfig: { secretId: GOOGLE, jsonKey: "client_secret" },
            },
          },
        }),
        removal: "1",
      },
    },
  });
  const lines = linesOf(await done(account, CALL, { isRead: true }, state));
  expect(lines.filter((line) => line.includes("wallet"))).toEqual([
    expect.stringMatching(/^note role\.call .*payment\/wallet: not tried: GetResourcePaymentToken signs a payment/),
  ]);
  expect(operations(account)).not.toContain("GetResourcePaymentToken");
});

describe("what was made goes away again", () => {
  test("a workload identity that is not known at once is waited for", async () => {
    let count = 0;
    account.sandbox.intercept = ({ operation }, phase) =>
      operation === "GetWorkloadAccessToken" && phase === "before" && count++ < 2
        ? new ServiceError("ResourceNotFoundException", "not yet")
        : undefined;
    const clock = quick();
    expect(badOf(await done(account, CALL, { clock }))).toEqual([]);
    expect(clock.slept).toEqual([1000, 2000]);
    nothingLeft();
  });
  test("when creating it has no answer", async () => {
    account.sandbox.intercept = ({ operation }, phase) =>
      operation === "CreateWorkloadIdentity" && phase === "after" ? new ServiceError("Odd", "lost") : undefined;
    expect((await said())[0]).toMatch(/^unknown .*it needs a workload identity, and AWS answered Odd/);
    nothingLeft();
  });
  test("when somebody interrupts a call that hangs", async () => {
    const stop = new AbortController();
    account.sandbox.intercept = ({ operation }, phase) => {
      if (operation !== "GetResourceOauth2Token" || phase !== "before") return undefined;
      stop.abort();
      return "hang";
    };
    const lines = badOf(await done(account, CALL, { signal: stop.signal }));
    expect(lines).toEqual([
      expect.stringMatching(/oauth2\/google: it was interrupted/),
      expect.stringMatching(/apikey\/weather: it was interrupted/),
    ]);
    nothingLeft();
  });
  test("one that was left by a run that was killed is told", async () => {
    account.sandbox.workloads.create(`${PROBE_PREFIX}1`);
    account.sandbox.workloads.create("somebody-else");
    const lines = linesOf(await done(account, CALL, { isRead: true }));
    expect(lines.at(-1)).toMatch(
      /^note account\.calls-left .*earlier calls: agentcore-identity-verify-1\. .*delete-workload-identity --region us-east-1 --name NAME$/,
    );
    expect(lines.at(-1)).not.toContain("somebody-else");
    expect(linesOf(await done(account, { jsonKey: true }, { isRead: true })).join("\n")).not.toContain("calls-left");
  });
  test("when the connection is lost", async () => {
    account.sandbox.intercept = ({ operation }, phase) =>
      operation === "GetResourceApiKey" && phase === "before" ? "close" : undefined;
    expect(await said()).toEqual([expect.stringMatching(/^unknown .*apikey\/weather: AWS answered /)]);
    nothingLeft();
  });
  test("where that fails, its name and the command stand there", async () => {
    without(account, "bedrock-agentcore:DeleteWorkloadIdentity");
    expect(await said()).toEqual([
      expect.stringMatching(
        /^fails role\.call-left .*workload identity in us-east-1: agentcore-identity-verify-\S+ was made for the calls and is still there: .* WAY Delete it: aws bedrock-agentcore-control delete-workload-identity --name agentcore-identity-verify-\S+ --region us-east-1/,
      ),
    ]);
  });
});

test("several roles, each as itself", async () => {
  const second = AGENT.replace("runtime", "second");
  account.sandbox.iam.putRole(second, { tokens: document(...uses("*"), tokens()) }, { trust: trusting(VERIFIER) });
  const state = unstated();
  const groups = await done(account, { calls: [AGENT, second] }, {}, state);
  expect(groups.map(({ subject, checks }) => [subject, ...checks.map((one) => one.state)])).toEqual([
    [AGENT, "ok", "ok"],
    [second, "fails", "fails"],
  ]);
  nothingLeft();
});
