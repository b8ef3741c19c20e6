import type { Problem } from "../access/problem";

/** How a user's token is exchanged. */
export enum OnBehalfOfGrantType {
  /** RFC 8693 token exchange. */
  TOKEN_EXCHANGE = "TOKEN_EXCHANGE",
  /** RFC 7523 JWT authorization grant, as Microsoft Entra ID has it. */
  JWT_AUTHORIZATION_GRANT = "JWT_AUTHORIZATION_GRANT",
}

/** Which token stands for the agent in a token exchange. */
export enum ActorTokenContent {
  /** None: the new token does not name the agent. */
  NONE = "NONE",
  /** A token of the agent's own, obtained with its client credentials. */
  M2M = "M2M",
  /** A token that AWS IAM issues for the calling role. */
  AWS_IAM_ID_TOKEN_JWT = "AWS_IAM_ID_TOKEN_JWT",
}

/**
 * How an agent exchanges a user's token for one that lets it act for the user.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_OnBehalfOfTokenExchangeConfigType.html
 */
export interface OnBehalfOfTokenExchange {
  /** The kind of exchange. */
  readonly grantType: OnBehalfOfGrantType;

  /**
   * Which token stands for the agent; for TOKEN_EXCHANGE only.
   *
   * @default - ActorTokenContent.NONE for TOKEN_EXCHANGE
   */
  readonly actorTokenContent?: ActorTokenContent;

  /**
   * Scopes of the agent's own token; for ActorTokenContent.M2M only.
   *
   * @default - none
   */
  readonly actorTokenScopes?: string[];
}

/** As the API has it: a token exchange says more, whether or not the user does. */
export function onBehalfOfConfig({ grantType, actorTokenContent, actorTokenScopes }: OnBehalfOfTokenExchange): object {
  if (grantType !== OnBehalfOfGrantType.TOKEN_EXCHANGE) return { grantType };
  const tokenExchangeGrantTypeConfig = {
    actorTokenContent: actorTokenContent ?? ActorTokenContent.NONE,
    actorTokenScopes,
  };
  return { grantType, tokenExchangeGrantTypeConfig };
}

export function onBehalfOfProblems({
  grantType,
  actorTokenContent,
  actorTokenScopes,
}: OnBehalfOfTokenExchange): Problem[] {
  const problems: Problem[] = [];
  if (grantType !== OnBehalfOfGrantType.TOKEN_EXCHANGE && actorTokenContent !== undefined) {
    problems.push({
      subject: "actorTokenContent",
      value: actorTokenContent,
      rule: `has no meaning for ${grantType}`,
      fix: "Leave it out, or say TOKEN_EXCHANGE.",
    });
  }
  if (actorTokenScopes !== undefined && actorTokenContent !== ActorTokenContent.M2M) {
    problems.push({
      subject: "actorTokenScopes",
      value: actorTokenScopes.join(" "),
      rule: "belongs to an actor token of M2M",
      fix: "Say actorTokenContent: ActorTokenContent.M2M, or leave the scopes out.",
    });
  }
  return problems;
}
