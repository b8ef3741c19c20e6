import type { Field, Type } from "../../definition";
import { fieldsOf } from "../../definition";
import type { Body } from "../../hcl/json";
import { unlessFalse } from "../../rules/expressions";
import { AGENT_SECRET } from "../agent-secrets";
import { API_KEY, OAUTH2, PAYMENT, READER, SECRET } from "../fields";
import { looks, patterns } from "./patterns";

/** The inputs that are maps of objects, with what an object of theirs is called. */
export const MAPS: Readonly<Record<string, readonly [called: string, fields: readonly Field[]]>> = {
  secrets: ["secret", SECRET],
  agent_secrets: ["agent secret", AGENT_SECRET],
  readers: ["reader", READER],
  oauth2_providers: ["OAuth2 provider", OAUTH2],
  api_key_providers: ["API key provider", API_KEY],
  payment_providers: ["payment provider", PAYMENT],
};

/** What the module that looks at the inputs gives: them, with their defaults and in all their Regions, and what follows. */
export const GIVEN: readonly string[] = [
  ...Object.keys(MAPS),
  "custom",
  "oauth2_vendors",
  "client_authentication_methods",
  "providers",
  "partitions",
  "secret_readers",
  "policy_readers",
  "key_access",
];

const isObject = (type: Type): type is { readonly object: readonly Field[] } =>
  typeof type === "object" && "object" in type;

/** What an attribute is, in words; of an object its name. */
function kindOf({ name, type }: Field): string {
  if (type === "bool") return "true or false";
  if (type === "number") return "number";
  if (typeof type === "string") return "text";
  if (isObject(type)) return isReference(type.object) ? "secret reference" : name;
  if (fieldsOf(type).length > 0) return "list of objects";
  return "map" in type ? "map of texts" : "list of texts";
}

const isReference = (fields: readonly Field[]): boolean => fields.map(({ name }) => name).join() === "secret,json_key";

/** All objects that there are, by what they are called. */
function shapes(): ReadonlyMap<string, readonly Field[]> {
  const found = new Map<string, readonly Field[]>();
  const add = (called: string, fields: readonly Field[]): void => {
    found.set(called, fields);
    for (const field of fields) {
      const inner = fieldsOf(field.type);
      if (inner.length > 0) add(isObject(field.type) ? kindOf(field) : field.name, inner);
    }
  };
  for (const [called, fields] of Object.values(MAPS)) add(called, fields);
  return found;
}

/** The objects in the objects of one level. */
const nested = (level: string): string =>
  `flatten([for object in ${level} : [for attribute, value in object.value : { at = "\${object.at}.\${attribute}", shape = local.shapes[object.shape][attribute], value = value } if can(local.shapes[local.shapes[object.shape][attribute]]) && can(keys(value))]])`;

const OVERRIDES = "private_endpoint_overrides";

/** How many letters of two names must be the same for one to be taken for the other. */
export const SAME = 3;

/** What is said of an attribute that there is not; the object follows. */
export const NO_ATTRIBUTE = "is not among the attributes of";

/** Of what is known to be null it is not so. */
const isGiven = (value: string): string => unlessFalse(`${value} != null`);

/** What is said of values of each kind that are of another one, and when: `given` is the attribute. */
const KINDS: readonly (readonly [kind: string, wrong: string, words: string])[] = [
  ["text", "!can(length([tostring(given.value)]))", "is not a text. Write one text between quotes."],
  [
    "text",
    `can(length([tostring(given.value)])) && !${unlessFalse('given.value != ""')}`,
    "is empty. Give a text, or leave it out.",
  ],
  [
    "true or false",
    "!can(length([tobool(given.value)]))",
    "is neither true nor false. Write one of them, without quotes.",
  ],
  ["number", "!can(length([tonumber(given.value)]))", "is not a number. Write one without quotes."],
  [
    "list of texts",
    "can(keys(given.value)) || !can(length([toset([for one in given.value : tostring(one)])]))",
    'is not a list of texts. Write ["…", "…"].',
  ],
  [
    "map of texts",
    "!can(keys(given.value)) || !can(length([[for one in given.value : tostring(one)]]))",
    'is not a map of texts. Write { NAME = "…" }.',
  ],
  [
    "list of objects",
    "can(keys(given.value)) || !can([for one in given.value : one])",
    "is not a list of objects. Write [{ … }].",
  ],
];

/** The first look at the inputs, at names and types alone: Terraform would drop what a type of its own does not name. */
export function shapesFile(): readonly Body[] {
  const all = [...shapes()];
  const table = Object.fromEntries(
    all.map(([called, fields]) => [called, Object.fromEntries(fields.map((field) => [field.name, kindOf(field)]))]),
  );
  const required = Object.fromEntries(
    all.map(([called, fields]) => [called, fields.filter(({ optional }) => !optional).map(({ name }) => name)]),
  );
  return [
    {
      locals: {
        "//": {
          patterns: "What texts look like, each once.",
          shapes: "What each object may hold.",
          required: "What it must hold.",
        },
        patterns: patterns(),
        shapes: table,
        required,
      },
    },
    {
      locals: {
        "//": {
          given: "The inputs that are maps.",
          shape_names: "What an entry of each is.",
          entries: "Each entry of those that hold objects.",
          nested_1: "The objects in the entries, level by level.",
          wrong_maps: "What is no map at all.",
          wrong_entries: "What is no object.",
          wrong_attributes: "Attributes that there are not. Their values are never shown.",
          missing: "Attributes that must be there.",
          attributes: "All others that are given.",
          of_kind: "By their kinds, each of which is looked at in its own way.",
          wrong_types: "Values of another type.",
        },
        given: Object.fromEntries(Object.keys(MAPS).map((name) => [name, `\${var.${name}}`])),
        shape_names: Object.fromEntries(Object.entries(MAPS).map(([name, [called]]) => [name, called])),
        entries:
          '${flatten([for input, shape in local.shape_names : [for name, value in local.given[input] : { input = input, name = name, at = "${input}[\\"${name}\\"]", shape = shape, value = value }] if can(keys(local.given[input]))])}',
        objects: "${[for entry in local.entries : entry if can(keys(entry.value))]}",
        nested_1: `\${${nested("local.objects")}}`,
        nested_2: `\${${nested("local.nested_1")}}`,
        overrides: `\${flatten([for object in local.nested_1 : [for index, value in object.value.${OVERRIDES} : { at = "\${object.at}.${OVERRIDES}[\${index}]", shape = "${OVERRIDES}", value = value }] if can(object.value.${OVERRIDES}[0])])}`,
        nested_3: `\${${nested("concat(local.nested_2, [for override in local.overrides : override if can(keys(override.value))])")}}`,
        nested_4: `\${${nested("local.nested_3")}}`,
        all_objects:
          "${concat(local.objects, local.nested_1, local.nested_2, local.nested_3, local.nested_4, [for override in local.overrides : override if can(keys(override.value))])}",
        wrong_maps: `\${[for name, value in local.given : "\${name} is not a map. Write \${name} = { NAME = { … } }." if !can(keys(value))]}`,
        wrong_entries:
          '${[for entry in concat(local.entries, local.overrides) : "${entry.at} is not an object. Write { ${join(", ", [for attribute in local.required[entry.shape] : "${attribute} = …"])} }." if !can(keys(entry.value))]}',
        wrong_attributes: `\${flatten([for object in local.all_objects : [for attribute in keys(object.value) : { at = "\${object.at}.\${attribute}", shape = object.shape, is_secret = ${looks("secret_name", "attribute")}, near = [for known in keys(local.shapes[object.shape]) : known if substr(known, 0, ${SAME}) == lower(substr(attribute, 0, ${SAME}))] } if !can(local.shapes[object.shape][attribute])]])}`,
        pasted_secrets:
          '${[for wrong in local.wrong_attributes : "${wrong.at} would hold the secret itself, which Terraform would keep in files of its own. Take it out, change it at its vendor if it is a real one, and name instead the secret in Secrets Manager that holds it: secret = \\"NAME\\", json_key = \\"KEY\\"." if wrong.is_secret]}',
        wrong_names: `\${[for wrong in local.wrong_attributes : "\${wrong.at} ${NO_ATTRIBUTE} the \${wrong.shape}.\${length(wrong.near) > 0 ? " Did you mean \${join(" or ", wrong.near)}?" : ""} There are \${join(", ", keys(local.shapes[wrong.shape]))}." if !wrong.is_secret]}`,
        missing: `\${flatten([for object in local.all_objects : [for attribute in local.required[object.shape] : "\${object.at}.\${attribute} is missing. Every \${object.shape} needs \${join(" and ", local.required[object.shape])}." if !${isGiven("object.value[attribute]")}]])}`,
        attributes: `\${flatten([for object in local.all_objects : [for attribute, value in object.value : { at = "\${object.at}.\${attribute}", kind = local.shapes[object.shape][attribute], value = value } if can(local.shapes[object.shape][attribute]) && ${isGiven("value")}]])}`,
        of_kind: "${{ for given in local.attributes : given.kind => given... }}",
        wrong_types: `\${concat(${KINDS.map(
          ([kind, wrong, words]) =>
            `[for given in lookup(local.of_kind, "${kind}", []) : "\${given.at} ${words.replaceAll('"', '\\"')}" if ${wrong}]`,
        ).join(", ")})}`,
        wrong_objects:
          '${[for given in local.attributes : "${given.at} is not an object. Write { ${join(", ", [for attribute in coalescelist(local.required[given.kind], keys(local.shapes[given.kind])) : "${attribute} = …"])} }." if can(local.shapes[given.kind]) && !can(keys(given.value))]}',
        shape_mistakes:
          "${concat(local.wrong_maps, local.wrong_entries, local.pasted_secrets, local.wrong_names, local.missing, local.wrong_types, local.wrong_objects)}",
        is_shaped: "${length(local.shape_mistakes) == 0}",
      },
    },
  ];
}

/** The value of an attribute with its default, as Terraform's own types would give it; `object` is an expression. */
export function givenOf(object: string, { name, type, optional = false, default: value }: Field): string {
  const given = optional ? `lookup(${object}, "${name}", null)` : `${object}.${name}`;
  if (type === "string")
    return value === undefined ? `tostring(${given})` : `coalesce(tostring(${given}), ${JSON.stringify(value)})`;
  if (type === "bool") return `tobool(${given}) ${value === true ? "!= false" : "== true"}`;
  if (type === "number")
    return value === undefined ? `tonumber(${given})` : `coalesce(tonumber(${given}), ${JSON.stringify(value)})`;
  if (isObject(type)) return `one([for ${name} in ${given}[*] : ${objectOf(name, type.object)}])`;
  if (fieldsOf(type).length > 0) return `[for ${name} in ${given}[*] : ${objectOf(name, fieldsOf(type))}]`;
  const isNone = Array.isArray(value) && value.length > 0;
  if ("map" in type) {
    const texts = (of: string): string => `tomap({ for name, one in ${of} : name => tostring(one) })`;
    return value === undefined ? `${given} == null ? null : ${texts(given)}` : texts(`merge(${given}, {})`);
  }
  const collect = "set" in type ? "toset" : "tolist";
  const texts = `${collect}([for one in ${given}[*] : tostring(one)])`;
  if (isNone) return `${given} == null ? ${collect}(${JSON.stringify(value)}) : ${texts}`;
  return value === undefined && optional ? `${given} == null ? null : ${texts}` : texts;
}

export const objectOf = (object: string, fields: readonly Field[]): string =>
  `{ ${fields.map((field) => `${field.name} = ${givenOf(object, field)}`).join(", ")} }`;
