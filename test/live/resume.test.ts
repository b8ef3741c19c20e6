import type { Action, Caller, Input, Output } from "../../src/live/calls";
import { PacedCaller } from "../../src/live/pace";
import { snapshotText } from "../../src/live/parse";
import { readAccounts } from "../../src/live/read";
import type { Snapshot } from "../../src/live/snapshot";
import { unreadIn } from "../../src/live/unread";
import type { Sandbox } from "../../src/sandbox/sandbox";
import { account, ACCOUNT, target } from "./support/account";
import { FakeClock } from "./support/fake-clock";
import { reader } from "./support/worlds";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const NOW = new Date("2026-11-28T20:00:00Z");
const LATER = new Date("2026-11-29T20:00:00Z");

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await account();
});
afterEach(() => sandbox.close());

/** Ends after some calls, as Ctrl-C does. */
class Impatient implements Caller {
  public calls = 0;
  private readonly paced: PacedCaller;

  public constructor(caller: Caller, most: number) {
    const clock = new FakeClock();
    const counting: Caller = {
      call: <A extends Action>(action: A, region: string, input: Input<A>): Promise<Output<A>> => {
        this.calls++;
        return caller.call(action, region, input);
      },
    };
    // Nobody waits here: the rates have tests of their own.
    this.paced = new PacedCaller(counting, {
      clock: Object.assign(clock, { sleep: () => Promise.resolve() }),
      isEnough: () => this.calls >= most,
    });
  }

  public call<A extends Action>(action: A, region: string, input: Input<A>): Promise<Output<A>> {
    return this.paced.call(action, region, input);
  }
}

async function read(most: number, before?: Snapshot): Promise<{ snapshot: Snapshot; calls: number }> {
  const { caller, ...rest } = target(sandbox);
  const impatient = new Impatient(caller, most);
  return { snapshot: await readAccounts([{ ...rest, caller: impatient }], LATER, before), calls: impatient.calls };
}

test.each([2, 5, 10, 20, 25])(
  "what was read until the call number %i is not read again, and the rest is",
  async (most) => {
    const whole = await readAccounts([target(sandbox)], NOW);
    const first = await read(most);
    expect(unreadIn(first.snapshot).some(({ error }) => error === "Interrupted")).toBe(true);
    const kept = { ...first.snapshot, takenAt: NOW.toISOString() };
    const second = await read(1000, kept);
    expect(snapshotText(second.snapshot)).toBe(snapshotText(whole));
    const third = await read(1000, second.snapshot);
    // Who asks, and the lists of providers, whose members may be new.
    expect(third.calls).toBe(4);
    expect(snapshotText(third.snapshot)).toBe(snapshotText(whole));
  },
);

test("a permission that was missing is asked for again", async () => {
  const before = sandbox.roles.inlineOf(reader(ACCOUNT)).get("reads")?.document;
  sandbox.roles.put(reader(ACCOUNT), {});
  const { snapshot } = await read(1000);
  sandbox.roles.put(reader(ACCOUNT), { reads: before });
  const after = await read(1000, snapshot);
  expect(unreadIn(snapshot).length).toBeGreaterThan(8);
  expect(unreadIn(after.snapshot)).toEqual([]);
});

test("at the rates of AWS nothing is throttled, though much is asked at once", async () => {
  await sandbox.close();
  sandbox = await account({ "bedrock-agentcore": 20, secretsmanager: 50, kms: 50, iam: 5, organizations: 5 });
  for (let index = 0; index < 10; index++)
    sandbox.providers.create("apikey", `p${index}`, "", { config: {}, secrets: {}, tags: {} });
  const { caller, ...rest } = target(sandbox);
  await readAccounts([{ ...rest, caller: new PacedCaller(caller) }], NOW);
  expect(sandbox.calls.filter(({ answer }) => answer !== "ok").map(({ answer }) => answer)).not.toContain(
    "ThrottlingException",
  );
});

test("a rate that is lower than expected is found, and all is read", async () => {
  await sandbox.close();
  sandbox = await account({ secretsmanager: 2 });
  const { caller, ...rest } = target(sandbox);
  const paced = new PacedCaller(caller);
  const snapshot = await readAccounts([{ ...rest, caller: paced }], NOW);
  expect(unreadIn(snapshot)).toEqual([]);
});
