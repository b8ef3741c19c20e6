import { Sandbox } from "../../../src/sandbox/sandbox";
import { expectNoHarm, furnish, SUBJECTS } from "../support/objects";
import { run, useSandbox } from "../support/runs";
import { disturb, FAULTS, KINDS, SITUATIONS } from "./table";

// Far more than it takes: a busy machine is no failure.

/** Long enough for every request to loopback, short enough to wait for one that is never answered. */
const ATTEMPT_MILLISECONDS = 120;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

const rows = KINDS.flatMap((kind) =>
  SITUATIONS.flatMap((situation) =>
    FAULTS.filter(
      ({ kinds, on }) => (kinds?.includes(kind) ?? true) && (situation.name !== "read" || on === "read"),
    ).map((fault) => ({ kind, situation, fault, title: `${kind} | ${situation.name} | ${fault.name}` })),
  ),
);

test.each(rows)("$title", async ({ kind, situation, fault }) => {
  const subject = SUBJECTS[kind];
  const { verb, starts } = situation;
  if (starts !== "absent") await run("apply", starts === "other content" ? subject.changed : subject.input);
  const before = sandbox.providers.list().map(({ callbackUrl }) => callbackUrl);

  disturb(sandbox, fault.on === "read" ? subject.operations.get : situation.writes(subject), fault, kind);
  const impatient = { ...subject.input, timeoutSeconds: 60 };
  const first = await run(verb, impatient, { attemptMilliseconds: ATTEMPT_MILLISECONDS });
  expect([first.exitCode, first.stderr]).toEqual([fault.exitCode, expect.any(String)]);
  if (fault.exitCode === 4)
    expect(first.stderr).toMatch(
      /AWS denied [a-z-]+:[A-Za-z0-9]+ on arn:aws:\S+:us-east-1:111122223333:\S+ to arn:aws:sts::111122223333:assumed-role\/terraform\/sandbox: /,
    );
  if (fault.exitCode === 5) expect(first.stderr).toContain("The time limit of 60 s passed. Last: ");
  expectNoHarm(sandbox);

  sandbox.intercept = undefined;
  const again = await run(verb, subject.input);
  expect([again.exitCode, again.stderr]).toEqual([0, expect.any(String)]);
  expect(subject.look(sandbox)).toEqual(verb === "remove" ? undefined : subject.content);
  expectNoHarm(sandbox);
  // The callback URL is what identity providers know: an update never makes a new one.
  if (situation.name === "update")
    expect(sandbox.providers.list().map(({ callbackUrl }) => callbackUrl)).toEqual(before);
});
