import { KEY_ARN } from "../access/key-arn";
import type { Problem } from "../access/problem";
import { countProblems, givenProblems, knownProblems } from "../access/rule";
import { CLAIM_COUNT, CLAIM_NAME, CLAIM_VALUE, RESERVED_CLAIMS, SIGNING_ALGORITHM } from "../access/rules/oauth2";
import { SigningAlgorithm } from "../access/oauth2-choices";

export { SigningAlgorithm };

/**
 * A client that proves itself by assertions signed in KMS: there is no secret at all.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/private-key-jwt.html
 */
export interface PrivateKeyJwt {
  /** The ARN of an asymmetric KMS key for SIGN_VERIFY, in the credential provider's Region. */
  readonly kmsKeyArn: string;

  /**
   * How assertions are signed; it must fit the key.
   *
   * @default SigningAlgorithm.RS256
   */
  readonly signingAlgorithm?: SigningAlgorithm;

  /**
   * Further header claims, 1 to 10; `alg` and `typ` are set by AgentCore.
   *
   * @default - none
   */
  readonly additionalHeaderClaims?: { [name: string]: string };

  /**
   * Further payload claims, 1 to 10, among them `aud`; `iss`, `sub`, `jti`, `exp`, `iat` and `nbf` are set by AgentCore.
   *
   * @default - none
   */
  readonly additionalPayloadClaims?: { [name: string]: string };
}

/** As the API has it. */
export const privateKeyJwtConfig = (jwt: PrivateKeyJwt): object => ({
  privateKeySource: { kmsKeySource: { kmsKeyArn: jwt.kmsKeyArn } },
  signingAlgorithm: jwt.signingAlgorithm ?? SigningAlgorithm.RS256,
  additionalHeaderClaims: jwt.additionalHeaderClaims,
  additionalPayloadClaims: jwt.additionalPayloadClaims,
});

export function privateKeyJwtProblems({
  kmsKeyArn,
  signingAlgorithm,
  additionalHeaderClaims,
  additionalPayloadClaims,
}: PrivateKeyJwt): Problem[] {
  return [
    ...knownProblems(KEY_ARN, "privateKeyJwt.kmsKeyArn", kmsKeyArn),
    ...givenProblems(SIGNING_ALGORITHM, "signingAlgorithm", signingAlgorithm),
    ...claimProblems("additionalHeaderClaims", additionalHeaderClaims, RESERVED_CLAIMS.header),
    ...claimProblems("additionalPayloadClaims", additionalPayloadClaims, RESERVED_CLAIMS.payload),
  ];
}

function claimProblems(
  subject: string,
  claims: Readonly<Record<string, string>> | undefined,
  reserved: readonly string[],
): Problem[] {
  if (claims === undefined) return [];
  const entries = Object.entries(claims);
  return [
    ...countProblems(CLAIM_COUNT, subject, entries.length),
    ...entries.flatMap(([name, value]) => [
      ...(reserved.includes(name)
        ? [{ subject, value: name, rule: "is set by AgentCore", fix: "Leave it out." }]
        : knownProblems(CLAIM_NAME, `a name in ${subject}`, name)),
      ...knownProblems(CLAIM_VALUE, `${subject}.${name}`, value),
    ]),
  ];
}
