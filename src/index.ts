export { Deployer, type DeployerOptions } from "./access/deployer";
export { Engine } from "./access/engine";
export { KmsAccess, PolicyKind, SecretPolicyMode } from "./access/modes";
export { Reader, type ReaderOptions } from "./access/reader";
export { PartnerSecretType } from "./access/partner-secret-type";
export { ReaderKind } from "./access/reader-kind";
export { Role, type RoleOptions } from "./access/role";
export { Rotator, type RotatorOptions } from "./access/rotator";
export { WatchSeverity, WatchSignal } from "./access/watch/signal";
export { BridgeRemoval } from "./bridge/bridge-removal";
export { type BridgeOptions, BridgeResource } from "./bridge/bridge-options";
export { ApiKeyCredentialProvider, type ApiKeyCredentialProviderProps } from "./identity/api-key-credential-provider";
export { CredentialProvider } from "./identity/credential-provider";
export type { CredentialProviderOptions } from "./identity/credential-provider-options";
export {
  type AuthorizationServerMetadata,
  ClientAuthenticationMethod,
  type CustomOAuth2Props,
  TokenEndpointAuthMethod,
} from "./identity/custom-oauth2";
export type {
  CredentialProviderAttributes,
  IApiKeyCredentialProvider,
  ICredentialProvider,
  IOAuth2CredentialProvider,
  OAuth2CredentialProviderAttributes,
} from "./identity/imported-credential-provider";
export { DeployerPolicy, type DeployerPolicyProps } from "./identity/deployer-policy";
export { OAuth2CredentialProvider, type OAuth2CredentialProviderProps } from "./identity/oauth2-credential-provider";
export {
  type MicrosoftOAuth2Props,
  type OAuth2ClientProps,
  OAuth2Vendor,
  type OAuth2VendorFields,
  type TenantOAuth2Props,
} from "./identity/oauth2-vendor";
export { ApiKeyLocation, OAuthGrantType } from "./access/oauth2-choices";
export type { GatewayCredential, HarnessCredential, OutboundOptions } from "./identity/outbound";
export type { GatewayApiKeyOptions } from "./identity/outbound-api-key";
export type { OutboundOAuthOptions } from "./identity/outbound-oauth";
export { ActorTokenContent, OnBehalfOfGrantType, type OnBehalfOfTokenExchange } from "./identity/on-behalf-of";
export {
  EndpointIpAddressType,
  type ManagedVpcEndpointProps,
  PrivateEndpoint,
  type PrivateEndpointOverride,
} from "./identity/private-endpoint";
export { type PrivateKeyJwt, SigningAlgorithm } from "./identity/private-key-jwt";
export { TokenVaultKey, type TokenVaultKeyProps } from "./identity/token-vault-key";
export { UseGrant } from "./identity/use-grant";
export { KeyPolicyStatement, type KeyPolicyStatementProps } from "./key/key-policy-statement";
export { KmsDecryptGrant, type KmsDecryptGrantProps } from "./key/kms-decrypt-grant";
export { AgentSecret } from "./secret/agent-secret";
export { AgentSecretKey, type AgentSecretKeyProps } from "./secret/agent-secret-key";
export type { AgentSecretProps } from "./secret/agent-secret-options";
export {
  AgentSecretRotation,
  type FunctionRotationProps,
  type PartnerRotationProps,
  type RotationSchedule,
} from "./secret/agent-secret-rotation";
export { AgentSecretValue, type GeneratedValueOptions, type WrittenValueOptions } from "./secret/agent-secret-value";
export { SecretWatch } from "./monitor/secret-watch";
export type { SecretWatchProps, WatchAthenaOptions, WatchSignalOptions } from "./monitor/secret-watch-props";
export { WatchLogGroup, type WatchLogGroupProps } from "./monitor/watch-log-group";
export type { WatchPlace } from "./monitor/watch-place";
export { WatchQueue, type WatchQueueProps } from "./monitor/watch-queue";
export { WatchTarget, type WatchTargetOptions } from "./monitor/watch-target";
export { WatchTopic, type WatchTopicProps } from "./monitor/watch-topic";
export { WatchTrail, type WatchTrailProps } from "./monitor/watch-trail";
export { ExternalSecret } from "./secret/external-secret";
export type {
  ExternalSecretAttributes,
  ExternalSecretFromArnProps,
  ExternalSecretOptions,
  SecretOptions,
} from "./secret/external-secret-options";
export { SecretPolicy, type SecretPolicyProps } from "./secret/secret-policy";
export { type SecretReplicaOptions } from "./secret/secret-replica";
export { SecretReference } from "./secret/secret-reference";
export { SecretTags, type SecretTagsProps } from "./secret/secret-tags";
export { AwsProviderVersion } from "./terraform/aws-provider-version";
export { MovedConstruct } from "./terraform/moved-construct";
export { PaymentCredentialProvider, type PaymentCredentialProviderProps } from "./identity/payment-credential-provider";
export { type CoinbaseCdpProps, PaymentVendor, type StripePrivyProps } from "./identity/payment-vendor";
