import { OWNER_NAME } from "../../../access/rules/names";
import { ROLE_ARN } from "../../../access/role-arn";
import { LONGEST_BRIDGE_SECONDS } from "../../../access/limits";
import type { Body } from "../../hcl/json";
import {
  customRules,
  endpointRules,
  jwtRules,
  latticeRules,
  metadataRules,
  onBehalfOfRules,
  overrideRules,
  vpcRules,
} from "./custom-rules";
import { defaultsFile } from "./defaults";
import { derivedFile } from "./derived";
import { apiKeyRules, oauth2Rules } from "./oauth2-rules";
import { paymentRules } from "./payment-rules";
import { providerRules } from "./provider-rules";
import { FOUND_LABEL, foundRules } from "../looked-up";
import { inAllRegions, placesFile, PROVIDER_MAPS } from "./regions";
import { allReadersRules, deployerRules, readerRules } from "./reader-rules";
import type { InputRule } from "./rule";
import { broken, text } from "./rule";
import { allAgentSecretsRules, allSecretsRules, secretRules } from "./secret-rules";
import { GIVEN, shapesFile } from "./shapes";

/** The rules of each entry. */
const each = (loop: string, entry: string, rules: readonly InputRule[]): string =>
  `[for ${loop} : ${one(entry, rules)}]`;

const one = (entry: string, rules: readonly InputRule[]): string =>
  `[${rules.map((rule) => broken(entry, rule)).join(", ")}]`;

const named = (input: string, key = "name"): string => `${input}["\${${key}}"]`;
const CUSTOM = `${named("oauth2_providers")}.custom`;

const ENDPOINTS =
  '${merge([for name, custom in local.custom : merge({ for endpoint in custom.private_endpoint[*] : "${local.custom_at[name]}.private_endpoint" => endpoint }, { for index, override in custom.private_endpoint_overrides : "${local.overrides_at[name]}[${index}].private_endpoint" => override.private_endpoint })]...)}';

const rules = (parts: readonly string[]): string => `\${flatten([${parts.join(", ")}])}`;

const scalarRules = (): readonly string[] => [
  one("owner", [text(OWNER_NAME, "", "var.owner")]),
  one("assume_role_arn", [text(ROLE_ARN, "", "var.assume_role_arn", { isOptional: true })]),
  one("timeout_seconds", [
    {
      at: "",
      value: "var.timeout_seconds",
      ok: `var.timeout_seconds == null ? true : var.timeout_seconds >= 1 && var.timeout_seconds <= ${LONGEST_BRIDGE_SECONDS}`,
      words: `is not 1 to ${LONGEST_BRIDGE_SECONDS}. Leave it out for 300.`,
    },
  ]),
];

const RULES: Readonly<Record<string, () => readonly string[]>> = {
  secret_rules: () => [
    one("secrets", allSecretsRules()),
    one("agent_secrets", allAgentSecretsRules()),
    each("name, secret in local.secrets", "${local.secret_labels[name]}", secretRules()),
    each("at, found in var.looked_up", FOUND_LABEL, foundRules()),
  ],
  role_rules: () => [
    one("readers", allReadersRules()),
    each("name, reader in local.readers", named("readers"), readerRules()),
    each("name, role_arn in var.deployers", named("deployers"), deployerRules()),
  ],
  provider_rules: () => [each("key, provider in local.providers", "${local.provider_names[key]}", providerRules())],
  oauth2_rules: () => [each("name, provider in local.oauth2_providers", named("oauth2_providers"), oauth2Rules())],
  api_key_rules: () => [each("name, provider in local.api_key_providers", named("api_key_providers"), apiKeyRules())],
  payment_rules: () => [each("name, provider in local.payment_providers", named("payment_providers"), paymentRules())],
  custom_rules: () => [
    each("name, custom in local.custom", CUSTOM, customRules()),
    each("name, metadata in local.servers", `${CUSTOM}.authorization_server_metadata`, metadataRules()),
    each("name, jwt in local.signing", `${CUSTOM}.private_key_jwt`, jwtRules()),
    each("name, exchange in local.exchanges", `${CUSTOM}.on_behalf_of`, onBehalfOfRules()),
  ],
  endpoint_rules: () => [
    `[for name, custom in local.custom : ${each("index, override in custom.private_endpoint_overrides", `${CUSTOM}.private_endpoint_overrides[\${index}]`, overrideRules())}]`,
  ],
  private_endpoint_rules: () => [each("at, endpoint in local.endpoints", "${at}", endpointRules())],
  vpc_rules: () => [
    each("at, vpc in local.vpcs", "${at}.managed_vpc", vpcRules()),
    each("at, lattice in local.lattices", "${at}.self_managed_lattice", latticeRules()),
  ],
  other_rules: scalarRules,
};

const locals = (...names: readonly string[]): Body => ({
  locals: Object.fromEntries(names.map((name) => [name, rules((RULES[name] as () => readonly string[])())])),
});

/** Where everything comes together: what is wrong is said at once, and nothing goes on before it is right. */
function outputsFile(): readonly Body[] {
  return [
    {
      locals: {
        "//": {
          broken_rules: "All that does not hold.",
          mistakes:
            "What is wrong, in words: that of one entry comes one after the other. A sensitive value is left out of them.",
        },
        broken_rules: `\${concat(${Object.keys(RULES)
          .map((name) => `local.${name}`)
          .join(", ")})}`,
        mistakes:
          '${concat(local.shape_mistakes, [for one in local.broken_rules : join("", concat([one.at], [for value in [for value in [one.value] : value if !issensitive(value)] : " \\"${value}\\"" if value != null && !can(length([regex("false", value == value)]))], [for words in [one.words] : " is refused for a reason that a sensitive value tells." if issensitive(words)], [for words in [one.words] : " ${words}" if !issensitive(words)]))])}',
      },
    },
    {
      output: {
        given: {
          description: "The inputs with their defaults, and what follows from them.",
          value: Object.fromEntries(GIVEN.map((name) => [name, `\${${inAllRegions(name)}}`])),
          precondition: {
            condition: "${length(local.mistakes) == 0}",
            error_message: '${join("\\n", local.mistakes)}',
          },
        },
      },
    },
  ];
}

/** The files of the module in the root module that takes its inputs apart. */
export const inputsFiles = (): Readonly<Record<string, readonly Body[]>> => ({
  "inputs/shapes.tf": shapesFile(),
  "inputs/defaults.tf": defaultsFile(),
  "inputs/derived.tf": [
    ...derivedFile(),
    {
      locals: {
        "//": { provider_names: "What messages call each provider.", secret_labels: "And each secret." },
        provider_names: `\${merge(${Object.entries(PROVIDER_MAPS)
          .map(
            ([kind, map]) => `{ for name in keys(local.${map}) : "${kind}/\${name}" => ${JSON.stringify(named(map))} }`,
          )
          .join(", ")})}`,
        secret_labels: `\${{ for name in keys(local.secrets) : name => contains(keys(local.agent_secrets), name) ? ${JSON.stringify(named("agent_secrets"))} : ${JSON.stringify(named("secrets"))} }}`,
        custom_at: '${{ for name in keys(local.custom) : name => "oauth2_providers[\\"${name}\\"].custom" }}',
        overrides_at: '${{ for name, at in local.custom_at : name => "${at}.private_endpoint_overrides" }}',
        endpoints: ENDPOINTS,
        vpcs: "${{ for at, endpoint in local.endpoints : at => endpoint.managed_vpc if endpoint.managed_vpc != null }}",
        lattices:
          "${{ for at, endpoint in local.endpoints : at => endpoint.self_managed_lattice if endpoint.self_managed_lattice != null }}",
      },
    },
  ],
  "inputs/regions.tf": placesFile(),
  "inputs/secret-rules.tf": [locals("secret_rules", "role_rules")],
  "inputs/provider-rules.tf": [locals("provider_rules", "api_key_rules", "other_rules")],
  "inputs/oauth2-rules.tf": [locals("oauth2_rules")],
  "inputs/custom-rules.tf": [locals("custom_rules", "endpoint_rules", "private_endpoint_rules", "vpc_rules")],
  "inputs/payment-rules.tf": [locals("payment_rules")],
  "inputs/outputs.tf": outputsFile(),
});
