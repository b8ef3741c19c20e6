import { Token } from "cdktf";
import { VPC_MEMBERS } from "../../access/vpc-endpoint";
import type { ClientAuthenticationMethod, TokenEndpointAuthMethod } from "../../identity/custom-oauth2";
import { customOAuth2 } from "../../identity/custom-oauth2";
import { ActorTokenContent, onBehalfOfConfig, OnBehalfOfGrantType } from "../../identity/on-behalf-of";
import type { ManagedVpcEndpointProps } from "../../identity/private-endpoint";
import { PrivateEndpoint } from "../../identity/private-endpoint";
import type { SigningAlgorithm } from "../../identity/private-key-jwt";
import { terraformBlocks } from "../../identity/terraform-blocks";
import type { Body, Json } from "../hcl/json";
import { isBody, isList } from "../hcl/json";
import { plainJson } from "../synthesis";
import { snakeCase } from "../texts";
import { secretOf } from "./resource";

/** Inputs of Terraform where the constructs take values of their own types. */
const text = <T extends string = string>(expression: string): T => `\${${expression}}` as T;
const texts = <T extends string = string>(expression: string): T[] => Token.asList(`\${${expression}}`) as T[];
const map = (expression: string): Record<string, string> => Token.asStringMap(`\${${expression}}`);

const VENDOR = "custom_oauth2_provider_config.value";

/** The AWS provider's arguments for a configuration of the API, both with inputs of Terraform in them. */
const blocks = (api: object): Body => plainJson(terraformBlocks(api));
const inner = (body: Body, name: string): Body => (body[name] as readonly Body[])[0] as Body;

/** The block of a custom vendor: each of its blocks stands only if the input has it. */
export function customVendorBlock(): Body {
  const made = blocks(
    customOAuth2({
      clientId: text("local.oauth2_providers[each.key].client_id"),
      discoveryUrl: text(`${VENDOR}.discovery_url`),
      clientAuthenticationMethod: text<ClientAuthenticationMethod>("local.client_authentication_methods[each.key]"),
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
    }).api,
  );
  const metadata = `${VENDOR}.authorization_server_metadata[*]`;
  return {
    client_id: made.client_id as Json,
    client_authentication_method: made.client_authentication_method as Json,
    client_secret_source: '${local.oauth2_providers[each.key].secret == null ? null : "EXTERNAL"}',
    oauth_discovery: [dynamics(inner(made, "oauth_discovery"), { authorization_server_metadata: metadata })],
    dynamic: {
      client_secret_config: when("local.oauth2_providers[each.key].secret[*]", {
        secret_id: text(secretOf("oauth2", "client_secret_config.value")),
        json_key: text("local.oauth2_providers[each.key].json_key"),
      }),
      on_behalf_of_token_exchange_config: when(`${VENDOR}.on_behalf_of[*]`, onBehalfOf()),
      private_endpoint: when(`${VENDOR}.private_endpoint[*]`, endpoint("private_endpoint.value")),
      private_endpoint_override: when(`${VENDOR}.private_endpoint_overrides`, {
        domain: text("private_endpoint_override.value.domain"),
        private_endpoint: [endpoint("private_endpoint_override.value.private_endpoint")],
      }),
      private_key_jwt_config: when(`${VENDOR}.private_key_jwt[*]`, inner(made, "private_key_jwt_config")),
    },
  };
}

function onBehalfOf(): Body {
  const exchange = "on_behalf_of_token_exchange_config.value";
  // The constructs leave the inner block out for any other grant type than this.
  const block = blocks(
    onBehalfOfConfig({
      grantType: OnBehalfOfGrantType.TOKEN_EXCHANGE,
      actorTokenContent: text<ActorTokenContent>(
        `coalesce(${exchange}.actor_token_content, "${ActorTokenContent.NONE}")`,
      ),
      actorTokenScopes: texts(`${exchange}.actor_token_scopes`),
    }),
  );
  const isExchange = `${exchange}.grant_type == "${OnBehalfOfGrantType.TOKEN_EXCHANGE}" ? [1] : []`;
  return {
    ...dynamics(block, { token_exchange_grant_type_config: isExchange }),
    grant_type: text(`${exchange}.grant_type`),
  };
}

function endpoint(owner: string): Body {
  const members = VPC_MEMBERS.map(([name, { count }]) => {
    const value = `managed_vpc_resource.value.${snakeCase(name)}`;
    return [name, count === undefined ? text(value) : texts(value)];
  });
  const vpc = PrivateEndpoint.managedVpc({
    ...(Object.fromEntries(members) as ManagedVpcEndpointProps),
    tags: map("managed_vpc_resource.value.tags"),
  });
  const lattice = PrivateEndpoint.selfManagedLattice(
    text("self_managed_lattice_resource.value.resource_configuration_identifier"),
  );
  return dynamics(blocks({ ...vpc._api, ...lattice._api }), {
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
