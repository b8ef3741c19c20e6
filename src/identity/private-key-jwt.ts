import { parseKeyArn } from "../access/key-arn";
import { isKnown } from "../access/known";
import { JWT_CLAIMS } from "../access/limits";
import type { Problem } from "../access/problem";
import { isProblem } from "../access/problem";

/** How client assertions are signed. */
export enum SigningAlgorithm {
  /** RSASSA-PKCS1-v1_5 with SHA-256: an RSA_2048, RSA_3072 or RSA_4096 key. */
  RS256 = "RS256",
  /** RSASSA-PSS with SHA-256: an RSA_2048, RSA_3072 or RSA_4096 key. */
  PS256 = "PS256",
  /** ECDSA with SHA-256: an ECC_NIST_P256 key. */
  ES256 = "ES256",
}

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
  additionalHeaderClaims,
  additionalPayloadClaims,
}: PrivateKeyJwt): Problem[] {
  const key = isKnown(kmsKeyArn) ? parseKeyArn(kmsKeyArn, "privateKeyJwt.kmsKeyArn") : undefined;
  return [
    ...(key && isProblem(key) ? [key.problem] : []),
    ...claimProblems("additionalHeaderClaims", additionalHeaderClaims, JWT_CLAIMS.reservedHeader),
    ...claimProblems("additionalPayloadClaims", additionalPayloadClaims, JWT_CLAIMS.reservedPayload),
  ];
}

function claimProblems(
  subject: string,
  claims: Readonly<Record<string, string>> | undefined,
  reserved: readonly string[],
): Problem[] {
  if (claims === undefined) return [];
  const entries = Object.entries(claims);
  const problems: Problem[] = [];
  const refuse = (rule: string, fix: string, value?: string): void => void problems.push({ subject, value, rule, fix });
  if (entries.length < 1 || entries.length > JWT_CLAIMS.most)
    refuse(`are not 1 to ${JWT_CLAIMS.most}`, "Leave the argument out, or drop some.", String(entries.length));
  for (const [name, value] of entries) {
    if (reserved.includes(name)) refuse("is set by AgentCore", "Leave it out.", name);
    else if (!JWT_CLAIMS.name.test(name))
      refuse('is not 1 to 255 letters, digits, "_", ".", ":", "#" or "-"', "Rename the claim.", name);
    if (isKnown(value) && (value.length < 1 || value.length > JWT_CLAIMS.valueLength))
      refuse(`has a value of ${value.length} characters, not 1 to ${JWT_CLAIMS.valueLength}`, "Shorten it.", name);
  }
  return problems;
}
