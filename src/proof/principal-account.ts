import { splitArn } from "../access/arn";
import type { RequestPrincipal } from "../decision";

/** The account of who asks; undefined for those who have none. */
export function principalAccount(principal: RequestPrincipal): string | undefined {
  switch (principal.type) {
    case "AssumedRole":
      return splitArn(principal.roleArn)?.account;
    case "User":
    case "FederatedUser":
      return splitArn(principal.userArn)?.account;
    case "Account":
      return principal.account;
    default:
      return undefined;
  }
}
