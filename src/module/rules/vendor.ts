import { CLIENT_ID_LENGTH, TENANT_ID_LENGTH } from "../../access/limits";
import type { OAuth2VendorField, OAuth2VendorRow } from "../../access/oauth2-vendors";
import { OAUTH2_VENDORS } from "../../access/oauth2-vendors";
import type { OAuth2VendorFields } from "../../identity/oauth2-vendor";
import { OAuth2Vendor } from "../../identity/oauth2-vendor";
import type { Validation, Variable } from "../definition";
import type { Json } from "../hcl/json";
import type { Shown } from "../words";
import { snakeCase, words } from "../words";
import { ifGiven, lengthWithin, matches, orEmpty } from "./expressions";
import { customIn, KEY_ARN, oauth2In } from "./samples";

/** All vendors, in the API's own words. */
export const VENDORS: readonly OAuth2VendorRow[] = Object.values(OAUTH2_VENDORS);

/** An https URL, as the constructs have it: no spaces, and a host. */
export const HTTPS_URL = /^https:\/\/[^\s/]+/;

/** The vendors' table, as a local of the module. */
export function vendorTable(): Json {
  return Object.fromEntries(
    VENDORS.map(({ vendor, config, fields }) => [vendor, { config, fields: fields.map(snakeCase) }]),
  );
}

const of = (vendor: string, fields: Partial<OAuth2VendorFields>, ...shown: readonly Shown[]): string =>
  words((stack) => void oauth2In(stack, OAuth2Vendor.of(vendor, { clientId: "client", ...fields })), ...shown);

export const vendorVariable: Variable = {
  name: "vendor",
  description: `The identity provider, by the API's name for it: ${VENDORS.map(({ vendor }) => vendor).join(", ")}. Another vendor makes another provider.`,
  type: "string",
  nullable: false,
  validations: [
    {
      condition: "contains(keys(local.vendors), var.vendor)",
      message: of("GogleOauth2", {}, ["GogleOauth2", "var.vendor"]),
      broken: { vendor: "GogleOauth2" },
    },
  ],
};

function tenantFields(): string[] {
  // The module's condition is written for this: included vendors with fields need one, others need none.
  for (const { vendor, config, fields, needsField } of VENDORS) {
    if (needsField !== (config === "included" && fields.length > 0)) throw new Error(`${vendor} needs another rule`);
  }
  return OAUTH2_VENDORS.okta.fields.map(snakeCase);
}

export const clientIdVariable: Variable = {
  name: "client_id",
  description:
    "The client ID that the vendor issued. It is no secret: Terraform keeps it in its state. Required, except for a custom vendor whose client proves itself by an IAM token; by default there is none.",
  type: "string",
  default: null,
  nullable: true,
  validations: [
    {
      condition:
        'coalesce(var.client_id, "none") != "none" || try(local.client_authentication_method, null) == "AWS_IAM_ID_TOKEN_JWT"',
      message: words((stack) => void oauth2In(stack, OAuth2Vendor.google({ clientId: "" }))),
      broken: { client_id: null },
    },
    {
      condition: ifGiven("var.client_id", `length(var.client_id) <= ${CLIENT_ID_LENGTH}`),
      message: words(
        (stack) => void oauth2In(stack, OAuth2Vendor.google({ clientId: "c".repeat(257) })),
        [/\b257\b/, "try(length(var.client_id), 0)"],
      ),
      broken: { client_id: "c".repeat(CLIENT_ID_LENGTH + 1) },
    },
  ],
};

/** Stands with the last of the tenant's fields: validations of variables must not refer to each other in a circle. */
const oneTenantField = (): Validation => ({
  condition: `local.vendor.config != "included" || length(local.vendor.fields) == 0 || anytrue([${tenantFields()
    .map((name) => `var.${name} != null`)
    .join(", ")}])`,
  message: of("OktaOauth2", {}, ["OktaOauth2", "var.vendor"]),
  broken: { vendor: "OktaOauth2" },
});

/** A custom vendor has all its fields in `custom`. */
export const customRules: readonly Validation[] = [
  {
    condition: 'var.custom != null || var.vendor != "CustomOauth2"',
    message: of("CustomOauth2", {}, [/(?<=")CustomOauth2(?=")/, "var.vendor"]),
    broken: { vendor: "CustomOauth2" },
  },
  {
    condition: 'var.custom == null || var.vendor == "CustomOauth2"',
    message: "custom is given, but ${var.vendor} is a built-in vendor. Leave custom out, or say CustomOauth2.",
    broken: { custom: { discovery_url: "https://idp.example.com/.well-known/openid-configuration" } },
  },
];

const SAMPLE_URL = "https://tenant.example.com/oauth2";

/** Fields that only some vendors take. */
export const fieldVariables: readonly Variable[] = [
  field(
    "tenantId",
    "The Entra tenant of MicrosoftOauth2, by ID or domain. By default the service resolves the tenant.",
    [
      {
        condition: ifGiven("var.tenant_id", lengthWithin("var.tenant_id", 1, TENANT_ID_LENGTH)),
        message: of(
          "MicrosoftOauth2",
          { tenantId: "t".repeat(TENANT_ID_LENGTH + 1) },
          [/t{100,}…/, orEmpty("var.tenant_id")],
          [/\b257\b/, "try(length(var.tenant_id), 0)"],
        ),
        broken: { vendor: "MicrosoftOauth2", tenant_id: "t".repeat(TENANT_ID_LENGTH + 1) },
      },
    ],
  ),
  ...(["issuer", "authorizationEndpoint", "tokenEndpoint"] as const).map((name) =>
    field(
      name,
      `${DESCRIPTIONS()[name]} Vendors that each customer has at an address of its own take it, and need at least one of the three; by default it is not sent.`,
      [
        {
          condition: ifGiven(`var.${snakeCase(name)}`, matches(HTTPS_URL, `var.${snakeCase(name)}`)),
          message: of("OktaOauth2", { [name]: "ftp://idp" }, ["ftp://idp", orEmpty(`var.${snakeCase(name)}`)]),
          broken: { vendor: "OktaOauth2", [snakeCase(name)]: "ftp://idp" },
        },
        ...(name === "tokenEndpoint" ? [oneTenantField()] : []),
      ],
    ),
  ),
];

function DESCRIPTIONS(): Readonly<Record<"issuer" | "authorizationEndpoint" | "tokenEndpoint", string>> {
  return {
    issuer: "The issuer of the tenant's tokens, an https URL.",
    authorizationEndpoint: "The tenant's authorization endpoint, an https URL.",
    tokenEndpoint: "The tenant's token endpoint, an https URL.",
  };
}

function field(name: OAuth2VendorField, description: string, validations: readonly Validation[]): Variable {
  const snake = snakeCase(name);
  const takes = 'coalesce(join(", ", local.vendor.fields), "client_id alone")';
  const foreign: Validation = {
    condition: ifGiven(`var.${snake}`, `contains(local.vendor.fields, "${snake}")`),
    message: of(
      "GoogleOauth2",
      { [name]: SAMPLE_URL },
      [SAMPLE_URL, orEmpty(`var.${snake}`)],
      ["GoogleOauth2", "var.vendor"],
      ["client_id alone", takes],
    ),
    broken: { [snake]: SAMPLE_URL },
  };
  return {
    name: snake,
    description,
    type: "string",
    default: null,
    nullable: true,
    validations: [foreign, ...validations],
  };
}

export const secretRules: readonly Validation[] = [
  {
    condition: "var.secret != null || !local.needs_secret",
    message: words((stack) => void oauth2In(stack, OAuth2Vendor.google({ clientId: "client" }), false)),
    broken: { secret: null },
  },
  {
    condition: "var.secret == null || local.needs_secret",
    message: words((stack) => {
      customIn(stack, { privateKeyJwt: { kmsKeyArn: KEY_ARN } });
    }),
    broken: {
      vendor: "CustomOauth2",
      custom: {
        discovery_url: "https://idp.example.com/.well-known/openid-configuration",
        private_key_jwt: { kms_key_arn: KEY_ARN },
      },
    },
  },
];
