import {
  CreateSecretCommand,
  DeleteSecretCommand,
  PutResourcePolicyCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { randomBytes } from "node:crypto";
import type { Account } from "../aws";
import { TAG } from "../names";

/** A secret's value: an object becomes JSON, bytes stay bytes, and nothing is a secret without a version. */
export type SecretContent = Readonly<Record<string, unknown>> | string | Uint8Array | undefined;

/** A value that nobody knows and nobody sees. */
export const newValue = (): string => randomBytes(24).toString("base64url");

export async function createSecret(
  { aws: { secrets } }: Account,
  Name: string,
  prefix: string,
  content: SecretContent,
  kmsKeyArn?: string,
): Promise<string> {
  const value =
    content === undefined
      ? {}
      : content instanceof Uint8Array
        ? { SecretBinary: content }
        : { SecretString: typeof content === "string" ? content : JSON.stringify(content) };
  const { ARN = "" } = await secrets.send(
    new CreateSecretCommand({
      Name,
      Description: "Made by npm run acceptance, and removed by it.",
      Tags: [{ Key: TAG, Value: prefix }],
      ...value,
      ...(kmsKeyArn !== undefined && { KmsKeyId: kmsKeyArn }),
    }),
  );
  return ARN;
}

export const putSecretPolicy = ({ aws }: Account, SecretId: string, policy: object): Promise<unknown> =>
  aws.secrets.send(
    new PutResourcePolicyCommand({ SecretId, ResourcePolicy: JSON.stringify(policy), BlockPublicPolicy: true }),
  );

/** At once: nothing else could have come to need it. */
export const removeSecret = (secrets: SecretsManagerClient, SecretId: string): Promise<unknown> =>
  secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
