import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BindingsFile, type MemberText } from "./bindings-file";

/** One argument or attribute of a resource type, with its place: `inline_policy.policy`. */
export interface TypeAttribute {
  path: string;
  required: boolean;
  optional: boolean;
  computed: boolean;
}

/**
 * All resource types of a folder of prebuilt bindings, one a line, sorted:
 * `aws_iam_role arn:c assume_role_policy:r inline_policy:o{name:o policy:o}` (r required, o optional, c computed).
 */
export function typeList(bindings: string): readonly string[] {
  const lines: string[] = [];
  for (const folder of readdirSync(join(bindings, "lib"))) {
    const path = join(bindings, "lib", folder, "index.js");
    if (!existsSync(path) || !readFileSync(path, "utf8").includes(".TerraformResource {")) continue;
    const file = new BindingsFile(path);
    lines.push(`${file.terraformType} ${membersOf(file, file.mainClass)}`);
  }
  return lines.sort();
}

function membersOf(file: BindingsFile, className: string, within: readonly string[] = []): string {
  // Some structs hold themselves, as a WAF statement does: once tells all names.
  if (within.includes(className)) return "";
  return file
    .members(className)
    .map((member) => member.name + ":" + flags(member) + nested(file, member, [...within, className]))
    .sort()
    .join(" ");
}

const flags = ({ required, optional, computed }: MemberText): string =>
  (required ? "r" : "") + (optional ? "o" : "") + (computed ? "c" : "");

function nested(file: BindingsFile, member: MemberText, within: readonly string[]): string {
  const struct = /= new (?:\w+\.)?(\w+?)(?:List|MapList|Map|OutputReference)\(this, "/.exec(member.code)?.[1];
  if (struct === undefined || !file.has(`${struct}OutputReference`)) return "";
  return `{${membersOf(file, `${struct}OutputReference`, within)}}`;
}

/** Reads what `typeList` wrote; lines that start with # say where it comes from. */
export function readTypeList(text: string): ReadonlyMap<string, readonly TypeAttribute[]> {
  const types = new Map<string, readonly TypeAttribute[]>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [type, rest] = line.split(/ (.*)/, 2);
    types.set(type, attributesOf(rest));
  }
  return types;
}

function attributesOf(text: string): readonly TypeAttribute[] {
  const found: TypeAttribute[] = [];
  const outer: string[] = [];
  for (const [, name, letters, brace] of text.matchAll(/([\w-]+):([roc]*)(\{?)|\}/g)) {
    if (name === undefined) {
      outer.pop();
      continue;
    }
    const has = (letter: string): boolean => letters.includes(letter);
    const path = [...outer, name].join(".");
    found.push({ path, required: has("r"), optional: has("o"), computed: has("c") });
    if (brace === "{") outer.push(name);
  }
  return found;
}
