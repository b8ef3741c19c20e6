import { isObject, snakeCase } from "../access/objects";
import type { SecretReference } from "../secret/secret-reference";

/** Members of the API whose keys are the user's own. */
const MAPS = new Set(["additionalHeaderClaims", "additionalPayloadClaims", "tags"]);

/** Where the AWS provider's name is not the API's in snake case. */
const RENAMED: Readonly<Record<string, string>> = { privateEndpointOverrides: "private_endpoint_override" };

/**
 * A configuration of the API as arguments of the AWS provider: the same members in snake case, and each structure a
 * block, which Terraform's JSON has in a list.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/bedrockagentcore_oauth2_credential_provider
 */
export function terraformBlocks(config: object): object {
  return Object.fromEntries(
    Object.entries(config)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [RENAMED[name] ?? snakeCase(name), MAPS.has(name) ? value : block(value)]),
  );
}

function block(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? terraformBlocks(item) : item));
  return isObject(value) ? [terraformBlocks(value)] : value;
}

/**
 * A secret reference as the API has it, for example `clientSecretSource` and `clientSecretConfig`. The two always go
 * together: the AWS provider lets one pass without the other.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_SecretReference.html
 */
export function externalSecret(name: string, reference: SecretReference | undefined): object {
  if (!reference) return {};
  const { secret, jsonKey } = reference;
  return { [`${name}Source`]: "EXTERNAL", [`${name}Config`]: { secretId: secret.secretArn, jsonKey } };
}
