import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Provider } from "./provider";
import type { SchemaFile } from "./schema";
import { serve } from "./server";
import { World } from "./world";

/**
 * STAND_IN_WORLD names the steering file. STAND_IN_SHARED=1: serve many Terraform commands, until standard input ends;
 * otherwise Terraform itself starts the process, for one.
 */
function main(): void {
  const isShared = process.env.STAND_IN_SHARED === "1";
  if (!isShared && !process.env.TF_PLUGIN_MAGIC_COOKIE) {
    throw new Error("This is a Terraform provider: Terraform starts it.");
  }
  if (process.env.PLUGIN_CLIENT_CERT) throw new Error("Set TF_DISABLE_PLUGIN_TLS=1: the stand-in serves without TLS.");
  const executable = process.argv[1];
  const version = /_v([\d.]+)$/.exec(basename(executable))?.[1];
  if (!version) throw new Error(`${basename(executable)} is not named as a filesystem mirror names a provider`);
  const recorded = JSON.parse(readFileSync(join(dirname(executable), "schema.json"), "utf8")) as SchemaFile;
  const [schema] = Object.values(recorded.provider_schemas);
  serve(() => new Provider(schema, version, new World(process.env.STAND_IN_WORLD)).methods(), { once: !isShared });
  if (isShared) process.stdin.resume().once("close", () => process.exit(0));
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
