import { BedrockagentcoreApiKeyCredentialProvider } from "@cdktf/provider-aws/lib/bedrockagentcore-api-key-credential-provider";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { SecretReference } from "../secret/secret-reference";
import type { CredentialProviderOptions } from "./credential-provider";
import { CredentialProvider } from "./credential-provider";
import { locate } from "./location";

/** Properties of an API key credential provider. */
export interface ApiKeyCredentialProviderProps extends CredentialProviderOptions {
  /** Where the API key is. */
  readonly apiKey: SecretReference;
}

/**
 * An API key that stays where the team has it. Readers get the key itself: `GetResourceApiKey` returns it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-providers.html
 */
export class ApiKeyCredentialProvider extends CredentialProvider {
  public readonly credentialProviderArn: string;
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: ApiKeyCredentialProviderProps) {
    const { apiKey, provider } = props;
    super(scope, id, props);
    this._begin(props, { kind: "apikey", reference: apiKey, ...locate(this, provider, apiKey) });
    const resource = new BedrockagentcoreApiKeyCredentialProvider(this, "Resource", {
      name: this.name,
      provider,
      lifecycle: this._lifecycle([]),
    });
    this.resource = resource;
    // The bindings of aws 6.25 do not know the reference. Source and reference always go together.
    resource.addOverride("api_key_secret_source", "EXTERNAL");
    resource.addOverride("api_key_secret_config", [{ secret_id: apiKey.secret.secretArn, json_key: apiKey.jsonKey }]);
    if (props.tags) resource.addOverride("tags", props.tags);
    this.credentialProviderArn = resource.credentialProviderArn;
    this._finish("api_key_secret_arn");
  }
}
