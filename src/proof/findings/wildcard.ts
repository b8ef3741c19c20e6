import { compileWildcard, remembered } from "../../decision";

/** Whether a text fits a name with `*` and `?` in it; upper and lower case are the same in actions, and rare in ARNs. */
export const wildcard = remembered((name): ((text: string) => boolean) => {
  const matches = compileWildcard(name.toLowerCase());
  return (text) => matches(text.toLowerCase());
});
