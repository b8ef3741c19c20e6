import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { jsii } from "../package.json";

const ROOT = join(__dirname, "..");
const TARGET = join(ROOT, "dist/languages");

/** Generates the code for Python, Java, .NET and Go from the build, and checks what can be checked without their tools. */
function main(): void {
  rmSync(TARGET, { recursive: true, force: true });
  const { python, java, dotnet, go } = jsii.targets;
  const languages = ["python", "java", "dotnet", "go"].flatMap((name) => ["--targets", name]);
  execFileSync(join(ROOT, "node_modules/.bin/jsii-pacmak"), ["--code-only", ...languages, "-o", TARGET, ROOT], {
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1" },
    stdio: "inherit",
  });
  expectType("python", `src/${python.module}/__init__.py`, /^class OAuth2CredentialProvider\(/m);
  expectType(
    "java",
    `src/main/java/${java.package.replaceAll(".", "/")}/OAuth2CredentialProvider.java`,
    /class OAuth2/,
  );
  expectType("dotnet", `${dotnet.packageId}/${dotnet.namespace}/OAuth2CredentialProvider.cs`, /class OAuth2/);
  expectType("go", `${goModule(go.moduleName)}/OAuth2CredentialProvider.go`, /type OAuth2CredentialProvider interface/);
  noMangledNames(python.module);
  compilePython();
}

/** Go's module lies in a folder named after the package, without what Go does not take in a name. */
const goModule = (name: string): string =>
  readdirSync(join(TARGET, "go")).find((folder) => name.replaceAll("-", "").includes(folder)) ?? name;

function expectType(language: string, path: string, declaration: RegExp): void {
  const file = join(TARGET, language, path);
  if (existsSync(file) && declaration.test(readFileSync(file, "utf8"))) return console.log(`${language}: ${path}`);
  fail(`${language}: no ${path} with ${declaration}`);
}

/** jsii puts a "_" behind a name that Python keeps for itself: nobody should have to type that. */
function noMangledNames(module: string): void {
  const text = readFileSync(join(TARGET, "python/src", module, "__init__.py"), "utf8");
  const names = new Set(
    [...text.matchAll(/^\s+def ([a-z]\w*_)\(|^\s+([a-z]\w*_): /gm)].map(([, one, other]) => one ?? other),
  );
  if (names.size > 0) fail(`python: these names are Python's own: ${[...names].join(", ")}`);
}

function compilePython(): void {
  const { error, status } = spawnSync("python3", ["-m", "compileall", "-q", join(TARGET, "python/src")], {
    stdio: "inherit",
  });
  if (error) console.log("python: not compiled, there is no python3 here");
  else if (status === 0) console.log("python: compiles");
  else fail("python: does not compile");
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

main();
