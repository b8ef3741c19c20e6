import type { Rule } from "./rule";
import {
  ACTOR_TOKEN_CONTENT,
  CLAIM_VALUE,
  CLIENT_AUTHENTICATION_METHOD,
  CLIENT_ID,
  DISCOVERY_URL,
  GRANT_TYPE,
  HTTPS_URL,
  SIGNING_ALGORITHM,
  TENANT_ID,
  TOKEN_ENDPOINT_AUTH_METHOD,
} from "./rules/oauth2";
import { DOMAIN, RESOURCE_CONFIGURATION } from "./rules/endpoint";
import { PROVIDER_NAME, SCOPE } from "./rules/names";
import { PAYMENT_API_KEY_ID, PAYMENT_ID } from "./rules/payment";
import { TAG_VALUE } from "./rules/tags";
import { VPC_MEMBERS } from "./vpc-endpoint";

/** The rules of the API's members that hold texts, by the member's name; of a map they are its values'. */
export const FIELD_RULES: Readonly<Record<string, Rule>> = {
  name: PROVIDER_NAME,
  clientId: CLIENT_ID,
  tenantId: TENANT_ID,
  issuer: HTTPS_URL,
  authorizationEndpoint: HTTPS_URL,
  tokenEndpoint: HTTPS_URL,
  discoveryUrl: DISCOVERY_URL,
  clientAuthenticationMethod: CLIENT_AUTHENTICATION_METHOD,
  tokenEndpointAuthMethods: TOKEN_ENDPOINT_AUTH_METHOD,
  grantType: GRANT_TYPE,
  actorTokenContent: ACTOR_TOKEN_CONTENT,
  actorTokenScopes: SCOPE,
  signingAlgorithm: SIGNING_ALGORITHM,
  additionalHeaderClaims: CLAIM_VALUE,
  additionalPayloadClaims: CLAIM_VALUE,
  ...Object.fromEntries(VPC_MEMBERS.map(([, { api, rule }]) => [api, rule])),
  resourceConfigurationIdentifier: RESOURCE_CONFIGURATION,
  domain: DOMAIN,
  tags: TAG_VALUE,
  apiKeyId: PAYMENT_API_KEY_ID,
  appId: PAYMENT_ID,
  authorizationId: PAYMENT_ID,
};

/** A text of a configuration and its rule. */
export interface RuledText {
  readonly field: string;
  readonly rule: Rule;
  readonly text: string;
}

/** All texts of a configuration, as the API has it, that have a rule. */
export const ruledTexts = (fields: object): RuledText[] =>
  Object.entries(fields).flatMap(([field, value]): RuledText[] => {
    const rule = FIELD_RULES[field];
    if (rule) return textsOf(value).map((text) => ({ field, rule, text }));
    return [value].flat().flatMap((one: unknown) => (typeof one === "object" && one !== null ? ruledTexts(one) : []));
  });

const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values((value ?? {}) as Readonly<Record<string, string>>);
