import { JSON_KEY_MOST } from "./json-key";
import { regex } from "./rule";
import * as endpoint from "./rules/endpoint";
import * as names from "./rules/names";
import * as oauth2 from "./rules/oauth2";
import * as payment from "./rules/payment";
import * as tags from "./rules/tags";

/** Limits of policies and programs, each once, with the page it comes from. What an input may be says its rule: see rules/. */

/** What the console accepts. @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-add-oauth-client-custom.html */
export const PROVIDER_NAME_CONSOLE_LENGTH = 50;

/**
 * Of a secret's resource policy. The page says characters; there are never fewer bytes than those.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
export const SECRET_POLICY_BYTES = 20_480;

/** Of a key policy. @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-format */
export const KEY_POLICY_BYTES = 32_768;

/** Where the two limits above are written. */
export const POLICY_LIMIT_PAGES = {
  secret: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html",
  key: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html#key-policy-format",
} as const;

/**
 * Characters, white space not counted, of all inline policies of a role together.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const INLINE_POLICY_CHARACTERS = 10_240;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const INLINE_POLICY_NAME_LENGTH = 128;

/** How long the bridge's program may take. @see docs/bridge-runner.md */
export const LONGEST_BRIDGE_SECONDS = 3600;

const patternOf = ({ pattern }: { readonly pattern?: string }): RegExp => regex(pattern as string);
const mostOf = ({ most }: { readonly most?: number }): number => most as number;

/** What the modules' generator takes of the rules, as long as it writes conditions of its own. */
export const PROVIDER_NAME = patternOf(names.PROVIDER_NAME);
export const JSON_KEY_LENGTH = JSON_KEY_MOST;
export const TAGS = {
  most: mostOf(tags.TAG_COUNT),
  keyLength: tags.TAG_KEY_LENGTH,
  valueLength: tags.TAG_VALUE_LENGTH,
  pattern: /^[a-zA-Z0-9\s._:/=+@-]*$/,
} as const;
export const CLIENT_ID_LENGTH = mostOf(oauth2.CLIENT_ID);
export const TENANT_ID_LENGTH = mostOf(oauth2.TENANT_ID);
export const PAYMENT_ID_LENGTH = mostOf(payment.PAYMENT_ID);
export const PAYMENT_API_KEY_ID = /^[a-zA-Z0-9_-]+$/;
export const DISCOVERY_URL = patternOf(oauth2.DISCOVERY_URL);
export const JWT_CLAIMS = {
  most: mostOf(oauth2.CLAIM_COUNT),
  name: patternOf(oauth2.CLAIM_NAME),
  valueLength: mostOf(oauth2.CLAIM_VALUE),
  reservedHeader: oauth2.RESERVED_CLAIMS.header,
  reservedPayload: oauth2.RESERVED_CLAIMS.payload,
} as const;
export const PRIVATE_ENDPOINT = {
  overrides: mostOf(endpoint.OVERRIDE_COUNT),
  domainLength: mostOf(endpoint.DOMAIN),
  securityGroups: mostOf(endpoint.SECURITY_GROUP_COUNT),
  routingDomain: { least: endpoint.ROUTING_DOMAIN.least as number, most: mostOf(endpoint.ROUTING_DOMAIN) },
} as const;
export const WORKLOAD_IDENTITY_NAME = patternOf(names.WORKLOAD_IDENTITIES);
