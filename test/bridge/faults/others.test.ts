import type { ProviderKind } from "../../../src/access/vault";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { OWNER_TAG } from "../../../src/access/statement-owner";
import { expectNoHarm, furnish, KEY_ARN, OWNER, SECRET_ARN, SUBJECTS } from "../support/objects";
import { run, useSandbox } from "../support/runs";
import { KINDS } from "./table";

// Far more than it takes: a busy machine is no failure.

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

const PROVIDERS: readonly ProviderKind[] = ["oauth2", "apikey", "payment"];
const secretNames = { oauth2: ["clientSecret"], apikey: ["apiKey"], payment: ["apiKeySecret", "walletSecret"] };
const vendors = { oauth2: "GoogleOauth2", apikey: "", payment: "CoinbaseCDP" };

/** Puts a provider into the vault that somebody else made. */
function stranger(
  kind: ProviderKind,
  {
    vendor = vendors[kind],
    source = "EXTERNAL" as "EXTERNAL" | "MANAGED",
    owner = undefined as string | undefined,
  } = {},
): void {
  const { name } = SUBJECTS[kind].input as { name: string };
  const member = {
    oauth2: vendor === "SlackOauth2" ? "slackOauth2ProviderConfig" : "googleOauth2ProviderConfig",
    apikey: "",
    payment: vendor === "StripePrivy" ? "stripePrivyConfiguration" : "coinbaseCdpConfiguration",
  }[kind];
  const config =
    kind === "oauth2"
      ? { clientId: "theirs" }
      : kind === "apikey"
        ? {}
        : vendor === "StripePrivy"
          ? { appId: "a", authorizationId: "b" }
          : { apiKeyId: "theirs" };
  const names = vendor === "StripePrivy" ? ["appSecret", "authorizationPrivateKey"] : secretNames[kind];
  const secrets = Object.fromEntries(
    names.map((secret) => [
      secret,
      { source, secretArn: SECRET_ARN, ...(source === "EXTERNAL" && { jsonKey: "theirs" }) },
    ]),
  );
  sandbox.providers.pendingLooks = 0;
  sandbox.providers.create(kind, name, vendor, {
    config: { $member: member, ...config },
    secrets,
    tags: owner === undefined ? {} : { [OWNER_TAG]: owner },
  });
}

describe.each(PROVIDERS)("%s | already exists", (kind) => {
  const subject = SUBJECTS[kind];

  const theirs = [
    ["without a mark", undefined, "bears no mark of an owner"],
    ["with another owner's mark", "team-b/prod", 'is marked as that of "team-b/prod"'],
  ] as const;

  test.each(theirs)("%s: apply refuses, names the mark and touches nothing", async (_, owner, says) => {
    stranger(kind, { owner });
    const before = JSON.stringify(sandbox.providers.list());
    const { exitCode, stderr } = await run("apply", subject.input);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(`${says} (tag agentcore-identity:owner), not as that of "${OWNER}": it was not changed.`);
    expect(JSON.stringify(sandbox.providers.list())).toBe(before);
  });

  test.each(theirs)("%s, with adopt: it is marked, corrected in place, and removed later", async (_, owner) => {
    stranger(kind, { owner });
    const [before] = sandbox.providers.list();
    const adopting = { ...subject.input, adopt: true };
    expect(await run("apply", adopting)).toMatchObject({ exitCode: 0, result: { outcome: "updated" } });
    expect(subject.look(sandbox)).toEqual(subject.content);
    expect(sandbox.providers.list()).toHaveLength(1);
    expect(sandbox.providers.list()[0]?.callbackUrl).toBe(before?.callbackUrl);
    expect(await run("remove", subject.input)).toMatchObject({ exitCode: 0, result: { outcome: "removed" } });
  });

  test("with another owner's mark: remove leaves it, for it was taken over", async () => {
    stranger(kind, { owner: "team-b/prod" });
    const before = JSON.stringify(sandbox.providers.list());
    expect(await run("remove", subject.input)).toMatchObject({
      exitCode: 0,
      result: { outcome: "left", exists: true },
    });
    expect(JSON.stringify(sandbox.providers.list())).toBe(before);
  });

  test("without a mark: remove refuses, and its way out leads there", async () => {
    stranger(kind);
    const { exitCode, stderr } = await run("remove", subject.input);
    expect(exitCode).toBe(3);
    const [provider] = sandbox.providers.list();
    const [, arn, tags] = /tag-resource --resource-arn (\S+) --tags '(.+?)'/.exec(stderr) ?? [];
    expect(arn).toBe(provider?.arn);
    Object.assign(provider?.tags ?? {}, JSON.parse(tags ?? "{}"));
    expect(await run("remove", subject.input)).toMatchObject({ exitCode: 0, result: { outcome: "removed" } });
  });

  test("with our mark and other content: it is corrected, and keeps its callback URL", async () => {
    stranger(kind, { owner: OWNER });
    const [before] = sandbox.providers.list();
    expect(await run("apply", subject.input)).toMatchObject({ exitCode: 0, result: { outcome: "updated" } });
    expect(subject.look(sandbox)).toEqual(subject.content);
    expect(sandbox.providers.list()).toHaveLength(1);
    expect(sandbox.providers.list()[0]?.callbackUrl).toBe(before?.callbackUrl);
  });

  test.each(["apply", "remove"] as const)("with a managed secret: %s refuses and says why", async (verb) => {
    stranger(kind, { source: "MANAGED", owner: OWNER });
    const before = JSON.stringify(sandbox.providers.list());
    const { exitCode, stderr } = await run(verb, subject.input);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /exists with \w+Source MANAGED: AgentCore owns its secret.*Take another name, or delete that provider yourself/,
    );
    expect(JSON.stringify(sandbox.providers.list())).toBe(before);
  });
});

test.each([
  ["oauth2", "SlackOauth2"],
  ["payment", "StripePrivy"],
] as const)("%s | already exists with another vendor: it is refused", async (kind, vendor) => {
  stranger(kind, { vendor });
  const { exitCode, stderr } = await run("apply", SUBJECTS[kind].input);
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`exists with the vendor ${vendor}, not ${vendors[kind]}`);
  expect((await run("remove", SUBJECTS[kind].input)).exitCode).toBe(3);
  expect(sandbox.providers.list()).toHaveLength(1);
});

describe.each(PROVIDERS)("%s | removed behind our back", (kind) => {
  const subject = SUBJECTS[kind];
  const vanishBefore = (operation: string): void => {
    const { name } = subject.input as { name: string };
    sandbox.intercept = (call, phase) => {
      if (call.operation !== operation || phase !== "before") return undefined;
      sandbox.intercept = undefined;
      sandbox.providers.pendingLooks = 0;
      sandbox.providers.delete(kind, name);
      return undefined;
    };
  };

  test("before an update: it is made again", async () => {
    await run("apply", subject.changed);
    vanishBefore(subject.operations.update);
    await run("apply", subject.input);
    expect((await run("apply", subject.input)).exitCode).toBe(0);
    expect(subject.look(sandbox)).toEqual(subject.content);
  });

  test("before a delete: that is what was wanted", async () => {
    await run("apply", subject.input);
    vanishBefore(subject.operations.remove);
    expect(await run("remove", subject.input)).toMatchObject({ exitCode: 0 });
    expect(sandbox.providers.list()).toEqual([]);
  });
});

test.each(["secretPolicy", "keyPolicy"] as const)(
  "%s | removed behind our back: the next run sets the statements again",
  async (kind) => {
    const subject = SUBJECTS[kind];
    const { policy } = sandbox.secrets.of(SECRET_ARN);
    await run("apply", subject.input);
    sandbox.secrets.of(SECRET_ARN).policy = policy;
    await run("remove", subject.input);
    expect(await run("apply", subject.input)).toMatchObject({ exitCode: 0, result: { outcome: "created" } });
    expect(subject.look(sandbox)).toEqual(subject.content);
    expectNoHarm(sandbox);
  },
);

test.each(["secretPolicy", "keyPolicy"] as const)(
  "%s | the resource itself is going: remove succeeds, apply says so",
  async (kind) => {
    const { input, changed } = SUBJECTS[kind];
    await run("apply", changed);
    sandbox.secrets.of(SECRET_ARN).isDeleted = true;
    sandbox.keys.of(KEY_ARN).isPendingDeletion = true;
    expect(await run("remove", input)).toMatchObject({ exitCode: 0, result: { outcome: "absent" } });
    const { exitCode, stderr } = await run("apply", input);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("waits for its deletion");
  },
);

describe("oauth2 | asynchronous", () => {
  const { input, look, content, changed } = SUBJECTS.oauth2;

  test.each([
    ["CREATE_FAILED", undefined],
    ["UPDATE_FAILED", changed],
  ])("%s is reported with AgentCore's reason, and the next run corrects it in place", async (status, before) => {
    if (before) await run("apply", before);
    sandbox.providers.nextFailure = "the discovery document is not readable";
    const { exitCode, stderr } = await run("apply", input);
    expect(exitCode).toBe(5);
    expect(stderr).toContain(`google-maps is ${status}: the discovery document is not readable`);
    const [failed] = sandbox.providers.list();
    expect(await run("apply", input)).toMatchObject({
      exitCode: 0,
      result: { status: "READY", callbackUrl: failed?.callbackUrl },
    });
    expect(look(sandbox)).toEqual(content);
  });

  test("an update that somebody else started is waited out, by apply and by remove", async () => {
    await run("apply", changed);
    const start = (): void => {
      const [provider] = sandbox.providers.list();
      sandbox.providers.pendingLooks = 4;
      if (provider)
        sandbox.providers.update("oauth2", provider.name, provider.vendor, {
          config: provider.config,
          secrets: provider.secrets,
        });
    };
    start();
    expect(await run("apply", input)).toMatchObject({ exitCode: 0, result: { outcome: "updated", status: "READY" } });
    start();
    expect(await run("remove", input)).toMatchObject({ exitCode: 0, result: { outcome: "removed" } });
    expect(sandbox.providers.list()).toEqual([]);
  });
});

describe.each(KINDS)("%s | two runs at once", (kind) => {
  const subject = SUBJECTS[kind];

  test("with the same content: both succeed, and there is one object", async () => {
    const runs = await Promise.all([run("apply", subject.input), run("apply", subject.input)]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(subject.look(sandbox)).toEqual(subject.content);
    expectNoHarm(sandbox);
  });

  test("with other content: one of the two wins, and one more run converges", async () => {
    const runs = await Promise.all([run("apply", subject.input), run("apply", subject.changed)]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expectNoHarm(sandbox);
    expect((await run("apply", subject.input)).exitCode).toBe(0);
    expect(subject.look(sandbox)).toEqual(subject.content);
  });

  test("one applies, one removes: one more run converges", async () => {
    await run("apply", subject.input);
    const runs = await Promise.all([run("apply", subject.changed), run("remove", subject.input)]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expectNoHarm(sandbox);
    expect((await run("apply", subject.input)).exitCode).toBe(0);
    expect(subject.look(sandbox)).toEqual(subject.content);
  });
});
