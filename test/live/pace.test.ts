import type { Action, Caller } from "../../src/live/calls";
import { PacedCaller } from "../../src/live/pace";
import type { Pace } from "../../src/live/pace";
import { FakeClock } from "./support/fake-clock";

const TAGS = "bedrock-agentcore:ListTagsForResource";

/** Answers at once, and writes down when it was asked. */
class Recorder implements Caller {
  public readonly at: { readonly action: Action; readonly time: number }[] = [];

  public constructor(
    private readonly clock: FakeClock,
    private readonly answer: (count: number) => unknown = () => ({}),
  ) {}

  public call(action: Action): Promise<never> {
    this.at.push({ action, time: this.clock.now() });
    const answer = this.answer(this.at.length);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never);
  }

  public get times(): number[] {
    return this.at.map(({ time }) => time);
  }
}

const failure = (name: string, more: object = {}): Error =>
  Object.assign(new Error("no"), { name, $metadata: {} }, more);
const ask = (caller: Caller, action: Action, region = "us-east-1"): Promise<unknown> =>
  caller.call(action, region, {} as never);

test("a hundred calls of one API take as long as its rate, and none comes early", async () => {
  const clock = new FakeClock();
  const recorder = new Recorder(clock);
  const caller = new PacedCaller(recorder, { clock });
  await clock.through(Promise.all(Array.from({ length: 100 }, () => ask(caller, TAGS))));
  const gaps = recorder.times.slice(1).map((time, index) => time - (recorder.times[index] ?? 0));
  expect(Math.min(...gaps)).toBeCloseTo(50, 6);
  expect(clock.now()).toBeCloseTo(99 * 50, 6);
});

test("each API, and each Region, has a rate of its own", async () => {
  const clock = new FakeClock();
  const caller = new PacedCaller(new Recorder(clock), { clock });
  const calls = Array.from({ length: 20 }, () => [
    ask(caller, TAGS),
    ask(caller, TAGS, "eu-west-1"),
    ask(caller, "bedrock-agentcore:GetTokenVault"),
  ]);
  await clock.through(Promise.all(calls.flat()));
  expect(clock.now()).toBeCloseTo(19 * 50, 6);
});

test("what is throttled is asked again, later and slower", async () => {
  const clock = new FakeClock();
  const recorder = new Recorder(clock, (count) => (count <= 3 ? failure("ThrottlingException") : {}));
  const caller = new PacedCaller(recorder, { clock });
  await clock.through(ask(caller, TAGS));
  expect(recorder.times).toHaveLength(4);
  await clock.through(Promise.all([ask(caller, TAGS), ask(caller, TAGS)]));
  const [one = 0, other = 0] = recorder.times.slice(-2);
  expect(other - one).toBeGreaterThan(100);
});

test.each([
  ["a lost connection", failure("Error", { code: "ECONNRESET" }), 2],
  ["an error of the service", failure("InternalServerException", { $metadata: { httpStatusCode: 500 } }), 2],
  ["a denial", failure("AccessDeniedException"), 1],
  ["what is not there", failure("ResourceNotFoundException"), 1],
])("after %s it is asked again only if that helps", async (_, error, times) => {
  const clock = new FakeClock();
  const recorder = new Recorder(clock, (count) => (count === 1 ? error : {}));
  const asked = clock.through(ask(new PacedCaller(recorder, { clock }), TAGS));
  if (times === 1) await expect(asked).rejects.toBe(error);
  else await asked;
  expect(recorder.times).toHaveLength(times);
});

test("it does not go on for ever", async () => {
  const clock = new FakeClock();
  const recorder = new Recorder(clock, () => failure("ThrottlingException"));
  await expect(clock.through(ask(new PacedCaller(recorder, { clock }), TAGS))).rejects.toThrow("no");
  expect(recorder.times).toHaveLength(10);
});

test("what was not asked when it is enough is not asked any more", async () => {
  const clock = new FakeClock();
  const recorder = new Recorder(clock);
  const caller = new PacedCaller(recorder, { clock, isEnough: () => recorder.times.length >= 5 });
  const answers = await clock.through(Promise.allSettled(Array.from({ length: 20 }, () => ask(caller, TAGS))));
  expect(recorder.times).toHaveLength(5);
  expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(15);
});

test("who answers slowly has no more than forty calls under way", async () => {
  const clock = new FakeClock();
  let [now, most] = [0, 0];
  const slow: Caller = {
    call: async () => {
      most = Math.max(most, ++now);
      await clock.sleep(60_000);
      now--;
      return {} as never;
    },
  };
  const caller = new PacedCaller(slow, { clock });
  await clock.through(Promise.all(Array.from({ length: 200 }, () => ask(caller, TAGS))));
  expect(most).toBe(40);
});

test("it tells how many calls were made and how many wait", async () => {
  const clock = new FakeClock();
  const told: Pace[] = [];
  const caller = new PacedCaller(new Recorder(clock), { clock, tell: (pace) => told.push(pace) });
  await clock.through(Promise.all([ask(caller, TAGS), ask(caller, TAGS), ask(caller, TAGS)]));
  expect(told.at(-1)).toEqual({ done: 3, waiting: 0, last: TAGS });
  expect(Math.max(...told.map(({ waiting }) => waiting))).toBe(3);
});
