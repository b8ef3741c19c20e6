/** Whether a text fits a name with `*` and `?` in it; upper and lower case are the same in actions, and rare in ARNs. */
export const wildcard = (name: string): RegExp =>
  new RegExp(
    `^${name
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, ".*")
      .replace(/\?/g, ".")}$`,
    "i",
  );
