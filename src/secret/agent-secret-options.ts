import type { ITerraformDependable } from "cdktf";
import type { Kinds } from "../access/argument-kinds";
import { instance, instances, optional } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import { Role } from "../access/role";
import { SECRET_NAME } from "../access/rules/agent-secret";
import { KMS_ACCESS, POLICY_MODE } from "../access/rules/modes";
import { ACCOUNT_ID, OWNER_NAME, REGION } from "../access/rules/names";
import { BRIDGE_KINDS } from "../bridge/bridge-options";
import { AgentSecretKey } from "./agent-secret-key";
import { AgentSecretRotation } from "./agent-secret-rotation";
import { AgentSecretValue } from "./agent-secret-value";
import type { SecretOptions } from "./external-secret-options";

/** Properties of a secret that is made for an agent. */
export interface AgentSecretProps extends SecretOptions {
  /**
   * The name of the secret, 1 to 512 letters, digits and any of `/_+=.@-`. Another name makes another secret. A name is
   * taken until the recovery window of a deleted secret is over.
   */
  readonly name: string;

  /**
   * What it is for, 1 to 2048 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * What puts the value into it.
   *
   * @default AgentSecretValue.outOfBand()
   */
  readonly value?: AgentSecretValue;

  /**
   * Who rotates it. With a value that Terraform writes, that value is the first one only.
   *
   * @default - nobody
   */
  readonly rotation?: AgentSecretRotation;

  /**
   * A key that several secrets share.
   *
   * @default - a key of its own, unless `kmsKeyArn` names one
   */
  readonly key?: AgentSecretKey;

  /**
   * The ARN of a customer managed key that is there already; a token is fine. Its policy must let those who write the
   * secret use it.
   *
   * @default - the key of `key`, or one of its own
   */
  readonly kmsKeyArn?: string;

  /**
   * The roles that may write values with the secret's own key: see `AgentSecretKeyProps.writers`.
   *
   * @default - the roles of the account whose identity policies allow it
   */
  readonly writers?: Role[];

  /**
   * The days in which a deleted secret can be restored, 7 to 30, or 0 to delete it at once and for good.
   *
   * @default 30
   */
  readonly recoveryWindowInDays?: number;

  /**
   * Whether a replica takes the place of a secret that has its name in that Region already.
   *
   * @default false
   */
  readonly overwritesReplicas?: boolean;

  /**
   * Tags of the secret and of its own keys.
   *
   * @default - none beside the AWS provider's default tags
   */
  readonly tags?: { [key: string]: string };

  /**
   * The Region of the secret.
   *
   * @default - that of the AWS provider
   */
  readonly region?: string;

  /**
   * The 12-digit account of the secret: that of the AWS provider.
   *
   * @default - found when Terraform runs
   */
  readonly account?: string;

  /**
   * What puts a value into the secret, with `AgentSecretValue.outOfBand`, if the same program does: credential providers
   * are then made after it.
   *
   * @default - nothing in this program
   */
  readonly populatedBy?: ITerraformDependable[];
}

export const AGENT_SECRET_KINDS: Kinds<AgentSecretProps> = {
  name: SECRET_NAME,
  description: optional("text"),
  value: optional(instance(AgentSecretValue, "AgentSecretValue.outOfBand or another of its methods")),
  rotation: optional(instance(AgentSecretRotation, "AgentSecretRotation.byFunction or AgentSecretRotation.byPartner")),
  key: optional(instance(AgentSecretKey, "new AgentSecretKey")),
  kmsKeyArn: optional(KEY_ARN),
  writers: optional(instances(Role, "Deployer.role")),
  recoveryWindowInDays: optional("number"),
  overwritesReplicas: optional("boolean"),
  tags: optional("map of texts"),
  region: optional(REGION),
  account: optional(ACCOUNT_ID),
  populatedBy: optional("list of objects"),
  policyMode: optional(POLICY_MODE),
  keyAccess: optional(KMS_ACCESS),
  servicePrincipal: optional("boolean"),
  owner: optional(OWNER_NAME),
  bridge: optional({ struct: BRIDGE_KINDS }),
  provider: optional("object"),
};
