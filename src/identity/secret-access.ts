import type { TerraformResource } from "cdktf";
import type { Deployer } from "../access/deployer";
import { KmsAccess } from "../access/modes";
import type { Reader } from "../access/reader";
import type { Role } from "../access/role";
import type { EncryptedSecret } from "../access/statements";
import { KeyPolicyStatement } from "../key/key-policy-statement";
import { KmsDecryptGrant } from "../key/kms-decrypt-grant";
import type { ExternalSecret } from "../secret/external-secret";
import { labelOf } from "../terraform/labels";
import { identityOf } from "../terraform/tokens";

/** Lets a reader read a secret, on the side of secret and key. However many providers ask, it happens once. */
export function letRead(secret: ExternalSecret, reader: Reader): void {
  secret._makePolicy().addReader(reader);
  letDecrypt(secret, reader);
}

/**
 * Lets the deployer read a secret, on the side of secret and key. Gives what does that.
 *
 * @param makesGrants whether the grants of the secret are made with this role, too
 */
export function letDeploy(
  secret: ExternalSecret,
  deployer: Deployer,
  makesGrants: boolean,
): (TerraformResource | undefined)[] {
  const policy = secret._makePolicy();
  policy.addDeployer(deployer);
  if (makesGrants) {
    secret._grantMakers.set(identityOf(secret, deployer.roleArn), deployer);
    for (const grant of grantsOf(secret)) grant._retireBy(retiringRole(secret));
  }
  return [policy.resource, letDecrypt(secret, deployer)];
}

function letDecrypt(secret: ExternalSecret, role: Role): TerraformResource | undefined {
  const [target] = encrypted(secret);
  if (target === undefined || secret._keyAccess === KmsAccess.NONE) return undefined;
  return secret._keyAccess === KmsAccess.GRANT ? grant(secret, target, role) : statement(secret, target, role);
}

function grant(
  secret: ExternalSecret,
  { keyArn, secretArn, region }: EncryptedSecret,
  grantee: Role,
): TerraformResource {
  const id = `Decrypt-${labelOf(secret, grantee)}`;
  const existing = secret.node.tryFindChild(id) as KmsDecryptGrant | undefined;
  const { _provider: provider } = secret;
  const made = existing ?? new KmsDecryptGrant(secret, id, { kmsKeyArn: keyArn, secretArn, region, grantee, provider });
  made._retireBy(retiringRole(secret));
  return made.resource;
}

/** The grants that the readers and deployers of a secret have got. */
export const grantsOf = (secret: ExternalSecret): KmsDecryptGrant[] =>
  secret.node.children.filter((child) => child instanceof KmsDecryptGrant);

/** The one role that makes the grants of a secret. A grant has room for one: where several do, they revoke. */
export function retiringRole({ _grantMakers }: ExternalSecret): Role | undefined {
  return _grantMakers.size === 1 ? [..._grantMakers.values()][0] : undefined;
}

function statement(secret: ExternalSecret, target: EncryptedSecret, role: Role): TerraformResource {
  const id = "KeyPolicy";
  const existing = secret.node.tryFindChild(id) as KeyPolicyStatement | undefined;
  const { _owner: owner, _bridge: bridge } = secret;
  const made = existing ?? new KeyPolicyStatement(secret, id, { secret: target, owner, bridge });
  made.add(role);
  return made.resource;
}

/** What a decrypt statement needs to know, for a secret with a customer managed key. */
export function encrypted({ secretArn, kmsKeyArn, region, _partition: partition }: ExternalSecret): EncryptedSecret[] {
  return kmsKeyArn === undefined ? [] : [{ secretArn, keyArn: kmsKeyArn, region, partition }];
}
