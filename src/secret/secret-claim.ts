import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { splitArn } from "../access/arn";
import { isKnown } from "../access/known";
import { SecretPolicyMode } from "../access/modes";
import { Program } from "../terraform/program";
import { identityInProgram } from "../terraform/tokens";
import type { ExternalSecret } from "./external-secret";

interface Claim {
  readonly policy: Construct;
  readonly secret: ExternalSecret;
}

/**
 * Two exclusive policies of one secret would overwrite each other in every apply, an exclusive one overwrites what is added
 * to it, and two of one owner that add statements take each other's for their own.
 */
export function claimSecret(policy: Construct, secret: ExternalSecret): void {
  const program = Program.of(policy);
  claimReplica(policy, secret);
  const claims = program.share(`policies of ${identityInProgram(policy, secret.secretArn)}`, (): Claim[] => []);
  const other = claims.find((claim) => contradict(claim.secret, secret));
  claims.push({ policy, secret });
  if (!other) return;
  const isExclusive = [secret, other.secret].some(({ _policyMode }) => _policyMode === SecretPolicyMode.EXCLUSIVE);
  program.refuse(policy, {
    subject: "secret",
    value: secret._shownArn,
    rule: isExclusive
      ? `already has a policy, made by ${other.policy.node.path}; an exclusive one overwrites the other's statements`
      : `already has statements of the same owner, made by ${other.policy.node.path}; the two would take each other's for their own`,
    fix: isExclusive
      ? "Make one ExternalSecret for the secret and share it, or say policyMode: SecretPolicyMode.ADDITIVE for both."
      : "Make one ExternalSecret for the secret and share it, or give one of them another owner.",
  });
}

/**
 * AWS writes the policy of a replica at its primary, and refuses it elsewhere. Two ARNs that differ in nothing but the
 * Region are a secret and its replica.
 */
function claimReplica(policy: Construct, secret: ExternalSecret): void {
  const arn = isKnown(secret.secretArn) ? splitArn(secret.secretArn) : undefined;
  if (!arn) return;
  const { region, ...rest } = arn;
  const program = Program.of(policy);
  const regions = program.share(`Regions of ${Object.values(rest).join(":")}`, () => new Map<string, ExternalSecret>());
  const other = [...regions].find(([one]) => one !== region)?.[1];
  if (!regions.has(region)) regions.set(region, secret);
  if (!other) return;
  program.refuse(policy, {
    subject: "secret",
    value: secret._shownArn,
    rule: `differs from ${other.secretArn} in nothing but the Region, so that one is a replica of the other, and AWS writes the policy of both at the primary alone`,
    fix: `Make an ExternalSecret of the primary alone and take its replica from it, for example by replicaIn("${region}"). Or say policyMode: SecretPolicyMode.NONE for the replica.`,
  });
}

function contradict(one: ExternalSecret, other: ExternalSecret): boolean {
  if (one._policyMode === SecretPolicyMode.EXCLUSIVE || other._policyMode === SecretPolicyMode.EXCLUSIVE) return true;
  return TerraformStack.of(one) === TerraformStack.of(other) && one._owner === other._owner;
}
