import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../package.json";
import { writeEdition } from "./edition";
import { nextVersion } from "./release/version";

const ROOT = join(__dirname, "..");
const MODULE = "terraform-aws-agentcore-identity";

interface Packed {
  readonly name: string;
  readonly version: string;
  readonly size: number;
  readonly entryCount: number;
}

/** Says what a release would publish, and makes all of it that needs no registry. Publishing itself is CI's. */
function dryRun(): void {
  const next = nextVersion(manifest.version, readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"));
  if (next === undefined) return refuse('CHANGELOG.md has nothing under "Unreleased", so there is nothing to release.');
  console.log(`version  ${manifest.version} -> ${next}, from CHANGELOG.md; tag v${next}`);
  for (const home of [ROOT, writeEdition()]) {
    const { name, version, size, entryCount } = pack(home);
    const { access, provenance } = manifest.publishConfig;
    console.log(`npm      ${name}@${next}: ${entryCount} files, ${size} bytes (packed as ${version})`);
    console.log(`         npm publish --access ${access} --provenance=${provenance}`);
  }
  for (const script of ["package", "sbom"]) execFileSync("npm", ["run", "--silent", script], { stdio: "inherit" });
  console.log(`module   repository ${MODULE}, tag v${next}, with the content of ${MODULE}-${next}.zip`);
  console.log("Nothing was published or tagged. The steps: docs/releasing.md");
}

function pack(home: string): Packed {
  const output = execFileSync("npm", ["pack", "--dry-run", "--json"], {
    cwd: home,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return (JSON.parse(output.replace(/^[^[]*/, "")) as [Packed])[0];
}

function refuse(message: string): void {
  console.error(message);
  process.exitCode = 2;
}

if (process.argv.includes("--dry-run")) dryRun();
else
  refuse('Publishing is done by CI, with provenance; here say "npm run release -- --dry-run". See docs/releasing.md');
