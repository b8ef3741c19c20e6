import { BedrockagentcoreOauth2CredentialProvider } from "@cdktf/provider-aws/lib/bedrockagentcore-oauth2-credential-provider";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { instance, optional, requireKinds } from "../access/argument-kinds";
import { Engine } from "../access/engine";
import { OAUTH2_VENDORS } from "../access/oauth2-vendors";
import { ENGINE } from "../access/rules/modes";
import type { Problem } from "../access/problem";
import { textProblems } from "../access/written-text";
import { SecretReference } from "../secret/secret-reference";
import type { SecretReplicaOptions } from "../secret/secret-replica";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { replaceCommand } from "../terraform/address";
import { argumentsOf } from "../terraform/text";
import { callbackUrlOnUse } from "./callback-url";
import { CredentialProvider } from "./credential-provider";
import type { CredentialProviderOptions } from "./credential-provider-options";
import type { IOAuth2CredentialProvider, OAuth2CredentialProviderAttributes } from "./imported-credential-provider";
import { ImportedOAuth2CredentialProvider } from "./imported-credential-provider";
import type { NativeArguments } from "./native-provider";
import { OAuth2Vendor } from "./oauth2-vendor";
import type { GatewayCredential, HarnessCredential } from "./outbound";
import { gatewayOAuth, harnessOAuth, type OutboundOAuthOptions } from "./outbound-oauth";
import { PROVIDER_KINDS } from "./provider-kinds";
import { noteOfSecret } from "./secret-note";
import { externalSecret, terraformBlocks } from "./terraform-blocks";

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
export class OAuth2CredentialProvider extends CredentialProvider implements IOAuth2CredentialProvider {
  /** An OAuth2 credential provider that another program makes: to grant its use here. It makes no resource by itself. */
  public static fromOAuth2CredentialProviderAttributes(
    scope: Construct,
    id: string,
    attributes: OAuth2CredentialProviderAttributes,
  ): IOAuth2CredentialProvider {
    return new ImportedOAuth2CredentialProvider(scope, id, "oauth2", attributes);
  }

  /** Whether a user's token can be exchanged. */
  private readonly canExchange: boolean;

  public constructor(scope: Construct, id: string, props: OAuth2CredentialProviderProps) {
    super(
      scope,
      id,
      requireKinds(`${scope.node.path}/${id}`, props, {
        ...PROVIDER_KINDS,
        vendor: instance(OAuth2Vendor, "OAuth2Vendor.google or another of its methods"),
        clientSecret: optional(instance(SecretReference, "secret.jsonKey")),
        engine: optional(ENGINE),
      }),
    );
    const { vendor, clientSecret } = props;
    const { api, networks, signingKeyArn, tokenAudiences } = vendor._config;
    this.canExchange =
      vendor.vendor === OAUTH2_VENDORS.microsoft.vendor || api.onBehalfOfTokenExchangeConfig !== undefined;
    const config = { [vendor._member]: { ...api, ...externalSecret("clientSecret", clientSecret) } };
    this._make(props, {
      kind: "oauth2",
      engine: props.engine ?? Engine.NATIVE,
      references: clientSecret ? [clientSecret] : [],
      signingKeyArn,
      tokenAudiences,
      networks,
      fields: { ...api, tags: props.tags },
      problems: [...textProblems(api), ...vendor._config.problems, ...secretProblems(props)],
      content: { credentialProviderVendor: vendor.vendor, oauth2ProviderConfigInput: config },
      copy: (copyId, referenceThere) =>
        new OAuth2CredentialProvider(this, copyId, {
          ...props,
          clientSecret: clientSecret && referenceThere(clientSecret),
        }),
      native: {
        type: BedrockagentcoreOauth2CredentialProvider.tfResourceType,
        secretArn: "client_secret_arn",
        onReplacement: ON_REPLACEMENT,
        postconditions: clientSecret ? [notManaged(this)] : [],
        make: (parent, resourceId, common) => native(parent, resourceId, common, vendor, config),
      },
    });
    if (clientSecret) noteOfSecret(this, vendor.vendor);
  }

  /**
   * What a gateway target is given that is called with a token of this credential provider: spread it into the target's
   * properties. It grants the gateway's role what it needs.
   *
   * @param options who calls, for whom, and what is asked for
   */
  public gatewayOAuth(options: OutboundOAuthOptions): GatewayCredential {
    return gatewayOAuth({ ...this._outbound, canExchange: this.canExchange }, options);
  }

  /**
   * What a tool of a harness is given that is called with a token of this credential provider. It grants the harness' role
   * what it needs.
   *
   * @param options who calls, for whom, and what is asked for
   */
  public harnessOAuth(options: OutboundOAuthOptions): HarnessCredential {
    return harnessOAuth({ ...this._outbound, canExchange: this.canExchange }, options);
  }

  /**
   * The same credential provider in another Region: with its name and options, and the secret's replica there, which is made
   * by whoever has the secret. Its readers are granted by its own `grantUse`, and stand in the one policy of the secret. Of
   * the Region in which it is already, it gives itself; what it gave once, it gives again.
   * Each Region has a `callbackUrl` of its own: register all of them at the identity provider.
   *
   * @param region the Region
   * @param replica the replica's key, unless `replicaIn` of the secret has told it before
   * @returns the credential provider there
   */
  public inRegion(region: string, replica: SecretReplicaOptions = {}): OAuth2CredentialProvider {
    return this._inRegion(region, replica) as OAuth2CredentialProvider;
  }

  /** The URL to register at the identity provider as redirect URI. It changes when the provider is replaced. */
  public get callbackUrl(): string {
    if (this._kind.engine === Engine.NATIVE) return this.resource.getStringAttribute("callback_url");
    return callbackUrlOnUse(this, this.credentialProviderArn, this._confirmation ?? this.resource, {
      ...this._regionArgument,
      provider: this._provider,
    });
  }
}

const ON_REPLACEMENT = ", whose callback URL changes and whose users must consent again";

function native(
  scope: Construct,
  id: string,
  common: NativeArguments,
  { vendor: credentialProviderVendor }: OAuth2Vendor,
  config: object,
): TerraformResource {
  const resource = new BedrockagentcoreOauth2CredentialProvider(scope, id, { ...common, credentialProviderVendor });
  // The bindings of aws 6.25 know neither the reference nor three of the nine blocks.
  resource.addOverride("oauth2_provider_config", [argumentsOf(terraformBlocks(config))]);
  return resource;
}

/**
 * The API cannot switch a provider from a secret that AgentCore made to one of the team's own, but the AWS provider would
 * try. While it plans an update in place it still shows the old secret.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-update-oauth-client.html
 */
function notManaged(provider: OAuth2CredentialProvider): Assertion {
  return assertion(
    '${!strcontains(try(self.client_secret_arn[0].secret_arn, ""), ":secret:bedrock-agentcore-identity!")}',
    `Credential provider ${provider.name} uses a secret that AgentCore made itself, and AgentCore cannot switch it to your own in place. Replace the provider${ON_REPLACEMENT}: ${replaceCommand(provider, () => provider.resource)}`,
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
