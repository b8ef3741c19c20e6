import { MANAGED_POLICIES_OF_ROLE } from "../../access/limits";
import { KmsAccess, PolicyKind, SecretPolicyMode } from "../../access/modes";
import { OAUTH2_VENDORS } from "../../access/oauth2-vendors";
import { PAYMENT_VENDORS } from "../../access/payment-vendors";
import { OAUTH2_VENDOR } from "../../access/rules/oauth2";
import { PAYMENT_VENDOR } from "../../access/rules/payment";
import type { Field } from "../definition";
import { policyModeVariable, SERVICE_PRINCIPAL_EVIDENCE } from "../modules/secret-policy";
import { adoptVariable } from "../rules/bridge";
import { READER_FIELDS } from "../rules/readers";
import { SECRET_FIELDS } from "../rules/reader-secrets";
import { snakeCase } from "../texts";
import { CUSTOM_TYPE } from "./custom-fields";

/** What the objects in the root module's maps hold. */

export const SECRET: readonly Field[] = [
  ...SECRET_FIELDS,
  {
    name: "look_up_kms_key",
    type: "bool",
    optional: true,
    default: false,
    description:
      "Whether Terraform takes the key from the secret while it plans, instead of kms_key_arn, and from each replica that is given none: for a secret with a customer managed key. Terraform must know it while it plans.",
  },
  {
    name: "region",
    type: "string",
    optional: true,
    description:
      "The Region of the secret, and so of the credential providers that reference it; by default the AWS provider's.",
  },
  {
    name: "replicas",
    type: { map: "string" },
    optional: true,
    default: {},
    description:
      "The Regions of its replicas, each with the ARN of the customer managed key there, or null for the AWS managed key, and with look_up_kms_key for the one that it has. Whoever has the secret makes them. Their readers stand in the one policy of the secret.",
  },
  {
    name: "policy_mode",
    type: "string",
    optional: true,
    default: SecretPolicyMode.EXCLUSIVE,
    description: policyModeVariable().description,
  },
  {
    name: "key_access",
    type: "string",
    optional: true,
    description: `How roles may decrypt. ${KmsAccess.GRANT}, the default if there is a customer managed key: by a KMS grant for each role; say it if the key is made in the same apply. ${KmsAccess.KEY_POLICY}: a program adds a statement to the key's policy; those of others stay as they are, byte for byte. ${KmsAccess.NONE}: the key policy is written elsewhere.`,
  },
  {
    name: "service_principal",
    type: "bool",
    optional: true,
    default: false,
    description: `Whether the secret policy also lets AgentCore's service principal read on behalf of the roles' accounts. ${SERVICE_PRINCIPAL_EVIDENCE}`,
  },
];

export const READER: readonly Field[] = [
  ...READER_FIELDS,
  {
    name: "regions",
    type: { set: "string" },
    optional: true,
    description: "Regions in which the role obtains credentials; by default all in which its providers are.",
  },
  {
    name: "max_managed_policies",
    type: "number",
    optional: true,
    default: MANAGED_POLICIES_OF_ROLE,
    description: `How many managed policies the role may get, with policy_kind = "${PolicyKind.MANAGED}". Those that it has from elsewhere count towards the same quota of its account. How many there are Terraform must know while it plans, and so the ARNs of secrets and keys: make those of the same apply by agent_secrets, or make them first.`,
  },
];

const JSON_KEY: Field = {
  name: "json_key",
  type: "string",
  description: "One top-level key of the secret's JSON object, 1 to 128 characters; not a path.",
};

/** Where a secret value is, by the name of its secret. */
export const REFERENCE: readonly Field[] = [
  { name: "secret", type: "string", description: "The name of its secret in secrets." },
  JSON_KEY,
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
    name: "regions",
    type: { set: "string" },
    optional: true,
    default: [],
    description:
      "Other Regions in which the provider is made, too, with the replica of its secret there; by default none.",
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

const text = (name: string, description: string): Field => ({ name, type: "string", optional: true, description });
const OWN_ADDRESS =
  "Vendors that each customer has at an address of its own take it, and need at least one of the three; by default it is not sent.";

/** The fields that only some vendors take, with what they are. */
export const VENDOR_FIELDS: Readonly<Record<string, string>> = {
  tenant_id: "The Entra tenant of MicrosoftOauth2, by ID or domain. By default the service resolves the tenant.",
  issuer: `The issuer of the tenant's tokens, an https URL. ${OWN_ADDRESS}`,
  authorization_endpoint: `The tenant's authorization endpoint, an https URL. ${OWN_ADDRESS}`,
  token_endpoint: `The tenant's token endpoint, an https URL. ${OWN_ADDRESS}`,
};

export const OAUTH2: readonly Field[] = [
  {
    name: "vendor",
    type: "string",
    description: `The identity provider, by the API's name for it: ${(OAUTH2_VENDOR.values ?? []).join(", ")}. Another vendor makes another provider.`,
  },
  text(
    "client_id",
    "The client ID that the vendor issued. It is no secret: Terraform keeps it in its state. Required, except for a custom vendor whose client proves itself by an IAM token.",
  ),
  ...Object.entries(VENDOR_FIELDS).map(([name, description]) => text(name, description)),
  {
    name: "custom",
    type: CUSTOM_TYPE,
    optional: true,
    description: "An identity provider that is no built-in vendor, for CustomOauth2. By default there is none.",
  },
  text("secret", "The name of its secret in secrets; none for a custom vendor whose client proves itself without one."),
  { ...JSON_KEY, optional: true },
  ...COMMON,
];

export const API_KEY: readonly Field[] = [...REFERENCE, ...COMMON];

const PAYMENT_FIELDS: Readonly<Record<string, string>> = {
  api_key_id: 'the ID of the API key, 1 to 512 letters, digits, "-" and "_". It is no secret.',
  api_key_secret: "where the API key's secret is.",
  wallet_secret: "where the wallet secret is; it may be another JSON key of the same secret.",
  app_id: "the ID of the app, 1 to 512 characters. It is no secret.",
  authorization_id: "the ID of the authorization key, 1 to 512 characters. It is no secret.",
  app_secret: "where the app's secret is.",
  authorization_private_key:
    "where the authorization key's private key is; it may be another JSON key of the same secret.",
};

/** What each payment vendor takes, all of it, in Terraform's names. */
export const PAYMENT_ROWS = Object.values(PAYMENT_VENDORS).map(({ vendor, fields, secrets }) => ({
  vendor: vendor as string,
  ids: fields.map(snakeCase),
  secrets: secrets.map(snakeCase),
}));

export const PAYMENT: readonly Field[] = [
  {
    name: "vendor",
    type: "string",
    description: `The payment provider, by the API's name for it: ${(PAYMENT_VENDOR.values ?? []).join(" or ")}. The API changes no provider's vendor: another one needs another name.`,
  },
  ...PAYMENT_ROWS.flatMap(({ vendor, ids, secrets }) => [
    ...ids.map((name) => text(name, `For ${vendor}: ${String(PAYMENT_FIELDS[name])}`)),
    ...secrets.map((name): Field => ({
      name,
      type: { object: REFERENCE },
      optional: true,
      description: `For ${vendor}: ${String(PAYMENT_FIELDS[name])}`,
    })),
  ]),
  {
    name: "adopt",
    type: "bool",
    optional: true,
    default: false,
    description: adoptVariable.description,
  },
  ...COMMON,
];

/** The OAuth2 vendors as a local of the module: the AWS provider's block, and the fields beside client_id. */
export const vendorTable = (): Readonly<
  Record<string, { readonly block: string; readonly fields: readonly string[] }>
> =>
  Object.fromEntries(
    Object.values(OAUTH2_VENDORS).map(({ vendor, config, fields }) => [
      vendor,
      { block: config, fields: fields.map(snakeCase) },
    ]),
  );
