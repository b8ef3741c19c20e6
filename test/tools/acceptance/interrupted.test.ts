import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { QUESTIONS } from "../../../tools/acceptance/questions";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { things, World } from "./support";

const ROOT = join(__dirname, "../../..");

/** What is stopped when the sandbox sees the call with this number. */
async function stoppedAt(number: number) {
  const world = await World.start();
  const stop = new AbortController();
  let calls = 0;
  world.sandbox.intercept = (_, phase) => {
    if (phase === "before" && ++calls === number) stop.abort();
    return undefined;
  };
  const all = await world.ask(QUESTIONS, stop.signal);
  const left = world.left;
  await world.close();
  return { all, left };
}

test.each([1, 5, 34, 55])("stopped at call %i it leaves nothing, and asks no more", async (number) => {
  const { all, left } = await stoppedAt(number);
  expect(left).toEqual([]);
  expect(all.length).toBeLessThan(QUESTIONS.length);
  // Who is stopped while removing has its answers, and removes to the end.
  const last = all.at(-1);
  expect([undefined, "interrupted"]).toContain(last?.failed);
  expect(last?.failed === undefined).toBe((last?.answers.length ?? 0) > 0);
  expect(all.slice(0, -1).every(({ failed }) => failed === undefined)).toBe(true);
  expect(all.flatMap((one) => one.left)).toEqual([]);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends the command when everything is removed", async (signal) => {
  const sandbox = await Sandbox.start({ enforce: true });
  sandbox.roles.put("arn:aws:iam::111122223333:role/terraform", {
    all: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  });
  const before = things(sandbox);
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tools/acceptance/main.ts", "--region", "us-east-1", "--only", "2", "--yes"],
    { cwd: ROOT, env: { PATH: process.env.PATH, ...sandbox.environment }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let calls = 0;
  let atSignal: readonly string[] = [];
  sandbox.intercept = (_, phase) => {
    if (phase === "after" && ++calls === 9) {
      atSignal = things(sandbox);
      child.kill(signal);
    }
    return undefined;
  };
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const [exitCode] = (await once(child, "close")) as [number | null];
  const after = things(sandbox);
  await sandbox.close();
  expect(atSignal.length).toBeGreaterThan(before.length);
  expect(after).toEqual(before);
  expect(exitCode).toBe(1);
  expect(errors).toContain("Interrupted: removes what it made.");
});
