import { KEY_ARN } from "../../access/key-arn";
import { isObject } from "../../access/objects";
import { ClientAuthenticationMethod } from "../../access/oauth2-choices";
import type { OAuth2VendorRow } from "../../access/oauth2-vendors";
import { configMember } from "../../access/oauth2-vendors";
import { DOMAIN, OVERRIDE_COUNT, RESOURCE_CONFIGURATION } from "../../access/rules/endpoint";
import { SCOPE } from "../../access/rules/names";
import {
  ACTOR_TOKEN_CONTENT,
  CLAIM_COUNT,
  CLAIM_NAME,
  CLAIM_VALUE,
  CLIENT_AUTHENTICATION_METHOD,
  CLIENT_ID,
  DISCOVERY_URL,
  GRANT_TYPE,
  HTTPS_URL,
  needsClientId,
  needsSecret,
  RESERVED_CLAIMS,
  SIGNING_ALGORITHM,
  TENANT_ID,
  TOKEN_ENDPOINT_AUTH_METHOD,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from "../../access/rules/oauth2";
import { TAG_COUNT, TAG_KEY, TAG_VALUE } from "../../access/rules/tags";
import { VPC_MEMBERS } from "../../access/vpc-endpoint";
import { referenceMembers } from "./references";
import type { Shape } from "./shape";
import { follows, list, map, struct, text, union } from "./shape";

const SECRET = referenceMembers("clientSecret");
const clientId = follows(CLIENT_ID);
const httpsUrl = follows(HTTPS_URL);

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Oauth2ProviderConfigInput.html */
export function oauth2ConfigShape(row: OAuth2VendorRow): Shape {
  if (row.config === "custom") return struct({ [configMember(row)]: custom });
  const fields = Object.fromEntries(
    row.fields.map((field) => [field, field === "tenantId" ? follows(TENANT_ID) : httpsUrl]),
  );
  const config: Shape = (value, at) => {
    const problems = struct({ clientId, ...SECRET.required }, { ...SECRET.optional, ...fields })(value, at);
    if (row.needsField && isObject(value) && !row.fields.some((field) => value[field] !== undefined))
      problems.push({
        subject: at,
        rule: `has none of ${row.fields.join(", ")}`,
        fix: `${row.vendor} needs at least one.`,
      });
    return problems;
  };
  return struct({ [configMember(row)]: config });
}

const metadata = struct(
  { issuer: httpsUrl, authorizationEndpoint: httpsUrl, tokenEndpoint: httpsUrl },
  {
    responseTypes: list(text),
    tokenEndpointAuthMethods: list(follows(TOKEN_ENDPOINT_AUTH_METHOD), TOKEN_ENDPOINT_AUTH_METHODS),
  },
);

const discovery = union({
  discoveryUrl: follows(DISCOVERY_URL),
  authorizationServerMetadata: metadata,
});

const onBehalfOf = struct(
  { grantType: follows(GRANT_TYPE) },
  {
    tokenExchangeGrantTypeConfig: struct(
      { actorTokenContent: follows(ACTOR_TOKEN_CONTENT) },
      { actorTokenScopes: list(follows(SCOPE)) },
    ),
  },
);

const claims = (reserved: readonly string[]): Shape => {
  const name: Shape = (value, at) =>
    reserved.includes(value as string)
      ? [{ subject: at, value: String(value), rule: "is set by AgentCore", fix: "Leave it out." }]
      : follows(CLAIM_NAME)(value, at);
  return map(name, follows(CLAIM_VALUE), CLAIM_COUNT);
};

const privateKeyJwt = struct(
  {
    privateKeySource: union({ kmsKeySource: struct({ kmsKeyArn: follows(KEY_ARN) }) }),
    signingAlgorithm: follows(SIGNING_ALGORITHM),
  },
  {
    additionalHeaderClaims: claims(RESERVED_CLAIMS.header),
    additionalPayloadClaims: claims(RESERVED_CLAIMS.payload),
  },
);

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TagResource.html */
export const tags = map(follows(TAG_KEY), follows(TAG_VALUE), TAG_COUNT);

function vpcMembers(isOptional: boolean): Readonly<Record<string, Shape>> {
  const members = VPC_MEMBERS.filter(([, member]) => (member.isOptional ?? false) === isOptional);
  return Object.fromEntries(
    members.map(([, { api, rule, count }]) => [api, count === undefined ? follows(rule) : list(follows(rule), count)]),
  );
}

const endpoint = union({
  selfManagedLatticeResource: union({ resourceConfigurationIdentifier: follows(RESOURCE_CONFIGURATION) }),
  managedVpcResource: struct(vpcMembers(false), { ...vpcMembers(true), tags }),
});

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomOauth2ProviderConfigInput.html */
const custom: Shape = (value, at) => {
  const method = isObject(value) ? value.clientAuthenticationMethod : undefined;
  const problems = struct(
    {
      oauthDiscovery: discovery,
      ...(needsSecret(method) && SECRET.required),
      ...(needsClientId(method) && { clientId }),
      ...(method === ClientAuthenticationMethod.PRIVATE_KEY_JWT && { privateKeyJwtConfig: privateKeyJwt }),
    },
    {
      ...(needsSecret(method) && SECRET.optional),
      clientId,
      clientAuthenticationMethod: follows(CLIENT_AUTHENTICATION_METHOD),
      onBehalfOfTokenExchangeConfig: onBehalfOf,
      privateEndpoint: endpoint,
      privateEndpointOverrides: list(struct({ domain: follows(DOMAIN), privateEndpoint: endpoint }), OVERRIDE_COUNT),
    },
  )(value, at);
  if (isObject(value) && value.privateEndpointOverrides !== undefined && value.privateEndpoint === undefined)
    problems.push({
      subject: `${at}.privateEndpointOverrides`,
      rule: "needs privateEndpoint",
      fix: "Give the endpoint that all other domains use.",
    });
  return problems;
};
