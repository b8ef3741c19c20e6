import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { editionManifest } from "./edition/manifest";
import { forCdktn } from "./edition/words";

const ROOT = join(__dirname, "..");
export const EDITION = join(ROOT, "dist/cdktn-agentcore-identity");
/** What is about this repository, measured and tested with CDKTF. */
const AS_IT_IS = ["docs/performance.md", "docs/terraform-tests.md", "docs/releasing.md"];

/** Writes the edition for CDK Terrain to dist/, from this source by other words. */
export function writeEdition(): string {
  rmSync(EDITION, { recursive: true, force: true });
  const docs = readdirSync(join(ROOT, "docs")).filter((file) => file.endsWith(".md"));
  const sources = (readdirSync(join(ROOT, "src"), { recursive: true }) as string[]).filter((file) =>
    file.endsWith(".ts"),
  );
  const texts = ["README.md", "API.md", "CHANGELOG.md", "SECURITY.md", "tsconfig.jsii.json"];
  for (const path of [...texts, ...docs.map((file) => `docs/${file}`), ...sources.map((file) => `src/${file}`)]) {
    const text = readFileSync(join(ROOT, path), "utf8");
    write(path, AS_IT_IS.includes(path) ? text : forCdktn(text));
  }
  // The programs know no engine, so they are the same bytes.
  for (const path of ["LICENSE", "assets"]) cpSync(join(ROOT, path), join(EDITION, path), { recursive: true });
  write("package.json", `${JSON.stringify(editionManifest(), undefined, 2)}\n`);
  return EDITION;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(EDITION, path)), { recursive: true });
  writeFileSync(join(EDITION, path), text);
}

export function buildEdition(): string {
  execFileSync("npm", ["run", "build"], { cwd: writeEdition(), stdio: "inherit" });
  return EDITION;
}

if (require.main === module) {
  const [name] = process.argv.slice(2);
  if (name === "cdktn") buildEdition();
  else {
    console.error('There is one edition beside the repository\'s own: say "npm run edition -- cdktn".');
    process.exitCode = 2;
  }
}
