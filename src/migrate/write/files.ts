import { cdktfFiles } from "./cdktf";
import { hclFiles } from "./hcl";
import type { FileOptions, WrittenFile, WrittenProgram } from "./written";

/** @throws MigrationProblem */
export const filesOf = (as: "cdktf" | "hcl", program: WrittenProgram, options: FileOptions): readonly WrittenFile[] =>
  as === "hcl" ? hclFiles(program, options) : cdktfFiles(program, options);
