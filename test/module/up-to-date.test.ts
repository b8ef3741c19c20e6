import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(__dirname, "../..");
const run = promisify(execFile);
const tsx = join(ROOT, "node_modules/.bin/tsx");

interface Failure {
  readonly code: number;
  readonly stderr: string;
}

/** Runs `npm run modules -- --check` on a copy of the committed modules. */
async function check(modules: string): Promise<Failure | undefined> {
  try {
    await run(tsx, [join(ROOT, "tools/modules.ts"), "--check"], { env: { ...process.env, MODULES_FOLDER: modules } });
    return undefined;
  } catch (error) {
    return error as Failure;
  }
}

describe("the committed modules", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "agentcore-identity-modules-"));
    await cp(join(ROOT, "modules"), folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("are what src/module makes", async () => {
    expect(await check(folder)).toBeUndefined();
  });

  test("are refused by name when one was edited, one is missing, or one is left over", async () => {
    const edited = join(folder, "kms-grant/main.tf");
    await writeFile(edited, (await readFile(edited, "utf8")).replace('["Decrypt"]', '["Decrypt", "Encrypt"]'));
    await rm(join(folder, "root/versions.tf"));
    await writeFile(join(folder, "root/old.tf"), "");
    const failure = await check(folder);
    expect(failure?.code).toBe(1);
    expect(failure?.stderr.split("\n").filter((line) => line.startsWith("  "))).toEqual([
      "  modules/kms-grant/main.tf",
      "  modules/root/old.tf",
      "  modules/root/versions.tf",
    ]);
  });
});
