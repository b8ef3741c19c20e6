import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inFolder } from "../support/program";

const ROOT = join(__dirname, "../..");
const EXAMPLES = ["api-key", "cross-account-vault", "custom-idp", "gateway", "google-maps", "payments-bridge"];

/** All examples on one engine: the stacks, by their names. */
const synthesized = (...preload: readonly string[]): Record<string, unknown> =>
  inFolder((folder) => {
    const program = ["--import", "tsx", "test/edition/synthesize.ts", folder];
    execFileSync(process.execPath, [...preload, ...program], {
      cwd: ROOT,
      env: { ...process.env, CHECKPOINT_DISABLE: "1" },
    });
    // Where the state of this machine would lie.
    const read = (example: string): unknown =>
      JSON.parse(readFileSync(join(folder, "stacks", example, "cdk.tf.json"), "utf8").replaceAll(ROOT, "."));
    return Object.fromEntries(EXAMPLES.map((example) => [example, read(example)]));
  });

/** What differs between two documents: the path, and what stands there in each. */
function differences(one: unknown, other: unknown, path = ""): string[] {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return one === other ? [] : [`${path}: ${JSON.stringify(one)} | ${JSON.stringify(other)}`];
  const [a, b] = [one, other] as Record<string, unknown>[];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
    differences(a?.[key], b?.[key], `${path}/${key}`),
  );
}

/** In every stack. */
const ENGINE = '////metadata/version: "0.21.0" | "0.24.0"';
/** Where there is an AWS provider: CDKTF's pin of it is too old and widened, CDK Terrain's stays. */
const PROVIDER = [
  '/terraform/required_providers/aws/source: "aws" | "hashicorp/aws"',
  '/terraform/required_providers/aws/version: ">= 6.66.0, < 7.0.0" | "6.66.0"',
];
const ONE_MORE_OVERRIDE = '////metadata/overrides/stack/1: "terraform" | undefined';
const AN_OVERRIDE = '////metadata/overrides/stack: ["terraform"] | undefined';

test("these are all examples in TypeScript", () => {
  const folders = readdirSync(join(ROOT, "examples"));
  expect(folders.filter((folder) => existsSync(join(ROOT, "examples", folder, "stack.ts")))).toEqual(EXAMPLES);
});

test("the examples become the same on both engines, but for this", () => {
  const [cdktf, cdktn] = [synthesized(), synthesized("--require", "./tools/edition/register.cjs")];
  const found = Object.fromEntries(EXAMPLES.map((example) => [example, differences(cdktf[example], cdktn[example])]));
  expect(found).toEqual({
    "api-key": [ONE_MORE_OVERRIDE, ENGINE, ...PROVIDER],
    "cross-account-vault": [ONE_MORE_OVERRIDE, ENGINE, ...PROVIDER],
    "custom-idp": [AN_OVERRIDE, ENGINE, ...PROVIDER],
    gateway: [ONE_MORE_OVERRIDE, ENGINE, ...PROVIDER],
    "google-maps": [ONE_MORE_OVERRIDE, ENGINE, ...PROVIDER],
    "payments-bridge": [ENGINE],
  });
}, 120_000);
