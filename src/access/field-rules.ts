import {
  CLIENT_ID_LENGTH,
  DISCOVERY_URL,
  JWT_CLAIMS,
  PAYMENT_API_KEY_ID,
  PAYMENT_ID_LENGTH,
  PRIVATE_ENDPOINT,
  PROVIDER_NAME,
  TAGS,
  TENANT_ID_LENGTH,
} from "./limits";

/** What a text must be, for those of which only Terraform knows the rest. */
export interface FieldRule {
  /** In the syntax that JavaScript and Terraform's `regex` share. */
  readonly pattern?: string;
  readonly least?: number;
  readonly most?: number;
  /** What is violated, read after the field and its value. */
  readonly words: string;
}

/** The source of a pattern: only JavaScript escapes a slash. */
const source = ({ source: text }: RegExp): string => text.replaceAll("\\/", "/");

const between = (least: number, most: number): FieldRule => ({
  least,
  most,
  words: `has not ${least} to ${most} characters`,
});

const URL: FieldRule = { pattern: "^https://[^\\s/]+", words: "is no https URL" };

/** The rules of the API's members that hold a text, by the member's name. */
export const FIELD_RULES: Readonly<Record<string, FieldRule>> = {
  name: { pattern: source(PROVIDER_NAME), words: 'is not 1 to 128 letters, digits, "-" and "_"' },
  clientId: between(1, CLIENT_ID_LENGTH),
  tenantId: between(1, TENANT_ID_LENGTH),
  issuer: URL,
  authorizationEndpoint: URL,
  tokenEndpoint: URL,
  discoveryUrl: {
    pattern: source(DISCOVERY_URL),
    words: "does not end in /.well-known/openid-configuration or /.well-known/oauth-authorization-server",
  },
  domain: between(1, PRIVATE_ENDPOINT.domainLength),
  routingDomain: between(PRIVATE_ENDPOINT.routingDomain.least, PRIVATE_ENDPOINT.routingDomain.most),
  additionalHeaderClaims: between(1, JWT_CLAIMS.valueLength),
  additionalPayloadClaims: between(1, JWT_CLAIMS.valueLength),
  tags: {
    pattern: source(TAGS.pattern),
    least: 0,
    most: TAGS.valueLength,
    words: `has a value that is not 0 to ${TAGS.valueLength} characters that AgentCore takes`,
  },
  apiKeyId: {
    pattern: source(PAYMENT_API_KEY_ID),
    least: 1,
    most: PAYMENT_ID_LENGTH,
    words: `is not 1 to ${PAYMENT_ID_LENGTH} letters, digits, "-" and "_"`,
  },
  appId: between(1, PAYMENT_ID_LENGTH),
  authorizationId: between(1, PAYMENT_ID_LENGTH),
};
