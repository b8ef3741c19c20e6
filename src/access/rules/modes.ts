import { Engine } from "../engine";
import { KmsAccess, PolicyKind, SecretPolicyMode } from "../modes";
import { ReaderKind } from "../reader-kind";
import type { Rule } from "../rule";
import { oneOf } from "../rule";

const DOCS = "https://docs.aws.amazon.com";

export const POLICY_MODE: Rule = oneOf(
  Object.values(SecretPolicyMode),
  `${DOCS}/secretsmanager/latest/userguide/auth-and-access_resource-policies.html`,
);

export const KMS_ACCESS: Rule = oneOf(Object.values(KmsAccess), `${DOCS}/kms/latest/developerguide/grants.html`);

export const POLICY_KIND: Rule = oneOf(
  Object.values(PolicyKind),
  `${DOCS}/IAM/latest/UserGuide/access_policies_managed-vs-inline.html`,
);

export const READER_KIND: Rule = oneOf(
  Object.values(ReaderKind),
  `${DOCS}/bedrock-agentcore/latest/devguide/get-workload-access-token.html`,
);

export const ENGINE: Rule = oneOf(
  Object.values(Engine),
  "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/bedrockagentcore_oauth2_credential_provider",
);
