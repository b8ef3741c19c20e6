import type { Deployer } from "../access/deployer";
import { KmsAccess } from "../access/modes";
import type { Reader } from "../access/reader";
import type { Role } from "../access/role";
import type { EncryptedSecret } from "../access/statements";
import { KmsDecryptGrant } from "../key/kms-decrypt-grant";
import type { ExternalSecret } from "../secret/external-secret";
import { labelOf } from "../terraform/labels";

/** Lets a reader read a secret, on the side of secret and key. However many providers ask, it happens once. */
export function letRead(secret: ExternalSecret, reader: Reader): void {
  secret.policy.addReader(reader);
  grantDecrypt(secret, reader);
}

/** Lets the deployer read a secret, on the side of secret and key. */
export function letDeploy(secret: ExternalSecret, deployer: Deployer): KmsDecryptGrant | undefined {
  secret.policy.addDeployer(deployer);
  return grantDecrypt(secret, deployer);
}

function grantDecrypt(secret: ExternalSecret, grantee: Role): KmsDecryptGrant | undefined {
  const { kmsKeyArn, secretArn, region, provider } = secret;
  if (kmsKeyArn === undefined || secret.keyAccess !== KmsAccess.GRANT) return undefined;
  const id = `Decrypt-${labelOf(secret, grantee)}`;
  const existing = secret.node.tryFindChild(id) as KmsDecryptGrant | undefined;
  return existing ?? new KmsDecryptGrant(secret, id, { kmsKeyArn, secretArn, region, grantee, provider });
}

/** What a decrypt statement needs to know, for a secret with a customer managed key. */
export function encrypted({ secretArn, kmsKeyArn, region, partition }: ExternalSecret): EncryptedSecret[] {
  return kmsKeyArn === undefined ? [] : [{ secretArn, keyArn: kmsKeyArn, region, partition }];
}
