import { HIDDEN_JSON_KEY, SHOWN_JSON_KEY } from "../../access/json-key";
import type { ProviderKind } from "../../access/vault";
import type { Body } from "../hcl/json";
import { keyOf } from "./scopes";

const VERSION = "aws_secretsmanager_secret_version";

/** Each secret is read once, however many providers look for a JSON key in it. */
export const jsonKeysFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        wanted_json_keys: "The keys to look for, of the providers that want it.",
        json_key_pattern: "What looks like the name of a key; something else may be the secret itself.",
        json_keys: "The names of the keys in each secret that is read; the values go nowhere.",
        found_json_keys: "What a message says of them.",
      },
      wanted_json_keys:
        "${{ for key, provider in local.providers : key => [for wanted in provider.references : { secret = wanted.secret, json_key = wanted.json_key, secret_arn = local.secrets[wanted.secret].secret_arn }] if provider.verify_json_key }}",
      json_key_pattern: SHOWN_JSON_KEY,
      json_keys: `\${{ for name, version in ephemeral.${VERSION}.this : name => try(keys(jsondecode(version.secret_string)), []) }}`,
      found_json_keys: `\${{ for name, found in local.json_keys : name => length(found) == 0 ? "its value is no JSON object" : "it has: \${join(", ", distinct([for key in found : can(regex(local.json_key_pattern, key)) ? key : "${HIDDEN_JSON_KEY}"]))}" }}`,
    },
  },
  {
    ephemeral: {
      [VERSION]: {
        this: {
          "//": "Terraform reads these secrets while it plans and applies, and keeps their values in no plan and no state.",
          for_each: "${toset(flatten(values(local.wanted_json_keys)[*][*].secret))}",
          secret_id: "${local.secrets[each.key].secret_arn}",
          region: "${local.secrets[each.key].region}",
        },
      },
    },
  },
];

/** That a provider's JSON keys are there, if it wants that. */
export function keyPrecondition(kind: ProviderKind): Body {
  const wanted = `lookup(local.wanted_json_keys, ${keyOf(kind, "each.key")}, [])`;
  const lacks = "Secret ${wanted.secret_arn} has no JSON key '${wanted.json_key}'";
  return {
    "//": {
      condition:
        "Terraform hides messages that come from an ephemeral value, but the names of the keys are no secret: so they are quoted by a function that fails.",
    },
    condition: `\${alltrue([for wanted in ${wanted} : contains(local.json_keys[wanted.secret], wanted.json_key) ? true : parseint(nonsensitive("${lacks}; \${local.found_json_keys[wanted.secret]}."), 10) == 0])}`,
    error_message: `\${join("\\n", [for wanted in ${wanted} : "Secret \${wanted.secret_arn} must have the JSON key '\${wanted.json_key}'."])}`,
  };
}
