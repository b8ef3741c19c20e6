import { JSON_KEY_LENGTH, PROVIDER_NAME, PROVIDER_NAME_CONSOLE_LENGTH, TAGS } from "../../access/limits";
import { jsonKeyGuards, secretArnGuards } from "../../terraform/guards";
import type { Field, Validation, Variable } from "../definition";
import { words } from "../words";
import { every, lengthWithin, matches, offenders } from "./expressions";
import { fromGuard } from "./guard";
import { apiKeyIn, SECRET_ARN } from "./samples";
import { settled } from "../../terraform/settled";

/** What every credential provider takes, with the constructs' rules. */
export const nameVariable: Variable = {
  name: "name",
  description: `The name by which agents ask for the credential: 1 to 128 letters, digits, "-" and "_", unique in account and Region. Better without "_" and of at most ${PROVIDER_NAME_CONSOLE_LENGTH} characters, which is what the console and some ARN patterns of AWS take. Another name makes another provider.`,
  type: "string",
  nullable: false,
  validations: [
    {
      condition: matches(PROVIDER_NAME, "var.name"),
      message: words((stack) => void apiKeyIn(stack, { name: "my provider" }), ["my provider", "var.name"]),
      broken: { name: "my provider" },
    },
  ],
};

const tagKeyFits = `${lengthWithin("key", 1, TAGS.keyLength)} && ${matches(TAGS.pattern, "key")}`;
const tagValueFits = `length(value) <= ${TAGS.valueLength} && ${matches(TAGS.pattern, "value")}`;
const manyTags = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, ""]));

export const tagsVariable: Variable = {
  name: "tags",
  description: `Tags of the credential provider, at most ${TAGS.most}. By default it has the AWS provider's default tags only.`,
  type: { map: "string" },
  default: {},
  nullable: false,
  validations: [
    {
      condition: `length(var.tags) <= ${TAGS.most}`,
      message: words(
        (stack) => void apiKeyIn(stack, { tags: manyTags(TAGS.most + 1) }),
        [String(TAGS.most + 1), "length(var.tags)"],
      ),
      broken: { tags: manyTags(TAGS.most + 1) },
    },
    {
      condition: every("key", "keys(var.tags)", tagKeyFits),
      message: words(
        (stack) => void apiKeyIn(stack, { tags: { "team!": "" } }),
        ["team!", offenders("key", "keys(var.tags)", tagKeyFits)],
      ),
      broken: { tags: { "team!": "" } },
    },
    {
      condition: every("value", "values(var.tags)", tagValueFits),
      message: words(
        (stack) => void apiKeyIn(stack, { tags: { team: "a!" } }),
        [/(?<=")team(?=")/, offenders("key, value", "var.tags", tagValueFits, "key")],
      ),
      broken: { tags: { team: "a!" } },
    },
  ],
};

export const verifyJsonKeyVariable: Variable = {
  name: "verify_json_key",
  description:
    "Whether Terraform reads the secret while it plans and applies, and stops if the JSON key is not there. The value is never stored; the role that runs Terraform needs to read the secret. By default it is not read.",
  type: "bool",
  default: false,
  nullable: false,
};

const nullSafe = (validation: Validation): Validation => ({
  ...validation,
  condition: `var.secret == null ? true : ${validation.condition}`,
  message: validation.message.replace(/\$\{(var\.secret\.\w+)\}/g, '${try($1, "")}'),
});

export const REFERENCE_FIELDS: readonly Field[] = [
  { name: "secret_arn", type: "string", description: "The full ARN of the secret, with its 6-character suffix." },
  {
    name: "json_key",
    type: "string",
    description: `One top-level key of the secret's JSON object, 1 to ${JSON_KEY_LENGTH} characters; not a path.`,
  },
];

/** The secret reference. */
export function secretVariable(of: { readonly example: string; readonly isOptional?: boolean }): Variable {
  const reference = { secret_arn: SECRET_ARN, json_key: of.example };
  const [secretArn] = secretArnGuards(settled("${var.secret.secret_arn}"), settled("${local.region}"), "");
  const [jsonKey] = jsonKeyGuards(settled("${var.secret.json_key}"));
  if (!secretArn || !jsonKey) throw new Error("the constructs guard no secret reference");
  const validations = [
    fromGuard(secretArn, { secret: { ...reference, secret_arn: SECRET_ARN.slice(0, -7) } }),
    fromGuard(jsonKey, { secret: { ...reference, json_key: "oauth.client" } }),
  ];
  return {
    name: "secret",
    description: of.isOptional
      ? "The secret that holds the client secret. Required, except for a custom vendor whose client proves itself without one; by default there is none."
      : "The secret that holds the credential. AgentCore resolves it each time a credential is needed; the value itself never passes through Terraform.",
    type: { object: REFERENCE_FIELDS },
    ...(of.isOptional ? { default: null, nullable: true } : { nullable: false }),
    validations: of.isOptional ? validations.map(nullSafe) : validations,
  };
}
