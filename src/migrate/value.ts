import { CONTROL_CHARACTERS } from "../access/control-characters";
import { MigrationProblem } from "./problem";

/** Something that nobody told: Terraform asks for it, and makes no plan before it has it. */
export class Open {
  /**
   * @param name what the variable's name ends in
   * @param type the variable's type in Terraform
   * @param what what it is, read after "TODO: "
   */
  public constructor(
    public readonly name: string,
    public readonly type: "map(string)" | "string",
    public readonly what: string,
    /** Whether `null` is an answer, too. */
    public readonly isNullable = false,
  ) {}
}

/** What is written of a snapshot: its texts are texts, whatever stands in them. */
export type Value = Open | Values | boolean | number | string | null | readonly Value[];
export interface Values {
  readonly [name: string]: Value;
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isValues = (value: Value): value is Values =>
  typeof value === "object" && value !== null && !(value instanceof Open) && !isList(value);

/** Whether a field holds texts by names that a person gave, which are no names of ours. */
export const isMapOfTexts = (field: string): boolean => /^(?:tags|additional(?:Header|Payload)Claims)$/.test(field);

/** All that is open in a value, each once. */
export function openIn(value: Value): Open[] {
  if (value instanceof Open) return [value];
  if (isList(value)) return value.flatMap(openIn);
  return isValues(value) ? Object.values(value).flatMap(openIn) : [];
}

/**
 * Stops at a text that Terraform would not keep as it is, and at what has no place in a file for people. A snapshot is
 * a file that anybody may have written.
 *
 * @throws MigrationProblem
 */
export function requireKept(value: Value, at: string): void {
  if (typeof value === "string") {
    const why = wrongWith(value);
    if (why !== undefined)
      throw new MigrationProblem(
        `${at} ${why}: correct it at AWS, read the account again, or write this provider by hand.`,
      );
  } else if (isList(value)) value.forEach((one) => requireKept(one, at));
  else if (isValues(value))
    for (const [name, one] of Object.entries(value)) {
      requireKept(name, `a name in ${at}`);
      requireKept(one, at);
    }
}

function wrongWith(text: string): string | undefined {
  if (text.search(CONTROL_CHARACTERS) >= 0)
    return "holds a control character, which does not belong into a file for people";
  if (/\p{Surrogate}|\ufeff/u.test(text) || text !== text.normalize("NFC"))
    return "is not Unicode text in the normal form C, the only one in which Terraform keeps texts";
  return undefined;
}
