import type { ModuleDefinition, Validation, Variable } from "../definition";
import { BRIDGE_NOTES, bridgeVariables, ownerVariable } from "../rules/bridge";
import { rolesVariable } from "../rules/roles";
import { readersVariable } from "../rules/readers";
import { ROLE_ARN } from "../rules/samples";
import { apiKeyFile, apiKeyRules } from "./api-key";
import { bridgeFile } from "./bridge";
import { checksFile } from "./checks";
import { crossAccount, googleMaps, payments } from "./examples";
import { jsonKeysFile } from "./json-keys";
import { kmsGrantsFile } from "./key-access";
import { customOAuth2Rules, oauth2File, oauth2Rules, oauth2RulesFile } from "./oauth2";
import { outputs } from "./outputs";
import { paymentFile, paymentProblemRules } from "./payment";
import { providerVariables } from "./provider-variables";
import { mainFile, providerRules, providerRulesFile } from "./providers";
import { readersFile } from "./readers";
import {
  brokenApiKey,
  brokenOAuth2,
  brokenPayment,
  brokenProvider,
  brokenReaders,
  MINIMAL,
  withBroken,
} from "./samples";
import { secretPoliciesFile } from "./secret-policies";
import { plainNames, secretsVariable } from "./secrets-variable";
import { statementsFile } from "./statements";

function readers(): Variable {
  const { validations = [], ...variable } = readersVariable();
  return {
    ...variable,
    default: {},
    validations: [plainNames("readers", { role_arn: ROLE_ARN }), ...validations.map(withBroken(brokenReaders))],
  };
}

const deployers = (): Variable =>
  rolesVariable(
    "deployers",
    "Roles that run Terraform, which AgentCore asks for the secrets, too: IAM role ARNs by a name of your choice. A single one is named in the KMS grants as the role that retires them, and needs no kms:RevokeGrant.",
  );

/** The rules that resources refuse by, with what breaks each. */
const refusals = (): Readonly<Record<string, readonly Validation[]>> => ({
  "aws_bedrockagentcore_oauth2_credential_provider.this": [
    ...providerRules().map(withBroken(brokenProvider)),
    ...[...oauth2Rules(), ...customOAuth2Rules()].map(withBroken(brokenOAuth2)),
  ],
  "aws_bedrockagentcore_api_key_credential_provider.this": apiKeyRules().map(withBroken(brokenApiKey)),
  "terraform_data.payment_content": paymentProblemRules().map(withBroken(brokenPayment)),
});

export function rootModule(): ModuleDefinition {
  return {
    folder: "root",
    summary:
      "Credential providers of Amazon Bedrock AgentCore Identity that use secrets which the team already owns in Secrets Manager, readable by exactly the roles you name.",
    notes: [
      "Adding or removing one entry of a map touches only its own resources.",
      'Secrets of another account: say `policy_mode = "NONE"` and `key_access = "NONE"` here, and use [modules/secret-policy](modules/secret-policy) and [modules/kms-grant](modules/kms-grant) with the AWS provider of that account.',
      `Payment credential providers, \`policy_mode = "ADDITIVE"\` and \`key_access = "KEY_POLICY"\` need the bridge. ${BRIDGE_NOTES[0]}`,
      ...BRIDGE_NOTES.slice(1),
    ],
    variables: [
      ownerVariable,
      secretsVariable(),
      readers(),
      deployers(),
      ...providerVariables(),
      {
        name: "tags",
        description: "Tags of all credential providers. By default they have the AWS provider's default tags only.",
        type: { map: "string" },
        default: {},
        nullable: false,
      },
      ...bridgeVariables(),
    ],
    outputs: outputs(),
    main: mainFile(),
    files: {
      "provider-rules.tf": providerRulesFile(),
      "oauth2.tf": oauth2File(),
      "oauth2-rules.tf": oauth2RulesFile(),
      "api-key.tf": apiKeyFile(),
      "payment.tf": paymentFile(),
      "json-keys.tf": jsonKeysFile(),
      "readers.tf": readersFile(),
      "secret-policies.tf": secretPoliciesFile(),
      "kms-grants.tf": kmsGrantsFile(),
      "statements.tf": statementsFile(),
      "bridge.tf": bridgeFile(),
      "checks.tf": checksFile(),
    },
    refusals: refusals(),
    minimal: MINIMAL,
    asserts: {
      "One policy for each provider and reader":
        'join(",", sort(keys(output.reader_policy_documents))) == "apikey/weather,oauth2/google-maps"',
      "The readers must be stated": `join(",", output.intended_readers.providers["oauth2/google-maps"].readers) == "${ROLE_ARN}"`,
      "One policy for the secret": 'join(",", keys(output.secret_policy_documents)) == "google"',
    },
    examples: [googleMaps, crossAccount, payments],
  };
}
