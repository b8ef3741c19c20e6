import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import type { Field, ModuleDefinition, Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { every } from "../rules/expressions";
import { snakeCase } from "../words";
import { oauth2CredentialProvider } from "./oauth2-credential-provider";
import { paymentCredentialProvider } from "./payment-credential-provider";

/** Names a variable of a module as an attribute of an object of the root module. */
function fieldOf({ variables }: ModuleDefinition, name: string): Field {
  const variable = variables.find((one) => one.name === name);
  if (!variable) throw new Error(`no variable ${name}`);
  const { description, type, default: value } = variable;
  const optional = value !== undefined;
  return { name, type, description, ...(optional && { optional, ...(value !== null && { default: value }) }) };
}

export const VENDOR_INPUTS = [
  "vendor",
  "client_id",
  "tenant_id",
  "issuer",
  "authorization_endpoint",
  "token_endpoint",
  "custom",
];

const USE_FIELDS: readonly Field[] = [
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

const commonFields = (isSecretOptional: boolean): readonly Field[] => [
  {
    name: "secret",
    type: "string",
    description: isSecretOptional
      ? "The name of its secret in secrets; none for a custom vendor whose client proves itself without one."
      : "The name of its secret in secrets.",
    ...(isSecretOptional && { optional: true }),
  },
  {
    name: "json_key",
    type: "string",
    description: "One top-level key of the secret's JSON object; not a path.",
    ...(isSecretOptional && { optional: true }),
  },
  ...USE_FIELDS,
];

/** The names of the secrets of one provider, as a list. */
const NAMED_SECRET = "provider.secret[*]";

const known = (variable: string, bad: Body, missing: Body, named = NAMED_SECRET): readonly Validation[] => [
  {
    condition: every("provider", `values(var.${variable})`, `length(setsubtract(${named}, keys(var.secrets))) == 0`),
    message: `${variable} reference secrets that secrets does not hold: \${join(", ", flatten([for provider in values(var.${variable}) : tolist(setsubtract(${named}, keys(var.secrets)))]))}. Add them, or correct the names.`,
    broken: { [variable]: { one: { ...bad, ...missing } } },
  },
  {
    condition: every(
      "provider",
      `values(var.${variable})`,
      "length(setsubtract(provider.readers, keys(var.readers))) == 0",
    ),
    message: `${variable} name readers that readers does not hold: \${join(", ", flatten([for provider in values(var.${variable}) : tolist(setsubtract(provider.readers, keys(var.readers)))]))}. Add them, or correct the names.`,
    broken: { [variable]: { one: { ...bad, readers: ["missing"] } } },
  },
];

export const OAUTH2 = { vendor: "GoogleOauth2", client_id: "client", secret: "google", json_key: "client_secret" };
export const API_KEY = { secret: "google", json_key: "api_key" };

export function oauth2ProvidersVariable(): Variable {
  const module = oauth2CredentialProvider();
  return {
    name: "oauth2_providers",
    description: "OAuth2 credential providers, by name. By default there are none.",
    type: { map: { object: [...VENDOR_INPUTS.map((name) => fieldOf(module, name)), ...commonFields(true)] } },
    default: {},
    nullable: false,
    validations: [
      ...known("oauth2_providers", OAUTH2, { secret: "missing" }),
      {
        condition: every(
          "provider",
          "values(var.oauth2_providers)",
          "(provider.secret == null) == (provider.json_key == null)",
        ),
        message: "oauth2_providers name secret without json_key, or json_key without secret. Give both or neither.",
        broken: { oauth2_providers: { one: { ...OAUTH2, json_key: null } } },
      },
    ],
  };
}

export function apiKeyProvidersVariable(): Variable {
  return {
    name: "api_key_providers",
    description: "API key credential providers, by name. By default there are none.",
    type: { map: { object: commonFields(false) } },
    default: {},
    nullable: false,
    validations: known("api_key_providers", API_KEY, { secret: "missing" }),
  };
}

const PAYMENT_ROWS = Object.values(PAYMENT_VENDORS);
export const PAYMENT_IDS = PAYMENT_ROWS.flatMap(({ fields }) => fields.map(snakeCase));
export const PAYMENT_SECRETS = PAYMENT_ROWS.flatMap(({ secrets }) => secrets.map(snakeCase));

/** The references of whichever vendor it is, as a list. */
export const paymentReferences = (provider: string): string =>
  `[for reference in [${PAYMENT_SECRETS.map((name) => `${provider}.${name}`).join(", ")}] : reference if reference != null]`;

const PAYMENT = {
  vendor: PAYMENT_VENDORS.coinbaseCdp.vendor,
  api_key_id: "checkout",
  api_key_secret: { secret: "google", json_key: "api_key" },
  wallet_secret: { secret: "google", json_key: "wallet" },
};

/** The vendor's own inputs, whose secrets go by their names in secrets. */
function paymentFields(): readonly Field[] {
  const module = paymentCredentialProvider();
  const [secret, jsonKey] = commonFields(false) as readonly [Field, Field];
  return ["vendor", ...PAYMENT_IDS, ...PAYMENT_SECRETS].map((name) => {
    const field = fieldOf(module, name);
    return PAYMENT_SECRETS.includes(name) ? { ...field, type: { object: [secret, jsonKey] } } : field;
  });
}

export function paymentProvidersVariable(): Variable {
  return {
    name: "payment_providers",
    description:
      "Payment credential providers, by name, which a program makes: no AWS provider has them. By default there are none.",
    type: { map: { object: [...paymentFields(), ...USE_FIELDS] } },
    default: {},
    nullable: false,
    validations: known(
      "payment_providers",
      PAYMENT,
      { wallet_secret: { secret: "missing", json_key: "wallet" } },
      `${paymentReferences("provider")}[*].secret`,
    ),
  };
}
