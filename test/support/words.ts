import type { Rule } from "../../src/access/rule";

/** What a guard in Terraform says of a value that does not follow a rule. */
export const guardWords = ({ words, fix }: Rule, field: string, value: string): string =>
  `${field} "${value}" ${words}. ${fix}`;

/** How an error shows a value: an empty one not at all. */
export const shownAs = (field: string, value: string, words: string): string =>
  value === "" ? `${field} is empty` : `${field} "${value.length > 160 ? `${value.slice(0, 160)}…` : value}" ${words}`;
