import { BedrockagentcoreApiKeyCredentialProvider } from "@cdktf/provider-aws/lib/bedrockagentcore-api-key-credential-provider";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { instance, optional, requireKinds } from "../access/argument-kinds";
import { Engine } from "../access/engine";
import { ENGINE } from "../access/rules/modes";
import { SecretReference } from "../secret/secret-reference";
import type { SecretReplicaOptions } from "../secret/secret-replica";
import { argumentsOf } from "../terraform/text";
import { CredentialProvider } from "./credential-provider";
import type { CredentialProviderOptions } from "./credential-provider-options";
import type { CredentialProviderAttributes, IApiKeyCredentialProvider } from "./imported-credential-provider";
import { ImportedApiKeyCredentialProvider } from "./imported-credential-provider";
import type { NativeArguments } from "./native-provider";
import type { GatewayCredential } from "./outbound";
import { gatewayApiKey, type GatewayApiKeyOptions } from "./outbound-api-key";
import { PROVIDER_KINDS } from "./provider-kinds";
import { externalSecret, terraformBlocks } from "./terraform-blocks";

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
export class ApiKeyCredentialProvider extends CredentialProvider implements IApiKeyCredentialProvider {
  /** An API key credential provider that another program makes: to grant its use here. It makes no resource by itself. */
  public static fromApiKeyCredentialProviderAttributes(
    scope: Construct,
    id: string,
    attributes: CredentialProviderAttributes,
  ): IApiKeyCredentialProvider {
    return new ImportedApiKeyCredentialProvider(scope, id, "apikey", attributes);
  }

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
    const content = externalSecret("apiKeySecret", props.apiKey);
    this._make(props, {
      kind: "apikey",
      engine: props.engine ?? Engine.NATIVE,
      references: [props.apiKey],
      fields: { tags: props.tags },
      problems: [],
      content,
      copy: (copyId, referenceThere) =>
        new ApiKeyCredentialProvider(this, copyId, { ...props, apiKey: referenceThere(props.apiKey) }),
      native: {
        type: BedrockagentcoreApiKeyCredentialProvider.tfResourceType,
        secretArn: "api_key_secret_arn",
        make: (parent, resourceId, common) => native(parent, resourceId, common, content),
      },
    });
  }

  /**
   * What a gateway target is given that is called with this API key: spread it into the target's properties. It grants the
   * gateway's role what it needs.
   *
   * @param options who calls, and where the target expects the key
   */
  public gatewayApiKey(options: GatewayApiKeyOptions): GatewayCredential {
    return gatewayApiKey(this._outbound, options);
  }

  /**
   * The same credential provider in another Region: with its name and options, and the secret's replica there, which is made
   * by whoever has the secret. Its readers are granted by its own `grantUse`, and stand in the one policy of the secret. Of
   * the Region in which it is already, it gives itself; what it gave once, it gives again.
   *
   * @param region the Region
   * @param replica the replica's key, unless `replicaIn` of the secret has told it before
   * @returns the credential provider there
   */
  public inRegion(region: string, replica: SecretReplicaOptions = {}): ApiKeyCredentialProvider {
    return this._inRegion(region, replica) as ApiKeyCredentialProvider;
  }
}

function native(scope: Construct, id: string, common: NativeArguments, content: object): TerraformResource {
  const resource = new BedrockagentcoreApiKeyCredentialProvider(scope, id, common);
  // The bindings of aws 6.25 do not know the reference.
  for (const [name, value] of Object.entries(terraformBlocks(content))) resource.addOverride(name, argumentsOf(value));
  return resource;
}
