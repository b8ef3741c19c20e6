import type { Values } from "../cty";

export const secretArn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-AbCdEf";
export const reference: Values = { secret_id: secretArn, json_key: "client_secret" };
export const external: Values = { client_secret_source: "EXTERNAL", client_secret_config: [reference] };
export const discovery: Values = {
  oauth_discovery: [{ discovery_url: "https://idp/.well-known/openid-configuration" }],
};

export const vendorOfBlock: Record<string, string> = {
  custom: "CustomOauth2",
  github: "GithubOauth2",
  google: "GoogleOauth2",
  microsoft: "MicrosoftOauth2",
  salesforce: "SalesforceOauth2",
  slack: "SlackOauth2",
  atlassian: "AtlassianOauth2",
  linkedin: "LinkedinOauth2",
  included: "OktaOauth2",
};

/** A credential provider whose vendor block holds the given arguments. */
export function oauth2(block: string, ...elements: Values[]): Values {
  return {
    name: "google",
    credential_provider_vendor: vendorOfBlock[block],
    oauth2_provider_config: [{ [`${block}_oauth2_provider_config`]: elements }],
  };
}
