import { parseKeyArn } from "../../access/key-arn";
import {
  API_TENANT_ID_LENGTH,
  CLIENT_ID_LENGTH,
  DISCOVERY_URL,
  JWT_CLAIMS,
  PRIVATE_ENDPOINT,
  SCOPE_LENGTH,
  TAGS,
} from "../../access/limits";
import type { OAuth2VendorRow } from "../../access/oauth2-vendors";
import { isProblem } from "../../access/problem";
import { referenceMembers } from "./references";
import type { Shape } from "./shape";
import { httpsUrl, isObject, list, map, oneOf, struct, text, union } from "./shape";

/** The API's member for a vendor's configuration. */
export const configMember = ({ config }: OAuth2VendorRow): string => `${config}Oauth2ProviderConfig`;

/** Ways in which a client proves itself without a secret. */
export const WITHOUT_SECRET: readonly unknown[] = ["AWS_IAM_ID_TOKEN_JWT", "PRIVATE_KEY_JWT"];

const SECRET = referenceMembers("clientSecret");
const clientId = text({ most: CLIENT_ID_LENGTH });

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Oauth2ProviderConfigInput.html */
export function oauth2ConfigShape(row: OAuth2VendorRow): Shape {
  if (row.config === "custom") return struct({ [configMember(row)]: custom });
  const fields = Object.fromEntries(
    row.fields.map((field) => [field, field === "tenantId" ? text({ most: API_TENANT_ID_LENGTH }) : httpsUrl]),
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
    responseTypes: list(text()),
    tokenEndpointAuthMethods: list(oneOf("client_secret_post", "client_secret_basic"), { most: 2 }),
  },
);

const discovery = union({
  discoveryUrl: text({ pattern: DISCOVERY_URL, meaning: "the address of a discovery document" }),
  authorizationServerMetadata: metadata,
});

const onBehalfOf = struct(
  { grantType: oneOf("TOKEN_EXCHANGE", "JWT_AUTHORIZATION_GRANT") },
  {
    tokenExchangeGrantTypeConfig: struct(
      { actorTokenContent: oneOf("NONE", "M2M", "AWS_IAM_ID_TOKEN_JWT") },
      { actorTokenScopes: list(text({ most: SCOPE_LENGTH })) },
    ),
  },
);

const keyArn: Shape = (value, at) => {
  const parsed = typeof value === "string" ? parseKeyArn(value, at) : undefined;
  return parsed ? (isProblem(parsed) ? [parsed.problem] : []) : text()(value, at);
};

const claims = (reserved: readonly string[]): Shape => {
  const name: Shape = (value, at) =>
    reserved.includes(value as string)
      ? [{ subject: at, value: String(value), rule: "is set by AgentCore", fix: "Leave it out." }]
      : text({ pattern: JWT_CLAIMS.name, meaning: "a claim name that AgentCore takes" })(value, at);
  return map(name, text({ most: JWT_CLAIMS.valueLength }), JWT_CLAIMS.most);
};

const privateKeyJwt = struct(
  {
    privateKeySource: union({ kmsKeySource: struct({ kmsKeyArn: keyArn }) }),
    signingAlgorithm: oneOf("RS256", "PS256", "ES256"),
  },
  {
    additionalHeaderClaims: claims(JWT_CLAIMS.reservedHeader),
    additionalPayloadClaims: claims(JWT_CLAIMS.reservedPayload),
  },
);

const tagText = (least: number, most: number): Shape =>
  text({ least, most, pattern: TAGS.pattern, meaning: "made of characters that a tag takes" });

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TagResource.html */
export const tags = map(tagText(1, TAGS.keyLength), tagText(0, TAGS.valueLength), TAGS.most);

const endpoint = union({
  selfManagedLatticeResource: union({ resourceConfigurationIdentifier: text() }),
  managedVpcResource: struct(
    { vpcIdentifier: text(), subnetIds: list(text()), endpointIpAddressType: oneOf("IPV4", "IPV6") },
    {
      securityGroupIds: list(text(), { least: 0, most: PRIVATE_ENDPOINT.securityGroups }),
      tags,
      routingDomain: text(PRIVATE_ENDPOINT.routingDomain),
    },
  ),
});

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomOauth2ProviderConfigInput.html */
const custom: Shape = (value, at) => {
  const method = isObject(value) ? value.clientAuthenticationMethod : undefined;
  const problems = struct(
    {
      oauthDiscovery: discovery,
      ...(WITHOUT_SECRET.includes(method) ? {} : SECRET.required),
      ...(method === "AWS_IAM_ID_TOKEN_JWT" ? {} : { clientId }),
      ...(method === "PRIVATE_KEY_JWT" && { privateKeyJwtConfig: privateKeyJwt }),
    },
    {
      ...(WITHOUT_SECRET.includes(method) ? {} : SECRET.optional),
      clientId,
      clientAuthenticationMethod: oneOf(
        "CLIENT_SECRET_BASIC",
        "CLIENT_SECRET_POST",
        "AWS_IAM_ID_TOKEN_JWT",
        "PRIVATE_KEY_JWT",
      ),
      onBehalfOfTokenExchangeConfig: onBehalfOf,
      privateEndpoint: endpoint,
      privateEndpointOverrides: list(
        struct({ domain: text({ most: PRIVATE_ENDPOINT.domainLength }), privateEndpoint: endpoint }),
        {
          least: 0,
          most: PRIVATE_ENDPOINT.overrides,
        },
      ),
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
