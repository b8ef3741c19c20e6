import type { Left } from "../proof/model";
import type { BridgeObject } from "./bridge-objects";
import { HOLDERS } from "./bridge-objects";
import type { Inputs, PlanResource } from "./inputs";
import { textOf } from "./planned";
import { verdictOf } from "./catalogue";

/** Native resources whose place the bridge may take. */
const KINDS: Readonly<Record<string, string>> = {
  aws_bedrockagentcore_oauth2_credential_provider: "oauth2",
  aws_bedrockagentcore_api_key_credential_provider: "apikey",
};

const STAYS: Readonly<Record<string, string>> = {
  oauth2: "the OAuth2 credential provider",
  apikey: "the API key credential provider",
  payment: "the payment credential provider",
  secretPolicy: "our statements in the secret's policy",
  keyPolicy: "our statements in the key's policy",
};

/** Objects of the bridge that nothing removes. */
export function leftThings(left: readonly BridgeObject[]): Left[] {
  return left.map(({ resource, input }) => {
    const what = STAYS[String(input.kind)] ?? String(input.kind);
    return {
      subject: typeof input.name === "string" ? input.name : String(input.keyId ?? input.secretId ?? resource.at),
      at: resource.at,
      text: resource.isMadeFirst
        ? `Terraform makes its successor before it deletes it (create_before_destroy), and then runs no destroy provisioner: ${what} would stay at AWS as it is. Take create_before_destroy away from what depends on it.`
        : `The code drops it with the block that would remove it, and Terraform runs no destroy provisioner of a block that has left the configuration: ${what} would stay at AWS as it is. In a program put a BridgeRemoval into the stack; of a module set count = 0 and apply before the block goes.`,
    };
  });
}

/** Whatever gives a permission and only leaves the state, unless the bridge takes it over. */
export function forgottenThings(inputs: Inputs, made: readonly BridgeObject[]): Left[] {
  const taken = new Set(
    made.flatMap(({ input: { kind, name, secretId } }) =>
      kind === "secretPolicy" ? [secretId] : [`${String(kind)} ${String(name)}`],
    ),
  );
  const isTaken = (resource: PlanResource): boolean =>
    taken.has(textOf(resource.attribute("secret_arn"))) ||
    (KINDS[resource.type] !== undefined &&
      taken.has(`${KINDS[resource.type]} ${String(textOf(resource.attribute("name")))}`));
  return inputs.goneTypes
    .filter((type) => verdictOf(type)?.kind === "read" && !(type in HOLDERS))
    .flatMap((type) => inputs.forgotten(type))
    .filter((resource) => resource.does("forget") && !isTaken(resource))
    .map((resource) => ({
      subject: resource.at,
      at: resource.at,
      text: "It leaves the state only (removed with destroy = false): at AWS it stays in force.",
    }));
}
