import { ServiceError } from "./service-error";

interface Sizes {
  /** The largest page that may be asked for. */
  readonly most: number;
  /** The page of whoever asks for none. */
  readonly usual: number;
}

/** One page of a list, whose token is where the next one begins. A page that is too large is refused, as AWS does. */
export function pageOf<T>(
  all: readonly T[],
  { maxResults, nextToken }: Readonly<Record<string, unknown>>,
  { most, usual }: Sizes,
): { readonly items: readonly T[]; readonly nextToken?: string } {
  const size = typeof maxResults === "number" ? maxResults : usual;
  if (size < 1 || size > most)
    throw new ServiceError("ValidationException", `maxResults must be from 1 to ${most}, and is ${size}.`);
  const start = Number(nextToken ?? 0);
  const items = all.slice(start, start + size);
  return { items, ...(start + size < all.length && { nextToken: String(start + size) }) };
}
