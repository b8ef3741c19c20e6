import { ApiKeyLocation, OAuthGrantType } from "../oauth2-choices";
import type { Rule } from "../rule";
import { atMost, between, oneOf } from "../rule";

/** What a gateway target or a tool of a harness says of the credential that it is called with. */

const OAUTH =
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_OAuthCredentialProvider.html";
const API_KEY =
  "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_ApiKeyCredentialProvider.html";

export const OAUTH_GRANT_TYPE: Rule = oneOf(Object.values(OAuthGrantType), OAUTH);

export const TARGET_SCOPE: Rule = between(1, 64, "Give one scope, as the identity provider names it.", OAUTH);

export const TARGET_SCOPE_COUNT: Rule = atMost(100, "are more than", "Drop some.", OAUTH);

export const PARAMETER_NAME: Rule = between(1, 256, "Shorten the name of the parameter.", OAUTH);

/** A value may be somebody's secret. */
export const PARAMETER_VALUE: Rule = { ...between(1, 2048, "Shorten the parameter.", OAUTH), shown: "^$" };

export const PARAMETER_COUNT: Rule = atMost(10, "are more than", "Drop some.", OAUTH);

export const RETURN_URL: Rule = {
  pattern: "^[A-Za-z0-9_]+:/{0,2}[^ \\t\\n\\v\\f\\r]+$",
  most: 2048,
  words: "is not a URL of at most 2048 characters",
  fix: "Give the address to which a user's browser returns; of a consent portal it is https://PORTAL/connect/callback.",
  source: OAUTH,
};

export const API_KEY_LOCATION: Rule = oneOf(Object.values(ApiKeyLocation), API_KEY);

export const API_KEY_PARAMETER: Rule = between(
  1,
  64,
  "Give the name of the header or query parameter, as the target names it.",
  API_KEY,
);

export const API_KEY_PREFIX: Rule = between(1, 64, "Give what stands before the key, for example Bearer.", API_KEY);
