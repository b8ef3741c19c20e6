import type { TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PolicyKind,
  Reader,
} from "cdktf-agentcore-identity";
import type {
  ApiKeyCredentialProviderProps,
  ExternalSecretFromArnProps,
  OAuth2CredentialProviderProps,
  ReaderOptions,
  UseGrant,
} from "cdktf-agentcore-identity";

export const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
export const OTHER_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-GhIjKl";
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const ROLE_ARN = "arn:aws:iam::111122223333:role/agents/runtime";
export const OTHER_ROLE_ARN = "arn:aws:iam::111122223333:role/agents/gateway";

export const secretIn = (
  stack: TerraformStack,
  props: Partial<ExternalSecretFromArnProps> = {},
  id = "Secret",
): ExternalSecret => ExternalSecret.fromArn(stack, id, { secretArn: SECRET_ARN, kmsKeyArn: KEY_ARN, ...props });

export const googleIn = (
  stack: TerraformStack,
  secret: ExternalSecret,
  props: Partial<OAuth2CredentialProviderProps> = {},
  id = "Google",
): OAuth2CredentialProvider =>
  new OAuth2CredentialProvider(stack, id, {
    name: "google-maps",
    vendor: OAuth2Vendor.google({ clientId: "client-id" }),
    clientSecret: secret.jsonKey("client_secret"),
    ...props,
  });

export const apiKeyIn = (
  stack: TerraformStack,
  secret: ExternalSecret,
  id = "Weather",
  props: Partial<ApiKeyCredentialProviderProps> = {},
): ApiKeyCredentialProvider =>
  new ApiKeyCredentialProvider(stack, id, { name: "weather", apiKey: secret.jsonKey("api_key"), ...props });

/** A secret of which only the ARN is known: Terraform says the Region. */
export const regionToken = (stack: TerraformStack, id: string, region: string): ExternalSecret =>
  ExternalSecret.fromAttributes(stack, id, { secretArn: SECRET_ARN, region, account: "111122223333" });

export const managedReader = (roleArn = ROLE_ARN, options: ReaderOptions = {}): Reader =>
  Reader.role(roleArn, { policyKind: PolicyKind.MANAGED, ...options });

/** Names of many credential providers, and the secret that each of them has. */
export const manyNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `provider-${100 + index}`);
export const manySecretArn = (name: string): string => SECRET_ARN.replace("google-oauth", `agents/${name}`);

/** A credential provider for each name, each with a secret of its own, and all for one role. */
export function manyIn(stack: TerraformStack, names: readonly string[], role = managedReader()): UseGrant[] {
  return names.map((name) => {
    const secret = secretIn(stack, { secretArn: manySecretArn(name) }, `Secret-${name}`);
    return googleIn(stack, secret, { name }, name).grantUse(role);
  });
}

export const reader = (roleArn = ROLE_ARN): Reader => Reader.role(roleArn);
