import type { ModuleDefinition, Type, Variable } from "../definition";
import { BRIDGE_NOTES, bridgeVariables, ownerVariable } from "../rules/bridge";
import { rolesVariable } from "../rules/roles";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { agentSecretsFile, valuesVariable } from "./agent-secrets";
import { apiKeyFile } from "./api-key";
import { bridgeFile } from "./bridge";
import { checksFile } from "./checks";
import { crossAccount, customIdp, googleMaps, payments } from "./examples";
import { inputsFiles } from "./inputs";
import { MAPS } from "./inputs/shapes";
import { jsonKeysFile } from "./json-keys";
import { kmsGrantsFile } from "./key-access";
import { managedFile } from "./managed";
import { lookedUpFile } from "./looked-up";
import { inputsVariables, mainFile } from "./main";
import { oauth2File } from "./oauth2";
import { outputs } from "./outputs";
import { paymentFile } from "./payment";
import { readersFile } from "./readers";
import { secretPoliciesFile } from "./secret-policies";
import { statementsFile } from "./statements";
import { watchFile, watchVariable } from "./watch";

const DESCRIPTIONS: Readonly<Record<keyof typeof MAPS, string>> = {
  secrets:
    "Secrets that the team owns, by a name of your choice. Nothing of them is created or changed but their policies, as the fields say.",
  agent_secrets:
    "Secrets that the module makes, by a name of your choice that no other secret has: a credential provider names it as one of secrets.",
  readers: "Roles that obtain credentials at run time, by a name of your choice.",
  oauth2_providers: "OAuth2 credential providers, by name. By default there are none.",
  api_key_providers: "API key credential providers, by name. By default there are none.",
  payment_providers: "Payment credential providers, by name. By default there are none.",
};

/** Terraform drops what an object type of its own does not name; so the inputs take anything, and are looked at. */
const map = (name: string): Variable => {
  const [, fields = []] = MAPS[name] ?? [];
  const type: Type = { map: { object: fields } };
  return { name, description: String(DESCRIPTIONS[name]), type, isLoose: true, default: {}, nullable: false };
};

const unchecked = (variable: Variable): Variable => ({ ...variable, validations: [] });

const deployers = (): Variable =>
  rolesVariable(
    "deployers",
    "Roles that run Terraform, which AgentCore asks for the secrets, too: IAM role ARNs by a name of your choice. A single one is named in the KMS grants as the role that retires them, and needs no kms:RevokeGrant.",
  );

export function rootModule(): ModuleDefinition {
  const { "inputs/outputs.tf": inputsOutputs = [], ...inputs } = inputsFiles();
  return {
    folder: "root",
    summary:
      "Credential providers of Amazon Bedrock AgentCore Identity that use secrets which the team already owns in Secrets Manager, readable by exactly the roles you name.",
    notes: [
      "Adding or removing one entry of a map touches only its own resources.",
      "A new key in a map is a new object at AWS, and the old one goes: say `moved` for each of its resources to keep it, as [docs/modules.md](https://github.com/cdktf-agentcore-identity/cdktf-agentcore-identity/blob/main/docs/modules.md#a-new-name-for-an-entry) shows. A credential provider's name is its key, so it cannot be kept.",
      'Secrets of another account: say `policy_mode = "NONE"` and `key_access = "NONE"` here, and use [modules/secret-policy](modules/secret-policy) and [modules/kms-grant](modules/kms-grant) with the AWS provider of that account.',
      `Payment credential providers, \`policy_mode = "ADDITIVE"\` and \`key_access = "KEY_POLICY"\` need the bridge. ${BRIDGE_NOTES[0]}`,
      ...BRIDGE_NOTES.slice(1),
    ],
    variables: [
      unchecked(ownerVariable),
      map("secrets"),
      map("agent_secrets"),
      valuesVariable,
      map("readers"),
      unchecked(deployers()),
      map("oauth2_providers"),
      map("api_key_providers"),
      map("payment_providers"),
      {
        name: "tags",
        description: "Tags of all credential providers. By default they have the AWS provider's default tags only.",
        type: { map: "string" },
        default: {},
        nullable: false,
      },
      ...bridgeVariables().map(unchecked),
      watchVariable,
    ],
    outputs: outputs(),
    main: mainFile(),
    files: {
      "looked-up.tf": lookedUpFile(),
      "oauth2.tf": oauth2File(),
      "api-key.tf": apiKeyFile(),
      "payment.tf": paymentFile(),
      "agent-secrets.tf": agentSecretsFile(),
      "json-keys.tf": jsonKeysFile(),
      "readers.tf": readersFile(),
      "managed.tf": managedFile(),
      "secret-policies.tf": secretPoliciesFile(),
      "kms-grants.tf": kmsGrantsFile(),
      "statements.tf": statementsFile(),
      "bridge.tf": bridgeFile(),
      "checks.tf": checksFile(),
      "watch.tf": watchFile(),
      "inputs/variables.tf": inputsVariables(),
      ...inputs,
      "inputs/outputs.tf": inputsOutputs,
    },
    minimal: {
      owner: "agents",
      secrets: { google: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN } },
      readers: { "route-planner": { role_arn: ROLE_ARN } },
      oauth2_providers: {
        "google-maps": {
          vendor: "GoogleOauth2",
          client_id: "1234567890.apps.googleusercontent.com",
          secret: "google",
          json_key: "client_secret",
          readers: ["route-planner"],
        },
      },
      api_key_providers: { weather: { secret: "google", json_key: "api_key", readers: ["route-planner"] } },
    },
    asserts: {
      "One policy for each provider and reader":
        'join(",", sort(keys(output.reader_policy_documents))) == "apikey/weather,oauth2/google-maps"',
      "The readers must be stated": `join(",", output.intended_readers.providers["oauth2/google-maps"].readers) == "${ROLE_ARN}"`,
      "One policy for the secret": 'join(",", keys(output.secret_policy_documents)) == "google"',
    },
    examples: [googleMaps, customIdp, crossAccount, payments],
  };
}
