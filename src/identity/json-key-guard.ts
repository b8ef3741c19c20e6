import type { Construct } from "constructs";
import { HIDDEN_JSON_KEY, SHOWN_JSON_KEY } from "../access/json-key";
import type { SecretReference } from "../secret/secret-reference";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { EphemeralSecretVersion } from "../terraform/ephemeral-secret-version";
import { regionArgument } from "../terraform/region";
import { expression, shown as plainly } from "../terraform/text";

/**
 * Lets Terraform read the secret while it plans and applies, and gives the precondition that stops it if the JSON key is
 * not there.
 *
 * Terraform hides an error message that comes from an ephemeral value. The names of the keys are no secret and the user
 * needs them, so those that look like names are put into the argument of a function that fails and quotes it.
 */
export function jsonKeyGuard(scope: Construct, { secret, jsonKey }: SecretReference, index: number): Assertion {
  const { secretArn, region: secretRegion, _provider: provider, _populatedBy: populatedBy } = secret;
  const id = index === 0 ? "JsonKey" : `JsonKey${index + 1}`;
  const version = new EphemeralSecretVersion(scope, id, {
    secretArn,
    ...regionArgument(scope, secretRegion, provider),
    provider,
    dependsOn: populatedBy,
  });
  const keys = (): string => `try(keys(jsondecode(${version.address}.secret_string)), [])`;
  const shown = (): string =>
    `distinct([for key in ${keys()} : can(regex("${SHOWN_JSON_KEY}", key)) ? key : "${HIDDEN_JSON_KEY}"])`;
  const found = expression(
    () => `length(${keys()}) == 0 ? "its value is no JSON object" : "it has: \${join(", ", ${shown()})}"`,
  );
  // `nonsensitive` must not tell what somebody has marked as sensitive.
  const missing = `Secret ${plainly(secretArn)} has no JSON key '${plainly(jsonKey)}'`;
  return assertion(
    expression(
      (quote) =>
        `contains(${keys()}, ${quote(jsonKey)}) ? true : parseint(nonsensitive(${quote(`${missing}; ${found}.`)}), 10) == 0`,
    ),
    `${missing}.`,
  );
}
