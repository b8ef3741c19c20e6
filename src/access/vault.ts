/**
 * The kinds of credential provider, with the names that ARNs and actions use for them. The guide's page
 * scope-credential-provider-access.html writes other collections into its ARNs; both references have these.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html
 */
export const PROVIDER_KINDS = {
  oauth2: { collection: "oauth2credentialprovider", entity: "Oauth2CredentialProvider", use: "GetResourceOauth2Token" },
  apikey: { collection: "apikeycredentialprovider", entity: "ApiKeyCredentialProvider", use: "GetResourceApiKey" },
  payment: {
    collection: "paymentcredentialprovider",
    entity: "PaymentCredentialProvider",
    use: "GetResourcePaymentToken",
  },
} as const;

export type ProviderKind = keyof typeof PROVIDER_KINDS;

/** Where a token vault is: one per account and Region. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html#amazonbedrockagentcore-resources-for-iam-policies */
const arn = ({ partition, region, account }: Place, resource: string): string =>
  `arn:${partition}:bedrock-agentcore:${region}:${account}:${resource}`;

/** The only vault there is in an account and Region. */
export const tokenVaultArn = (place: Place): string => arn(place, "token-vault/default");

export const providerCollectionArn = (place: Place, kind: ProviderKind): string =>
  `${tokenVaultArn(place)}/${PROVIDER_KINDS[kind].collection}`;

export const providerArn = (place: Place, kind: ProviderKind, name: string): string =>
  `${providerCollectionArn(place, kind)}/${name}`;

export const workloadIdentityDirectoryArn = (place: Place): string => arn(place, "workload-identity-directory/default");

/** What stands before its name. */
export const workloadIdentityPrefix = (place: Place): string =>
  `${workloadIdentityDirectoryArn(place)}/workload-identity/`;

export const workloadIdentityArn = (place: Place, name: string): string => `${workloadIdentityPrefix(place)}${name}`;
