import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildEdition } from "./edition";
import type { Assembly } from "./languages/names";
import { clashes } from "./languages/names";
import { COMPILERS, syntaxErrors } from "./languages/syntax";
import type manifest from "../package.json";

const ROOT = join(__dirname, "..");
const TARGET = join(ROOT, "dist/languages");
const LANGUAGES = ["python", "java", "dotnet", "go"];

/** Generates the code for Python, Java, .NET and Go from the build of a package, and checks what can be checked here. */
function generate(home: string): void {
  const { name, jsii } = read<typeof manifest>(join(home, "package.json"));
  const assembly = read<Assembly>(join(home, ".jsii"));
  clashes(assembly).forEach(fail);
  const target = join(TARGET, name);
  const options = LANGUAGES.flatMap((language) => ["--targets", language]);
  execFileSync(join(ROOT, "node_modules/.bin/jsii-pacmak"), ["--code-only", ...options, "-o", target, home], {
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: "1" },
    stdio: "inherit",
  });
  const { python, java, dotnet, go } = jsii.targets;
  const types = Object.values(assembly.types).map((type) => type.name);
  const places: readonly (readonly [language: string, file: (type: string) => string, declaration: string])[] = [
    ["python", () => `src/${python.module}/__init__.py`, "^class TYPE[(:]"],
    [
      "java",
      (type) => `src/main/java/${java.package.replaceAll(".", "/")}/${type}.java`,
      "(class|interface|enum) TYPE ",
    ],
    ["dotnet", (type) => `${dotnet.packageId}/${dotnet.namespace}/${type}.cs`, "(class|interface|enum) TYPE\\b"],
    ["go", (type) => `${goFolder(target, go.moduleName)}/${type}.go`, "^type TYPE "],
  ];
  for (const [language, file, declaration] of places) {
    const missing = types.filter((type) => !declares(join(target, language, file(type)), declaration, type));
    for (const type of missing) fail(`${name}, ${language}: ${file(type)} does not have ${type}`);
    if (missing.length === 0) console.log(`${name}, ${language}: ${types.length} types, ${file("TYPE")}`);
  }
  for (const compiler of COMPILERS) {
    const errors = syntaxErrors(compiler, join(target, compiler.language));
    if (errors) fail(`${name}, ${compiler.language}: ${errors}`);
    const said =
      errors === undefined ? `not read, for there is no ${compiler.command} here` : `read by ${compiler.command}`;
    console.log(`${name}, ${compiler.language}: ${said}`);
  }
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;

/** Go's module lies in a folder named after the package, without what Go does not take in a name. */
const goFolder = (target: string, module: string): string =>
  readdirSync(join(target, "go")).find((folder) => module.replaceAll("-", "").includes(folder)) ?? module;

const declares = (file: string, declaration: string, type: string): boolean =>
  existsSync(file) && new RegExp(declaration.replace("TYPE", type), "m").test(readFileSync(file, "utf8"));

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

rmSync(TARGET, { recursive: true, force: true });
generate(ROOT);
generate(buildEdition());
