import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { apiKeyResource } from "../modules/api-key-credential-provider";
import { problemsOf } from "../rules/problems";
import { secretVariable } from "../rules/provider";
import type { Scope } from "../scope";
import { ruleInScope } from "../scope";
import { providerResource, refusing } from "./provider-resource";
import { forProviders, inLoop, inResource, referenceScope, texts } from "./scopes";

const TYPE = "aws_bedrockagentcore_api_key_credential_provider";

const RESOURCE: Scope = {
  ...inResource("apikey"),
  ...referenceScope("each.value", "var.api_key_providers[each.key].json_key"),
};

/** The secret's own rules stand with the secret. */
export const apiKeyRules = (): readonly Validation[] =>
  (secretVariable({ example: "api_key" }).validations ?? [])
    .slice(1)
    .map((rule) => ruleInScope(rule, inLoop("apikey")));

export const apiKeyFile = (): readonly Body[] => [
  {
    locals: {
      "//": {
        api_key_secrets: "The secret of each provider.",
        api_key_problems: "What is wrong with each provider, in words, or null for each rule that it keeps.",
      },
      api_key_secrets: texts(forProviders("apikey", "provider.secret")),
      api_key_problems: `\${${forProviders("apikey", problemsOf(apiKeyRules()))}}`,
    },
  },
  {
    resource: {
      [TYPE]: {
        this: providerResource(
          "${local.api_key_secrets}",
          apiKeyResource(),
          RESOURCE,
          refusing("apikey", "local.api_key_problems[each.key]"),
        ),
      },
    },
  },
];
