import type { Field, ModuleDefinition, Type, Variable } from "../definition";
import { contentOf, fieldsOf, shortType } from "../definition";
import { topLevel } from "../hcl/write";
import { usesAws, usesBridge } from "../configuration";
import { BUILT_IN } from "../hcl/schema";
import { LOWEST_NODE, LOWEST_TERRAFORM, PROVIDER_VERSIONS } from "../versions";

const BEGIN = "<!-- BEGIN_TF_DOCS -->";
const END = "<!-- END_TF_DOCS -->";

/** The README of a module: what it is, how it is used, and tables of all that goes in and comes out. */
export function readme(definition: ModuleDefinition, usage: string): string {
  const { folder, summary, notes, examples } = definition;
  const title = folder === "root" ? "terraform-aws-agentcore-identity" : folder;
  return [
    `# ${title}`,
    summary,
    "## Usage",
    ["```hcl", usage.trimEnd(), "```"].join("\n"),
    `Nothing is published yet, and \`<NAMESPACE>\` stands for whoever will publish it. What works today, without \`version\`, is this repository, or the folder that \`npm run package\` writes:`,
    [
      "```hcl",
      `source = "git::https://github.com/cdktf-agentcore-identity/cdktf-agentcore-identity.git//modules/${folder}?ref=main"`,
      "```",
    ].join("\n"),
    notes.map((note) => `- ${note}`).join("\n"),
    "## Examples",
    examples.map(({ name, about }) => `- [${name}](examples/${name}): ${about}`).join("\n"),
    [BEGIN, ...tables(definition), END].join("\n\n"),
    `Generated from the constructs of [cdktf-agentcore-identity](https://github.com/cdktf-agentcore-identity/cdktf-agentcore-identity); changes belong there.`,
  ]
    .join("\n\n")
    .concat("\n");
}

function tables(definition: ModuleDefinition): string[] {
  return [
    "## Requirements",
    table(
      ["Name", "Version"],
      [
        ["terraform", LOWEST_TERRAFORM],
        ...(usesAws(definition) ? [["aws", PROVIDER_VERSIONS]] : []),
        ...(usesBridge(definition) ? [["node, where Terraform applies", LOWEST_NODE]] : []),
      ],
    ),
    ...section("Resources", ["Name", "Type"], resourcesOf(definition)),
    "## Inputs",
    table(["Name", "Description", "Type", "Default", "Required"], definition.variables.map(inputRow)),
    ...definition.variables.flatMap((variable) => fieldTables(variable.name, variable.type)),
    "## Outputs",
    table(
      ["Name", "Description"],
      definition.outputs.map(({ name, description }) => [code(name), description]),
    ),
  ];
}

const section = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : [`## ${title}`, table(head, rows)];

function inputRow({ name, description, type, default: value, isRequired = value === undefined }: Variable): string[] {
  const shown = isRequired ? "" : code(JSON.stringify(value));
  return [code(name), description, code(shortType(type)), shown, isRequired ? "yes" : "no"];
}

/** The attributes of objects, those of nested ones under a longer name. */
function fieldTables(name: string, type: Type): string[] {
  const fields = fieldsOf(type);
  if (fields.length === 0) return [];
  return [
    `### ${code(name)}`,
    table(["Attribute", "Description", "Type", "Default", "Required"], fields.map(fieldRow)),
    ...fields.flatMap((field) => fieldTables(`${name}.${field.name}`, field.type)),
  ];
}

const fieldRow = ({ name, description, type, optional = false, default: value }: Field): string[] => [
  code(name),
  description,
  code(shortType(type)),
  optional ? code(JSON.stringify(value ?? null)) : "",
  optional ? "no" : "yes",
];

const PAGES: Readonly<Record<string, string>> = {
  resource: "resources",
  data: "data-sources",
  ephemeral: "ephemeral-resources",
};

const resourcesOf = (definition: ModuleDefinition): string[][] =>
  contentOf(definition)
    .flatMap((part) => topLevel(part))
    .filter(({ keyword }) => keyword in PAGES)
    .map(({ keyword, labels: [type = "", label = ""] }) => {
      const address =
        type === BUILT_IN
          ? "https://developer.hashicorp.com/terraform/language/resources/terraform-data"
          : `https://registry.terraform.io/providers/hashicorp/aws/latest/docs/${PAGES[keyword]}/${type.replace(/^aws_/, "")}`;
      return [
        `[${type}.${label}](${address})`,
        keyword === "data" ? "data source" : keyword === "ephemeral" ? "ephemeral resource" : "resource",
      ];
    });

const code = (text: string): string => `\`${text}\``;

/** A table of Markdown; a bar in a cell would end it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
