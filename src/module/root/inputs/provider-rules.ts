import { JSON_KEY } from "../../../access/json-key";
import { PolicyKind } from "../../../access/modes";
import { PROVIDER_NAME, REGION } from "../../../access/rules/names";
import { TAG_COUNT, TAG_KEY, TAG_VALUE } from "../../../access/rules/tags";
import { notKnown } from "../../rules/expressions";
import type { InputRule } from "./rule";
import { count, looked, text, texts } from "./rule";

/** Names that a map does not hold, with those that it does. */
const known = (at: string, names: string, map: "secrets" | "readers", has: string): InputRule => ({
  at,
  value: `join(", ", distinct([for one in ${names} : one if !can(local.${has}[one])]))`,
  ok: `alltrue([for one in ${names} : can(local.${has}[one])])`,
  words: `is not in ${map}, which \${length(local.${map}_names) == 0 ? "is empty" : "has: \${join(", ", local.${map}_names)}"}. Add it there, or correct the name.`,
});

/** Whether the role of a kind uses such credential providers; what is no reader or no kind is said elsewhere. */
const USES = 'contains(lookup(local.reader_uses, try(local.readers[one].kind, ""), [provider.kind]), provider.kind)';

/** Every JSON key: a wrong one may be the secret itself, which the rule keeps to itself. */
export const jsonKey = (at: string, value: string, given?: string): InputRule =>
  looked("json_key", JSON_KEY, at, value, given);

/** Whether all secrets of a provider are in a Region. */
const HAS_REPLICAS =
  "alltrue([for name in local.provider_secret_names[key] : contains(concat([local.secret_regions[name]], keys(local.secrets[name].replicas)), region) if can(local.has_secret[name])])";

/** Readers with managed policies, whose number follows from the lengths of all ARNs in them. */
const MANAGED = "[for one in provider.readers : one if can(local.has_managed[one])]";
const ARNS =
  "concat(provider.signing_key_arn[*], flatten([for name in local.provider_secret_names[key] : [local.secrets[name].secret_arn, local.secrets[name].kms_key_arn] if can(local.has_secret[name])]))";

/** Of a credential provider of any kind: what it has to do with its secrets and readers. */
export const providerRules = (): readonly InputRule[] => [
  {
    ...text(PROVIDER_NAME, "", "provider.name"),
    value: undefined,
    words: `has a name that ${PROVIDER_NAME.words}. ${PROVIDER_NAME.fix}`,
  },
  known(".secret", "local.provider_secret_names[key]", "secrets", "has_secret"),
  known(".readers", "provider.readers", "readers", "has_reader"),
  {
    at: ".readers",
    value: `join(", ", [for one in provider.readers : one if !${USES}])`,
    ok: `alltrue([for one in provider.readers : ${USES}])`,
    words:
      "is the role of a kind that does not use credential providers of this kind, ${provider.kind}. Say by its kind whose role it is.",
  },
  {
    at: ".readers",
    value: `join(", ", ${MANAGED})`,
    ok: `length(${MANAGED}) == 0 || length([for arn in ${ARNS} : arn if ${notKnown("arn")}]) == 0`,
    words: `get managed policies, and how many, Terraform must know while it plans; but only the apply tells the ARN of a secret or key here. Say policy_kind = "${PolicyKind.INLINE}", have the module make the secret as one of agent_secrets, or make secret and key first: terraform apply -target=ADDRESS.`,
  },
  count(TAG_COUNT, ".tags", "provider.tags"),
  texts(TAG_KEY, ".tags", "keys(provider.tags)"),
  texts(TAG_VALUE, ".tags", "values(provider.tags)"),
  {
    at: ": region",
    value: 'join(", ", distinct(local.provider_places[key][*].region))',
    ok: "alltrue([for place in local.provider_places[key] : place.region == local.provider_regions[key]])",
    words:
      "of the secret or key is not the credential provider's, ${local.provider_regions[key]}, and AgentCore Identity reads nothing of another Region. Say region of the secret that it references, which is the AWS provider's by default, and reference what is of one Region.",
  },
  texts(REGION, ".regions", "provider.regions"),
  {
    at: ".regions",
    value: `join(", ", [for region in provider.regions : region if !${HAS_REPLICAS}])`,
    ok: `alltrue([for region in provider.regions : ${HAS_REPLICAS}])`,
    words:
      "are Regions in which a secret of the credential provider has no replica. Name them in replicas of the secret, each with its key: replicas = { REGION = KMS_KEY_ARN }.",
  },
  {
    at: ".regions",
    ok: `length(provider.regions) == 0 || (provider.signing_key_arn == null && alltrue([for custom in [for given in [lookup(local.custom, provider.name, null)] : given if provider.kind == "oauth2" && given != null] : custom.private_endpoint == null && length(custom.private_endpoint_overrides) == 0]))`,
    words:
      "are given, but its signing key or private endpoint is of one Region. Make the others with another instance of the module, whose AWS provider works there.",
  },
  {
    at: ".readers",
    value: 'join(", ", distinct(local.reader_places[key][*].account))',
    ok: "length(distinct(local.reader_places[key][*].account)) <= 1",
    words:
      "are in different accounts, and only roles of the credential provider's own account can use it. Make a credential provider in each account.",
  },
  {
    at: ".readers",
    ok: "alltrue([for place in local.reader_places[key] : place.partition == local.partitions[key]])",
    words:
      "name a role of another partition than the credential provider's, ${local.partitions[key]}. Reference a secret in the partition of the roles.",
  },
  {
    at: ".readers",
    value: 'join(", ", distinct(local.reader_places[key][*].account))',
    ok: "alltrue([for place in local.provider_places[key] : place.has_key || alltrue([for reader in local.reader_places[key] : reader.account == place.account])])",
    words:
      "are in another account than the secret, and the AWS managed key aws/secretsmanager works in its own account only. Encrypt the secret with a customer managed key and give its kms_key_arn.",
  },
];
