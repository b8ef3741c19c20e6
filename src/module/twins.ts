import type { Validation, Variable } from "./definition";
import { fieldsOf } from "./definition";
import { variableBlock } from "./variable-block";
import type { Body } from "./hcl/json";
import { hclText } from "./rules/expressions";
import { NO_ATTRIBUTE, SAME } from "./root/inputs/shapes";

/** The objects in a variable by what messages call them, an expression. */
function objectsOf({ name, type }: Variable): string {
  if (typeof type !== "string" && "map" in type)
    return `{ for key, one in var.${name} : "${name}[\\"\${key}\\"]" => one if can(keys(one)) }`;
  if (typeof type !== "string" && "list" in type)
    return `{ for index, one in var.${name} : "${name}[\${index}]" => one if can(keys(one)) }`;
  return `{ for one in var.${name}[*] : "${name}" => one if can(keys(one)) }`;
}

/** That an object has no attribute of another name, which a type would drop without a word. */
function namesRule(variable: Variable & { readonly called: string }): Validation {
  const names = fieldsOf(variable.type)
    .map(({ name }) => name)
    .sort();
  const isKnown = `contains([${names.map(hclText).join(", ")}], attribute)`;
  const beginnings = [...new Set(names.map((name) => name.slice(0, SAME)))];
  const near = beginnings
    .map((begin) => `${begin} = " Did you mean ${names.filter((name) => name.startsWith(begin)).join(" or ")}?"`)
    .join(", ");
  const words = [
    `"\${at}.\${attribute} ${NO_ATTRIBUTE} the ${variable.called}."`,
    `lookup({ ${near} }, lower(substr(attribute, 0, ${SAME})), "")`,
    `" There are ${names.join(", ")}."`,
  ];
  const objects = objectsOf(variable);
  return {
    condition: `alltrue(flatten([for at, object in ${objects} : [for attribute in keys(object) : ${isKnown}]]))`,
    message: `\${join("\\n", flatten([for at, object in ${objects} : [for attribute in keys(object) : join("", [${words.join(", ")}]) if !${isKnown}]]))}`,
  };
}

/** A variable as a user sees it: if it has a twin, that has the type and the validations. */
export const looseOf = (variable: Variable): Variable => {
  const { called, ...seen } = variable;
  return called === undefined ? seen : { ...seen, isLoose: true, validations: [namesRule({ ...variable, called })] };
};

/** The files of `inputs/`, whose outputs have what was given with types and defaults, and what `more` makes of it. */
export function inputsFiles(variables: readonly Variable[], more: Body): Readonly<Record<string, readonly Body[]>> {
  const twins = variables.filter(({ called }) => called !== undefined).map(({ name }) => [name, `\${var.${name}}`]);
  const made = Object.keys(more).map((name) => [name, `\${local.${name}}`]);
  return {
    ...(made.length > 0 && { "inputs/main.tf": [{ locals: more }] }),
    "inputs/variables.tf": variables.map((variable) => {
      const { called, validations, ...twin } = variable;
      return variableBlock(called === undefined ? twin : { ...twin, ...(validations && { validations }) });
    }),
    "inputs/outputs.tf": [...twins, ...made].map(([name, value]) => ({ output: { [String(name)]: { value } } })),
  };
}

/** The call of `inputs/`. */
export const inputsCall = (variables: readonly Variable[]): Body => ({
  module: {
    inputs: {
      source: "./inputs",
      ...Object.fromEntries(variables.map(({ name }) => [name, `\${var.${name}}`])),
    },
  },
});

/** What is written of variables that have a twin, taken from there. */
export function fromInputs<Part>(part: Part, variables: readonly Variable[]): Part {
  const names = variables.filter(({ called }) => called !== undefined).map(({ name }) => name);
  const references = new RegExp(`\\bvar\\.(?=(?:${names.join("|")})\\b)`, "g");
  return JSON.parse(JSON.stringify(part).replace(references, "module.inputs.")) as Part;
}
