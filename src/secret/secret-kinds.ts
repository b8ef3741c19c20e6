import type { Kinds } from "../access/argument-kinds";
import { optional } from "../access/argument-kinds";
import { KEY_ARN } from "../access/key-arn";
import { KMS_ACCESS, POLICY_MODE } from "../access/rules/modes";
import type { Problem } from "../access/problem";
import { givenProblems, knownProblems, oneOf } from "../access/rule";
import { ACCOUNT_ID, OWNER_NAME, REGION } from "../access/rules/names";
import { partitions } from "../access/arn";
import { SECRET_ARN } from "../access/secret-arn";
import { BRIDGE_KINDS } from "../bridge/bridge-options";
import type {
  ExternalSecretAttributes,
  ExternalSecretFromArnProps,
  ExternalSecretOptions,
} from "./external-secret-options";

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

export const lookUpProblems = ({ kmsKeyArn, lookUpKmsKey }: ExternalSecretOptions): Problem[] =>
  kmsKeyArn === undefined || lookUpKmsKey !== true
    ? []
    : [
        {
          subject: "lookUpKmsKey",
          value: "true",
          rule: "is said beside kmsKeyArn, and one of them says the key",
          fix: "Leave out kmsKeyArn to take the key from the secret, or lookUpKmsKey to have the two compared.",
        },
      ];

const PARTITION = oneOf(partitions(), "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html");

/** Where a secret is, as the user says it. */
export const placeProblems = ({ region, account, partition }: ExternalSecretAttributes): Problem[] => [
  ...knownProblems(REGION, "region", region),
  ...knownProblems({ ...ACCOUNT_ID, fix: "Give the account of the secret." }, "account", account),
  ...givenProblems(PARTITION, "partition", partition),
];
