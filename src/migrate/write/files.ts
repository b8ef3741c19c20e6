import { cdktfFiles } from "./cdktf";
import { hclFiles } from "./hcl";
import type { WrittenProgram } from "./program";

/** A file to write, by its path below the folder. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

export interface FileOptions {
  /** Where Terraform finds the root module. */
  readonly module: string;
}

/** @throws MigrationProblem */
export const filesOf = (as: "cdktf" | "hcl", program: WrittenProgram, options: FileOptions): readonly WrittenFile[] =>
  as === "hcl" ? hclFiles(program, options) : cdktfFiles(program);
