import { parseArgs } from "node:util";
import { verifierOf } from "../../src/cli/from-plan/verifier";
import { serve } from "../../src/sandbox/serve";
import { furnishingOf, REGIONS } from "../live/support/worlds";
import { describeWorld } from "./describe";
import { worldOf } from "./generate";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const USAGE = "Usage: npm run sandbox:world -- [--seed S] [--world K] [--port N] [--json], S, K and N whole numbers";

/** `npm run sandbox:world`: a sandbox with one of the random worlds that the tests prove with, for other processes. */
async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { seed: text, world: text, port: text, json: { type: "boolean" } } });
  const [seed = NaN, index = NaN, port = NaN] = [values.seed ?? "1", values.world ?? "0", values.port ?? "0"].map(
    Number,
  );
  if (![seed, index, port].every((one) => Number.isSafeInteger(one) && one >= 0)) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const world = worldOf(seed, index);
  const furnishing = furnishingOf(world);
  const [usual = ""] = world.accounts.map(({ id }) => id);
  const verifiers = world.accounts.map(({ id }) => verifierOf(id, usual));
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  const sandbox = await serve({
    port,
    furnished: {
      furnishing: { ...furnishing, identities: [...furnishing.identities, ...verifiers] },
      regions: REGIONS,
      callers: verifiers.map(({ arn }) => arn),
      told: [],
    },
    format: values.json ? "json" : "text",
    write: (line) => void process.stdout.write(line),
  });
  if (!values.json) console.log(describeWorld(world).join("\n"));
  await interrupted;
  await sandbox.close();
}

void main();
