import type { ProviderKind } from "../access/vault";
import { PROVIDER_KINDS } from "../access/vault";
import { problemOf } from "../access/rule";
import { PROVIDER_NAME, REGION, ACCOUNT_ID } from "../access/rules/names";
import { unreadText } from "../live/piece";
import type { AccountSnapshot, ProviderDetail, ProviderSnapshot, RegionSnapshot, Snapshot } from "../live/snapshot";
import { nearest } from "../access/nearest";
import { MigrationProblem, require } from "./problem";

/** A credential provider of a snapshot, with all that was read of it. */
export interface Found {
  /** As the user names it. */
  readonly asked: string;
  readonly account: AccountSnapshot;
  readonly region: RegionSnapshot;
  readonly kind: ProviderKind;
  readonly provider: ProviderSnapshot;
  readonly detail: ProviderDetail;
}

/** One that a list told of. */
export type Seen = Omit<Found, "asked" | "detail">;

const KINDS = Object.keys(PROVIDER_KINDS) as ProviderKind[];

export function* allIn(snapshot: Snapshot): Generator<Seen> {
  for (const account of snapshot.accounts)
    for (const region of account.regions)
      for (const kind of KINDS) {
        const listed = region.providers[kind];
        if ("value" in listed) for (const provider of listed.value) yield { account, region, kind, provider };
      }
}

export const idOf = ({ kind, provider }: Pick<Seen, "kind" | "provider">): string => `${kind}/${provider.name}`;

/**
 * The provider that a name, a `KIND/NAME` or an ARN stands for.
 *
 * @throws MigrationProblem
 */
export function findProvider(snapshot: Snapshot, asked: string): Found {
  const all = [...allIn(snapshot)];
  const same = all.filter((one) => [one.provider.name, idOf(one), one.provider.arn].includes(asked));
  const [found, second] = same;
  if (!found) throw new MigrationProblem(notFound(snapshot, all, asked));
  if (second)
    throw new MigrationProblem(
      `${asked} stands for ${same.length} credential providers: give the ARN of one, ${same.map(({ provider }) => provider.arn).join(" or ")}.`,
    );
  return foundOf(found, asked);
}

/**
 * All that was read of a provider.
 *
 * @throws MigrationProblem
 */
export function foundOf(seen: Seen, asked: string): Found {
  const { provider, account, region } = seen;
  // A snapshot is a file that anybody may have written, and these stand in commands.
  require(problemOf(PROVIDER_NAME, "the name of a credential provider in the snapshot", provider.name));
  require(problemOf(REGION, "a Region in the snapshot", region.region));
  require(problemOf(ACCOUNT_ID, "an account in the snapshot", account.id));
  if (!("value" in provider.detail))
    throw new MigrationProblem(
      `Of ${idOf(seen)} nothing is known: ${unreadText(provider.detail.unread)}. Give the permission ${provider.detail.unread.action}, and read the account again.`,
    );
  return { asked, ...seen, detail: provider.detail.value };
}

/** Whether a kind has one of a name already. */
export const hasProvider = ({ region, kind }: Found, name: string): ProviderSnapshot | undefined => {
  const listed = region.providers[kind];
  return "value" in listed ? listed.value.find((one) => one.name === name) : undefined;
};

function notFound(snapshot: Snapshot, all: readonly Seen[], asked: string): string {
  const names = [...new Set(all.flatMap((one) => [one.provider.name, idOf(one)]))];
  const [near] = nearest(asked, names);
  const unread = snapshot.accounts.flatMap(({ regions }) =>
    regions.flatMap(({ providers }) =>
      KINDS.flatMap((kind) => {
        const listed = providers[kind];
        return "value" in listed ? [] : [`Of kind ${kind}, ${unreadText(listed.unread)}.`];
      }),
    ),
  );
  const there = all.map(idOf);
  const shown = there.length > MOST ? [...there.slice(0, MOST), `${there.length - MOST} more`] : there;
  return [
    `There is no credential provider ${JSON.stringify(asked)}.`,
    ...(near !== undefined ? [`Did you mean ${near}?`] : []),
    there.length > 0 ? `There are ${shown.join(", ")}.` : "There is none at all: name the account and Region of it.",
    ...unread,
  ].join(" ");
}

const MOST = 12;
