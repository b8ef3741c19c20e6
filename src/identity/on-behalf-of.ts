import type { Problem } from "../access/problem";
import { eachProblems, givenProblems, knownProblems } from "../access/rule";
import { SCOPE } from "../access/rules/names";
import { ACTOR_TOKEN_CONTENT, GRANT_TYPE } from "../access/rules/oauth2";
import { OnBehalfOfGrantType, ActorTokenContent } from "../access/oauth2-choices";

export { OnBehalfOfGrantType, ActorTokenContent };

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
  const problems: Problem[] = [
    ...knownProblems(GRANT_TYPE, "onBehalfOf.grantType", grantType),
    ...givenProblems(ACTOR_TOKEN_CONTENT, "actorTokenContent", actorTokenContent),
    ...eachProblems(SCOPE, "actorTokenScopes", actorTokenScopes),
  ];
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
