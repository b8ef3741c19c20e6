import { ServiceError } from "../../../src/sandbox/service-error";
import type { RotationWay } from "../../../src/verify/act/acting";
import { NotReferenced } from "../../../src/verify/act/act";
import { PROBE_LABEL } from "../../../src/verify/act/labels";
import { badOf, done, enforced, linesOf, operations, quick, without } from "../support/acts";
import type { Account } from "../support/world";
import { AGENT, CANARY, GOOGLE, WEATHER } from "../support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

let account: Account;
beforeEach(async () => {
  account = await enforced();
});
afterEach(() => account.sandbox.close());

const LONG_AGO = new Date("2026-01-01T00:00:00Z");
const FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:rotate";
const asked = (way: RotationWay = "put", secret = GOOGLE) => ({ rotations: [{ secret, way }] });
/** Labels by version. */
const labels = (): Readonly<Record<string, readonly string[]>> => account.google.versions.staged;
const writes = (): string[] =>
  operations(account).filter((one) => ["PutSecretValue", "RotateSecret", "UpdateSecretVersionStage"].includes(one));
/** A secret that had another value before. */
function rotatedBefore(): void {
  account.google.versions.put("11111111-1111-4111-8111-111111111111", JSON.stringify({ client_secret: CANARY }));
  account.google.versions.date(LONG_AGO);
}

describe("put: the same value again, and the labels as they were", () => {
  test("a secret with one version", async () => {
    const before = labels();
    const { value } = account.google;
    const lines = linesOf(await done(account, asked()));
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(`^ok secret\\.rotate ${GOOGLE} new version: \\S+ has the value of \\S+, and became AWSCURRENT$`),
      ),
      expect.stringMatching(/^note secret\.rotate-read .*nobody was asked to read it: with --call ROLE a reader is$/),
      expect.stringMatching(/^ok secret\.rotate-labels .*put back: \S+ is AWSCURRENT again; \S+ has no label, so AWS/),
      expect.stringMatching(/^note account\.direct-reads .*CloudTrail records them of 1 secret,/),
    ]);
    expect(labels()).toEqual(before);
    expect(account.google.versions.ids).toHaveLength(2);
    expect(account.google.value).toBe(value);
  });
  test("the value before keeps its label", async () => {
    rotatedBefore();
    const before = labels();
    expect(Object.values(before).flat().sort()).toEqual(["AWSCURRENT", "AWSPREVIOUS"]);
    expect(badOf(await done(account, asked()))).toEqual([]);
    expect(labels()).toEqual(before);
  });
  test("a reader reads the new version, and not once more afterwards", async () => {
    const held: string[] = [];
    account.sandbox.intercept = ({ operation }, phase) => {
      if (operation === "GetResourceOauth2Token" && phase === "before")
        held.push(...Object.values(labels()).flatMap((one) => [...one]));
      return undefined;
    };
    const lines = linesOf(await done(account, { ...asked(), calls: [AGENT] }));
    expect(lines.filter((line) => line.includes("token call"))).toEqual([
      expect.stringMatching(/^ok role\.call .*token call for oauth2\/google with the new version: /),
      expect.stringMatching(/^ok role\.call .*token call for apikey\/weather: /),
    ]);
    // While it was read the new version was current.
    expect(held.sort()).toEqual(["AWSCURRENT", "AWSPREVIOUS", PROBE_LABEL].sort());
    expect(lines.filter((line) => line.includes("rotate-read"))).toEqual([]);
  });
  test("a reader that may not read fails, and the labels are put back", async () => {
    account.key.grants = [];
    const before = labels();
    const [line] = badOf(await done(account, { ...asked(), calls: [AGENT] }));
    expect(line).toMatch(/^fails role\.call .*oauth2\/google with the new version: .* is denied kms:Decrypt/);
    expect(labels()).toEqual(before);
  });
  test("the name of a secret names it, too", async () => {
    expect(badOf(await done(account, asked("put", "google")))).toEqual([]);
    expect(writes()).toContain("PutSecretValue");
  });
});

test("leave: the new version stays, and what lost its label is named", async () => {
  rotatedBefore();
  const [first = ""] = account.google.versions.ids;
  const lines = linesOf(await done(account, asked("leave")));
  const [, , made = ""] = account.google.versions.ids;
  expect(labels()).toMatchObject({ [made]: ["AWSCURRENT"] });
  expect(Object.values(labels()).flat().sort()).toEqual(["AWSCURRENT", "AWSPREVIOUS"]);
  expect(lines.find((line) => line.includes("rotate-labels"))).toMatch(
    new RegExp(
      `^note .*left: ${made} is AWSCURRENT, \\S+ is AWSPREVIOUS; ${first}, which was AWSPREVIOUS, has no label`,
    ),
  );
});

describe("rotate: as it is configured", () => {
  /** What the function does in the time that somebody waits. */
  const functionRuns = (end: (id: string) => void) =>
    quick(() => {
      const pending = Object.entries(labels()).find(([, all]) => all.includes("AWSPENDING"))?.[0];
      if (pending !== undefined) end(pending);
    });
  const finish = (id: string): void => {
    const current = account.google.versions.current().id;
    account.google.versions.put(id, JSON.stringify({ client_secret: `${CANARY}-2` }), []);
    account.google.versions.label("AWSCURRENT", id, current);
  };
  beforeEach(() => void (account.google.rotationLambdaArn = FUNCTION));

  test("it is waited for, and then read", async () => {
    const clock = functionRuns(finish);
    const lines = linesOf(await done(account, { ...asked("rotate"), calls: [AGENT] }, { clock, isRead: true }));
    expect(lines[0]).toMatch(/^ok secret\.rotate .*the rotation made \S+, which is AWSCURRENT$/);
    expect(lines[1]).toMatch(/^ok role\.call .*oauth2\/google after the rotation: /);
    expect(account.google.value).toContain(`${CANARY}-2`);
    expect(writes()).toEqual(["RotateSecret"]);
    expect(lines.filter((line) => line.includes("direct-reads"))).toEqual([]);
  });
  test("one that fails is told, with what agents get", async () => {
    let count = 0;
    const clock = functionRuns(
      (id) => void (count++ > 0 && account.google.versions.label("AWSPENDING", undefined, id)),
    );
    expect(badOf(await done(account, asked("rotate"), { clock, isRead: true }))).toEqual([
      expect.stringMatching(
        /^fails secret\.rotate .*the rotation ended without a new AWSCURRENT: now AWSCURRENT is on \S+ WAY See the log of the function/,
      ),
    ]);
  });
  test("one that takes long goes on by itself", async () => {
    const clock = quick();
    const [line] = badOf(await done(account, asked("rotate"), { clock, isRead: true }));
    expect(line).toMatch(
      /^unknown secret\.rotate .*was begun, and it takes longer than 5 minutes: now AWSCURRENT is on \S+, AWSPENDING is on \S+ WAY It goes on by itself/,
    );
    expect(clock.slept.reduce((sum, one) => sum + one, 0)).toBe(300_000);
  });
  test("who does not want to wait hears what was begun", async () => {
    const stop = new AbortController();
    const clock = quick(() => stop.abort());
    const [line] = badOf(await done(account, asked("rotate"), { clock, signal: stop.signal, isRead: true }));
    expect(line).toMatch(/^unknown .*was begun, and nobody wanted to wait for it: .*AWSPENDING is on/);
  });
  test("without the permission nothing is begun", async () => {
    without(account, "secretsmanager:RotateSecret");
    expect(badOf(await done(account, asked("rotate"), { isRead: true }))).toEqual([
      expect.stringMatching(
        /^unknown .*secretsmanager:RotateSecret is denied to the caller; now AWSCURRENT is on .* WAY Allow secretsmanager:RotateSecret on/,
      ),
    ]);
  });
});

describe("nothing is done where it would harm or could not be", () => {
  test.each<[string, (one: Account) => void, RegExp, RotationWay?]>([
    [
      "a rotation is under way",
      ({ google }) => google.versions.begin("22222222-2222-4222-8222-222222222222"),
      /nothing was done: a rotation is under way: AWSPENDING is on 22222222-\S+ WAY Verify again when it is over/,
    ],
    [
      "the secret is marked for deletion",
      ({ google }) => void Object.assign(google, { isDeleted: true, deletedDate: new Date("2101-01-01") }),
      /nothing was done: it is marked for deletion WAY Keep it first: aws secretsmanager restore-secret/,
    ],
    [
      "AgentCore owns the secret",
      ({ google }) => void Object.assign(google, { owningService: "bedrock-agentcore-identity" }),
      /nothing was done: bedrock-agentcore-identity owns it WAY Only its owner writes it/,
    ],
    [
      "the last version is of just now",
      ({ google }) => google.versions.date(new Date()),
      /nothing was done: its newest version is of \S+, and AWS advises against more than one in 10 minutes WAY Verify again after 20/,
    ],
    [
      "it is a replica",
      ({ google }) => void Object.assign(google, { isReplica: true, primaryRegion: "eu-west-1" }),
      /nothing was done: it is a replica, written in eu-west-1 WAY Name the secret of eu-west-1/,
    ],
    [
      "a version without a label is of just now",
      ({ google }) => {
        const [first = ""] = google.versions.ids;
        google.versions.put("33333333-3333-4333-8333-333333333333", "{}", ["x"]);
        google.versions.label("x", undefined, "33333333-3333-4333-8333-333333333333");
        expect(google.versions.current().id).toBe(first);
      },
      /nothing was done: its newest version is of/,
    ],
    [
      "an earlier one was killed in the middle",
      ({ google }) => {
        google.versions.put("44444444-4444-4444-8444-444444444444", google.value, [PROBE_LABEL]);
        google.versions.date(LONG_AGO);
      },
      /nothing was done: an earlier --rotate has not ended: its label agentcore-identity-verify is on 44444444\S+ WAY .*Take the label away: aws secretsmanager update-secret-version-stage .*--remove-from-version-id 44444444/,
    ],
    [
      "no rotation is configured",
      () => undefined,
      /nothing was done: no rotation is configured WAY Configure one, or write the same value again: --rotate \S+=put/,
      "rotate",
    ],
  ])("%s", async (_, plant, says, way = "put") => {
    plant(account);
    expect(badOf(await done(account, asked(way), { isRead: true }))).toEqual([expect.stringMatching(says)]);
    expect(writes()).toEqual([]);
  });
  test.each<[string, (one: Account) => void]>([
    [
      "a rotation that is over",
      ({ google }) => google.versions.label("AWSPENDING", google.versions.current().id, undefined),
    ],
    ["a version of eleven minutes ago", ({ google }) => google.versions.date(new Date(Date.now() - 11 * 60_000))],
    ["a primary with a replica", ({ google }) => void (google.replicas = [{ Region: "eu-west-1", Status: "InSync" }])],
  ])("but %s is no reason", async (_, plant) => {
    plant(account);
    expect(badOf(await done(account, asked(), { isRead: true }))).toEqual([]);
    expect(writes()).toContain("PutSecretValue");
  });
  test("a secret that no provider of the inputs references", async () => {
    const other = GOOGLE.replace("google", "other");
    account.sandbox.secrets.add(other, "{}");
    for (const secret of [other, "other", "all", "*"])
      await expect(done(account, asked("put", secret))).rejects.toThrow(NotReferenced);
    await expect(done(account, asked("put", other))).rejects.toThrow(
      `--rotate ${other}: no credential provider of the inputs references such a secret at AWS; they reference ${GOOGLE}, ${WEATHER}.`,
    );
    expect(writes()).toEqual([]);
  });
  test("somebody interrupts before", async () => {
    const stop = new AbortController();
    stop.abort();
    expect(badOf(await done(account, asked(), { signal: stop.signal }))).toEqual([
      expect.stringMatching(/nothing was done: it was interrupted/),
    ]);
    expect(writes()).toEqual([]);
  });
  test("its account was not read", async () => {
    expect(badOf(await done(account, asked(), { hands: new Map() }))).toEqual([
      expect.stringMatching(/nothing was done: account 111122223333 was not read/),
    ]);
  });
});

describe("each step's failure says what was done and what stands", () => {
  test.each([
    [
      "secretsmanager:ListSecretVersionIds",
      /nothing was done: its versions were not read: secretsmanager:ListSecretVer/,
    ],
    ["secretsmanager:GetSecretValue", /secretsmanager:GetSecretValue is denied to the caller; now AWSCURRENT is on/],
    ["kms:Decrypt", /kms:Decrypt is denied to the caller; .* WAY Allow kms:Decrypt on the key of/],
    ["secretsmanager:PutSecretValue", /secretsmanager:PutSecretValue is denied to the caller; now AWSCURRENT is on/],
    ["kms:GenerateDataKey", /kms:GenerateDataKey is denied to the caller; .* WAY Allow kms:GenerateDataKey on the key/],
  ])("without %s nothing is changed", async (action, says) => {
    const before = labels();
    without(account, action);
    const lines = badOf(await done(account, asked()));
    expect(lines).toEqual([expect.stringMatching(says)]);
    expect(lines[0]).toContain(`WAY Allow ${action} on `);
    expect(labels()).toEqual(before);
  });
  test("without secretsmanager:UpdateSecretVersionStage a label is left, and said with the command", async () => {
    without(account, "secretsmanager:UpdateSecretVersionStage");
    const { current, made } = {
      current: account.google.versions.current().id,
      made: () => account.google.versions.ids[1],
    };
    const lines = badOf(await done(account, asked()));
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(
          `^fails secret\\.rotate-labels .*${made()} was made, and AWSCURRENT did not go over to it; then agentcore-identity-verify could not be taken from ${made()}: secretsmanager:UpdateSecretVersionStage is denied .*now AWSCURRENT is on ${current}, agentcore-identity-verify is on ${made()} WAY .*--version-stage agentcore-identity-verify --remove-from-version-id ${made()}`,
        ),
      ),
      expect.stringMatching(
        /^unknown secret\.rotate .*UpdateSecretVersionStage is denied .*WAY Allow secretsmanager:Upd/,
      ),
    ]);
    expect(account.google.versions.current().id).toBe(current);
  });
  test("where the label cannot be put back, the commands stand there, and work", async () => {
    const [current = ""] = account.google.versions.ids;
    let moves = 0;
    account.sandbox.intercept = ({ operation }, phase) =>
      operation === "UpdateSecretVersionStage" && phase === "before" && ++moves > 1
        ? new ServiceError("AccessDeniedException", "no")
        : undefined;
    const lines = badOf(await done(account, asked()));
    const [, made = ""] = account.google.versions.ids;
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(
          `^fails secret\\.rotate-labels .*${made}, which has the value of ${current}, was AWSCURRENT; then AWSCURRENT could not be taken from ${made}: .*now AWSCURRENT is on ${made}, AWSPREVIOUS is on ${current}`,
        ),
      ),
    ]);
    // Who types the commands ends where it began.
    for (const [, label = "", from, , to] of (lines[0] ?? "").matchAll(
      /--version-stage (\S+) --remove-from-version-id ([^\s;.]+)( --move-to-version-id ([^\s;.]+))?/g,
    ))
      account.google.versions.label(label, to, from);
    expect(labels()).toEqual({ [current]: ["AWSCURRENT"] });
  });
  test("who interrupts in the middle has the labels put back", async () => {
    const before = labels();
    const stop = new AbortController();
    account.sandbox.intercept = ({ operation }, phase) => {
      if (operation === "PutSecretValue" && phase === "before") stop.abort();
      return undefined;
    };
    const lines = linesOf(await done(account, { ...asked(), calls: [AGENT] }, { signal: stop.signal }));
    expect(lines.filter((line) => line.includes("token call"))[0]).toContain("it was interrupted");
    expect(labels()).toEqual(before);
    expect(account.sandbox.workloads.list).toEqual([]);
  });
  test("a fault of this program in the middle has the labels put back, too", async () => {
    const before = labels();
    const broken = () => {
      throw new Error("a fault");
    };
    const tell = (text: string): void => (text.startsWith("Calling as") ? broken() : undefined);
    await expect(done(account, { ...asked(), calls: [AGENT] }, { tell })).rejects.toThrow("a fault");
    expect(labels()).toEqual(before);
    expect(account.sandbox.workloads.list).toEqual([]);
  });
  test("a value that somebody writes meanwhile is not lost", async () => {
    const newer = JSON.stringify({ client_secret: `${CANARY}-newer` });
    account.sandbox.intercept = ({ operation }, phase) => {
      if (operation === "PutSecretValue" && phase === "before")
        account.google.versions.put("55555555-5555-4555-8555-555555555555", newer);
      return undefined;
    };
    const lines = badOf(await done(account, asked()));
    expect(lines).toEqual([
      expect.stringMatching(/^unknown secret\.rotate .*AWSCURRENT was not moved: now AWSCURRENT is on 55555555-/),
    ]);
    expect(account.google.value).toBe(newer);
    expect(JSON.stringify(labels())).not.toContain(PROBE_LABEL);
  });
  test("a write that has no answer leaves nothing", async () => {
    const before = labels();
    account.sandbox.intercept = ({ operation }, phase) =>
      operation === "PutSecretValue" && phase === "after" ? new ServiceError("Odd", "lost") : undefined;
    expect(badOf(await done(account, asked()))).toEqual([
      expect.stringMatching(/AWS answered Odd; now AWSCURRENT is on/),
    ]);
    expect(labels()).toEqual(before);
  });
});
