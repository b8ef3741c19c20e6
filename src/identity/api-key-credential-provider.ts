import { BedrockagentcoreApiKeyCredentialProvider } from "@cdktf/provider-aws/lib/bedrockagentcore-api-key-credential-provider";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { instance, optional, requireKinds } from "../access/argument-kinds";
import { Engine } from "../access/engine";
import { ENGINE } from "../access/rules/modes";
import { SecretReference } from "../secret/secret-reference";
import type { CredentialProviderOptions } from "./credential-provider";
import { CredentialProvider, NATIVE_ID } from "./credential-provider";
import { argument, argumentsOf } from "../terraform/text";
import { externalSecret } from "./external-source";
import { locate } from "./location";
import { PROVIDER_KINDS } from "./provider-kinds";
import { terraformBlocks } from "./terraform-blocks";

/** Properties of an API key credential provider. */
export interface ApiKeyCredentialProviderProps extends CredentialProviderOptions {
  /** Where the API key is. */
  readonly apiKey: SecretReference;

  /**
   * Which program makes the credential provider.
   *
   * @default Engine.NATIVE
   */
  readonly engine?: Engine;
}

/**
 * An API key that stays where the team has it. Readers get the key itself: `GetResourceApiKey` returns it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-providers.html
 */
export class ApiKeyCredentialProvider extends CredentialProvider {
  public readonly resource: TerraformResource;

  public constructor(scope: Construct, id: string, props: ApiKeyCredentialProviderProps) {
    super(
      scope,
      id,
      requireKinds(`${scope.node.path}/${id}`, props, {
        ...PROVIDER_KINDS,
        apiKey: instance(SecretReference, "secret.jsonKey"),
        engine: optional(ENGINE),
      }),
    );
    const { apiKey, provider } = props;
    const engine = props.engine ?? Engine.NATIVE;
    const references = [apiKey];
    this._begin(props, {
      kind: "apikey",
      engine,
      references,
      fields: { tags: props.tags },
      ...locate(this, provider, references),
    });
    const config = externalSecret("apiKeySecret", apiKey);
    this.resource =
      engine === Engine.NATIVE
        ? this.native(config, props)
        : this._bridge(config, props, BedrockagentcoreApiKeyCredentialProvider.tfResourceType);
    if (engine === Engine.NATIVE) this._finish("api_key_secret_arn");
    else this._makeAfter();
  }

  private native(config: object, { provider, tags }: ApiKeyCredentialProviderProps): TerraformResource {
    const resource = new BedrockagentcoreApiKeyCredentialProvider(this, NATIVE_ID, {
      name: argument(this.name),
      provider,
      lifecycle: this._lifecycle([]),
    });
    // The bindings of aws 6.25 do not know the reference.
    for (const [name, value] of Object.entries(terraformBlocks(config))) resource.addOverride(name, argumentsOf(value));
    if (tags) resource.addOverride("tags", argumentsOf(tags));
    return resource;
  }
}
