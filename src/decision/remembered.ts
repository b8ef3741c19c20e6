/** More roles, secrets and actions than are asked about together. */
const MOST = 4_096;
/** No ARN is longer; whatever is would only fill the memory. */
const LONGEST = 2048;

/** Keeps what was made of a text: the same few roles, actions, resources and keys are asked about again and again. */
export function remembered<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length > LONGEST) return made;
    if (known.size >= MOST) known.clear();
    known.set(text, made);
    return made;
  };
}

/** The same for what is made of a text of a policy, which depends on whether the policy has variables. */
export function shared<Made>(make: (text: string, variables: boolean) => Made): typeof make {
  const withVariables = remembered((text) => make(text, true));
  const without = remembered((text) => make(text, false));
  return (text, variables) => (variables ? withVariables : without)(text);
}

/** Names of actions and condition keys do not distinguish case. */
export const lowerCased = remembered((text) => text.toLowerCase());
