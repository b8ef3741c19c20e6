import { Token } from "cdktf";
import type { ActorTokenContent, OnBehalfOfGrantType } from "../../identity/on-behalf-of";
import { onBehalfOfBlock } from "../../identity/on-behalf-of";
import type { EndpointIpAddressType, PrivateEndpointOverride } from "../../identity/private-endpoint";
import { PrivateEndpoint, privateEndpointBlocks } from "../../identity/private-endpoint";
import type { ClientAuthenticationMethod, TokenEndpointAuthMethod } from "../../identity/custom-oauth2";
import { customOAuth2 } from "../../identity/custom-oauth2";
import type { SigningAlgorithm } from "../../identity/private-key-jwt";
import type { Body, Json } from "../hcl/json";
import { isBody, isList } from "../hcl/json";
import { plainJson } from "../synthesis";

/** Inputs of Terraform where the constructs take values of their own types. */
const text = <T extends string = string>(expression: string): T => `\${${expression}}` as T;
const texts = <T extends string = string>(expression: string): T[] => Token.asList(`\${${expression}}`) as T[];
const map = (expression: string): Record<string, string> => Token.asStringMap(`\${${expression}}`);

const VENDOR = "custom_oauth2_provider_config.value";

const endpoint = (owner: string): { vpc: PrivateEndpoint; lattice: PrivateEndpoint; owner: string } => ({
  owner,
  vpc: PrivateEndpoint.managedVpc({
    vpcId: text("managed_vpc_resource.value.vpc_id"),
    subnetIds: texts("managed_vpc_resource.value.subnet_ids"),
    ipAddressType: text<EndpointIpAddressType>("managed_vpc_resource.value.ip_address_type"),
    securityGroupIds: texts("managed_vpc_resource.value.security_group_ids"),
    routingDomain: text("managed_vpc_resource.value.routing_domain"),
    tags: map("managed_vpc_resource.value.tags"),
  }),
  lattice: PrivateEndpoint.selfManagedLattice(
    text("self_managed_lattice_resource.value.resource_configuration_identifier"),
  ),
});

/** The block of a custom vendor: each of its blocks stands only if the input has it. */
export function customVendorBlock(): Body {
  const override: PrivateEndpointOverride = {
    domain: text("private_endpoint_override.value.domain"),
    privateEndpoint: endpoint("").vpc,
  };
  const made = plainJson(
    customOAuth2({
      clientId: text("var.client_id"),
      discoveryUrl: text(`${VENDOR}.discovery_url`),
      clientAuthenticationMethod: text<ClientAuthenticationMethod>("local.client_authentication_method"),
      authorizationServerMetadata: {
        issuer: text("authorization_server_metadata.value.issuer"),
        authorizationEndpoint: text("authorization_server_metadata.value.authorization_endpoint"),
        tokenEndpoint: text("authorization_server_metadata.value.token_endpoint"),
        responseTypes: texts("authorization_server_metadata.value.response_types"),
        tokenEndpointAuthMethods: texts<TokenEndpointAuthMethod>(
          "authorization_server_metadata.value.token_endpoint_auth_methods",
        ),
      },
      privateKeyJwt: {
        kmsKeyArn: text("private_key_jwt_config.value.kms_key_arn"),
        signingAlgorithm: text<SigningAlgorithm>("private_key_jwt_config.value.signing_algorithm"),
        additionalHeaderClaims: map("private_key_jwt_config.value.additional_header_claims"),
        additionalPayloadClaims: map("private_key_jwt_config.value.additional_payload_claims"),
      },
    }).arguments,
  );
  const endpoints = plainJson(privateEndpointBlocks(endpoint("").vpc, [override]).blocks);
  const [discovery] = made.oauth_discovery as readonly Body[];
  const [overriding] = endpoints.private_endpoint_override as readonly Body[];
  return {
    client_id: made.client_id as Json,
    client_authentication_method: made.client_authentication_method as Json,
    client_secret_source: '${var.secret == null ? null : "EXTERNAL"}',
    oauth_discovery: [
      dynamics(discovery as Body, { authorization_server_metadata: `${VENDOR}.authorization_server_metadata[*]` }),
    ],
    dynamic: {
      client_secret_config: when("var.secret[*]", {
        secret_id: text("client_secret_config.value.secret_arn"),
        json_key: text("client_secret_config.value.json_key"),
      }),
      on_behalf_of_token_exchange_config: when(`${VENDOR}.on_behalf_of[*]`, onBehalfOf()),
      private_endpoint: when(`${VENDOR}.private_endpoint[*]`, oneEndpoint("private_endpoint.value")),
      private_endpoint_override: when(`${VENDOR}.private_endpoint_overrides`, {
        domain: (overriding as Body).domain as Json,
        private_endpoint: [oneEndpoint("private_endpoint_override.value.private_endpoint")],
      }),
      private_key_jwt_config: when(
        `${VENDOR}.private_key_jwt[*]`,
        (made.private_key_jwt_config as readonly Body[])[0] as Body,
      ),
    },
  };
}

function onBehalfOf(): Body {
  const exchange = "on_behalf_of_token_exchange_config.value";
  // The constructs leave the inner block out for any other grant type than this.
  const block = plainJson(
    onBehalfOfBlock({
      grantType: "TOKEN_EXCHANGE" as OnBehalfOfGrantType,
      actorTokenContent: `\${coalesce(${exchange}.actor_token_content, "NONE")}` as ActorTokenContent,
      actorTokenScopes: texts(`${exchange}.actor_token_scopes`),
    }),
  );
  const condition = `${exchange}.grant_type == "TOKEN_EXCHANGE" ? [1] : []`;
  return {
    ...dynamics(block, { token_exchange_grant_type_config: condition }),
    grant_type: text(`${exchange}.grant_type`),
  };
}

function oneEndpoint(owner: string): Body {
  const { vpc, lattice } = endpoint(owner);
  return dynamics(plainJson({ ...vpc._block, ...lattice._block }), {
    managed_vpc_resource: `${owner}.managed_vpc[*]`,
    self_managed_lattice_resource: `${owner}.self_managed_lattice[*]`,
  });
}

const when = (forEach: string, content: Body): Body => ({ for_each: `\${${forEach}}`, content });

/** Makes blocks of a body depend on the input. */
function dynamics(body: Body, forEach: Readonly<Record<string, string>>): Body {
  const dynamic: Record<string, Json> = {};
  const rest: Record<string, Json> = {};
  for (const [name, value] of Object.entries(body)) {
    const condition = forEach[name];
    if (condition === undefined) rest[name] = value;
    else if (isList(value) && isBody(value[0])) dynamic[name] = when(condition, value[0]);
    else throw new Error(`${name} is no block`);
  }
  return { ...rest, dynamic };
}
