import type { ModuleDefinition } from "../definition";
import type { Body } from "../hcl/json";
import { BRIDGE_NOTES, bridgeVariables } from "../rules/bridge";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { crossAccount, googleMaps, payments } from "./root-examples";
import { foreignSecrets, inlineLimit } from "./root-guards";
import { locals } from "./root-locals";
import {
  API_KEY,
  apiKeyProvidersVariable,
  OAUTH2,
  oauth2ProvidersVariable,
  PAYMENT_IDS,
  PAYMENT_SECRETS,
  paymentProvidersVariable,
  VENDOR_INPUTS,
} from "./root-providers";
import { deployersVariable, ownerOfRootVariable, readersVariable, secretsVariable } from "./root-variables";

const call = (module: string, forEach: string, inputs: Body, comment?: string): Body => ({
  module: {
    [module.replaceAll("-", "_")]: {
      ...(comment !== undefined && { "//": comment }),
      source: `../${module}`,
      for_each: `\${${forEach}}`,
      ...inputs,
    },
  },
});

const each = (name: string): string => `\${each.value.${name}}`;
const providerInputs: Body = {
  verify_json_key: each("verify_json_key"),
  tags: "${merge(var.tags, each.value.tags)}",
};
const bridge: Body = Object.fromEntries(bridgeVariables().map(({ name }) => [name, `\${var.${name}}`]));
const encrypted = (name: string): string =>
  `{ secret_arn = var.secrets[${name}].secret_arn, kms_key_arn = var.secrets[${name}].kms_key_arn }`;
const paymentReference = (name: string): string =>
  `\${each.value.${name} == null ? null : { secret_arn = var.secrets[each.value.${name}.secret].secret_arn, json_key = each.value.${name}.json_key }}`;
/** Its own for each secret: several may have one key. */
const OWNER = '${var.policy_owner == null ? null : "${var.policy_owner}/${each.key}"}';
const reference = "{ secret_arn = var.secrets[each.value.secret].secret_arn, json_key = each.value.json_key }";

export function rootModule(): ModuleDefinition {
  return {
    folder: "root",
    summary:
      "Credential providers of Amazon Bedrock AgentCore Identity that use secrets which the team already owns in Secrets Manager, readable by exactly the roles you name.",
    notes: [
      "Adding or removing one entry of a map touches only its own resources.",
      'Payment credential providers, `policy_mode = "ADDITIVE"` and `key_access = "KEY_POLICY"` are made by a program. Then:',
      ...BRIDGE_NOTES,
      'Secrets of another account: say `policy_mode = "NONE"` and `key_access = "NONE"` here, and use [modules/secret-policy](modules/secret-policy) and [modules/kms-grant](modules/kms-grant) with the AWS provider of that account.',
    ],
    variables: [
      secretsVariable(),
      readersVariable(),
      deployersVariable(),
      oauth2ProvidersVariable(),
      apiKeyProvidersVariable(),
      paymentProvidersVariable(),
      ownerOfRootVariable(),
      {
        name: "tags",
        description: "Tags of all credential providers. By default they have the AWS provider's default tags only.",
        type: { map: "string" },
        default: {},
        nullable: false,
      },
      ...bridgeVariables(),
    ],
    outputs: [
      {
        name: "oauth2_providers",
        description: "ARN and callback URL of each OAuth2 credential provider, by name.",
        value:
          "{ for name, provider in module.oauth2_credential_provider : name => { arn = provider.credential_provider_arn, callback_url = provider.callback_url } }",
      },
      {
        name: "api_key_providers",
        description: "ARN of each API key credential provider, by name.",
        value:
          "{ for name, provider in module.api_key_credential_provider : name => { arn = provider.credential_provider_arn } }",
      },
      {
        name: "payment_providers",
        description: "ARN of each payment credential provider, by name.",
        value:
          "{ for name, provider in module.payment_credential_provider : name => { arn = provider.credential_provider_arn } }",
      },
      {
        name: "reader_policy_documents",
        description:
          "The identity policy of each reader as JSON text, by kind and name of the provider and by the reader's name.",
        value: "{ for name, policy in module.reader_policy : name => policy.policy_documents }",
        preconditions: [inlineLimit()],
      },
      {
        name: "secret_policy_documents",
        description: "The resource policy of each secret as JSON text, written or not, by the secret's name.",
        value: "{ for name, policy in module.secret_policy : name => policy.policy_document }",
        preconditions: [foreignSecrets()],
      },
    ],
    main: [
      { locals: locals() },
      call("oauth2-credential-provider", "var.oauth2_providers", {
        name: "${each.key}",
        ...Object.fromEntries(VENDOR_INPUTS.map((name) => [name, each(name)])),
        secret: `\${each.value.secret == null ? null : ${reference}}`,
        ...providerInputs,
      }),
      call("api-key-credential-provider", "var.api_key_providers", {
        name: "${each.key}",
        secret: `\${${reference}}`,
        ...providerInputs,
      }),
      call("payment-credential-provider", "var.payment_providers", {
        name: "${each.key}",
        vendor: each("vendor"),
        ...Object.fromEntries(PAYMENT_IDS.map((name) => [name, each(name)])),
        ...Object.fromEntries(PAYMENT_SECRETS.map((name) => [name, paymentReference(name)])),
        ...providerInputs,
        ...bridge,
      }),
      call(
        "reader-policy",
        "{ for key, provider in local.providers : key => provider if length(provider.readers) > 0 }",
        {
          credential_provider: { kind: each("kind"), name: each("name") },
          readers: "${{ for name in each.value.readers : name => var.readers[name] }}",
          secret: `\${length(each.value.secrets) == 0 ? null : ${encrypted("each.value.secrets[0]")}}`,
          additional_secrets: `\${[for index, name in each.value.secrets : ${encrypted("name")} if index > 0]}`,
          signing_key_arn: each("signing_key_arn"),
        },
        "On the side of the role: one policy for each provider and reader.",
      ),
      call(
        "secret-policy",
        "{ for name, secret in var.secrets : name => secret if length(local.secret_roles[name]) > 0 }",
        {
          secret_arn: each("secret_arn"),
          readers: "${local.secret_readers[each.key]}",
          deployers: "${var.deployers}",
          policy_mode: each("policy_mode"),
          policy_owner: OWNER,
          service_principal: each("service_principal"),
          ...bridge,
        },
        "On the side of the secret: one policy for each secret, with all its readers.",
      ),
      call(
        "kms-grant",
        '{ for name, secret in var.secrets : name => secret if local.key_access[name] == "GRANT" }',
        {
          secret_arn: each("secret_arn"),
          kms_key_arn: each("kms_key_arn"),
          grantees: "${local.secret_roles[each.key]}",
        },
        "On the side of the key: one grant for each secret and role.",
      ),
      call(
        "key-policy-statement",
        '{ for name, secret in var.secrets : name => secret if local.key_access[name] == "KEY_POLICY" && length(local.secret_roles[name]) > 0 }',
        {
          secret_arn: each("secret_arn"),
          kms_key_arn: each("kms_key_arn"),
          roles: "${local.secret_roles[each.key]}",
          policy_owner: OWNER,
          ...bridge,
        },
        "Or one statement in the key policy for each secret.",
      ),
    ],
    minimal: {
      secrets: { google: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN } },
      readers: { "route-planner": { role_arn: ROLE_ARN } },
      oauth2_providers: {
        "google-maps": { ...OAUTH2, client_id: "1234567890.apps.googleusercontent.com", readers: ["route-planner"] },
      },
      api_key_providers: { weather: { ...API_KEY, readers: ["route-planner"] } },
    },
    asserts: {
      "One policy for each provider and reader":
        'join(",", sort(keys(output.reader_policy_documents))) == "apikey/weather,oauth2/google-maps"',
      "One policy for the secret": 'join(",", keys(output.secret_policy_documents)) == "google"',
    },
    examples: [googleMaps, crossAccount, payments],
  };
}
