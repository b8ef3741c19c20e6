import type { Hands, LabelMove, SecretVersion } from "../../live/hands";
import type { Attempt } from "./attempt";
import { attempt } from "./attempt";
import type { Located } from "./pointers";

export const CURRENT = "AWSCURRENT";
export const PENDING = "AWSPENDING";
export const PREVIOUS = "AWSPREVIOUS";
/** Under this label a new version waits: nobody reads by it, and whoever finds it knows whose it is. */
export const PROBE_LABEL = "agentcore-identity-verify";

export const holderOf = (versions: readonly SecretVersion[], label: string): string | undefined =>
  versions.find(({ labels }) => labels.includes(label))?.id;

/** Moves that are made one after the other, until one fails. */
export async function move(
  hands: Hands,
  { id, region }: Located,
  moves: readonly LabelMove[],
): Promise<{ readonly failed: LabelMove; readonly answer: Attempt<void> & { readonly failure: unknown } } | undefined> {
  for (const one of moves) {
    const answer = await attempt(() => hands.moveLabel(region, id, one));
    if ("failure" in answer) return { failed: one, answer };
  }
  return undefined;
}

/** How a person makes the moves. */
export const moveCommands = ({ id, region }: Located, moves: readonly LabelMove[]): string =>
  moves
    .map(
      ({ label, to, from }) =>
        `aws secretsmanager update-secret-version-stage --secret-id ${id} --region ${region} --version-stage ${label} --remove-from-version-id ${from}${to === undefined ? "" : ` --move-to-version-id ${to}`}`,
    )
    .join("; ");

/** Where the labels are now, as far as AWS tells it. */
export async function standing(hands: Hands, { id, region }: Located): Promise<string> {
  const now = await attempt(() => hands.versions(region, id));
  if ("failure" in now) return "where its labels are now AWS does not tell";
  const found = [CURRENT, PREVIOUS, PENDING, PROBE_LABEL].flatMap((label) => {
    const holder = holderOf(now.value, label);
    return holder === undefined ? [] : [`${label} is on ${holder}`];
  });
  return `now ${found.join(", ")}`;
}
