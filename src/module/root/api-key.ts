import { settled } from "../../terraform/settled";
import type { Body } from "../hcl/json";
import { asModule } from "../rules/resource";
import { synthesize } from "../synthesis";
import { ApiKeyCredentialProvider } from "../../identity/api-key-credential-provider";
import { providerResource, reference, secretOf } from "./resource";
import { texts } from "./scopes";

export const API_KEY_TYPE = "aws_bedrockagentcore_api_key_credential_provider";
const PROVIDER = "local.api_key_providers[each.key]";
export const API_KEY_SECRET = secretOf("apikey", "var.api_key_providers[each.key].secret");

/** A provider as the constructs make it, with the module's expressions. */
export const apiKeyProvider = (): Body =>
  asModule(
    synthesize((stack) => {
      new ApiKeyCredentialProvider(stack, "Provider", {
        name: settled(`\${${PROVIDER}.name}`),
        apiKey: reference(stack, "Secret", API_KEY_SECRET, `${PROVIDER}.json_key`),
      });
    }),
  );

export const apiKeyFile = (): readonly Body[] => [
  {
    locals: {
      "//": { api_key_secrets: "The secret of each provider." },
      api_key_secrets: texts("{ for name, provider in local.api_key_providers : name => provider.secret }"),
    },
  },
  {
    resource: {
      [API_KEY_TYPE]: {
        this: providerResource(apiKeyProvider(), API_KEY_TYPE, "apikey", "${local.api_key_secrets}", {
          "//": {
            api_key_secret_source:
              "Source and reference always go together: the AWS provider lets one pass without the other.",
          },
        }),
      },
    },
  },
];
