/** How the API and the AWS provider name a vendor, and which fields it takes. */
export interface OAuth2VendorRow {
  /** `credentialProviderVendor` of the API. */
  readonly vendor: string;
  /** The first part of the API's config member and of the AWS provider's config block. */
  readonly config:
    "atlassian" | "custom" | "github" | "google" | "included" | "linkedin" | "microsoft" | "salesforce" | "slack";
  /** Fields beside `clientId` that the vendor takes. */
  readonly fields: readonly OAuth2VendorField[];
  /** Whether at least one of `fields` must be given. */
  readonly needsField: boolean;
  /** The page that says that it takes assertions signed by a private key in place of a client secret. */
  readonly assertionsPage?: string;
  /** The page that says that it exchanges a user's token for one of an agent on the user's behalf. */
  readonly exchangePage?: string;
}

export type OAuth2VendorField = "tenantId" | "issuer" | "authorizationEndpoint" | "tokenEndpoint";

const row = (
  vendor: string,
  config: OAuth2VendorRow["config"],
  fields: readonly OAuth2VendorField[] = [],
  needsField = false,
): OAuth2VendorRow => ({ vendor, config, fields, needsField });

const included = (vendor: string): OAuth2VendorRow => row(vendor, "included");

/** An identity provider that each customer has at an address of its own. */
const tenant = (vendor: string): OAuth2VendorRow =>
  row(vendor, "included", ["issuer", "authorizationEndpoint", "tokenEndpoint"], true);

/** The API's member for a vendor's configuration, for example `googleOauth2ProviderConfig`. */
export const configMember = ({ config }: OAuth2VendorRow): string => `${config}Oauth2ProviderConfig`;

/**
 * All vendors of the API.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-idps.html
 */
export const OAUTH2_VENDORS = {
  atlassian: row("AtlassianOauth2", "atlassian"),
  auth0: {
    ...tenant("Auth0Oauth2"),
    assertionsPage:
      "https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt",
  },
  cognito: tenant("CognitoOauth2"),
  custom: row("CustomOauth2", "custom"),
  cyberArk: tenant("CyberArkOauth2"),
  dropbox: included("DropboxOauth2"),
  facebook: included("FacebookOauth2"),
  fusionAuth: tenant("FusionAuthOauth2"),
  github: row("GithubOauth2", "github"),
  google: row("GoogleOauth2", "google"),
  hubspot: included("HubspotOauth2"),
  linkedin: row("LinkedinOauth2", "linkedin"),
  microsoft: {
    ...row("MicrosoftOauth2", "microsoft", ["tenantId"]),
    assertionsPage: "https://learn.microsoft.com/entra/identity-platform/certificate-credentials",
    exchangePage: "https://learn.microsoft.com/entra/identity-platform/certificate-credentials",
  },
  notion: included("NotionOauth2"),
  okta: {
    ...tenant("OktaOauth2"),
    assertionsPage: "https://developer.okta.com/docs/api/openapi/okta-oauth/guides/client-auth",
    exchangePage:
      "https://aws.amazon.com/blogs/machine-learning/implement-on-behalf-of-token-exchange-for-multi-tenant-agents-with-amazon-bedrock-agentcore-gateway/",
  },
  oneLogin: tenant("OneLoginOauth2"),
  pingOne: {
    ...tenant("PingOneOauth2"),
    assertionsPage: "https://docs.pingidentity.com/pingone/applications/p1_token_endpoint_authentication_methods.html",
  },
  reddit: included("RedditOauth2"),
  salesforce: row("SalesforceOauth2", "salesforce"),
  slack: row("SlackOauth2", "slack"),
  spotify: included("SpotifyOauth2"),
  twitch: included("TwitchOauth2"),
  x: included("XOauth2"),
  yandex: included("YandexOauth2"),
  zoom: included("ZoomOauth2"),
} as const satisfies Record<string, OAuth2VendorRow>;
