import { callOf, inCall } from "../../src/bridge/runner/aws-error";
import type { Clients } from "../../src/bridge/runner/clients";
import { Deadline } from "../../src/bridge/runner/deadline";
import { ERROR_TABLE, rowOf } from "../../src/bridge/runner/error-table";
import { Session } from "../../src/bridge/runner/session";
import { ExitCode, Stop } from "../../src/bridge/runner/stop";
import { ERRORS } from "./support/aws-errors";
import { ROLE_ARN } from "./support/objects";
import { TestClock } from "./support/runs";

const LIMIT_SECONDS = 100;

/** A run that meets one error at each of its calls. */
async function meet({ error, action }: (typeof ERRORS)[string]): Promise<{ stop: Stop; waits: number }> {
  const clock = new TestClock();
  const deadline = new Deadline(clock);
  deadline.limit(LIMIT_SECONDS);
  const identity = { Arn: ROLE_ARN, Account: "111122223333" };
  const clients = { sts: { send: () => Promise.resolve(identity) } } as unknown as Clients;
  const session = new Session({ clients, clock, deadline, log: () => undefined, secretArns: [] });
  const call = () => session.call(action, "the-resource", () => Promise.reject(Object.assign(new Error(), error)));
  const stop = await session.converge(call).catch((thrown: unknown) => thrown);
  deadline.end();
  if (!(stop instanceof Stop)) throw stop;
  return { stop, waits: clock.sleeps.length };
}

test("each row of the table has an error that is shown here", () => {
  expect(Object.keys(ERRORS)).toEqual(ERROR_TABLE.map(({ is }) => is));
});

test("what passes is waited for until the time limit, and what may pass a few times", () => {
  const named = (is: (tries: number) => boolean): string[] =>
    ERROR_TABLE.filter(({ tries }) => is(tries)).map((row) => row.is);
  expect(named((tries) => tries === Infinity)).toEqual([
    ...["principal unknown", "grant unknown", "busy", "name taken", "throttled", "too many requests"],
    ...["name service down", "connection refused", "no answer", "connection lost", "hung up"],
    ...["server error", "half an answer"],
  ]);
  expect(named((tries) => tries > 0 && tries < Infinity)).toEqual([
    ...["clock off", "secret waits for deletion", "key waits for deletion"],
    ...["no such secret", "no such key", "not found", "no such host"],
  ]);
});

describe.each(ERROR_TABLE)("$is", (row) => {
  const example = ERRORS[row.is] as (typeof ERRORS)[string];

  test("is told from what differs in one thing", () => {
    const called = { action: example.action, resource: "the-resource" };
    expect(rowOf(example.error, called)).toBe(row);
    expect(rowOf({ ...example.error, ...example.beside }, called).is).toBe(example.then);
  });

  test("says what it means, whether another run helps, and a way out", async () => {
    const { stop, waits } = await meet(example);
    expect(stop.message).toContain(example.error.message ?? "");
    expect(stop.message).not.toMatch(/[{}]|undefined/);
    expect(stop.message).toContain(row.means.replace(/\{\w+\}.*/, ""));
    const helps =
      row.helps === true
        ? "Run it again: nothing is half done"
        : row.helps === false
          ? "Running it again does not help: "
          : `Running it again helps only if ${row.helps}. Otherwise: `;
    const [, way = ""] = stop.message.split(helps);
    expect(way.length).toBeGreaterThan(20);
    if (row.tries === Infinity) {
      expect(stop.message).toContain(`The time limit of ${LIMIT_SECONDS} s passed.`);
      expect(waits).toBeGreaterThan(10);
    } else expect(waits).toBe(row.tries);
    const exitCodes = {
      refused: ExitCode.REFUSED,
      denied: ExitCode.DENIED,
      credentials: ExitCode.DENIED,
      gone: ExitCode.FAILED,
      "new principal": ExitCode.FAILED,
    };
    expect(stop.exitCode).toBe(row.as ? exitCodes[row.as] : ExitCode.FAILED);
  });
});

test("a denial names the action, the resource and the principal", async () => {
  const { stop } = await meet(ERRORS.denied as (typeof ERRORS)[string]);
  expect(stop.message).toContain(`AWS denied kms:PutKeyPolicy on the-resource to ${ROLE_ARN}: `);
  expect(stop.message).toContain("Allow kms:PutKeyPolicy on the-resource in that principal's identity policy");
});

test("an error belongs to the innermost call", () => {
  const error = new Error("no");
  inCall(error, { action: "sts:AssumeRole", resource: ROLE_ARN });
  inCall(error, { action: "kms:PutKeyPolicy", resource: "a key" });
  expect(callOf(error).action).toBe("sts:AssumeRole");
});
