import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a struct's HCL mapper says about one member. */
export interface HclEntry {
  value: string;
  isBlock: boolean;
  type: string;
  storage: string;
}

/** What the comment above a member says, and the code that follows it. */
export interface MemberText {
  name: string;
  computed: boolean;
  optional: boolean;
  required: boolean;
  code: string;
}

const classPattern = /^class (\w+) extends [\w.]+ \{\n([\s\S]*?)^\}/gm;
const mapperPattern = /^function (\w+)ToHclTerraform\(struct\) \{\n([\s\S]*?)^\}/gm;
const mainPattern = /^class (\w+) extends cdkt[fn]\.Terraform(Resource|DataSource|Provider|EphemeralResource) \{/m;
const memberPattern = /^\s+\/\/ (\S+) - computed: (true|false), optional: (true|false), required: (true|false)\s*$/m;
const hclPattern =
  /^\s+"?([\w-]+)"?: \{\n\s+value: ([^\n]*)\n\s+isBlock: (true|false),\n\s+type: "(\w+)",\n\s+storageClassType: "(\w+)"/gm;

/** One generated file of prebuilt bindings, split into its classes and its struct mappers. */
export class BindingsFile {
  readonly kind: "Resource" | "DataSource" | "Provider" | "EphemeralResource";
  readonly mainClass: string;
  private readonly classes = new Map<string, string>();
  private readonly mappers = new Map<string, string>();

  constructor(path: string) {
    const text = readFileSync(path, "utf8");
    for (const part of [text, ...structTexts(path)]) {
      for (const [, name, body] of part.matchAll(classPattern)) this.classes.set(name, body);
      for (const [, name, body] of part.matchAll(mapperPattern)) this.mappers.set(name, body);
    }
    const main = mainPattern.exec(text);
    if (!main) throw new Error(`${path}: no resource, data source, provider or ephemeral resource class`);
    this.mainClass = main[1];
    this.kind = main[2] as BindingsFile["kind"];
  }

  get terraformType(): string {
    const match = /tfResourceType = "(\w+)"/.exec(this.body(this.mainClass));
    if (!match) throw new Error(`${this.mainClass}: no tfResourceType`);
    return match[1];
  }

  has(className: string): boolean {
    return this.classes.has(className);
  }

  body(className: string): string {
    const body = this.classes.get(className);
    if (body === undefined) throw new Error(`no class ${className}`);
    return body;
  }

  /** Whether the class names the argument at all: older bindings were published without their comments. */
  names(className: string, argument: string): boolean {
    return new RegExp(`['"]${argument}['"]`).test(this.body(className));
  }

  members(className: string): MemberText[] {
    const parts = this.body(className).split(memberPattern);
    const members: MemberText[] = [];
    for (let at = 1; at < parts.length; at += 5) {
      const [name, computed, optional, required, code] = parts.slice(at, at + 5);
      members.push({
        name,
        computed: computed === "true",
        optional: optional === "true",
        required: required === "true",
        code,
      });
    }
    return members;
  }

  hclOfMain(): Map<string, HclEntry> {
    const body = this.body(this.mainClass);
    return hclEntries(body.slice(body.indexOf("synthesizeHclAttributes")));
  }

  hclOfStruct(struct: string): Map<string, HclEntry> {
    return hclEntries(this.mappers.get(struct[0].toLowerCase() + struct.slice(1)) ?? "");
  }
}

/** A type with very many structs keeps them in files of their own. */
function structTexts(path: string): string[] {
  const folder = join(dirname(path), "index-structs");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .map((name) => readFileSync(join(folder, name), "utf8"));
}

function hclEntries(text: string): Map<string, HclEntry> {
  const entries = new Map<string, HclEntry>();
  for (const [, name, value, isBlock, type, storage] of text.matchAll(hclPattern)) {
    entries.set(name, { value, isBlock: isBlock === "true", type, storage });
  }
  return entries;
}
