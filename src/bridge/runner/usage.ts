import { VERBS } from "./input";

declare const BRIDGE_VERSION: string | undefined;

/** The package's version; the bundler writes it in. */
export const version = (): string => (typeof BRIDGE_VERSION === "string" ? BRIDGE_VERSION : "0.0.0-source");

export const INPUT_VARIABLE = "AGENTCORE_IDENTITY_BRIDGE_INPUT";

export const USAGE = `Usage: agentcore-identity-bridge ${VERBS.join("|")} | --help | --version

Makes one object of Amazon Bedrock AgentCore Identity, or statements in the policy of a secret or key, as its input says.

  apply   creates the object, or corrects the one that bears the owner's mark in place; another's is refused,
          unless the input says "adopt": true
  remove  removes the object if it bears the owner's mark; that there is none is success, too
  read    prints the object

The input is a JSON object in the environment variable ${INPUT_VARIABLE}, or on standard input; never an
argument. It holds references to secrets, never a secret.

  {"kind": "oauth2" | "apikey" | "payment", "name": …, "owner": …, …the members of the API's Create operation…}
  {"kind": "secretPolicy", "secretId": ARN, "owner": …, "statements": […]}
  {"kind": "keyPolicy", "keyId": ARN, "secretId": ARN, "owner": …, "statements": […]}

  and with each: region, timeoutSeconds (300), assumeRoleArn, assumeRoleSessionName, assumeRoleExternalId

Region, profile, credentials and endpoints come from the environment as for every AWS SDK.
Standard output is one line of JSON; messages go to standard error.
Exit codes: 0 done, 1 fault of this program, 2 wrong input, 3 refused, 4 denied by AWS, 5 AWS failed or time limit.
`;
