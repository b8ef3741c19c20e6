/** A quoted text of HCL without interpolation. */
export const hclText = (text: string): string => JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");

/** Whether a text has a pattern. Terraform's patterns need no backslash before a slash. */
export const matches = (pattern: RegExp, text: string): string =>
  `can(regex(${hclText(pattern.source.replaceAll("\\/", "/"))}, ${text}))`;

/** Whether a text is left out or fulfils a condition. */
export const ifGiven = (value: string, condition: string): string => `${value} == null ? true : ${condition}`;

export const lengthWithin = (text: string, least: number, most: number): string =>
  `length(${text}) >= ${least} && length(${text}) <= ${most}`;

/** Whether all members of a collection fulfil a condition on `name`. */
export const every = (name: string, collection: string, condition: string): string =>
  `alltrue([for ${name} in ${collection} : ${condition}])`;

/** The members that do not, for a message. */
export const offenders = (name: string, collection: string, condition: string, shown = name): string =>
  `join(", ", [for ${name} in ${collection} : ${shown} if !(${condition})])`;

export const oneOf = (values: readonly string[], text: string): string =>
  `contains([${values.map(hclText).join(", ")}], ${text})`;

/** A text for a message: Terraform makes messages even of conditions that hold, and refuses null in them. */
export const orEmpty = (text: string): string => `try(join("", ${text}[*]), "")`;
