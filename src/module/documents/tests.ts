import { usesAws } from "../configuration";
import type { ModuleDefinition } from "../definition";
import { contentOf } from "../definition";
import type { Body } from "../hcl/json";
import { topLevel } from "../hcl/write";
import { KEY_ARN, SECRET_ARN } from "../rules/samples";

/**
 * Plans without an account: nothing of a new resource is read from AWS. (Terraform's mock providers would do for that,
 * too, but know no ephemeral resources.)
 */
const PROVIDER: Body = {
  provider: {
    aws: {
      region: "us-east-1",
      access_key: "none",
      secret_key: "none",
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
    },
  },
};

/** What AWS would answer while Terraform plans: else checks have nothing to look at, and a data source no account. */
const ANSWERS: Readonly<Record<string, Body>> = {
  "data.aws_caller_identity.this": { account_id: "111122223333" },
  "data.aws_secretsmanager_secret.this": { policy: "", kms_key_id: KEY_ARN },
  "aws_bedrockagentcore_oauth2_credential_provider.this": {
    region: "us-east-1",
    client_secret_arn: [{ secret_arn: SECRET_ARN }],
  },
  "aws_bedrockagentcore_api_key_credential_provider.this": {
    region: "us-east-1",
    api_key_secret_arn: [{ secret_arn: SECRET_ARN }],
  },
};

function overrides(definition: ModuleDefinition): Body[] {
  const addresses = contentOf(definition)
    .flatMap((part) => topLevel(part))
    .map(({ keyword, labels }) => [...(keyword === "resource" ? [] : [keyword]), ...labels].join("."));
  return Object.entries(ANSWERS)
    .filter(([target]) => addresses.includes(target))
    .map(([target, values]): Body =>
      target.startsWith("data.")
        ? { override_data: { target, values } }
        : { override_resource: { target, override_during: "plan", values } },
    );
}

/** The module's own tests, by file. */
export function testFiles(definition: ModuleDefinition): Readonly<Record<string, readonly Body[]>> {
  const { minimal, asserts } = definition;
  const start = [...(usesAws(definition) ? [PROVIDER] : []), ...overrides(definition), { variables: minimal }];
  const assert = Object.entries(asserts).map(([error_message, condition]) => ({
    condition: `\${${condition}}`,
    error_message: `${error_message}.`,
  }));
  return {
    "tests/plan.tftest.hcl": [...start, { run: { plans: { command: "plan", assert } } }],
  };
}
