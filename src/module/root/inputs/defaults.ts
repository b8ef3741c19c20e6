import type { Body } from "../../hcl/json";
import type { Field } from "../../definition";
import { API_KEY, OAUTH2, PAYMENT, READER, SECRET } from "../fields";
import { CUSTOM_TYPE } from "../custom-fields";
import { fieldsOf } from "../../definition";
import { objectOf } from "./shapes";

/** One map with the defaults of its objects; nothing while names and types are wrong. */
const all = (input: string, fields: readonly Field[], more = ""): string =>
  `{ for entry in local.entries : entry.name => ${objectOf("entry.value", fields)} if entry.input == "${input}" && local.is_shaped${more} }`;

/** The inputs with their defaults. */
export const defaultsFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        secrets: "The inputs with their defaults; nothing while a name or a type is wrong.",
        custom: "Identity providers that are no built-in vendor, by the provider's name.",
      },
      secrets: `\${tomap(${all("secrets", SECRET)})}`,
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
