import { Progress } from "../../src/cli/progress";

/** A progress with a clock and a terminal of its own. */
function started(isTerminal: boolean): { progress: Progress; at: (time: number) => void; written: () => string } {
  let [time, text] = [0, ""];
  const progress = new Progress({ isTerminal, now: () => time, write: (more) => void (text += more) });
  return { progress, at: (next) => (time = next), written: () => text };
}

test("nothing is told before somebody wonders, then how far it is, and it goes away again", () => {
  const { progress, at, written } = started(true);
  const told = progress.reading("plan.json");
  at(1999);
  told(10, 200);
  expect(written()).toBe("");
  at(2000);
  told(50, 200);
  at(2100);
  told(60, 200);
  at(2200);
  told(100, 200);
  progress.end();
  progress.end();
  expect(written()).toBe("\rReading plan.json: 25%\u001b[K\rReading plan.json: 50%\u001b[K\r\u001b[K");
});

test("of a pipe it is told how much was read", () => {
  const { progress, at, written } = started(true);
  at(3000);
  progress.reading("the standard input")(52_000_000, 0);
  expect(written()).toContain("Reading the standard input: 52 MB");
});

test("without a terminal nothing is told", () => {
  const { progress, at, written } = started(false);
  at(9000);
  progress.reading("plan.json")(1, 2);
  progress.end();
  expect(written()).toBe("");
});
