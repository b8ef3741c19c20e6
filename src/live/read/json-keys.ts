import type { Hands } from "../hands";
import type { Piece } from "../piece";
import { answerOfAws, isAboutKey } from "../piece";

/** The names in a secret's JSON object; `null` if its value is none. CloudTrail records who has asked. */
export async function readJsonKeys(
  hands: Hands,
  region: string,
  arn: string,
): Promise<Piece<readonly string[] | null>> {
  try {
    return { value: (await hands.jsonKeys(region, arn)) ?? null };
  } catch (error) {
    const { name, isDenied, by, message } = answerOfAws(error);
    const action = isAboutKey(message) ? "kms:Decrypt" : "secretsmanager:GetSecretValue";
    return { unread: { action, resource: arn, error: name, isDenied, ...(by !== undefined && { by }) } };
  }
}
