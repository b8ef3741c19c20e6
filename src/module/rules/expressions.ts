/** A quoted text of HCL without interpolation. */
export const hclText = (text: string): string => JSON.stringify(text).replace(/[$%](?=\{)/g, "$&$&");

/** Whether a text is left out or fulfils a condition. */
export const ifGiven = (value: string, condition: string): string => `${value} == null ? true : ${condition}`;

/** Whether all members of a collection fulfil a condition on `name`. */
export const every = (name: string, collection: string, condition: string): string =>
  `alltrue([for ${name} in ${collection} : ${condition}])`;
