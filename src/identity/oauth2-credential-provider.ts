import { BedrockagentcoreOauth2CredentialProvider } from "@cdktf/provider-aws/lib/bedrockagentcore-oauth2-credential-provider";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { Problem } from "../access/problem";
import type { SecretReference } from "../secret/secret-reference";
import type { Assertion } from "../terraform/check";
import { Program } from "../terraform/program";
import type { CredentialProviderOptions } from "./credential-provider";
import { CredentialProvider } from "./credential-provider";
import { locate } from "./location";
import type { OAuth2Vendor } from "./oauth2-vendor";

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
}

/**
 * An OAuth2 client whose secret stays where the team has it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/resource-providers.html
 */
export class OAuth2CredentialProvider extends CredentialProvider {
  public readonly credentialProviderArn: string;
  public readonly resource: TerraformResource;

  /** The URL to register at the identity provider as redirect URI. It changes when the provider is replaced. */
  public readonly callbackUrl: string;

  /** The identity provider and its client. */
  public readonly vendor: OAuth2Vendor;

  public constructor(scope: Construct, id: string, props: OAuth2CredentialProviderProps) {
    const { vendor, clientSecret, provider } = props;
    const { signingKeyArn, isPrivate } = vendor._config;
    super(scope, id, props);
    this._begin(props, {
      kind: "oauth2",
      reference: clientSecret,
      signingKeyArn,
      isPrivate,
      ...locate(this, provider, clientSecret, signingKeyArn),
    });
    this.vendor = vendor;
    Program.of(this).refuse(this, ...vendor._config.problems, ...secretProblems(props));
    const resource = new BedrockagentcoreOauth2CredentialProvider(this, "Resource", {
      name: this.name,
      credentialProviderVendor: vendor.vendor,
      provider,
      lifecycle: this._lifecycle(clientSecret ? [notManaged(this.name)] : []),
    });
    this.resource = resource;
    // The bindings of aws 6.25 know neither the reference nor three of the nine blocks.
    resource.addOverride("oauth2_provider_config", [
      { [vendor._block]: [{ ...vendor._config.arguments, ...externalSecret(clientSecret) }] },
    ]);
    if (props.tags) resource.addOverride("tags", props.tags);
    this.credentialProviderArn = resource.credentialProviderArn;
    this.callbackUrl = resource.getStringAttribute("callback_url");
    this._finish("client_secret_arn");
  }
}

/** Source and reference always go together: the AWS provider lets one pass without the other. */
function externalSecret(reference: SecretReference | undefined): object {
  if (!reference) return {};
  return {
    client_secret_source: "EXTERNAL",
    client_secret_config: [{ secret_id: reference.secret.secretArn, json_key: reference.jsonKey }],
  };
}

/**
 * The API cannot switch a provider from a secret that AgentCore made to one of the team's own, but the AWS provider would
 * try. While it plans an update in place it still shows the old secret.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-update-oauth-client.html
 */
function notManaged(name: string): Assertion {
  return {
    condition: '${!strcontains(try(self.client_secret_arn[0].secret_arn, ""), ":secret:bedrock-agentcore-identity!")}',
    errorMessage: `Credential provider ${name} uses a secret that AgentCore made itself, and AgentCore cannot switch it to your own in place. Apply with -replace for this resource: its callback URL changes and users must consent again.`,
  };
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
