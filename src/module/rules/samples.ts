import type { TerraformStack } from "cdktf";
import type { Reader } from "../../access/reader";
import { ApiKeyCredentialProvider } from "../../identity/api-key-credential-provider";
import type { CredentialProviderOptions } from "../../identity/credential-provider-options";
import type { CustomOAuth2Props } from "../../identity/custom-oauth2";
import { OAuth2CredentialProvider } from "../../identity/oauth2-credential-provider";
import { OAuth2Vendor } from "../../identity/oauth2-vendor";
import type { ExternalSecretFromArnProps } from "../../secret/external-secret-options";
import { ExternalSecret } from "../../secret/external-secret";

/** Programs that are right, to be made wrong in one thing. */
export const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const ROLE_ARN = "arn:aws:iam::111122223333:role/agents/route-planner";

export const secretIn = (stack: TerraformStack, props: Partial<ExternalSecretFromArnProps> = {}): ExternalSecret =>
  ExternalSecret.fromArn(stack, "Secret", { secretArn: SECRET_ARN, ...props });

export const apiKeyIn = (
  stack: TerraformStack,
  props: Partial<CredentialProviderOptions> = {},
  secret: ExternalSecret = secretIn(stack),
  jsonKey = "api_key",
): ApiKeyCredentialProvider =>
  new ApiKeyCredentialProvider(stack, "Provider", { name: "weather", apiKey: secret.jsonKey(jsonKey), ...props });

export const oauth2In = (stack: TerraformStack, vendor: OAuth2Vendor, withSecret = true): OAuth2CredentialProvider =>
  new OAuth2CredentialProvider(stack, "Provider", {
    name: "idp",
    vendor,
    ...(withSecret && { clientSecret: secretIn(stack).jsonKey("client_secret") }),
  });

export const customIn = (
  stack: TerraformStack,
  props: Partial<CustomOAuth2Props>,
  withSecret = true,
): OAuth2CredentialProvider =>
  oauth2In(
    stack,
    OAuth2Vendor.custom({
      clientId: "client",
      discoveryUrl: "https://idp.example.com/.well-known/openid-configuration",
      ...props,
    }),
    withSecret,
  );

export const grantedIn = (stack: TerraformStack, ...readers: readonly Reader[]): void => {
  const provider = apiKeyIn(stack, {}, secretIn(stack, { kmsKeyArn: KEY_ARN }));
  readers.forEach((reader) => provider.grantUse(reader));
};
