import type { Validation } from "../definition";
import type { Body } from "../hcl/json";
import { apiKeyParts } from "../modules/api-key-credential-provider";
import { noProblems, problemsOf } from "../rules/problems";
import { secretVariable } from "../rules/provider";
import type { Scope } from "../scope";
import { inScope, ruleInScope } from "../scope";
import { forProviders, inLoop, inResource, keyOf, referenceScope, texts } from "./scopes";

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

function resource(): Body {
  const { lifecycle, ...body } = inScope(apiKeyParts().resource, RESOURCE);
  const { precondition, ...others } = lifecycle as Body;
  return {
    for_each: "${local.api_key_secrets}",
    ...body,
    lifecycle: {
      ...others,
      precondition: [
        noProblems(`local.provider_problems[${keyOf("apikey", "each.key")}]`),
        noProblems("local.api_key_problems[each.key]"),
        ...(precondition as readonly Body[]),
      ],
    },
  };
}

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
  { resource: { [TYPE]: { this: resource() } } },
];
