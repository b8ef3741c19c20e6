import { ClientAuthenticationMethod } from "../access/oauth2-choices";
import { Unknown } from "../decision";
import type { MaybeKnown } from "./values";
import { isObject, own } from "./values";

/** AgentCore names some audience in any case. */
const UNSTATED = new Unknown("the audience that AgentCore asks for is not stated", true);

/**
 * The audiences of the IAM tokens by which the client of a provider proves itself: which one is in no configuration.
 *
 * @param method what the attribute is called that says how a client proves itself, wherever it stands
 */
export function tokenAudiencesIn(value: unknown, method: string): MaybeKnown[] {
  const isToken = (one: unknown): boolean => {
    if (Array.isArray(one)) return one.some(isToken);
    if (!isObject(one)) return false;
    return own(one, method) === ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT || Object.values(one).some(isToken);
  };
  return isToken(value) ? [UNSTATED] : [];
}
