import { pieces } from "./known";
import type { Problem } from "./problem";

/**
 * What is wrong with the texts that a user gave, wherever they stand in a value. A text is a text and a token is a token:
 * `${…}` that was written by hand is neither, because CDKTF itself would hand it to Terraform as an expression. So it is
 * refused, and whoever means an expression says so by a token. Terraform keeps its strings in Unicode's normal form C, and
 * has none with half a character, so such a text would arrive as another one.
 */
export function textProblems(values: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(values).flatMap(([subject, value]) => [...new Set(textsIn(value))].flatMap(wrongIn(subject)));
}

const wrongIn =
  (subject: string) =>
  (text: string): Problem[] => {
    const literals = pieces(text).filter((_, index) => index % 2 === 0);
    // The text is not shown: whoever mistakes an argument may have pasted the secret itself.
    if (literals.some((literal) => literal.includes("${"))) {
      return [
        {
          subject,
          rule: 'holds "${", and a text of the program is never an expression of Terraform',
          fix: "Give a token instead: an attribute of a resource, TerraformVariable, TerraformLocal or Fn. For the characters themselves use Fn.rawString.",
        },
      ];
    }
    if (literals.some((literal) => /\p{Surrogate}/u.test(literal) || literal !== literal.normalize("NFC"))) {
      return [
        {
          subject,
          rule: "is not Unicode text in the normal form C, the only one in which Terraform keeps texts",
          fix: 'Write it as text.normalize("NFC") gives it, without half characters.',
        },
      ];
    }
    return [];
  };

/** Texts in lists, in structures and in the keys of maps; what is an object of a class speaks for itself. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...textsIn(member)]);
}
