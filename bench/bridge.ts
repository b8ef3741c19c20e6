import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { Sandbox } from "../src/sandbox/sandbox";
import type { BenchRow } from "./row";
import { median } from "./row";

const BUNDLE = join(__dirname, "../assets/agentcore-identity-bridge.cjs");
const RUNS = 9;
/** What the project promises of the start. */
const START_MILLISECONDS = 200;

const INPUT = JSON.stringify({
  kind: "apikey",
  name: "weather",
  apiKeySecretConfig: {
    secretId: "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-AbCdEf",
    jsonKey: "api_key",
  },
});

/** The size of the bridge's program, how long it takes to start, and what a call of AWS adds, against the sandbox. */
export async function bridge(progress: (text: string) => void): Promise<BenchRow[]> {
  const sandbox = await Sandbox.start();
  const environment = {
    ...sandbox.environment,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
  const times: Record<"node" | "start" | "apply" | "remove", number[]> = { node: [], start: [], apply: [], remove: [] };
  let calls = 0;
  try {
    for (let count = 0; count < RUNS; count++) {
      progress(`run ${count + 1} of ${RUNS}`);
      // One after the other in each round, so that a slow moment hits all.
      times.node.push(await timed(["-e", "0"], {}));
      times.start.push(await timed([BUNDLE, "--version"], {}));
      sandbox.calls.length = 0;
      for (const verb of ["apply", "remove"] as const)
        times[verb].push(await timed([BUNDLE, verb], { ...environment, AGENTCORE_IDENTITY_BRIDGE_INPUT: INPUT }));
      calls = sandbox.calls.length;
    }
  } finally {
    await sandbox.close();
  }
  const row = (name: string, value: number, unit: string, target?: number): BenchRow => ({
    name,
    value,
    unit,
    target,
    ok: target === undefined || value <= target,
  });
  const [node, start, apply, remove] = [times.node, times.start, times.apply, times.remove].map(median) as [
    number,
    number,
    number,
    number,
  ];
  return [
    row("size of the bundle", statSync(BUNDLE).size / 1024, "KiB"),
    row("start of Node.js itself", node, "ms"),
    row("start of the bridge's program", start, "ms", START_MILLISECONDS),
    row("apply, start and end included", apply, "ms"),
    row("remove, start and end included", remove, "ms"),
    row("a call of AWS (credentials, signing, loopback)", (apply + remove - 2 * start) / calls, "ms"),
  ];
}

async function timed(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { env: environment, stdio: "ignore" });
  const [exitCode] = (await once(child, "exit")) as [number | null];
  if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${exitCode}`);
  return performance.now() - begin;
}
