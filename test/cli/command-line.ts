import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/cli/commands/check";

/** What a run of `check` left behind. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

/** `check` as a person calls it, each test in a folder of its own. */
export class CommandLine {
  public folder = "";
  private printed = { out: "", error: "" };

  /** @param command another one than `check` */
  public constructor(private readonly command: (args: readonly string[]) => Promise<number> = run) {
    beforeEach(() => {
      this.folder = mkdtempSync(join(tmpdir(), "agentcore-identity-check-"));
      jest.spyOn(process.stdout, "write").mockImplementation((text) => ((this.printed.out += String(text)), true));
      jest.spyOn(process.stderr, "write").mockImplementation((text) => ((this.printed.error += String(text)), true));
    });
    afterEach(() => {
      jest.restoreAllMocks();
      rmSync(this.folder, { recursive: true });
    });
  }

  /** @returns the path of a file with this content; what is no text is written as JSON */
  public file(name: string, content: unknown): string {
    const path = join(this.folder, name);
    writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    return path;
  }

  public async run(...args: string[]): Promise<Ran> {
    this.printed = { out: "", error: "" };
    return { exitCode: await this.command(args), ...this.printed };
  }
}
