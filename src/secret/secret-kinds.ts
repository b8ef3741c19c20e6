import type { Kinds } from "../access/argument-kinds";
import { optional } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import { KMS_ACCESS, POLICY_MODE } from "../access/rules/modes";
import { ACCOUNT_ID, OWNER_NAME, REGION } from "../access/rules/names";
import { SECRET_ARN } from "../access/secret-arn";
import { BRIDGE_KINDS } from "../bridge/bridge-options";
import type { ExternalSecretAttributes, ExternalSecretFromArnProps } from "./external-secret-options";

export const FROM_ARN_KINDS: Kinds<ExternalSecretFromArnProps> = {
  secretArn: SECRET_ARN,
  kmsKeyArn: optional(KEY_ARN),
  lookUpKmsKey: optional("boolean"),
  policyMode: optional(POLICY_MODE),
  keyAccess: optional(KMS_ACCESS),
  servicePrincipal: optional("boolean"),
  owner: optional(OWNER_NAME),
  bridge: optional({ struct: BRIDGE_KINDS }),
  populatedBy: optional("list of objects"),
  provider: optional("object"),
};

export const SECRET_KINDS: Kinds<ExternalSecretAttributes> = {
  ...FROM_ARN_KINDS,
  region: REGION,
  account: ACCOUNT_ID,
  partition: optional("text"),
};
