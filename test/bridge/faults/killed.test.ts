import type { LoggedCall } from "../../../src/sandbox/interception";
import { Sandbox } from "../../../src/sandbox/sandbox";
import type { Subject } from "../support/objects";
import { expectNoHarm, furnish, SUBJECTS } from "../support/objects";
import { run, useSandbox } from "../support/runs";
import { spawned } from "../support/spawned";
import type { Situation } from "./table";
import { KINDS, SITUATIONS } from "./table";

let sandbox: Sandbox;
const open = async (): Promise<void> => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  // One look in a passing status is enough of a step to be killed in.
  sandbox.providers.pendingLooks = 1;
  useSandbox(sandbox);
};
afterEach(() => sandbox.close());

async function prepare({ input, changed }: Subject, { starts }: Situation): Promise<void> {
  if (starts !== "absent") await run("apply", starts === "other content" ? changed : input);
  sandbox.calls.length = 0;
}

/** The requests of an undisturbed run, one run for each step at which the next is killed. */
async function steps(subject: Subject, situation: Situation): Promise<LoggedCall[]> {
  await open();
  await prepare(subject, situation);
  await run(situation.verb, subject.input);
  const calls = [...sandbox.calls];
  await sandbox.close();
  return calls;
}

const rows = KINDS.flatMap((kind) =>
  SITUATIONS.filter(({ name }) => name !== "read").map((situation) => ({
    kind,
    situation,
    title: `${kind} | ${situation.name}`,
  })),
);

test.each(rows)(
  "$title | killed at each step",
  async ({ kind, situation }) => {
    const subject = SUBJECTS[kind];
    const calls = await steps(subject, situation);
    expect(calls.length).toBeGreaterThan(2);
    for (const [index, { operation }] of calls.entries()) {
      const isWrite = !/^(Get|List)/.test(operation);
      for (const phase of isWrite ? (["before", "after"] as const) : (["before"] as const)) {
        await open();
        await prepare(subject, situation);
        let seen = 0;
        const child = spawned(sandbox, situation.verb, subject.input);
        sandbox.intercept = async (_, at) => {
          if (at !== phase || seen++ !== index) return undefined;
          await child.kill();
          return "close";
        };
        expect([operation, (await child.finished()).exitCode]).toEqual([operation, null]);
        expectNoHarm(sandbox);
        sandbox.intercept = undefined;
        expect([operation, phase, (await run(situation.verb, subject.input)).exitCode]).toEqual([operation, phase, 0]);
        expect(subject.look(sandbox)).toEqual(situation.verb === "remove" ? undefined : subject.content);
        expectNoHarm(sandbox);
        await sandbox.close();
      }
    }
    await open();
  },
  60_000,
);
