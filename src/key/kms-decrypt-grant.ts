import { instance, optional, requireKinds } from "../access/argument-kinds";
import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { isKnown } from "../access/known";
import { KEY_ARN, parseKeyArn } from "../access/key-arn";
import type { Problem } from "../access/problem";
import { isProblem } from "../access/problem";
import { Role } from "../access/role";
import { givenProblems } from "../access/rule";
import { REGION } from "../access/rules/names";
import { parseSecretArn, SECRET_ARN } from "../access/secret-arn";
import { textProblems } from "../access/written-text";
import { keyArnGuards, roleArnGuards } from "../terraform/guards";
import { Program } from "../terraform/program";
import { regionArgument } from "../terraform/region";
import { argument } from "../terraform/text";

/** Properties of a decrypt grant. */
export interface KmsDecryptGrantProps {
  /** The ARN of the customer managed key; a token is fine. */
  readonly kmsKeyArn: string;

  /** The full ARN of the secret that may be decrypted; a token is fine. */
  readonly secretArn: string;

  /**
   * The Region of key and secret.
   *
   * @default - that of a known secret ARN; required if the ARN is a token
   */
  readonly region?: string;

  /** The role that may decrypt. */
  readonly grantee: Role;

  /**
   * The role that may retire the grant. Named, Terraform retires the grant instead of revoking it: the role needs no
   * permission for that, while `kms:RevokeGrant` would let it revoke every grant on the key. Who else destroys the grant
   * needs `kms:RetireGrant` in an IAM policy of the account that made it; a key policy does not help. Changing it makes
   * the grant anew.
   *
   * @default - none: Terraform revokes the grant
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
   */
  readonly retiringPrincipal?: Role;

  /**
   * The AWS provider of the key's account.
   *
   * @default - the stack's default AWS provider
   */
  readonly provider?: TerraformProvider;
}

/**
 * Lets one role decrypt one secret with its customer managed key: a KMS grant for `Decrypt` alone, bound to the secret by
 * the encryption context. The context is a subset: Secrets Manager adds the version, so an exact one would never match.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html
 */
export class KmsDecryptGrant extends Construct {
  /** The `aws_kms_grant`. */
  public readonly resource: KmsGrant;

  /**
   * The role that may decrypt.
   *
   * @internal
   */
  public readonly _grantee: Role;

  public constructor(scope: Construct, id: string, props: KmsDecryptGrantProps) {
    super(scope, id);
    requireKinds(this.node.path, props, {
      kmsKeyArn: KEY_ARN,
      secretArn: SECRET_ARN,
      region: optional(REGION),
      grantee: instance(Role, "Reader.role or Deployer.role"),
      retiringPrincipal: optional(instance(Role, "Deployer.role")),
      provider: optional("object"),
    });
    const { kmsKeyArn, secretArn, grantee, provider } = props;
    const region = props.region ?? knownRegion(secretArn);
    Program.of(this).refuse(this, ...problems(props, region));
    const roles = [grantee, ...(props.retiringPrincipal ? [props.retiringPrincipal] : [])];
    const guards = [
      ...keyArnGuards(kmsKeyArn, region ?? "unknown"),
      ...roleArnGuards(roles.map(({ roleArn }) => roleArn)),
    ];
    this._grantee = grantee;
    this.resource = new KmsGrant(this, "Resource", {
      keyId: argument(kmsKeyArn),
      granteePrincipal: argument(grantee.roleArn),
      operations: ["Decrypt"],
      constraints: [{ encryptionContextSubset: { SecretARN: argument(secretArn) } }],
      ...(region !== undefined && regionArgument(this, region, provider)),
      provider,
      ...(guards.length > 0 && { lifecycle: { precondition: guards } }),
    });
    this._retireBy(props.retiringPrincipal);
  }

  /**
   * Names the role that may retire the grant, or none.
   *
   * @internal
   */
  public _retireBy(role: Role | undefined): void {
    this.resource.resetRetiringPrincipal();
    this.resource.resetRetireOnDelete();
    if (!role) return;
    this.resource.retiringPrincipal = argument(role.roleArn);
    this.resource.retireOnDelete = true;
  }
}

function knownRegion(secretArn: string): string | undefined {
  const parsed = parseSecretArn(secretArn, "secretArn");
  return isProblem(parsed) ? undefined : parsed.value.region;
}

function problems(props: KmsDecryptGrantProps, region: string | undefined): Problem[] {
  const { kmsKeyArn, secretArn, grantee, retiringPrincipal } = props;
  const found: Problem[] = [
    ...textProblems({ kmsKeyArn, secretArn, region }),
    ...givenProblems(REGION, "region", props.region),
    ...grantee._problems,
    ...(retiringPrincipal?._problems ?? []),
  ];
  if (isKnown(secretArn)) {
    const secret = parseSecretArn(secretArn, "secretArn");
    if (isProblem(secret)) found.push(secret.problem);
  } else if (region === undefined) {
    found.push({
      subject: "region",
      rule: "is missing, and the secret ARN is a token that does not tell it",
      fix: "Give the Region of key and secret.",
    });
  }
  if (!isKnown(kmsKeyArn)) return found;
  const key = parseKeyArn(kmsKeyArn, "kmsKeyArn");
  if (isProblem(key)) found.push(key.problem);
  else if (region !== undefined && isKnown(region) && key.value.region !== region) {
    found.push({
      subject: "kmsKeyArn",
      value: kmsKeyArn,
      rule: `is in ${key.value.region}, but the secret is in ${region}`,
      fix: "Name the key that encrypts the secret in its own Region.",
    });
  }
  return found;
}
