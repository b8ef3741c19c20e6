import type { Left } from "../proof/model";
import type { BridgeObject } from "./bridge-objects";
import type { Inputs } from "./inputs";
import { verdictOf } from "./catalogue";

/** Objects of the bridge whose blocks leave the configuration: Terraform runs nothing that would remove them. */
export function leftThings(left: readonly BridgeObject[]): Left[] {
  return left.map(({ resource, input }) => ({
    subject: typeof input.name === "string" ? input.name : String(input.secretId ?? input.keyId ?? resource.at),
    at: resource.at,
    text: `The code drops it, and Terraform runs no destroy provisioner of a block that has left the configuration: ${String(input.kind)} stays at AWS as it is.`,
  }));
}

/** Whatever gives a permission and only leaves the state. */
export function forgottenThings(inputs: Inputs): Left[] {
  return inputs.goneTypes
    .filter((type) => verdictOf(type)?.kind === "read")
    .flatMap((type) => inputs.forgotten(type))
    .filter((resource) => resource.does("forget"))
    .map((resource) => ({
      subject: resource.at,
      at: resource.at,
      text: "It leaves the state only (removed with destroy = false): at AWS it stays in force.",
    }));
}
