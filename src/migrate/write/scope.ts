import type { Open } from "../value";
import type { Edition, WrittenVariable } from "./written";
import { Code, expressionOf } from "./typescript";
import type { Part } from "./typescript";

/** What a program uses of others, and how it writes a value. */
export class Scope {
  private readonly core = new Set(["App", "TerraformStack"]);
  private readonly ours = new Set<string>();

  public constructor(private readonly variables: readonly WrittenVariable[]) {}

  /** Something of the engine's. */
  public uses(name: string): void {
    this.core.add(name);
  }

  /** A class of this package, or a member of one. */
  public our(name: string, member?: string): Code {
    this.ours.add(name);
    return new Code(member === undefined ? name : `${name}.${member}`);
  }

  public write(value: Part, indent = 0): string {
    return expressionOf(value, (one) => this.openOf(one), indent);
  }

  /** The packages of both engines have the same names, but for what they begin with. */
  public imports(edition: Edition): string[] {
    const from = (names: ReadonlySet<string>, module: string): string =>
      `import { ${[...names].sort().join(", ")} } from "${module}";`;
    return [
      `import { AwsProvider } from "@${edition}/provider-aws/lib/provider/index.js";`,
      from(this.core, edition),
      from(this.ours, `${edition}-agentcore-identity`),
    ];
  }

  private openOf(open: Open): string {
    const index = this.variables.findIndex((one) => one.open === open) + 1;
    if (open.type === "string") return `open${index}.stringValue`;
    this.uses("Token");
    return `Token.asStringMap(open${index}.value)`;
  }
}
