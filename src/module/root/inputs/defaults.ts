import type { Body } from "../../hcl/json";
import { KmsAccess } from "../../../access/modes";
import { hclOf } from "../../policy";
import { AGENT_SECRET } from "../agent-secrets";
import type { Field } from "../../definition";
import { API_KEY, OAUTH2, PAYMENT, READER, SECRET } from "../fields";
import { CUSTOM_TYPE } from "../custom-fields";
import { fieldsOf } from "../../definition";
import { keyFrom, lookedUpKeys } from "../looked-up";
import { MADE_KEY, MADE_SECRET } from "../made-arns";
import { objectOf } from "./shapes";

/** One map with the defaults of its objects; nothing while names and types are wrong. */
const all = (input: string, fields: readonly Field[], more = ""): string =>
  `{ for entry in local.entries : entry.name => ${objectOf("entry.value", fields)} if entry.input == "${input}" && local.is_shaped${more} }`;

/**
 * Secrets that the module makes, as others: of ARN and key only length and place are known before. The rules look at no
 * more, and policies are put together with them; what is made takes their place. See `../made-arns.ts`.
 */
const madeArn = (service: string, resource: string): string =>
  `join(":", ["arn", var.aws_partition, "${service}", coalesce(secret.region, var.aws_region), var.aws_account, ${resource}])`;
const MADE = `{ for name, secret in local.agent_secrets : name => ${hclOf({
  secret_arn: `\${${madeArn("secretsmanager", MADE_SECRET)}}`,
  kms_key_arn: `\${secret.kms_key_arn == null ? ${madeArn("kms", MADE_KEY)} : secret.kms_key_arn}`,
  look_up_kms_key: false,
  region: "${secret.region}",
  replicas: "${secret.replicas}",
  policy_mode: "${secret.policy_mode}",
  key_access: KmsAccess.GRANT,
  service_principal: "${secret.service_principal}",
})} }`;

/** The inputs with their defaults. */
export const defaultsFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        secrets: "The inputs with their defaults; nothing while a name or a type is wrong.",
        looked_up_keys: "The keys that the plan has found: of what may not be taken none, which a rule says.",
        custom: "Identity providers that are no built-in vendor, by the provider's name.",
      },
      looked_up_keys: lookedUpKeys(),
      secrets: `\${tomap(merge({ for name, secret in ${all("secrets", SECRET)} : name => merge(secret, { kms_key_arn = ${keyFrom("secret", "secret.kms_key_arn", "name")} }) }, ${MADE}))}`,
      agent_secrets: `\${tomap(${all("agent_secrets", AGENT_SECRET)})}`,
      readers: `\${tomap(${all("readers", READER)})}`,
      oauth2_providers: `\${tomap(${all(
        "oauth2_providers",
        OAUTH2.filter(({ name }) => name !== "custom"),
      )})}`,
      custom: `\${{ for entry in local.entries : entry.name => one([for custom in entry.value.custom[*] : ${objectOf("custom", fieldsOf(CUSTOM_TYPE))}]) if entry.input == "oauth2_providers" && local.is_shaped && can(keys(entry.value.custom)) }}`,
      api_key_providers: `\${tomap(${all("api_key_providers", API_KEY)})}`,
      payment_providers: `\${${all("payment_providers", PAYMENT)}}`,
    },
  },
];
