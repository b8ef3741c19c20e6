import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Who reads a language by its own grammar, without the packages that the code needs. Nothing for .NET comes without them. */
interface Compiler {
  readonly language: string;
  readonly ending: string;
  readonly command: string;
  readonly options: (scratch: string) => readonly string[];
}

export const COMPILERS: readonly Compiler[] = [
  { language: "python", ending: ".py", command: "python3", options: () => ["-m", "py_compile"] },
  // It stops before it looks up what is imported.
  {
    language: "java",
    ending: ".java",
    command: "javac",
    options: (scratch) => ["-proc:none", "-XDshould-stop.ifNoError=PARSE", "-d", scratch],
  },
  { language: "go", ending: ".go", command: "gofmt", options: () => ["-e", "-l"] },
];

/** What the language's own compiler says of all files of a folder; nothing if it is not here. */
export function syntaxErrors({ ending, command, options }: Compiler, folder: string): string | undefined {
  const scratch = mkdtempSync(join(tmpdir(), "agentcore-identity-syntax-"));
  try {
    const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith(ending));
    const { error, status, stderr } = spawnSync(command, [...options(scratch), ...files], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PYTHONPYCACHEPREFIX: scratch },
    });
    if (error) return undefined;
    return status === 0 ? "" : stderr;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
