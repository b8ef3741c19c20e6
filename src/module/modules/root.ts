import { INLINE_POLICY_CHARACTERS } from "../../access/limits";
import { KmsAccess, SecretPolicyMode } from "../../access/modes";
import { Reader } from "../../access/reader";
import type { Field, ModuleDefinition, Validation, Variable } from "../definition";
import { fieldsOf } from "../definition";
import type { Body } from "../hcl/json";
import { every, oneOf } from "../rules/expressions";
import { areRoles } from "../rules/roles";
import { apiKeyIn, grantedIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../rules/samples";
import { words } from "../words";
import { oauth2CredentialProvider } from "./oauth2-credential-provider";
import { readerPolicy } from "./reader-policy";
import { crossAccount, googleMaps } from "./root-examples";
import { POLICY_MODES, policyModeVariable } from "./secret-policy";

/** Names a variable of a module as an attribute of an object of the root module. */
function fieldOf({ variables }: ModuleDefinition, name: string): Field {
  const variable = variables.find((one) => one.name === name);
  if (!variable) throw new Error(`no variable ${name}`);
  const { description, type, default: value } = variable;
  const optional = value !== undefined;
  return { name, type, description, ...(optional && { optional, ...(value !== null && { default: value }) }) };
}

/** The ways that need no bridge. */
const KEY_ACCESS: readonly string[] = [KmsAccess.GRANT, KmsAccess.NONE];

const VENDOR_INPUTS = [
  "vendor",
  "client_id",
  "tenant_id",
  "issuer",
  "authorization_endpoint",
  "token_endpoint",
  "custom",
];

const SECRET_FIELDS: readonly Field[] = [
  { name: "secret_arn", type: "string", description: "The full ARN of the secret, with its 6-character suffix." },
  {
    name: "kms_key_arn",
    type: "string",
    optional: true,
    description: "The customer managed key that encrypts it; by default the AWS managed key aws/secretsmanager.",
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
    description: `How roles may decrypt. ${KmsAccess.GRANT}, the default if kms_key_arn is given: by a KMS grant for each role; say it if the key is made in the same apply. ${KmsAccess.NONE}: the key policy is written elsewhere.`,
  },
  {
    name: "service_principal",
    type: "bool",
    optional: true,
    default: true,
    description:
      "Whether the secret policy also lets AgentCore's service principal read on behalf of the roles' accounts.",
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

const known = (variable: string, bad: Body): readonly Validation[] => [
  {
    condition: every(
      "provider",
      `values(var.${variable})`,
      "provider.secret == null ? true : contains(keys(var.secrets), provider.secret)",
    ),
    message: `${variable} reference secrets that secrets does not hold: \${join(", ", [for provider in values(var.${variable}) : coalesce(provider.secret, "none") if provider.secret == null ? false : !contains(keys(var.secrets), provider.secret)])}. Add them, or correct the names.`,
    broken: { [variable]: { one: { ...bad, secret: "missing" } } },
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

const OAUTH2 = { vendor: "GoogleOauth2", client_id: "client", secret: "google", json_key: "client_secret" };
const API_KEY = { secret: "google", json_key: "api_key" };
const CROSS_ACCOUNT = SECRET_ARN.replace("111122223333", "444455556666");

function secretsVariable(): Variable {
  const exclusive = '[for secret in values(var.secrets) : secret.secret_arn if secret.policy_mode == "EXCLUSIVE"]';
  return {
    name: "secrets",
    description:
      "Secrets that the team owns, by a name of your choice. Nothing of them is created or changed but their policies, as the fields say.",
    type: { map: { object: SECRET_FIELDS } },
    nullable: false,
    validations: [
      {
        condition: every("secret", "values(var.secrets)", oneOf(POLICY_MODES, "secret.policy_mode")),
        message: `policy_mode of a secret is none of ${POLICY_MODES.join(", ")}. Name one of them.`,
        broken: { secrets: { google: { secret_arn: SECRET_ARN, policy_mode: "ALL" } } },
      },
      {
        condition: every("secret", "values(var.secrets)", oneOf(KEY_ACCESS, 'coalesce(secret.key_access, "NONE")')),
        message: `key_access of a secret is none of ${KEY_ACCESS.join(", ")}. Name one of them.`,
        broken: { secrets: { google: { secret_arn: SECRET_ARN, key_access: "ALL" } } },
      },
      {
        condition: `length(distinct(${exclusive})) == length(${exclusive})`,
        message:
          'secrets hold one secret twice with policy_mode = "EXCLUSIVE"; the two would overwrite each other. Name it once, or say policy_mode = "NONE" for the others.',
        broken: { secrets: { google: { secret_arn: SECRET_ARN }, again: { secret_arn: SECRET_ARN } } },
      },
    ],
  };
}

function readersVariable(): Variable {
  const fields = fieldsOf(readerPolicy().variables.find(({ name }) => name === "readers")?.type ?? "string");
  return {
    name: "readers",
    description: "Roles that obtain credentials at run time, by a name of your choice.",
    type: { map: { object: fields } },
    default: {},
    nullable: false,
    validations: [
      areRoles("values(var.readers)[*].role_arn", {
        readers: { "route-planner": { role_arn: "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } },
      }),
      {
        condition: "length(distinct(values(var.readers)[*].role_arn)) == length(var.readers)",
        message: "readers name one role twice. Name each role once.",
        broken: { readers: { "route-planner": { role_arn: ROLE_ARN }, again: { role_arn: ROLE_ARN } } },
      },
    ],
  };
}

function oauth2Variable(): Variable {
  const module = oauth2CredentialProvider();
  return {
    name: "oauth2_providers",
    description: "OAuth2 credential providers, by name. By default there are none.",
    type: { map: { object: [...VENDOR_INPUTS.map((name) => fieldOf(module, name)), ...commonFields(true)] } },
    default: {},
    nullable: false,
    validations: [
      ...known("oauth2_providers", OAUTH2),
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

/** Stands with an output: it needs all providers, whose validations refer to the secrets. */
const foreignSecrets = (): Validation => ({
  condition: "length(local.foreign_secrets) == 0",
  message: words(
    (stack) => {
      const secret = secretIn(stack, {
        secretArn: CROSS_ACCOUNT,
        kmsKeyArn: KEY_ARN.replace("111122223333", "444455556666"),
      });
      apiKeyIn(stack, {}, secret).grantUse(Reader.role(ROLE_ARN));
    },
    [CROSS_ACCOUNT, 'join(", ", local.foreign_secrets)'],
    [
      /(?<=is in account )444455556666/,
      'join(", ", [for name in local.foreign_secrets : split(":", var.secrets[name].secret_arn)[4]])',
    ],
    [
      /(?<=readers are in )111122223333/,
      'join(", ", flatten([for name in local.foreign_secrets : local.reader_accounts[name]]))',
    ],
  ).replace(
    /Give the external_secret .*?, or say (.*)\.$|Give the ExternalSecret .*?, or say (.*)\.$/,
    "Use modules/secret-policy and modules/kms-grant with the AWS provider of its account, and say $1$2 here.",
  ),
  broken: { readers: { "route-planner": { role_arn: ROLE_ARN.replace("111122223333", "444455556666") } } },
});

function inlineLimit(): Validation {
  const message = words(
    (stack) => {
      const workloadIdentities = Array.from({ length: 100 }, (_, index) => `identity-${"x".repeat(60)}-${index}`);
      grantedIn(stack, Reader.role(ROLE_ARN, { workloadIdentities }));
    },
    [ROLE_ARN, 'join(", ", keys(local.too_long))'],
    [/\b1(?= inline policies)/, 'join(", ", [for lengths in values(local.too_long) : length(lengths)])'],
    [/\d{5}(?= characters together)/, 'join(", ", [for lengths in values(local.too_long) : sum(lengths)])'],
  );
  const workload_identities = Array.from({ length: 50 }, (_, index) => `identity-${"x".repeat(60)}-${index}`);
  return {
    condition: "length(local.too_long) == 0",
    message,
    broken: { readers: { "route-planner": { role_arn: ROLE_ARN, workload_identities } } },
  };
}

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
const reference = "{ secret_arn = var.secrets[each.value.secret].secret_arn, json_key = each.value.json_key }";

export function rootModule(): ModuleDefinition {
  return {
    folder: "root",
    summary:
      "Credential providers of Amazon Bedrock AgentCore Identity that use secrets which the team already owns in Secrets Manager, readable by exactly the roles you name.",
    notes: [
      "Adding or removing one entry of a map touches only its own resources.",
      'Secrets of another account: say `policy_mode = "NONE"` and `key_access = "NONE"` here, and use [modules/secret-policy](modules/secret-policy) and [modules/kms-grant](modules/kms-grant) with the AWS provider of that account.',
    ],
    variables: [
      secretsVariable(),
      readersVariable(),
      {
        name: "deployers",
        description:
          "Roles that run Terraform, which AgentCore asks for the secrets, too: IAM role ARNs by a name of your choice. By default there are none.",
        type: { map: "string" },
        default: {},
        nullable: false,
        validations: [
          areRoles("values(var.deployers)", { deployers: { terraform: "arn:aws:iam::111122223333:root" } }),
        ],
      },
      oauth2Variable(),
      {
        name: "api_key_providers",
        description: "API key credential providers, by name. By default there are none.",
        type: { map: { object: commonFields(false) } },
        default: {},
        nullable: false,
        validations: known("api_key_providers", API_KEY),
      },
      {
        name: "tags",
        description: "Tags of all credential providers. By default they have the AWS provider's default tags only.",
        type: { map: "string" },
        default: {},
        nullable: false,
      },
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
      call(
        "reader-policy",
        "{ for key, provider in local.providers : key => provider if length(provider.readers) > 0 }",
        {
          credential_provider: { kind: each("kind"), name: each("name") },
          readers: "${{ for name in each.value.readers : name => var.readers[name] }}",
          secret:
            "${each.value.secret == null ? null : { secret_arn = var.secrets[each.value.secret].secret_arn, kms_key_arn = var.secrets[each.value.secret].kms_key_arn }}",
          signing_key_arn: each("signing_key_arn"),
        },
        "On the side of the role: one policy for each provider and reader.",
      ),
      call(
        "secret-policy",
        "{ for name, secret in var.secrets : name => secret if length(local.secret_readers[name]) + length(var.deployers) > 0 }",
        {
          secret_arn: each("secret_arn"),
          readers: "${local.secret_readers[each.key]}",
          deployers: "${var.deployers}",
          policy_mode: each("policy_mode"),
          service_principal: each("service_principal"),
        },
        "On the side of the secret: one policy for each secret, with all its readers.",
      ),
      call(
        "kms-grant",
        '{ for name, secret in var.secrets : name => secret if secret.key_access != null ? secret.key_access == "GRANT" : secret.kms_key_arn != null }',
        {
          secret_arn: each("secret_arn"),
          kms_key_arn: each("kms_key_arn"),
          grantees:
            '${merge(local.secret_readers[each.key], { for name, role_arn in var.deployers : "deployer/${name}" => role_arn })}',
        },
        "On the side of the key: one grant for each secret and role.",
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
    examples: [googleMaps, crossAccount],
  };
}

function locals(): Body {
  const common = "name = name, secret = provider.secret, readers = provider.readers";
  return {
    "//": {
      providers: "What the kinds of credential provider have in common.",
      foreign_secrets: "Secrets of another account whose policy or grants this AWS provider would have to write.",
      too_long: "All inline policies of a role share one quota.",
      secret_readers: "The roles that read each secret, however many providers they use it through.",
    },
    providers: `\${merge({ for name, provider in var.oauth2_providers : "oauth2/\${name}" => { kind = "oauth2", ${common}, signing_key_arn = try(provider.custom.private_key_jwt.kms_key_arn, null) } }, { for name, provider in var.api_key_providers : "apikey/\${name}" => { kind = "apikey", ${common}, signing_key_arn = null } })}`,
    reader_names:
      "${{ for provider in values(local.providers) : provider.secret => provider.readers... if provider.secret != null }}",
    secret_readers:
      "${{ for name in keys(var.secrets) : name => { for reader in setunion([], lookup(local.reader_names, name, [])...) : reader => var.readers[reader].role_arn } }}",
    reader_accounts:
      '${{ for name, readers in local.reader_names : name => distinct([for reader in setunion([], readers...) : try(split(":", var.readers[reader].role_arn)[4], "")]) }}',
    foreign_secrets:
      '${[for name, secret in var.secrets : name if length(setsubtract(lookup(local.reader_accounts, name, []), [split(":", secret.secret_arn)[4]])) > 0 && (secret.policy_mode == "EXCLUSIVE" || (secret.key_access != null ? secret.key_access == "GRANT" : secret.kms_key_arn != null))]}',
    attached_policies:
      "${flatten([for policy in module.reader_policy : [for name, document in policy.policy_documents : { role_arn = var.readers[name].role_arn, length = length(document) } if var.readers[name].attach_policy]])}",
    too_long: `\${{ for role_arn, lengths in { for policy in local.attached_policies : policy.role_arn => policy.length... } : role_arn => lengths if sum(lengths) > ${INLINE_POLICY_CHARACTERS} }}`,
  };
}
