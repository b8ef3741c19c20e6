import type { Call } from "./call";
import type { Lateness } from "./lateness";
import type { Secret } from "./secrets";
import { ServiceError } from "./service-error";

type Texts = (secret: Secret) => readonly string[];

/** What of a secret a filter looks at: the beginning of one of these, in small letters where the service does so. */
const FILTERS: Readonly<Record<string, Texts>> = {
  name: ({ name }) => [name],
  "tag-key": ({ tags }) => Object.keys(tags),
  "tag-value": ({ tags }) => Object.values(tags),
  "owning-service": ({ owningService = "" }) => [owningService],
};

/**
 * The secrets that a list tells of: those that all filters let through, and that are old enough to be listed.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Filter.html
 */
export function listable(
  secrets: readonly Secret[],
  { IncludePlannedDeletion, Filters = [] }: Call["input"],
  { now, delays: { lists = 0 } }: Lateness,
): Secret[] {
  const filters = Filters as readonly { readonly Key: string; readonly Values: readonly string[] }[];
  return secrets.filter(
    (secret) =>
      (!secret.isDeleted || IncludePlannedDeletion === true) &&
      secret.madeAt + lists <= now() &&
      filters.every(({ Key, Values }) => passes(secret, Key, Values)),
  );
}

function passes(secret: Secret, key: string, values: readonly string[]): boolean {
  const texts = FILTERS[key];
  if (!texts) throw new ServiceError("InvalidParameterException", `The sandbox knows no filter ${key}.`);
  const wanted = values.filter((value) => !value.startsWith("!"));
  const refused = values.filter((value) => value.startsWith("!")).map((value) => value.slice(1));
  const begins = (value: string): boolean => texts(secret).some((text) => text.startsWith(value));
  return (wanted.length === 0 || wanted.some(begins)) && !refused.some(begins);
}
