import { BedrockagentcoreOauth2CredentialProvider } from "@cdktf/provider-aws/lib/bedrockagentcore-oauth2-credential-provider";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { instance, optional, requireKinds } from "../access/argument-kinds";
import { Engine } from "../access/engine";
import { ENGINE } from "../access/rules/modes";
import type { Problem } from "../access/problem";
import { SecretReference } from "../secret/secret-reference";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { textProblems } from "../access/written-text";
import { Program } from "../terraform/program";
import { argument, argumentsOf } from "../terraform/text";
import { readCallbackUrl } from "./callback-url";
import type { CredentialProviderOptions } from "./credential-provider";
import { CredentialProvider, NATIVE_ID } from "./credential-provider";
import { externalSecret } from "./external-source";
import { locate } from "./location";
import { OAuth2Vendor } from "./oauth2-vendor";
import { PROVIDER_KINDS } from "./provider-kinds";
import { terraformBlocks } from "./terraform-blocks";

/** Properties of an OAuth2 credential provider. */
export interface OAuth2CredentialProviderProps extends CredentialProviderOptions {
  /** The identity provider and the client that is registered there. Another vendor makes another provider. */
  readonly vendor: OAuth2Vendor;

  /**
   * Where the client secret is. Required, except for a custom vendor whose client proves itself without one.
   *
   * @default - none
   */
  readonly clientSecret?: SecretReference;

  /**
   * Which program makes the credential provider.
   *
   * @default Engine.NATIVE
   */
  readonly engine?: Engine;
}

/**
 * An OAuth2 client whose secret stays where the team has it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-providers.html
 */
export class OAuth2CredentialProvider extends CredentialProvider {
  public readonly resource: TerraformResource;

  /** The identity provider and its client. */
  public readonly vendor: OAuth2Vendor;

  public constructor(scope: Construct, id: string, props: OAuth2CredentialProviderProps) {
    requireKinds(`${scope.node.path}/${id}`, props, {
      ...PROVIDER_KINDS,
      vendor: instance(OAuth2Vendor, "OAuth2Vendor.google or another of its methods"),
      clientSecret: optional(instance(SecretReference, "secret.jsonKey")),
      engine: optional(ENGINE),
    });
    const { vendor, clientSecret, provider } = props;
    const { signingKeyArn, networks } = vendor._config;
    const engine = props.engine ?? Engine.NATIVE;
    const references = clientSecret ? [clientSecret] : [];
    super(scope, id, props);
    this._begin(props, {
      kind: "oauth2",
      engine,
      references,
      signingKeyArn,
      networks,
      fields: { ...vendor._config.api, tags: props.tags },
      ...locate(this, provider, references, signingKeyArn),
    });
    this.vendor = vendor;
    Program.of(this).refuse(
      this,
      ...textProblems(vendor._config.api),
      ...vendor._config.problems,
      ...secretProblems(props),
    );
    const config = { [vendor._member]: { ...vendor._config.api, ...externalSecret("clientSecret", clientSecret) } };
    this.resource = engine === Engine.NATIVE ? this.native(config, props) : this.bridged(config, props);
    if (engine === Engine.NATIVE) this._finish("client_secret_arn");
    else this._makeAfter();
  }

  /** The URL to register at the identity provider as redirect URI. It changes when the provider is replaced. */
  public get callbackUrl(): string {
    if (this._kind.engine === Engine.NATIVE) return this.resource.getStringAttribute("callback_url");
    return readCallbackUrl(this, this.credentialProviderArn, this._confirmation ?? this.resource, this.provider);
  }

  private native(
    config: object,
    { vendor, clientSecret, provider, tags }: OAuth2CredentialProviderProps,
  ): TerraformResource {
    const resource = new BedrockagentcoreOauth2CredentialProvider(this, NATIVE_ID, {
      name: argument(this.name),
      credentialProviderVendor: vendor.vendor,
      provider,
      lifecycle: this._lifecycle(clientSecret ? [notManaged(this.name)] : []),
    });
    // The bindings of aws 6.25 know neither the reference nor three of the nine blocks.
    resource.addOverride("oauth2_provider_config", [argumentsOf(terraformBlocks(config))]);
    if (tags) resource.addOverride("tags", argumentsOf(tags));
    return resource;
  }

  private bridged(config: object, props: OAuth2CredentialProviderProps): TerraformResource {
    const content = { credentialProviderVendor: props.vendor.vendor, oauth2ProviderConfigInput: config };
    return this._bridge(content, props, BedrockagentcoreOauth2CredentialProvider.tfResourceType);
  }
}

/**
 * The API cannot switch a provider from a secret that AgentCore made to one of the team's own, but the AWS provider would
 * try. While it plans an update in place it still shows the old secret.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-update-oauth-client.html
 */
function notManaged(name: string): Assertion {
  return assertion(
    '${!strcontains(try(self.client_secret_arn[0].secret_arn, ""), ":secret:bedrock-agentcore-identity!")}',
    `Credential provider ${name} uses a secret that AgentCore made itself, and AgentCore cannot switch it to your own in place. Apply with -replace for this resource: its callback URL changes and users must consent again.`,
  );
}

function secretProblems({ vendor, clientSecret }: OAuth2CredentialProviderProps): Problem[] {
  if (vendor._config.needsSecret === (clientSecret !== undefined)) return [];
  return [
    clientSecret
      ? {
          subject: "clientSecret",
          rule: "is given, but this client proves itself without a secret",
          fix: "Leave clientSecret out, or name a client authentication method that uses it.",
        }
      : {
          subject: "clientSecret",
          rule: "is missing",
          fix: 'Reference the secret, for example secret.jsonKey("client_secret").',
        },
  ];
}
