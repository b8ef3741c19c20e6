import type { ProviderKind } from "../../access/vault";
import type { Field, Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { oauth2CredentialProvider } from "../modules/oauth2-credential-provider";
import { referencesOf, SECRETS } from "../modules/payment-parts";
import { everyEntry } from "../rules/entries";
import { adoptVariable } from "../rules/bridge";
import { paymentVariables, paymentVendorVariable } from "../rules/payment";
import { nameVariable, REFERENCE_FIELDS } from "../rules/provider";
import { vendorVariable } from "../rules/vendor";
import { ruleInScope } from "../scope";
import { brokenApiKey, brokenOAuth2, brokenPayment, OAUTH2 } from "./samples";
import { MAPS } from "./scopes";

/** Names a variable of a module as an attribute of an object of the root module. */
function fieldOf({ name, description, type, default: value }: Variable): Field {
  const optional = value !== undefined;
  return { name, type, description, ...(optional && { optional, ...(value !== null && { default: value }) }) };
}

const JSON_KEY = (REFERENCE_FIELDS[1] as Field).description;

/** Where a secret value is, by the name of its secret. */
const REFERENCE: readonly Field[] = [
  { name: "secret", type: "string", description: "The name of its secret in secrets." },
  { name: "json_key", type: "string", description: JSON_KEY },
];

const COMMON: readonly Field[] = [
  {
    name: "readers",
    type: { set: "string" },
    optional: true,
    default: [],
    description: "Names of the roles in readers that may use the provider; by default none.",
  },
  {
    name: "verify_json_key",
    type: "bool",
    optional: true,
    default: false,
    description: "Whether Terraform reads the secret while it plans, and stops if the JSON key is not there.",
  },
  {
    name: "tags",
    type: { map: "string" },
    optional: true,
    default: {},
    description: "Tags beside those of all providers.",
  },
];

/** A rule of one variable of a submodule as a rule of the map. */
function ofMap(
  kind: ProviderKind,
  { validations = [] }: Variable,
  broken: (broken: Body) => Body,
): readonly Validation[] {
  const scope = { var: "provider", "var.name": "name", "local.vendors": "local.vendors" };
  return validations.map((rule) => ({
    ...everyEntry("name, provider", `var.${MAPS[kind]}`, ruleInScope(rule, scope)),
    broken: broken(rule.broken ?? {}),
  }));
}

/** That secrets and readers which providers name are there: said before anything looks them up. */
const known = (kind: ProviderKind, secrets: string, broken: (broken: Body) => Body): readonly Validation[] => {
  const variable = MAPS[kind];
  const unknownSecrets = `setsubtract(${secrets}, keys(var.secrets))`;
  const readers = `flatten([for provider in values(var.${variable}) : tolist(provider.readers)])`;
  const unknownReaders = `setsubtract(${readers}, keys(var.readers))`;
  const missing = { secret: "missing", json_key: "client_secret" };
  return [
    {
      condition: `length(${unknownSecrets}) == 0`,
      message: `${variable} reference secrets that secrets does not hold: \${join(", ", ${unknownSecrets})}. Add them, or correct the names.`,
      broken: kind === "payment" ? broken({ wallet_secret: missing }) : withEntry(broken({}), missing),
    },
    {
      condition: `length(${unknownReaders}) == 0`,
      message: `${variable} name readers that readers does not hold: \${join(", ", ${unknownReaders})}. Add them, or correct the names.`,
      broken: broken({ readers: ["missing"] }),
    },
  ];
};

const withEntry = (inputs: Body, change: Body): Body =>
  Object.fromEntries(
    Object.entries(inputs).map(([variable, entries]) => [
      variable,
      Object.fromEntries(
        Object.entries(entries as Body).map(([name, entry]) => [name, { ...(entry as Body), ...change }]),
      ),
    ]),
  );

const references = (kind: ProviderKind): string =>
  kind === "payment"
    ? `flatten([for provider in values(var.payment_providers) : ${referencesOf("reference.secret")}])`
    : `[for provider in values(var.${MAPS[kind]}) : provider.secret if provider.secret != null]`;

function variable(
  kind: ProviderKind,
  called: string,
  fields: readonly Field[],
  broken: (broken: Body) => Body,
  rules: readonly Validation[] = [],
): Variable {
  return {
    name: MAPS[kind],
    description: `${called} credential providers, by name. By default there are none.`,
    type: { map: { object: [...fields, ...COMMON] } },
    default: {},
    nullable: false,
    validations: [...ofMap(kind, nameVariable, broken), ...known(kind, references(kind), broken), ...rules],
  };
}

const NOT_SECRETS = new Set(["name", "secret", "verify_json_key", "tags"]);

const oauth2 = (): Variable =>
  variable(
    "oauth2",
    "OAuth2",
    [
      ...oauth2CredentialProvider()
        .variables.filter(({ name }) => !NOT_SECRETS.has(name))
        .map(fieldOf),
      {
        name: "secret",
        type: "string",
        optional: true,
        description:
          "The name of its secret in secrets; none for a custom vendor whose client proves itself without one.",
      },
      { name: "json_key", type: "string", optional: true, description: JSON_KEY },
    ],
    brokenOAuth2,
    [
      ...ofMap("oauth2", vendorVariable, brokenOAuth2),
      {
        condition: `alltrue([for provider in values(var.oauth2_providers) : (provider.secret == null) == (provider.json_key == null)])`,
        message: "oauth2_providers name secret without json_key, or json_key without secret. Give both or neither.",
        broken: { oauth2_providers: { one: { ...OAUTH2, json_key: null } } },
      },
    ],
  );

const payment = (): Variable =>
  variable(
    "payment",
    "Payment",
    [paymentVendorVariable, ...paymentVariables(), adoptVariable]
      .map(fieldOf)
      .map((field) => (SECRETS.includes(field.name) ? { ...field, type: { object: REFERENCE } } : field)),
    brokenPayment,
    ofMap("payment", paymentVendorVariable, brokenPayment),
  );

export const providerVariables = (): readonly Variable[] => [
  oauth2(),
  variable("apikey", "API key", REFERENCE, brokenApiKey),
  payment(),
];
