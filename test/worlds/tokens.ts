/**
 * A reference to an attribute of a resource, as it stands in the texts of a world. `arn@eu-west-1`: the same ARN with
 * another Region in it.
 */
export interface Reference {
  readonly type: string;
  readonly label: string;
  readonly attribute: string;
}

const TOKEN = /«([^.»]+)\.([^.»]+)\.([^.»]+)»/g;

export const token = (type: string, label: string, attribute: string): string => `«${type}.${label}.${attribute}»`;

/** Puts something in place of each reference of a text. */
export const replaceTokens = (text: string, replace: (reference: Reference) => string): string =>
  text.replace(TOKEN, (_, type: string, label: string, attribute: string) => replace({ type, label, attribute }));

/** All references of a value, in texts however deep. */
export function referencesIn(value: unknown): Reference[] {
  const found: Reference[] = [];
  replaceTokens(JSON.stringify(value), (reference) => {
    found.push(reference);
    return "";
  });
  return found;
}
