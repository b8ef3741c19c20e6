import type { TerraformProvider, TerraformResource } from "cdktf";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Deployer } from "../access/deployer";
import { KmsAccess } from "../access/modes";
import type { Reader } from "../access/reader";
import type { Role } from "../access/role";
import type { EncryptedSecret } from "../access/statements";
import { KeyPolicyStatement } from "../key/key-policy-statement";
import { KmsDecryptGrant } from "../key/kms-decrypt-grant";
import type { ExternalSecret } from "../secret/external-secret";
import { policyOf } from "../secret/secret-policy";
import { labelBeside, labelOf } from "../terraform/labels";
import { Program } from "../terraform/program";
import { identityOf } from "../terraform/tokens";

/** The credential provider for which a role is let in, and the AWS provider of the role's account. */
export interface Asking {
  readonly scope: Construct;
  readonly provider?: TerraformProvider;
}

/**
 * Lets a reader read a secret, on the side of secret and key. However many credential providers ask, it happens once.
 * Gives what does that.
 */
export function letRead(secret: ExternalSecret, reader: Reader, asking: Asking): (TerraformResource | undefined)[] {
  const policy = policyOf(secret);
  policy.addReader(reader);
  return [policy.resource, letDecrypt(secret, reader, asking)];
}

/** Lets the deployer read a secret, on the side of secret and key. Gives what does that. */
export function letDeploy(
  secret: ExternalSecret,
  deployer: Deployer,
  asking: Asking,
): (TerraformResource | undefined)[] {
  const policy = policyOf(secret);
  policy.addDeployer(deployer);
  // Elsewhere the grants are made with a role of the secret's account.
  if (isOwn(secret, asking.provider)) {
    secret._grantMakers.set(identityOf(secret, deployer.roleArn), deployer);
    for (const grant of grantsOf(secret)) grant._retireBy(retiringRole(secret));
  }
  return [policy.resource, letDecrypt(secret, deployer, asking)];
}

/** Policies and grants in another account are written through another AWS provider, with a role of that account. */
export const isOwn = (secret: ExternalSecret, provider: TerraformProvider | undefined): boolean =>
  secret._provider?.alias === provider?.alias;

function letDecrypt(secret: ExternalSecret, role: Role, asking: Asking): TerraformResource | undefined {
  const [target] = encrypted(secret);
  if (target === undefined || secret._keyAccess === KmsAccess.NONE) return undefined;
  if (secret._keyAccess === KmsAccess.KEY_POLICY) return statement(secret, role);
  return grant(secret, target, role, [...accountLabel(secret, asking), labelOf(secret, role)].join("-"));
}

/** Roles of two accounts may have one name: those of another account are called by the AWS provider that works there. */
function accountLabel(secret: ExternalSecret, { scope, provider }: Asking): string[] {
  const stack = TerraformStack.of(scope);
  return [
    ...(stack === TerraformStack.of(secret) ? [] : [stack.node.path]),
    ...(isOwn(secret, provider) ? [] : [provider?.alias ?? "default"]),
  ];
}

function grant(
  secret: ExternalSecret,
  { keyArn, secretArn, region }: EncryptedSecret,
  grantee: Role,
  name: string,
): TerraformResource {
  const grantOf = (label: string): KmsDecryptGrant | undefined =>
    secret.node.tryFindChild(`Decrypt-${label}`) as KmsDecryptGrant | undefined;
  const label = labelBeside(grantOf(name)?._grantee, name, grantee);
  const existing = grantOf(label);
  if (existing) refuseOther(secret, existing._grantee, grantee);
  const { _provider: provider } = secret;
  const made =
    existing ??
    new KmsDecryptGrant(secret, `Decrypt-${label}`, { kmsKeyArn: keyArn, secretArn, region, grantee, provider });
  made._retireBy(retiringRole(secret));
  return made.resource;
}

/** One of two roles that are called alike would go without a grant. */
function refuseOther(secret: ExternalSecret, before: Role, role: Role): void {
  const [known, given] = [before, role].map(({ roleArn }) => identityOf(secret, roleArn));
  if (known === given) return;
  Program.of(secret).refuse(secret, {
    subject: "roleArn",
    value: given,
    rule: `has the name of another role that may decrypt, ${known}, and an account has one role of a name`,
    fix: "Name a role by the same ARN everywhere; give credential providers of two accounts two AWS providers.",
  });
}

/** The grants that the readers and deployers of a secret have got. */
export const grantsOf = (secret: ExternalSecret): KmsDecryptGrant[] =>
  secret.node.children.filter((child) => child instanceof KmsDecryptGrant);

/** The one role that makes the grants of a secret. A grant has room for one: where several do, they revoke. */
export function retiringRole({ _grantMakers }: ExternalSecret): Role | undefined {
  return _grantMakers.size === 1 ? [..._grantMakers.values()][0] : undefined;
}

function statement(secret: ExternalSecret, role: Role): TerraformResource {
  const made = KeyPolicyStatement._of(secret);
  made.addRole(role);
  return made.resource;
}

/** What a decrypt statement needs to know, for a secret with a customer managed key. */
export function encrypted({ secretArn, kmsKeyArn, region, _partition: partition }: ExternalSecret): EncryptedSecret[] {
  return kmsKeyArn === undefined ? [] : [{ secretArn, keyArn: kmsKeyArn, region, partition }];
}
