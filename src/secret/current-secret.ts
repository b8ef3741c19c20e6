import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../access/known";
import { SecretPolicyMode } from "../access/modes";
import type { Role } from "../access/role";
import { addressOf } from "../terraform/address";
import { hasDefaultProvider, placeArguments } from "../terraform/region";
import { argument } from "../terraform/text";
import type { KeyedSecret } from "./secret-key-guard";
import { keyGuards } from "./secret-key-guard";

const ID = "Current";

/** A secret as a construct, below which it is read. */
interface ReadSecret extends Construct, KeyedSecret {
  readonly _provider?: TerraformProvider;
  readonly _primary?: Construct;
  readonly _policyMode: SecretPolicyMode;
}

/** The secret as it is at AWS: it stops the plan where its key is not the stated one. */
export function currentSecret(secret: ReadSecret): DataAwsSecretsmanagerSecret {
  const { secretArn, region, _provider: provider } = secret;
  return (
    foundSecret(secret) ??
    new DataAwsSecretsmanagerSecret(secret, ID, {
      arn: argument(secretArn),
      ...placeArguments(secret, region, provider),
      lifecycle: { postcondition: keyGuards(secret, () => "self") },
    })
  );
}

const foundSecret = (secret: ReadSecret): DataAwsSecretsmanagerSecret | undefined =>
  secret.node.tryFindChild(ID) as DataAwsSecretsmanagerSecret | undefined;

/** Whether its key is compared by the resource that writes its policy, which reads it anyway. */
const isReadByPolicy = ({ _primary, _policyMode }: ReadSecret): boolean =>
  _primary === undefined && _policyMode === SecretPolicyMode.EXCLUSIVE;

/**
 * In another account than the reader's only an AWS provider of its own may look at it, and in a stack that only runs the
 * bridge there is none at all.
 */
const isReadable = (secret: ReadSecret, { account }: Role): boolean =>
  secret._provider !== undefined ||
  (hasDefaultProvider(secret) &&
    (account === undefined || ![account, secret._account].every(isKnown) || account === secret._account));

/** Compares the key of a secret with the stated one, for one whose reader is let in here. */
export function compareKey(secret: ReadSecret, reader: Role): void {
  if (!isReadByPolicy(secret) && isReadable(secret, reader)) currentSecret(secret);
}

/** Whether the key of a secret is compared without its policy being written. */
export const isCompared = (secret: ReadSecret): boolean => foundSecret(secret) !== undefined;

export const addressOfCurrent = (secret: ReadSecret): string => addressOf(currentSecret(secret));
