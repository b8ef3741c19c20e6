import type { Unread } from "./piece";
import type { Snapshot } from "./snapshot";

/** Everything in a snapshot that was not read. */
export function unreadIn(snapshot: Snapshot): Unread[] {
  const found: Unread[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === "object" && value !== null) {
      const { unread } = value as { readonly unread?: Unread };
      if (unread !== undefined && Object.keys(value).length === 1) found.push(unread);
      else Object.values(value).forEach(look);
    }
  };
  // Documents of policies have no such pieces: what is in them is not looked at.
  for (const { identities, ...account } of snapshot.accounts) {
    if (!("value" in identities)) found.push(identities.unread);
    look(account);
  }
  return found;
}
