import { Construct } from "constructs";
import type { SecretReference } from "../secret/secret-reference";
import { EphemeralSecretVersion } from "../terraform/ephemeral-secret-version";
import type { Resolve } from "../terraform/tokens";
import { atSynthesis } from "../terraform/tokens";

/**
 * Reads the secret while Terraform plans and applies, and stops if the JSON key is not there.
 *
 * Terraform hides an error message that comes from an ephemeral value. The names of the keys are no secret and the user
 * needs them, so they are put into the argument of a function that fails and quotes it.
 */
export class JsonKeyCheck extends Construct {
  /** What a credential provider is made after. */
  public readonly resource: EphemeralSecretVersion;

  public constructor(scope: Construct, id: string, { secret, jsonKey }: SecretReference) {
    super(scope, id);
    const keys = "try(keys(jsondecode(self.secret_string)), [])";
    const missing = `Secret ${secret.secretArn} has no JSON key '${jsonKey}'`;
    const found = `\${length(${keys}) == 0 ? "its value is no JSON object" : "it has: \${join(", ", ${keys})}"}`;
    const complain = (resolve: Resolve): string => `parseint(nonsensitive("${resolve(missing)}; ${found}."), 10) == 0`;
    this.resource = new EphemeralSecretVersion(this, "Resource", {
      secretArn: secret.secretArn,
      provider: secret.provider,
      dependsOn: secret.populatedBy,
      postcondition: {
        condition: atSynthesis(
          (resolve) => `\${contains(${keys}, "${resolve(jsonKey)}") ? true : ${complain(resolve)}}`,
        ),
        errorMessage: `${missing}.`,
      },
    });
  }
}
