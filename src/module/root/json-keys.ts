import type { Body } from "../hcl/json";
import { KEYS_OF_VERSION, VERSION, VERSIONS } from "../rules/resource";

/** Each secret is read once, however many providers look for a JSON key in it. */
export const jsonKeysFile = (): readonly Body[] => [
  {
    locals: {
      "//": { json_keys: "The names of the keys in each secret that is read; the values go nowhere." },
      verified_secrets:
        "${toset(flatten([for provider in values(local.providers) : provider.references[*].secret if provider.verify_json_key]))}",
      json_keys: `\${{ for name, version in ${VERSIONS} : name => ${KEYS_OF_VERSION} }}`,
    },
  },
  {
    ephemeral: {
      [VERSION]: {
        this: {
          "//": "Terraform reads these secrets while it plans and applies, and keeps their values in no plan and no state.",
          for_each: "${local.verified_secrets}",
          secret_id: "${var.secrets[each.key].secret_arn}",
        },
      },
    },
  },
];
