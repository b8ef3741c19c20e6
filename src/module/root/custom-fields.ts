import type { Rule } from "../../access/rule";
import { OVERRIDE_COUNT } from "../../access/rules/endpoint";
import {
  ACTOR_TOKEN_CONTENT,
  CLAIM_COUNT,
  CLIENT_AUTHENTICATION_METHOD,
  GRANT_TYPE,
  RESERVED_CLAIMS,
  SIGNING_ALGORITHM,
  TOKEN_ENDPOINT_AUTH_METHOD,
} from "../../access/rules/oauth2";
import { VPC_MEMBERS } from "../../access/vpc-endpoint";
import type { Field, Type } from "../definition";
import { snakeCase } from "../texts";

const required = (name: string, type: Type, description: string): Field => ({ name, type, description });
const optional = (name: string, type: Type, description: string, value?: Field["default"]): Field => ({
  name,
  type,
  description,
  optional: true,
  ...(value !== undefined && { default: value }),
});
const listed = ({ values = [] }: Rule): string => values.join(", ");

const ENDPOINT: readonly Field[] = [
  optional(
    "managed_vpc",
    {
      object: [
        ...VPC_MEMBERS.map(([name, { count, isOptional = false, default: value, about }]) => {
          const type: Type = count === undefined ? "string" : { set: "string" };
          const [field, isRequired] = [snakeCase(name), !isOptional && value === undefined];
          return isRequired ? required(field, type, about) : optional(field, type, about, value);
        }),
        optional("tags", { map: "string" }, "Tags of what AgentCore makes in the VPC; by default none."),
      ],
    },
    "An endpoint that AgentCore manages in a VPC of yours.",
  ),
  optional(
    "self_managed_lattice",
    {
      object: [required("resource_configuration_identifier", "string", "The resource configuration, by ID or ARN.")],
    },
    "A VPC Lattice resource configuration that you manage.",
  ),
];

const claims = (name: string, reserved: readonly string[]): Field =>
  optional(
    name,
    { map: "string" },
    `Further claims, 1 to ${String(CLAIM_COUNT.most)}; ${reserved.join(", ")} are set by AgentCore. By default there are none.`,
  );

/** What a custom vendor takes. */
export const CUSTOM_TYPE: Type = {
  object: [
    optional(
      "discovery_url",
      "string",
      "The address of the discovery document. Give this or authorization_server_metadata.",
    ),
    optional(
      "authorization_server_metadata",
      {
        object: [
          required("issuer", "string", "The issuer, an https URL."),
          required("authorization_endpoint", "string", "The authorization endpoint, an https URL."),
          required("token_endpoint", "string", "The token endpoint, an https URL."),
          optional(
            "response_types",
            { set: "string" },
            "Response types that the server supports; by default not sent.",
          ),
          optional(
            "token_endpoint_auth_methods",
            { list: "string" },
            `How the token endpoint accepts a client secret: ${listed(TOKEN_ENDPOINT_AUTH_METHOD)} or both; by default not sent.`,
          ),
        ],
      },
      "The server's addresses, if it has no discovery document.",
    ),
    optional(
      "client_authentication_method",
      "string",
      `How the client proves itself: ${listed(CLIENT_AUTHENTICATION_METHOD)}. By default PRIVATE_KEY_JWT if private_key_jwt is given, otherwise the service's own, CLIENT_SECRET_BASIC.`,
    ),
    optional(
      "token_audiences",
      { set: "string" },
      "The audiences for which readers may obtain IAM tokens, with AWS_IAM_ID_TOKEN_JWT: those that AgentCore asks for. By default readers need that permission from elsewhere.",
    ),
    optional(
      "private_key_jwt",
      {
        object: [
          required(
            "kms_key_arn",
            "string",
            "An asymmetric KMS key for SIGN_VERIFY, in the credential provider's Region.",
          ),
          optional(
            "signing_algorithm",
            "string",
            `How assertions are signed: ${listed(SIGNING_ALGORITHM)}; it must fit the key.`,
            "RS256",
          ),
          claims("additional_header_claims", RESERVED_CLAIMS.header),
          claims("additional_payload_claims", RESERVED_CLAIMS.payload),
        ],
      },
      "A client that proves itself by assertions signed in KMS: there is no secret at all.",
    ),
    optional(
      "on_behalf_of",
      {
        object: [
          required("grant_type", "string", `The kind of exchange: ${listed(GRANT_TYPE)}.`),
          optional(
            "actor_token_content",
            "string",
            `Which token stands for the agent: ${listed(ACTOR_TOKEN_CONTENT)}; for TOKEN_EXCHANGE only, where the default is NONE.`,
          ),
          optional("actor_token_scopes", { set: "string" }, "Scopes of the agent's own token; for M2M only."),
        ],
      },
      "How an agent exchanges a user's token for one that lets it act for the user; by default not at all.",
    ),
    optional(
      "private_endpoint",
      { object: ENDPOINT },
      "How AgentCore reaches the identity provider if it is not on the internet: managed_vpc or self_managed_lattice.",
    ),
    optional(
      "private_endpoint_overrides",
      {
        list: {
          object: [
            required("domain", "string", "The domain, 1 to 253 characters."),
            required("private_endpoint", { object: ENDPOINT }, "How AgentCore reaches it."),
          ],
        },
      },
      `Other ways to single domains of the identity provider, at most ${String(OVERRIDE_COUNT.most)}.`,
      [],
    ),
  ],
};
