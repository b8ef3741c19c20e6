import { KmsAccess, SecretPolicyMode } from "../../../access/modes";
import type { Body } from "../../hcl/json";
import { PAYMENT_ROWS } from "../fields";
import { keyFrom } from "../looked-up";
import { readersBySecret } from "./derived";
import { MAPS } from "./shapes";

const SECRETS = PAYMENT_ROWS.flatMap(({ secrets }) => secrets);

/** The maps that have more entries in several Regions than they have for the rules, which look at what was given. */
const KINDS: Readonly<Record<string, string>> = {
  oauth2: "oauth2_providers",
  apikey: "api_key_providers",
  payment: "payment_providers",
};

/** What a module has where the rules have the entry of an input alone. */
export const inAllRegions = (name: string): string =>
  name in MAPS && !["readers", "agent_secrets"].includes(name) ? `local.all_${name}` : (ALL[name] ?? `local.${name}`);

const ALL: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "custom",
    "oauth2_vendors",
    "client_authentication_methods",
    "providers",
    "partitions",
    "secret_readers",
    "key_access",
  ].map((name) => [name, `local.all_${name}`]),
);

const there = (secret: string): string => `"\${${secret}}/\${copy.region}"`;

/** Entries of a kind and their copies; `more` is what a copy has of its own. */
function ofKind(kind: string, map: string, more: string): string {
  const own = `{ for name, provider in local.${map} : name => merge(provider, { name = name }) }`;
  const copies = `{ for copy in values(local.provider_copies) : "\${copy.name}/\${copy.region}" => merge(local.${map}[copy.name], { name = copy.name, ${more.replaceAll("provider.", `local.${map}[copy.name].`)} }) if copy.kind == "${kind}" }`;
  return `merge(${own}, ${copies})`;
}

/** What there is by the name of an OAuth2 provider. */
const byName = (map: string): string =>
  `\${merge(local.${map}, { for copy in values(local.provider_copies) : "\${copy.name}/\${copy.region}" => local.${map}[copy.name] if copy.kind == "oauth2" && contains(keys(local.${map}), copy.name) })}`;

/** Whose policy and key are both written elsewhere is perhaps not to be looked at from here. */
const isCompared = (name: string): string =>
  `local.secrets[${name}].policy_mode != "${SecretPolicyMode.NONE}" || local.key_access[${name}] != "${KmsAccess.NONE}"`;

const readersIn = (region: string): string =>
  `[for name in provider.readers : name if try(contains(local.readers[name].regions, ${region}), true)]`;

/** Where each entry is, which the rules look at, too. */
export const placesFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        secret_regions: "The Region of each secret.",
        provider_regions: "A credential provider is where its secret is.",
        secret_copies: "The replicas of the secrets: their names and suffixes, in other Regions.",
        provider_copies: "Credential providers that are made in other Regions, too.",
      },
      secret_regions: "${{ for name, secret in local.secrets : name => coalesce(secret.region, var.aws_region) }}",
      provider_regions:
        "${{ for key, names in local.provider_secret_names : key => concat([for name in names : local.secret_regions[name] if can(local.has_secret[name])], [var.aws_region])[0] }}",
      secret_copies: `\${merge([for name, secret in local.secrets : { for region, key in secret.replicas : "\${name}/\${region}" => { of = name, region = region, kms_key_arn = ${keyFrom("secret", "key", '"${name}/${region}"')}, secret_arn = join(":", [for index, part in split(":", secret.secret_arn) : index == 3 ? region : part]) } }]...)}`,
      provider_copies: `\${merge([for key, provider in local.providers : { for region in provider.regions : "\${key}/\${region}" => { of = key, kind = provider.kind, name = provider.name, region = region } if region != local.provider_regions[key] }]...)}`,
    },
  },
  {
    locals: {
      "//": {
        all_secrets: "All that the module works with: what was given, and its copies in other Regions.",
        policy_readers: "A secret and its replicas have one policy, which is the secret's.",
      },
      all_secrets: `\${tomap(merge({ for name, secret in local.secrets : name => merge(secret, { region = local.secret_regions[name], is_replica = false, is_compared = ${isCompared("name")} }) }, { for key, copy in local.secret_copies : key => merge(local.secrets[copy.of], { secret_arn = copy.secret_arn, kms_key_arn = copy.kms_key_arn, region = copy.region, policy_mode = "${SecretPolicyMode.NONE}", is_replica = true, is_compared = ${isCompared("copy.of")} }) }))}`,
      all_key_access: `\${merge(local.key_access, { for key, copy in local.secret_copies : key => (local.secrets[copy.of].look_up_kms_key ? true : copy.kms_key_arn != null) ? coalesce(local.secrets[copy.of].key_access, "${KmsAccess.GRANT}") : "${KmsAccess.NONE}" })}`,
      all_oauth2_providers: `\${tomap(${ofKind("oauth2", "oauth2_providers", `secret = provider.secret == null ? null : ${there("provider.secret")}`)})}`,
      all_api_key_providers: `\${tomap(${ofKind("apikey", "api_key_providers", `secret = ${there("provider.secret")}`)})}`,
      all_payment_providers: `\${${ofKind("payment", "payment_providers", SECRETS.map((name) => `${name} = one([for wanted in provider.${name}[*] : merge(wanted, { secret = ${there("wanted.secret")} })])`).join(", "))}}`,
      ...Object.fromEntries(
        ["custom", "oauth2_vendors", "client_authentication_methods"].map((name) => [`all_${name}`, byName(name)]),
      ),
      all_providers: `\${merge({ for key, provider in local.providers : key => merge(provider, { region = local.provider_regions[key], readers = ${readersIn("local.provider_regions[key]")} }) }, { for key, copy in local.provider_copies : key => merge(local.providers[copy.of], { region = copy.region, readers = ${readersIn("copy.region").replace("provider.", "local.providers[copy.of].")}, references = [for reference in local.providers[copy.of].references : merge(reference, { secret = ${there("reference.secret")} })] }) })}`,
      all_partitions:
        "${merge(local.partitions, { for key, copy in local.provider_copies : key => local.partitions[copy.of] })}",
      ...readersBySecret("all_reader_names", "all_secret_readers", "all_providers", "keys(local.all_secrets)"),
      policy_readers:
        '${merge({ for key in keys(local.secret_copies) : key => {} }, { for name, secret in local.secrets : name => merge(concat([local.all_secret_readers[name]], [for region in keys(secret.replicas) : local.all_secret_readers["${name}/${region}"]])...) })}',
    },
  },
];

/** The kinds of credential provider, and the maps that hold them. */
export const PROVIDER_MAPS = KINDS;
