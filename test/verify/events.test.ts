import { readEvents } from "../../src/live/read/events";
import type { EventsRead } from "../../src/live/read/events";
import type { Check } from "../../src/verify/check";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { as, errorOf } from "../sandbox/support/world";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  ACCOUNT,
  AGENT,
  bad,
  callerOf,
  CANARY,
  DEPLOYER,
  furnished,
  GOOGLE,
  KEY,
  REGION,
  snapshotOf,
  verifiedBy,
} from "./support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const HOUR = 3_600_000;

async function told(
  happen: (sandbox: Sandbox) => Promise<unknown>,
  callers: readonly string[] = [],
): Promise<{ lines: string[]; all: Check[] }> {
  const { sandbox } = await furnished();
  await happen(sandbox);
  const snapshot = await snapshotOf(sandbox);
  const read = [await eventsOf(sandbox)];
  await sandbox.close();
  const found = verifiedBy(snapshot, undefined, { window: "1h", read, callers });
  expect(JSON.stringify(found)).not.toContain(CANARY);
  const all = found.groups.flatMap(({ checks }) => checks).filter(({ id }) => id.startsWith("events."));
  return { lines: bad(found), all };
}

async function eventsOf(sandbox: Sandbox): Promise<EventsRead> {
  const caller = callerOf(sandbox);
  const now = Date.now();
  const window = { from: new Date(now - HOUR), to: new Date(now + HOUR), keyArns: [KEY] };
  const read = await readEvents({ caller, region: REGION }, ACCOUNT, window);
  caller.destroy();
  return read;
}

/** A read without AgentCore. */
const direct = (sandbox: Sandbox, role: string): Promise<unknown> =>
  new SecretsManagerClient(as(sandbox, role)).send(new GetSecretValueCommand({ SecretId: GOOGLE }));

/** What AgentCore does in the name of a role. */
const forwarded = (sandbox: Sandbox, roleArn: string, error?: { code: string; message: string }): void =>
  sandbox.audit.record({
    principal: { arn: `${roleArn}/session`, account: ACCOUNT, roleArn },
    region: REGION,
    service: "secretsmanager",
    operation: "GetSecretValue",
    input: { SecretId: GOOGLE },
    calledVia: ["bedrock-agentcore.amazonaws.com"],
    ...(error && { error: error as never }),
  });

describe("who has read a secret", () => {
  test("nobody yet is no failure", async () => {
    const { lines, all } = await told(() => Promise.resolve());
    expect(lines).toEqual([]);
    expect(all.map(({ state }) => state)).toEqual(["note", "note"]);
  });
  test("AgentCore for an intended reader", async () => {
    const { lines, all } = await told((sandbox) => Promise.resolve(forwarded(sandbox, AGENT)));
    expect(lines).toEqual([]);
    expect(all.find(({ state }) => state === "ok")?.text).toContain(`AgentCore for ${AGENT}, 1 time, last at`);
  });
  test("AgentCore for somebody else", async () => {
    const other = AGENT.replace("runtime", "other");
    const { lines } = await told((sandbox) => Promise.resolve(forwarded(sandbox, other)));
    expect(lines).toEqual([expect.stringMatching(/fails events\.unexpected-reader .*agents\/other, 1 time/)]);
  });
  test("somebody without AgentCore, but not the deployer", async () => {
    const { lines } = await told((sandbox) => direct(sandbox, AGENT.replace("runtime", "batch")));
    expect(lines).toEqual([expect.stringMatching(/fails events\.direct-read .*agents\/batch, 1 time.* WAY ./)]);
    expect((await told((sandbox) => direct(sandbox, DEPLOYER))).lines).toEqual([]);
  });
  test("verify itself is known by role and session, and nobody by one of them alone", async () => {
    const session = (role: string, name = "agentcore-identity-verify") => ({
      roleArn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
    });
    const [verifier] = [session("verifier")];
    const read = async ({ roleArn, arn }: typeof verifier, callers = [verifier.arn]) =>
      told((sandbox) => {
        const principal = { account: ACCOUNT, roleArn, arn };
        const happening = { region: REGION, service: "secretsmanager", operation: "GetSecretValue" } as const;
        sandbox.audit.record({ principal, ...happening, input: { SecretId: GOOGLE } });
        return Promise.resolve();
      }, callers);
    const own = await read(verifier);
    expect(own.lines).toEqual([]);
    expect(own.all.find(({ id }) => id === "events.own")?.text).toContain("1 time by --json-key or --rotate");
    for (const somebody of [session("batch"), session("verifier", "alice")])
      expect((await read(somebody)).lines).toEqual([expect.stringMatching(/fails events\.direct-read /)]);
    // A person who verifies by a session of another name is not told from what else that person reads.
    const alice = session("verifier", "alice");
    expect((await read(alice, [alice.arn])).lines).toHaveLength(1);
  });
  test("a reader that is denied", async () => {
    const denied = { code: "AccessDeniedException", message: "no" };
    const { lines } = await told((sandbox) => Promise.resolve(forwarded(sandbox, AGENT, denied)));
    expect(lines).toEqual([expect.stringMatching(/fails events\.denied-reader .*runtime \(AccessDenied\), 1 time/)]);
  });
  test("a key that refuses", async () => {
    const { lines } = await told((sandbox) =>
      Promise.resolve(
        sandbox.audit.record({
          principal: { arn: `${AGENT}/session`, account: ACCOUNT, roleArn: AGENT },
          region: REGION,
          service: "kms",
          operation: "Decrypt",
          input: { KeyId: KEY, EncryptionContext: { SecretARN: GOOGLE } },
          key: KEY,
          calledVia: ["bedrock-agentcore.amazonaws.com", "secretsmanager.amazonaws.com"],
          error: { code: "AccessDeniedException", message: "no" } as never,
        }),
      ),
    );
    expect(lines).toEqual([expect.stringMatching(/fails events\.failed-decrypt .*runtime/)]);
  });
  test("somebody who was refused is told of, and nothing fails by it", async () => {
    const { lines, all } = await told(async (sandbox) => {
      sandbox.authorize = ({ action }) => (action === "secretsmanager:GetSecretValue" ? "no" : undefined);
      await errorOf(direct(sandbox, AGENT.replace("runtime", "batch")));
      sandbox.authorize = () => undefined;
    });
    expect(lines).toEqual([]);
    expect(all.find(({ id }) => id === "events.refused")?.text).toContain("agents/batch, 1 time");
  });
  test("without cloudtrail:LookupEvents it is unknown", async () => {
    const { sandbox } = await furnished();
    const snapshot = await snapshotOf(sandbox);
    sandbox.authorize = ({ action }) => (action === "cloudtrail:LookupEvents" ? "no" : undefined);
    const read = [await eventsOf(sandbox)];
    await sandbox.close();
    expect(bad(verifiedBy(snapshot, undefined, { window: "1h", read }))).toEqual([
      expect.stringMatching(/unknown events\.read .*WAY Allow cloudtrail:LookupEvents/),
    ]);
  });
  test("page after page", async () => {
    const { sandbox } = await furnished();
    for (let index = 0; index < 120; index++) forwarded(sandbox, AGENT);
    const { records } = await eventsOf(sandbox);
    const pages = sandbox.calls.filter(({ operation }) => operation === "LookupEvents");
    await sandbox.close();
    expect("value" in records && records.value).toHaveLength(120);
    // Three pages of reads, and one of the key.
    expect(pages).toHaveLength(4);
  });
});
