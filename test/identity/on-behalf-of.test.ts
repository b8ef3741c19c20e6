import type { OnBehalfOfTokenExchange } from "cdktf-agentcore-identity";
import { ActorTokenContent, OnBehalfOfGrantType } from "cdktf-agentcore-identity";
import { customBlock, customRefusals } from "../support/custom";

const { JWT_AUTHORIZATION_GRANT, TOKEN_EXCHANGE } = OnBehalfOfGrantType;
const block = (onBehalfOf: OnBehalfOfTokenExchange): unknown =>
  customBlock({ onBehalfOf }).on_behalf_of_token_exchange_config;
const refused = (onBehalfOf: OnBehalfOfTokenExchange): string[] => customRefusals({ onBehalfOf });

test("is off by default", () => {
  expect(customBlock({})).not.toHaveProperty("on_behalf_of_token_exchange_config");
});

test("TOKEN_EXCHANGE always has its block, which names no actor by default", () => {
  expect(block({ grantType: TOKEN_EXCHANGE })).toEqual([
    { grant_type: "TOKEN_EXCHANGE", token_exchange_grant_type_config: [{ actor_token_content: "NONE" }] },
  ]);
});

test.each(Object.values(ActorTokenContent))("TOKEN_EXCHANGE takes an actor token of %s", (actorTokenContent) => {
  expect(block({ grantType: TOKEN_EXCHANGE, actorTokenContent })).toEqual([
    { grant_type: "TOKEN_EXCHANGE", token_exchange_grant_type_config: [{ actor_token_content: actorTokenContent }] },
  ]);
});

test("M2M takes scopes", () => {
  const exchange = {
    grantType: TOKEN_EXCHANGE,
    actorTokenContent: ActorTokenContent.M2M,
    actorTokenScopes: ["a", "b"],
  };
  expect(block(exchange)).toEqual([
    {
      grant_type: "TOKEN_EXCHANGE",
      token_exchange_grant_type_config: [{ actor_token_content: "M2M", actor_token_scopes: ["a", "b"] }],
    },
  ]);
});

test("JWT_AUTHORIZATION_GRANT has no block of its own", () => {
  expect(block({ grantType: JWT_AUTHORIZATION_GRANT })).toEqual([{ grant_type: "JWT_AUTHORIZATION_GRANT" }]);
});

test("JWT_AUTHORIZATION_GRANT refuses an actor token", () => {
  expect(refused({ grantType: JWT_AUTHORIZATION_GRANT, actorTokenContent: ActorTokenContent.NONE })).toEqual([
    'actorTokenContent "NONE" has no meaning for JWT_AUTHORIZATION_GRANT. Leave it out, or say TOKEN_EXCHANGE.',
  ]);
});

test.each([undefined, ActorTokenContent.NONE, ActorTokenContent.AWS_IAM_ID_TOKEN_JWT])(
  "scopes are refused with %s",
  (actorTokenContent) => {
    expect(refused({ grantType: TOKEN_EXCHANGE, actorTokenContent, actorTokenScopes: ["a", "b"] })).toEqual([
      'actorTokenScopes "a b" belongs to an actor token of M2M. Say actorTokenContent: ActorTokenContent.M2M, or leave the scopes out.',
    ]);
  },
);
