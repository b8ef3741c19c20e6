import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { customVendorRules, oauth2Locals, oauth2Resource } from "../modules/oauth2-credential-provider";
import { hclOf } from "../policy";
import { problemsOf } from "../rules/problems";
import { secretVariable } from "../rules/provider";
import { clientIdVariable, customRules, fieldVariables, secretRules } from "../rules/vendor";
import type { Scope } from "../scope";
import { inScope, ruleInScope } from "../scope";
import { providerResource, refusing } from "./provider-resource";
import { forProviders, inLoop, inResource, texts } from "./scopes";

const TYPE = "aws_bedrockagentcore_oauth2_credential_provider";

const LOOP: Scope = {
  ...inLoop("oauth2"),
  "local.vendors": "local.vendors",
  "local.vendor.config": "local.vendor_blocks[name]",
  "local.vendor.fields": "local.vendor_fields[name]",
  "local.client_authentication_method": "local.client_authentication_methods[name]",
  "local.needs_secret": "local.needs_secret[name]",
};

const RESOURCE: Scope = {
  ...inResource("oauth2"),
  "local.vendor.config": "each.value",
  "local.client_authentication_method": "local.client_authentication_methods[each.key]",
  "client_secret_config.value.secret_arn": "var.secrets[client_secret_config.value].secret_arn",
  "client_secret_config.value.json_key": "var.oauth2_providers[each.key].json_key",
};

/** What holds of a provider of every vendor, and of a custom one. */
export const oauth2Rules = (): readonly Validation[] =>
  [
    ...(clientIdVariable.validations ?? []),
    ...fieldVariables.flatMap(({ validations = [] }) => validations),
    ...customRules,
    ...secretRules,
    ...(secretVariable({ example: "client_secret", isOptional: true }).validations ?? []).slice(1),
  ].map((rule) => ruleInScope(rule, LOOP));

export const customOAuth2Rules = (): readonly Validation[] =>
  customVendorRules().map((rule) => ruleInScope(rule, LOOP));

function locals(): Body {
  const { "//": comments, vendors, vendor, client_authentication_method, needs_secret } = oauth2Locals();
  const of = (expression: unknown): string => hclOf(inScope(expression as string, LOOP));
  return {
    "//": {
      vendors: (comments as Body).vendors as string,
      vendor_blocks: "The block for each provider.",
      client_authentication_methods: (comments as Body).client_authentication_method as string,
    },
    vendors: vendors as Body,
    vendor_blocks: texts(forProviders("oauth2", `${of(vendor)}.config`)),
    vendor_fields: `\${${forProviders("oauth2", `${of(vendor)}.fields`)}}`,
    client_authentication_methods: `\${${forProviders("oauth2", of(client_authentication_method))}}`,
    needs_secret: `\${${forProviders("oauth2", of(needs_secret))}}`,
  };
}

const resource = (): Body =>
  providerResource(
    "${local.vendor_blocks}",
    oauth2Resource(),
    RESOURCE,
    refusing("oauth2", "local.oauth2_problems[each.key]", "try(local.custom_oauth2_problems[each.key], [])"),
  );

export const oauth2File = (): readonly Body[] => [{ locals: locals() }, { resource: { [TYPE]: { this: resource() } } }];

export const oauth2RulesFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        oauth2_problems: "What is wrong with each provider, in words, or null for each rule that it keeps.",
        custom_oauth2_problems: "The same for identity providers that are no built-in vendor.",
      },
      oauth2_problems: `\${${forProviders("oauth2", problemsOf(oauth2Rules()))}}`,
      custom_oauth2_problems: `\${${forProviders("oauth2", problemsOf(customOAuth2Rules()), "provider.custom != null")}}`,
    },
  },
];
