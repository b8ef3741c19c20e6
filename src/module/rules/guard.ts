/** The expression in `${…}`. */
export const inner = (condition: string): string => condition.replace(/^\$\{/, "").replace(/\}$/, "");
