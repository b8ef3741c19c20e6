import type { CustomOAuth2Props, OAuth2CredentialProviderProps } from "cdktf-agentcore-identity";
import { OAuth2CredentialProvider, OAuth2Vendor } from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { secretIn } from "./fixtures";
import type { Arguments } from "./synth";
import { only, refusals, synth } from "./synth";

export const CUSTOM: CustomOAuth2Props = {
  clientId: "client-id",
  discoveryUrl: "https://idp.example.com/.well-known/openid-configuration",
};
export const SIGNING_KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe";

export const customIn = (
  stack: TerraformStack,
  props: Partial<CustomOAuth2Props> = {},
  more: Partial<OAuth2CredentialProviderProps> = {},
): OAuth2CredentialProvider =>
  new OAuth2CredentialProvider(stack, "Custom", {
    name: "custom",
    vendor: OAuth2Vendor.custom({ ...CUSTOM, ...props }),
    ...more,
  });

/** The block of a custom vendor that has a client secret. */
export const customBlock = (props: Partial<CustomOAuth2Props>): Arguments => blockOf(props, true);

/** The block of a custom vendor that has none. */
export const customBlockWithoutSecret = (props: Partial<CustomOAuth2Props>): Arguments => blockOf(props, false);

function blockOf(props: Partial<CustomOAuth2Props>, hasSecret: boolean): Arguments {
  const synthesized = synth(
    (stack) => void customIn(stack, props, hasSecret ? { clientSecret: secretIn(stack).jsonKey("client_secret") } : {}),
  );
  const [config] = only(synthesized, "aws_bedrockagentcore_oauth2_credential_provider").oauth2_provider_config as [
    { custom_oauth2_provider_config: [Arguments] },
  ];
  expect(Object.keys(config)).toEqual(["custom_oauth2_provider_config"]);
  return config.custom_oauth2_provider_config[0];
}

/** Refusals of a custom vendor, without the path. */
export const customRefusals = (props: Partial<CustomOAuth2Props>, hasSecret = true): string[] =>
  refusals(
    (stack) => void customIn(stack, props, hasSecret ? { clientSecret: secretIn(stack).jsonKey("client_secret") } : {}),
  ).map((line) => line.replace("[stack/Custom] ", ""));
