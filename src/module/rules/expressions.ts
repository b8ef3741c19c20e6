import { REGION_PARTITIONS } from "../../access/arn";
import type { Validation } from "../definition";

/** A quoted text of HCL without interpolation. */
export const hclText = (text: string): string => JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");

/**
 * False of a condition that is known to be false alone: an unknown or sensitive one must not hide what else is wrong. Of what
 * fails with an error, an index that there is not costs Terraform least.
 */
export const unlessFalse = (condition: string): string => `can(length([[true][${condition} ? 0 : 1]]))`;

/** Whether a text is not known yet, which itself is known: where a plan has to know it, we can say so, and say the way out. */
export const notKnown = (text: string): string => unlessFalse(`substr(${text}, 0, 0) == "-"`);

/** What is said where a condition is known to be false, as a list. Nothing but the condition is evaluated where it holds. */
export const ifBroken = (condition: string, said: string): string =>
  `[for ok in [${condition}] : ${said} if !${unlessFalse("ok")}]`;

/** The partition that a Region is in. */
export const partitionOfRegion = (region: string): string =>
  REGION_PARTITIONS.reduceRight(
    (others, [beginning, partition]) =>
      others === ""
        ? hclText(partition)
        : `(startswith(${region}, ${hclText(beginning)}) ? ${hclText(partition)} : ${others})`,
    "",
  );

/** Whether a text is left out or fulfils a condition. */
export const ifGiven = (value: string, condition: string): string => `${value} == null ? true : ${condition}`;

/** Whether all members of a collection fulfil a condition on `name`. */
export const every = (name: string, collection: string, condition: string): string =>
  `alltrue([for ${name} in ${collection} : ${condition}])`;

/** That a local which holds what is wrong, in words, holds nothing. */
export const noneIn = (local: string): Validation => ({
  condition: `length(local.${local}) == 0`,
  message: `\${join("\\n", local.${local})}`,
});
