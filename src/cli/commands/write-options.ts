import type { MigrationEngine } from "../../migrate/asked";
import type { FileOptions } from "../../migrate/write/written";
import { UsageError } from "../../plan/input-error";

/** In which form Terraform is written, and where. */
export interface WriteOptions extends FileOptions {
  readonly as: "cdktf" | "hcl";
  readonly folder: string;
}

/** Nothing is in a registry yet. */
const MODULE = "git::https://github.com/cdktf-agentcore-identity/cdktf-agentcore-identity.git//modules/root?ref=main";

const text = { type: "string" } as const;

export const WRITE_ARGUMENTS = { write: text, out: text, engine: text, edition: text, module: text };

export const WRITE_HELP = `  --write hcl     Terraform: a call of the root module
  --write cdktf   Terraform: a program of the constructs
  --out DIR       where, an empty or new folder
  --edition cdktn with cdktf: a program for CDK Terrain. Without it: for CDKTF
  --engine bridge with cdktf: by the bridge, for an AWS provider below 6.66. Without it: native
  --module SOURCE with hcl: where Terraform finds the root module
`;

type Given = Readonly<Partial<Record<keyof typeof WRITE_ARGUMENTS, string>>>;

/** What is to be written, or undefined where nothing is. */
export function writeOptions({ write, out, module = MODULE, edition }: Given): WriteOptions | undefined {
  if ((write === undefined) !== (out === undefined))
    throw new UsageError(
      write === undefined
        ? "--out is where Terraform is written: say --write hcl or --write cdktf, too."
        : "--write wants --out DIR.",
    );
  if (edition !== undefined && write !== "cdktf")
    throw new UsageError("--edition says for which engine a program is: say --write cdktf, too.");
  if (write === undefined || out === undefined) return undefined;
  return {
    as: oneOf("--write", write, ["hcl", "cdktf"]),
    folder: out,
    module,
    edition: oneOf("--edition", edition ?? "cdktf", ["cdktf", "cdktn"]),
  };
}

export const engineOption = ({ engine = "native" }: Given): MigrationEngine =>
  oneOf("--engine", engine, ["native", "bridge"]);

export function oneOf<T extends string>(option: string, given: string, all: readonly T[]): T {
  const found = all.find((one) => one === given);
  if (found === undefined) throw new UsageError(`${option} wants ${all.join(" or ")}.`);
  return found;
}
