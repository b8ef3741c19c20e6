import type { Type, Validation, Variable } from "./definition";
import { attributesOf, typeText } from "./definition";
import type { Body } from "./hcl/json";

const isObject = (type: Type): boolean => typeof type === "object" && "object" in type;

/** A variable as Terraform has it. */
export function variableBlock({
  name,
  description,
  type,
  isLoose,
  default: value,
  isRequired,
  nullable,
  isEphemeral = false,
  validations = [],
}: Variable): Body {
  const block: Body = {
    ...(isLoose && {
      "//": { type: [isObject(type) ? "It holds:" : "Each entry holds:", ...attributesOf(type)].join("\n") },
    }),
    ...(isRequired && { "//": { default: "Required: this is refused, in words that tell what to give." } }),
    description,
    type: isLoose ? "any" : typeText(type),
    ...(value !== undefined && { default: value }),
    ...(nullable !== undefined && { nullable }),
    ...(isEphemeral && { sensitive: true, ephemeral: true }),
    ...(validations.length > 0 && { validation: validations.map(conditionBlock) }),
  };
  return { variable: { [name]: block } };
}

export const conditionBlock = ({ condition, message }: Validation): Body => ({
  condition: `\${${condition}}`,
  error_message: message,
});
