import { KmsAccess, SecretPolicyMode } from "../../../access/modes";
import { WITHOUT_SECRET } from "../../../access/rules/oauth2";
import type { ProviderKind } from "../../../access/vault";
import type { Body } from "../../hcl/json";
import { hclText } from "../../rules/expressions";
import { PAYMENT_ROWS, vendorTable } from "../fields";

/** Partition, Region and account of an ARN, or empty texts of what is none; `arn` is a template. */
const placeOf = (arn: string, more = ""): string =>
  `[for parts in [split(":", "${arn}:::::")] : { partition = parts[1], region = parts[3], account = parts[4]${more} }][0]`;

const entries = (kind: ProviderKind, map: string, references: string): string =>
  `{ for name, provider in local.${map} : "${kind}/\${name}" => { kind = "${kind}", name = name, references = ${references}, signing_key_arn = ${
    kind === "oauth2" ? "lookup(local.signing_keys, name, null)" : "null"
  }, readers = provider.readers, verify_json_key = provider.verify_json_key, tags = merge(var.tags, provider.tags) } }`;

const SECRETS = PAYMENT_ROWS.flatMap(({ secrets }) => secrets);

const forAll = (value: string): string => `\${{ for key, provider in local.providers : key => ${value} }}`;

/** What follows from secrets and readers. */
const people = (): Body => ({
  locals: {
    "//": {
      secret_places: "Where all of them are, by their ARNs.",
      key_access: "How roles may decrypt: said, or by a grant if there is a key.",
      exclusive_arns: "What nobody may have twice.",
    },
    secrets_names: "${keys(local.secrets)}",
    readers_names: "${keys(local.readers)}",
    secret_places: `\${{ for name, secret in local.secrets : name => ${placeOf("${secret.secret_arn}", ", has_key = secret.kms_key_arn != null")} }}`,
    key_places: `\${{ for name, secret in local.secrets : name => ${placeOf('${join("", secret.kms_key_arn[*])}')} }}`,
    role_places: `\${{ for name, reader in local.readers : name => ${placeOf("${reader.role_arn}")} }}`,
    key_access: `\${{ for name, secret in local.secrets : name => secret.key_access != null ? secret.key_access : secret.kms_key_arn != null ? "${KmsAccess.GRANT}" : "${KmsAccess.NONE}" }}`,
    exclusive_arns: `\${[for secret in values(local.secrets) : secret.secret_arn if secret.policy_mode == "${SecretPolicyMode.EXCLUSIVE}"]}`,
    role_arns: "${values(local.readers)[*].role_arn}",
  },
});

/** What follows from the OAuth2 providers. */
const oauth2 = (): Body => ({
  locals: {
    "//": {
      vendors: "The block of the AWS provider for each vendor, and the fields it takes beside client_id.",
      client_authentication_methods:
        "A key to sign with implies the method; otherwise the service has a default of its own.",
      needs_address: "Vendors that each customer has at an address of its own.",
    },
    vendors: vendorTable() as unknown as Body,
    oauth2_vendors:
      '${{ for name, provider in local.oauth2_providers : name => lookup(local.vendors, provider.vendor, { block = "none", fields = [] }) }}',
    custom_names: "${keys(local.custom)}",
    signing_keys:
      "${{ for name, custom in local.custom : name => custom.private_key_jwt.kms_key_arn if custom.private_key_jwt != null }}",
    custom_methods:
      '${{ for name, custom in local.custom : name => custom.client_authentication_method == null && custom.private_key_jwt != null ? "PRIVATE_KEY_JWT" : custom.client_authentication_method }}',
    client_authentication_methods:
      "${{ for name in keys(local.oauth2_providers) : name => lookup(local.custom_methods, name, null) }}",
    needs_secret: `\${{ for name, method in local.client_authentication_methods : name => !contains([${WITHOUT_SECRET.map(hclText).join(", ")}], coalesce(method, "CLIENT_SECRET_BASIC")) }}`,
    needs_address:
      '${{ for name, vendor in local.oauth2_vendors : name => vendor.block == "included" && length(vendor.fields) > 0 }}',
  },
});

/** What the kinds of providers have in common. */
const providers = (): Body => ({
  locals: {
    "//": {
      providers: "All credential providers by kind and name: what the kinds have in common.",
      provider_places: "Where its secrets and its signing key are, as far as they are there.",
      reader_places: "Where its readers are.",
      partitions: "The partition of all that has one.",
    },
    providers: `\${merge(${[
      entries(
        "oauth2",
        "oauth2_providers",
        "[for secret in provider.secret[*] : { secret = secret, json_key = provider.json_key }]",
      ),
      entries("apikey", "api_key_providers", "[{ secret = provider.secret, json_key = provider.json_key }]"),
      entries(
        "payment",
        "payment_providers",
        `[for reference in [${SECRETS.map((name) => `provider.${name}`).join(", ")}] : reference if reference != null]`,
      ),
    ].join(", ")})}`,
    provider_secret_names: forAll("distinct(provider.references[*].secret)"),
    provider_places: forAll(
      `concat([for name in local.provider_secret_names[key] : local.secret_places[name] if contains(local.secrets_names, name)], [for arn in provider.signing_key_arn[*] : ${placeOf("${arn}", ", has_key = true")}])`,
    ),
    reader_places: forAll(
      "[for name in provider.readers : local.role_places[name] if contains(local.readers_names, name)]",
    ),
    partitions: forAll(
      'concat(local.provider_places[key][*].partition, local.reader_places[key][*].partition, ["aws"])[0]',
    ),
  },
});

/** Who reads each secret. */
const readersOfSecrets = (): Body => ({
  locals: {
    "//": {
      secret_readers: "The roles that read each secret, however many providers they use it through.",
      foreign_secrets: "Secrets of another account whose policy or grants this AWS provider would have to write.",
    },
    reader_names:
      "${{ for use in flatten([for provider in values(local.providers) : [for reference in provider.references : { secret = reference.secret, readers = provider.readers }]]) : use.secret => use.readers... }}",
    secret_readers:
      "${{ for name in local.secrets_names : name => { for reader in setunion([], lookup(local.reader_names, name, [])...) : reader => local.readers[reader].role_arn if contains(local.readers_names, reader) } }}",
    foreign_secrets: `\${[for name, secret in local.secrets : name if (secret.policy_mode == "${SecretPolicyMode.EXCLUSIVE}" || local.key_access[name] == "${KmsAccess.GRANT}") && anytrue([for reader in keys(local.secret_readers[name]) : local.role_places[reader].account != local.secret_places[name].account])]}`,
  },
});

export const derivedFile = (): readonly Body[] => [people(), oauth2(), providers(), readersOfSecrets()];
