import { KmsAccess, PolicyKind, SecretPolicyMode } from "../../../access/modes";
import { WITHOUT_SECRET } from "../../../access/rules/oauth2";
import type { ProviderKind } from "../../../access/vault";
import type { Body } from "../../hcl/json";
import { JSON_KEY } from "../../../access/json-key";
import { KEY_ARN } from "../../../access/key-arn";
import { ROLE_ARN } from "../../../access/role-arn";
import type { Rule } from "../../../access/rule";
import { WORKLOAD_IDENTITIES } from "../../../access/rules/names";
import { SECRET_ARN } from "../../../access/secret-arn";
import { readerUses } from "../../modules/reader-document";
import { hclText, ifBroken } from "../../rules/expressions";
import { PAYMENT_ROWS, vendorTable } from "../fields";
import { hasKey } from "../looked-up";
import { holds } from "./rule";

/** Partition, Region and account of an ARN, or empty texts of what is none; `arn` is a template. */
const placeOf = (arn: string, more = ""): string =>
  `[for parts in [split(":", "${arn}:::::")] : { partition = parts[1], region = parts[3], account = parts[4]${more} }][0]`;

const entries = (kind: ProviderKind, map: string, references: string): string =>
  `{ for name, provider in local.${map} : "${kind}/\${name}" => { kind = "${kind}", name = name, references = ${references}, signing_key_arn = ${
    kind === "oauth2" ? "lookup(local.signing_keys, name, null)" : "null"
  }, token_audiences = ${
    kind === "oauth2" ? "lookup(local.token_audiences, name, [])" : "[]"
  }, readers = provider.readers, regions = provider.regions, verify_json_key = provider.verify_json_key, tags = merge(var.tags, provider.tags) } }`;

const SECRETS = PAYMENT_ROWS.flatMap(({ secrets }) => secrets);

const forAll = (value: string): string => `\${{ for key, provider in local.providers : key => ${value} }}`;

/** What follows from secrets and readers. */
const people = (): Body => ({
  locals: {
    "//": {
      secret_places: "Where all of them are, by their ARNs.",
      key_access: "How roles may decrypt: said, or by a grant if there is a key.",
      exclusive_arns: "What nobody may have twice.",
      reader_uses: "The kinds of credential provider that each kind of role uses.",
    },
    reader_uses: readerUses,
    secrets_names: "${keys(local.secrets)}",
    has_secret: "${{ for name in local.secrets_names : name => true }}",
    secrets_of_both:
      '${setintersection(keys(local.agent_secrets), [for entry in local.entries : entry.name if entry.input == "secrets"])}',
    readers_names: "${keys(local.readers)}",
    has_managed: `\${{ for name, reader in local.readers : name => true if reader.attach_policy && reader.policy_kind == "${PolicyKind.MANAGED}" }}`,
    has_reader: "${{ for name in local.readers_names : name => true }}",
    secret_places: `\${{ for name, secret in local.secrets : name => ${placeOf("${secret.secret_arn}", `, has_key = ${hasKey("secret")}`)} }}`,
    key_places: `\${{ for name, secret in local.secrets : name => ${placeOf('${join("", secret.kms_key_arn[*])}')} }}`,
    role_places: `\${{ for name, reader in local.readers : name => ${placeOf("${reader.role_arn}")} }}`,
    key_access: `\${{ for name, secret in local.secrets : name => secret.key_access != null ? secret.key_access : (${hasKey("secret")} ? "${KmsAccess.GRANT}" : "${KmsAccess.NONE}") }}`,
    exclusive_arns: `\${[for secret in values(local.secrets) : secret.secret_arn if secret.policy_mode == "${SecretPolicyMode.EXCLUSIVE}"]}`,
    secrets_named_twice: `\${flatten([for arns in [local.exclusive_arns] : [for name, secret in local.secrets : name if secret.policy_mode == "${SecretPolicyMode.EXCLUSIVE}" && length([for arn in arns : arn if arn == secret.secret_arn]) > 1] if length(toset(arns)) != length(arns)])}`,
    roles_named_twice:
      "${flatten([for arns in [local.role_arns] : [for name, reader in local.readers : name if length([for arn in arns : arn if arn == reader.role_arn]) > 1] if length(toset(arns)) != length(arns)])}",
    role_arns: "${values(local.readers)[*].role_arn}",
  },
});

/** What follows from the OAuth2 providers. */
const oauth2 = (): Body => ({
  locals: {
    "//": {
      vendors: "The block of the AWS provider for each vendor, and the fields it takes beside client_id.",
      vendors_by_beginning: "For whoever misspells one.",
      client_authentication_methods:
        "A key to sign with implies the method; otherwise the service has a default of its own.",
      needs_address: "Vendors that each customer has at an address of its own.",
    },
    vendors: vendorTable() as unknown as Body,
    oauth2_vendors:
      '${{ for name, provider in local.oauth2_providers : name => lookup(local.vendors, provider.vendor, { block = "none", fields = [] }) }}',
    vendors_by_beginning: "${{ for vendor in keys(local.vendors) : lower(substr(vendor, 0, 3)) => vendor... }}",
    custom_names: "${keys(local.custom)}",
    servers:
      "${{ for name, custom in local.custom : name => custom.authorization_server_metadata if custom.authorization_server_metadata != null }}",
    signing:
      "${{ for name, custom in local.custom : name => custom.private_key_jwt if custom.private_key_jwt != null }}",
    exchanges: "${{ for name, custom in local.custom : name => custom.on_behalf_of if custom.on_behalf_of != null }}",
    signing_keys: "${{ for name, jwt in local.signing : name => jwt.kms_key_arn }}",
    token_audiences:
      "${{ for name, custom in local.custom : name => sort(custom.token_audiences) if custom.token_audiences != null }}",
    custom_methods:
      '${{ for name, custom in local.custom : name => concat(custom.client_authentication_method[*], [for jwt in custom.private_key_jwt[*] : "PRIVATE_KEY_JWT"], [null])[0] }}',
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
      `concat([for name in local.provider_secret_names[key] : local.secret_places[name] if ${isPlaced("secret_places")}], [for arn in provider.signing_key_arn[*] : ${placeOf("${arn}", ", has_key = true")}])`,
    ),
    reader_places: forAll(`[for name in provider.readers : local.role_places[name] if ${isPlaced("role_places")}]`),
    partitions: forAll(
      'concat(local.provider_places[key][*].partition, local.reader_places[key][*].partition, ["aws"])[0]',
    ),
  },
});

/** Whether a secret or reader is there and an ARN at all; others are told as that, and as nothing else. */
const isPlaced = (places: string): string => `try(local.${places}[name].account, "") != ""`;

/** Who reads each of some secrets; what is no reader is told elsewhere. */
export const readersBySecret = (names: string, readers: string, providers: string, secrets: string): Body => ({
  [names]: `\${merge({ for name in ${secrets} : name => [] }, { for use in flatten([for provider in values(local.${providers}) : [for reference in provider.references : { secret = reference.secret, readers = provider.readers }]]) : use.secret => use.readers... })}`,
  [readers]: `\${{ for name in ${secrets} : name => { for reader in setunion([], local.${names}[name]...) : reader => local.readers[reader].role_arn if can(local.has_reader[reader]) } }}`,
});

/** Who reads each secret. */
const readersOfSecrets = (): Body => ({
  locals: {
    "//": {
      secret_readers: "The roles that read each secret, however many providers they use it through.",
      foreign_secrets: "Secrets of another account whose policy or grants this AWS provider would have to write.",
    },
    ...readersBySecret("reader_names", "secret_readers", "providers", "local.secrets_names"),
    foreign_secrets: `\${[for name, secret in local.secrets : name if (secret.policy_mode == "${SecretPolicyMode.EXCLUSIVE}" || local.key_access[name] == "${KmsAccess.GRANT}") && length(distinct(compact(concat([local.secret_places[name].account], [for reader in keys(local.secret_readers[name]) : local.role_places[reader].account])))) > 1]}`,
  },
});

/** A text that is known to break its rule: an unknown one must not hide the others. */
const wrong = (rule: Rule, all: string): string =>
  `flatten([for one in ${all} : ${ifBroken(`one == null ? true : ${holds(rule, "one")}`, "one")}])`;

/** Patterns cost time, so that each text is looked at once. */
const wrongTexts = (): Body => ({
  locals: {
    "//": { wrong: "Texts that do not look right. Patterns take their time, so that each text is looked at once." },
    wrong: {
      secret_arn: `\${${wrong(SECRET_ARN, "values(local.secrets)[*].secret_arn")}}`,
      kms_key_arn: `\${${wrong(KEY_ARN, "values(local.secrets)[*].kms_key_arn")}}`,
      role_arn: `\${${wrong(ROLE_ARN, "concat(local.role_arns, values(var.deployers))")}}`,
      json_key: `\${${wrong(JSON_KEY, "toset(flatten(values(local.providers)[*].references[*].json_key))")}}`,
      workload_identity: `\${${wrong(WORKLOAD_IDENTITIES, "setunion([], values(local.readers)[*].workload_identities...)")}}`,
    },
  },
});

export const derivedFile = (): readonly Body[] => [people(), oauth2(), providers(), readersOfSecrets(), wrongTexts()];
