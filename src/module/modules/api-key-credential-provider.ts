import type { ModuleDefinition } from "../definition";
import { show, use } from "../documents/examples";
import type { Body } from "../hcl/json";
import { nameVariable, secretVariable, tagsVariable, verifyJsonKeyVariable } from "../rules/provider";
import {
  asModule,
  inputSecret,
  JSON_KEYS,
  jsonKeySource,
  moduleResource,
  providerCheck,
  sameRegion,
  secretWarning,
} from "../rules/resource";
import { apiKeyIn, SECRET_ARN } from "../rules/samples";
import { synthesize } from "../synthesis";
import { settled } from "../../terraform/settled";

const TYPE = "aws_bedrockagentcore_api_key_credential_provider";

/** A provider as the constructs make it, with the module's inputs. */
const provider = (): Body =>
  asModule(
    synthesize((stack) => {
      apiKeyIn(
        stack,
        { name: settled("${var.name}"), verifyJsonKey: true },
        inputSecret(stack),
        settled("${var.secret.json_key}"),
      );
    }),
  );

/** The resource in the module's names. */
export const apiKeyResource = (region?: Body): Body =>
  moduleResource(provider(), TYPE, region, (body) => ({
    ...body,
    "//": {
      api_key_secret_source:
        "Source and reference always go together: the AWS provider lets one pass without the other.",
    },
    tags: "${var.tags}",
  }));

/** What warns of it. */
export const apiKeyWarning = (): Body => secretWarning(provider());

export function apiKeyCredentialProvider(): ModuleDefinition {
  const synthesized = provider();
  return {
    folder: "api-key-credential-provider",
    summary:
      "An API key credential provider of Amazon Bedrock AgentCore Identity whose key stays in a Secrets Manager secret that the team owns.",
    notes: [
      "Readers get the key itself: `GetResourceApiKey` returns it. Give them the permission with [reader-policy](../reader-policy).",
    ],
    variables: [nameVariable, secretVariable({ example: "api_key" }), verifyJsonKeyVariable, tagsVariable],
    outputs: [
      {
        name: "credential_provider_arn",
        description: "The ARN of the credential provider, for example for a gateway target.",
        value: `${TYPE}.this.credential_provider_arn`,
      },
      {
        name: "name",
        description: "The name by which agents ask for the credential.",
        value: `${TYPE}.this.name`,
      },
      {
        name: "secret_arn",
        description: "The ARN of the secret that AgentCore reads.",
        value: `try(${TYPE}.this.api_key_secret_arn[0].secret_arn, null)`,
      },
    ],
    main: [
      { locals: { region: '${split(":", var.secret.secret_arn)[3]}', json_keys: `\${${JSON_KEYS}}` } },
      { resource: { [TYPE]: { this: apiKeyResource(sameRegion()) } } },
      jsonKeySource(synthesized),
      providerCheck(synthesized),
    ],
    minimal: { name: "weather", secret: { secret_arn: SECRET_ARN, json_key: "api_key" } },
    asserts: {
      "AgentCore must be told to read the team's own secret": `${TYPE}.this.api_key_secret_source == "EXTERNAL"`,
      "The reference must be the secret's full ARN": `${TYPE}.this.api_key_secret_config[0].secret_id == var.secret.secret_arn`,
      "No value of a secret belongs into Terraform": `${TYPE}.this.api_key == null`,
    },
    examples: [
      {
        name: "basic",
        about: "the key of a weather API, in a secret with the AWS managed key.",
        main: [
          use("weather", {
            name: "weather",
            secret: { secret_arn: SECRET_ARN.replace("google-oauth", "weather-api"), json_key: "api_key" },
            tags: { team: "forecast" },
          }),
          show("credential_provider_arn", "For a gateway target.", "module.weather.credential_provider_arn"),
        ],
      },
    ],
  };
}
