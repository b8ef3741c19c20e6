import type { SecretReference } from "../secret/secret-reference";

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
