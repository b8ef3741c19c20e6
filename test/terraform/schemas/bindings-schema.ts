import type { Attribute, Block, CtyType, Nesting, Schema } from "../provider/schema";
import type { BindingsFile, HclEntry, MemberText } from "./bindings-file";

const getters: Record<string, CtyType> = {
  getStringAttribute: "string",
  getNumberAttribute: "number",
  getBooleanAttribute: "bool",
  getStringMapAttribute: ["map", "string"],
  getNumberMapAttribute: ["map", "number"],
  getBooleanMapAttribute: ["map", "bool"],
};
const wrappers: Record<string, CtyType> = {
  StringMap: ["map", "string"],
  NumberMap: ["map", "number"],
  BooleanMap: ["map", "bool"],
  StringMapList: ["list", ["map", "string"]],
  BooleanList: ["list", "bool"],
  NumberList: ["list", "number"],
  StringListList: ["list", ["list", "string"]],
};

/** The schema that a generated file describes; with `older`, only what those bindings also name. */
export function schemaOf(file: BindingsFile, older?: BindingsFile): Schema {
  const block =
    file.kind === "Provider"
      ? providerBlock(file, file.hclOfMain(), older)
      : blockOf(file, file.mainClass, file.hclOfMain(), older);
  return { version: 0, block };
}

function blockOf(file: BindingsFile, className: string, hcl: Map<string, HclEntry>, older?: BindingsFile): Block {
  const block: Block = {};
  for (const member of file.members(className)) {
    if (older && !older.names(className, member.name)) continue;
    const entry = hcl.get(member.name);
    const nested = nestedStruct(file, member);
    if (nested && older && !older.has(`${nested.struct}OutputReference`)) continue;
    if (nested && entry?.isBlock) {
      const inner = blockOf(file, `${nested.struct}OutputReference`, file.hclOfStruct(nested.struct), older);
      const nesting = nested.nesting ?? (entry.type === "struct" ? "single" : entry.type === "set" ? "set" : "list");
      (block.block_types ??= {})[member.name] = {
        nesting_mode: nesting,
        block: inner,
        ...(member.required && nesting !== "single" && { min_items: 1 }),
        // Bindings give a lone output reference, instead of a list, to a block that the schema limits to one.
        ...(nested.nesting === undefined && nesting !== "single" && { max_items: 1 }),
      };
    } else {
      (block.attributes ??= {})[member.name] = attributeOf(file, member, nested, entry, older);
    }
  }
  return block;
}

interface NestedStruct {
  struct: string;
  /** Undefined for a lone output reference: the mapper's entry tells how it nests. */
  nesting: Nesting | undefined;
}

function nestedStruct(file: BindingsFile, member: MemberText): NestedStruct | undefined {
  const match = /= new (\w+?)(List|MapList|Map|OutputReference)\(this, "[^"]+"(?:, (true|false))?/.exec(member.code);
  if (!match || !file.has(`${match[1]}OutputReference`)) return undefined;
  const [, struct, kind, wrapsSet] = match;
  if (kind === "OutputReference") return { struct, nesting: undefined };
  return { struct, nesting: kind === "List" ? (wrapsSet === "true" ? "set" : "list") : "map" };
}

function attributeOf(
  file: BindingsFile,
  member: MemberText,
  nested: NestedStruct | undefined,
  entry: HclEntry | undefined,
  older?: BindingsFile,
): Attribute {
  return {
    type: nested ? structType(file, nested, older) : simpleType(member, entry),
    ...(member.required && { required: true }),
    ...(member.optional && { optional: true }),
    ...(member.computed && { computed: true }),
  };
}

function structType(file: BindingsFile, nested: NestedStruct, older?: BindingsFile): CtyType {
  const block = blockOf(file, `${nested.struct}OutputReference`, file.hclOfStruct(nested.struct), older);
  const object = objectType(block);
  return nested.nesting ? [nested.nesting, object] : object;
}

function objectType(block: Block): CtyType {
  const members: Record<string, CtyType> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) members[name] = attribute.type;
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    members[name] = [nested.nesting_mode === "set" ? "set" : "list", objectType(nested.block)];
  }
  return ["object", members];
}

function simpleType(member: MemberText, entry: HclEntry | undefined): CtyType {
  const wrapper = /= new cdkt[fn]\.(\w+)\(this, "[^"]+"/.exec(member.code)?.[1];
  if (wrapper && wrapper in wrappers) return wrappers[wrapper];
  const getter = /this\.(get\w+Attribute)\(/.exec(member.code)?.[1];
  const collection = member.code.includes("Fn.tolist(") || entry?.type === "set" ? "set" : "list";
  if (getter === "getListAttribute") return [collection, "string"];
  if (getter === "getNumberListAttribute") return [collection, "number"];
  if (getter && getter in getters) return getters[getter];
  throw new Error(`${member.name}: cannot tell its type from the bindings (${wrapper ?? getter ?? "no accessor"})`);
}

/** The provider class has no typed accessors: its mappers alone tell the arguments, all of them optional. */
function providerBlock(file: BindingsFile, hcl: Map<string, HclEntry>, older?: BindingsFile): Block {
  const block: Block = {};
  const olderHcl = older?.hclOfMain();
  for (const [name, entry] of hcl) {
    if (name === "alias" || (olderHcl && !olderHcl.has(name))) continue;
    const struct = /(\w+)ToHclTerraform/.exec(entry.value)?.[1];
    if (entry.isBlock && struct) {
      (block.block_types ??= {})[name] = {
        nesting_mode: entry.type === "set" ? "set" : "list",
        block: structBlock(file, struct, older),
      };
    } else {
      (block.attributes ??= {})[name] = { type: providerType(entry), optional: true };
    }
  }
  return block;
}

function structBlock(file: BindingsFile, struct: string, older?: BindingsFile): Block {
  const block: Block = { attributes: {} };
  const olderHcl = older?.hclOfStruct(struct);
  for (const [name, entry] of file.hclOfStruct(struct)) {
    if (olderHcl && !olderHcl.has(name)) continue;
    (block.attributes ??= {})[name] = { type: providerType(entry), optional: true };
  }
  return block;
}

function providerType(entry: HclEntry): CtyType {
  if (entry.storage === "string" || entry.storage === "number") return entry.storage;
  if (entry.storage === "boolean") return "bool";
  if (entry.storage === "stringMap") return ["map", "string"];
  return [entry.type === "set" ? "set" : "list", "string"];
}
