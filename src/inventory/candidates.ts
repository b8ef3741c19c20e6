import type { ListedSecret } from "../live/snapshot";
import type { Candidate } from "./inventory";

/** A provider whose secret AgentCore keeps, as far as it says what the credential is. */
export interface Seeker {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** So many a person looks at. */
const MOST = 5;

/** A word of one or two letters is in everything. */
const SHORT = 3;

/**
 * Secrets of the team that may be the same credential: by name, or by a tag that names the provider. Tags that both have
 * speak for one of several, and for none alone: a team has one tag on all it owns.
 */
export function candidatesFor(seeker: Seeker, secrets: readonly ListedSecret[]): Candidate[] {
  return secrets
    .filter(({ owningService, deletedDate }) => owningService === undefined && deletedDate === undefined)
    .map((secret) => ({ secret, ...scored(seeker, secret) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.secret.name < b.secret.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ secret: { arn, name }, because }) => ({ secret: arn, name, because }));
}

function scored({ name, tags }: Seeker, secret: ListedSecret): { score: number; because: string[] } {
  const because: string[] = [];
  let score = 0;
  const own = Object.entries(secret.tags).filter(([key]) => !key.startsWith("aws:"));
  const naming = own.find(([, value]) => value.toLowerCase() === name.toLowerCase());
  if (naming) {
    score += 4;
    because.push(`its tag ${naming[0]} names the provider`);
  }
  const [asked, has] = [wordsOf(name), wordsOf(secret.name)];
  const all = asked.length > 0 && asked.every((word) => has.includes(word));
  if (all) {
    score += asked.length === has.length ? 3 : 2;
    because.push(asked.length === has.length ? "it has the same name" : "its name holds the provider's");
  }
  const common = own.filter(([key, value]) => tags[key] === value).map(([key]) => key);
  if (score > 0 && common.length > 0) {
    score += Math.min(common.length, 9) / 10;
    because.push(`it has the same ${common.length === 1 ? "tag" : "tags"} ${common.sort().join(", ")}`);
  }
  return { score, because };
}

/** `prod/GoogleMaps_client` is prod, google, maps, client. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length >= SHORT);
