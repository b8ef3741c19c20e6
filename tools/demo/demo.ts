import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./account";
import { makeAccount } from "./account";
import { synthesize } from "./synthesis";
import { Terraform } from "./terraform";

/** What the steps share: an account, a folder, and Terraform between them. */
export class Demo {
  public static async start(): Promise<Demo> {
    return new Demo(await makeAccount());
  }

  public readonly temporary = mkdtempSync(join(tmpdir(), "agentcore-identity-demo-"));
  public readonly example = synthesize(this.temporary);
  public readonly terraform: Terraform;

  private constructor(public readonly account: Account) {
    this.terraform = new Terraform(this.temporary, this.example.folder, account.sandbox.environment);
  }

  /** Where a value that a secret ever had is seen outside of Secrets Manager. */
  public leaks(): string[] {
    const files = readdirSync(this.temporary, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const texts: (readonly [string, string])[] = [
      ["what Terraform printed", this.terraform.transcript.join("\n")],
      ["the audit log", this.account.sandbox.audit.lines],
      ...files.map((file) => [file, readFileSync(file, "latin1")] as const),
    ];
    return texts
      .filter(([, text]) => this.account.canaries.some((canary) => text.includes(canary)))
      .map(([name]) => name);
  }

  /** Leaves no process and no file. */
  public async end(): Promise<void> {
    this.terraform.end();
    rmSync(this.temporary, { recursive: true, force: true });
    await this.account.sandbox.close();
  }
}
