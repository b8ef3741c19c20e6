import { enforcement } from "../../../src/sandbox/enforcement";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import { KEY_ARN, SECRET_ARN } from "../../support/fixtures";

/** What the policies of secret and key give to a role that has no policy of its own: the project's own decision. */
export function reads(sandbox: Sandbox, roleArn: string): { readonly read: boolean; readonly decrypt: boolean } {
  const authorize = enforcement(sandbox);
  const principal = {
    arn: `${roleArn.replace(":iam:", ":sts:").replace(/:role\/.*\//, ":assumed-role/")}/session`,
    account: "111122223333",
    roleArn,
  };
  const context = {
    "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
    "kms:EncryptionContext:SecretARN": SECRET_ARN,
  };
  const may = (action: string, resource: string, more: Record<string, string> = {}): boolean =>
    authorize({ principal, action, resource, context: more }) === undefined;
  return { read: may("secretsmanager:GetSecretValue", SECRET_ARN), decrypt: may("kms:Decrypt", KEY_ARN, context) };
}

export const EVERYTHING = { read: true, decrypt: true };
export const NOTHING = { read: false, decrypt: false };
