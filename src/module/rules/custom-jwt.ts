import { JWT_CLAIMS } from "../../access/limits";
import { SigningAlgorithm } from "../../identity/private-key-jwt";
import { keyArnGuards } from "../../terraform/guards";
import type { Validation } from "../definition";
import type { Shown } from "../words";
import { enumeration, jwtBroken, on, said, shown } from "./custom-samples";
import { hclText, lengthWithin, matches } from "./expressions";
import { fromGuard } from "./guard";
import { KEY_ARN } from "./samples";
import { settled } from "../../terraform/settled";

const jwtKey = (): Validation => {
  const [guard] = keyArnGuards(settled("${var.custom.private_key_jwt.kms_key_arn}"), "");
  if (!guard) throw new Error("the constructs guard no key");
  const { condition, message } = fromGuard(guard);
  return {
    condition: on("private_key_jwt", condition),
    message: message.replace(
      "${var.custom.private_key_jwt.kms_key_arn}",
      `\${${shown("private_key_jwt.kms_key_arn")}}`,
    ),
    broken: jwtBroken({ kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/signing" }),
  };
};

function claimRules(
  property: "additionalHeaderClaims" | "additionalPayloadClaims",
  part: string,
  reserved: readonly string[],
): Validation[] {
  const claimsOf = `var.custom.private_key_jwt.${part}`;
  const given = (condition: string): string => on(`private_key_jwt.${part}`, condition);
  const first = (condition: string): string => `try([for name, value in ${claimsOf} : name if !(${condition})][0], "")`;
  const sample = (claims: Record<string, string>, ...texts: readonly Shown[]): string =>
    said({ privateKeyJwt: { kmsKeyArn: KEY_ARN, [property]: claims } }, ...texts);
  const isFree = `!contains([${reserved.map(hclText).join(", ")}], name)`;
  const isName = matches(JWT_CLAIMS.name, "name");
  const isValue = lengthWithin("value", 1, JWT_CLAIMS.valueLength);
  const taken = reserved[0] as string;
  return [
    {
      condition: given(lengthWithin(claimsOf, 1, JWT_CLAIMS.most)),
      message: sample({}, [/(?<=")0(?=")/, `try(length(${claimsOf}), 0)`]),
      broken: jwtBroken({ [part]: {} }),
    },
    {
      condition: given(`alltrue([for name in keys(${claimsOf}) : ${isFree}])`),
      message: sample({ [taken]: "x" }, [new RegExp(`(?<=")${taken}(?=")`), first(isFree)]),
      broken: jwtBroken({ [part]: { [taken]: "x" } }),
    },
    {
      condition: given(`alltrue([for name in keys(${claimsOf}) : ${isName}])`),
      message: sample({ "my claim": "x" }, ["my claim", first(isName)]),
      broken: jwtBroken({ [part]: { "my claim": "x" } }),
    },
    {
      condition: given(`alltrue([for value in values(${claimsOf}) : ${isValue}])`),
      message: sample(
        { claim: "" },
        [/(?<=")claim(?=")/, first(isValue)],
        [/\b0(?= characters)/, `try([for value in values(${claimsOf}) : length(value) if !(${isValue})][0], 0)`],
      ),
      broken: jwtBroken({ [part]: { claim: "" } }),
    },
  ];
}

export const jwtRules = (): readonly Validation[] => [
  jwtKey(),
  enumeration(
    "private_key_jwt.signing_algorithm",
    Object.values(SigningAlgorithm),
    jwtBroken({ signing_algorithm: "HS256" }),
  ),
  ...claimRules("additionalHeaderClaims", "additional_header_claims", JWT_CLAIMS.reservedHeader),
  ...claimRules("additionalPayloadClaims", "additional_payload_claims", JWT_CLAIMS.reservedPayload),
];
