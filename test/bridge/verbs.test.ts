import { Sandbox } from "../../src/sandbox/sandbox";
import {
  expectNoHarm,
  FOREIGN_KEY_POLICY,
  FOREIGN_SECRET_POLICY,
  furnish,
  KEY_ARN,
  SECRET_ARN,
  SUBJECTS,
} from "./support/objects";
import { run, useSandbox } from "./support/runs";

// Far more than it takes: a busy machine is no failure.

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start();
  furnish(sandbox);
  useSandbox(sandbox);
});
afterEach(() => sandbox.close());

describe.each(Object.entries(SUBJECTS))("%s", (_, subject) => {
  test("is created, left alone, corrected in place, read, removed, and removed again", async () => {
    expect(await run("read", subject.input)).toMatchObject({
      exitCode: 0,
      result: { outcome: "absent", exists: false },
    });
    expect(await run("apply", subject.input)).toMatchObject({
      exitCode: 0,
      result: { outcome: "created", exists: true },
    });
    expect(subject.look(sandbox)).toEqual(subject.content);
    const before = sandbox.calls.length;
    expect(await run("apply", subject.input)).toMatchObject({ exitCode: 0, result: { outcome: "unchanged" } });
    const writes = sandbox.calls.slice(before).filter(({ operation }) => !/^(Get|List)/.test(operation));
    expect(writes).toEqual([]);
    expect(await run("apply", subject.changed)).toMatchObject({
      exitCode: 0,
      result: { outcome: "updated", exists: true },
    });
    expect(subject.look(sandbox)).toEqual(subject.changedContent);
    expect(await run("read", subject.input)).toMatchObject({
      exitCode: 0,
      result: { outcome: "present", exists: true },
    });
    expectNoHarm(sandbox);
    expect(await run("remove", subject.input)).toMatchObject({
      exitCode: 0,
      result: { outcome: "removed", exists: false },
    });
    expect(subject.look(sandbox)).toBeUndefined();
    expect(await run("remove", subject.input)).toMatchObject({
      exitCode: 0,
      result: { outcome: "absent", exists: false },
    });
    expect(sandbox.secrets.of(SECRET_ARN).policy).toBe(FOREIGN_SECRET_POLICY);
    expect(sandbox.keys.of(KEY_ARN).policy).toBe(FOREIGN_KEY_POLICY);
  });
});
