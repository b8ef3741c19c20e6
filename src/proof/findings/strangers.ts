import { isUnknown } from "../../decision";
import { worstVerdict } from "../cells";
import type { CellVerdict, Row, SecretCells } from "../proof";
import type { Facts } from "./rule";

/** Somebody whom nobody named, and how far it comes. */
export interface Stranger {
  readonly row: Row;
  readonly can: CellVerdict;
  readonly why: string;
  /** The secrets that it should not read; none if it should read all of them, but for other providers. */
  readonly foreign: readonly SecretCells[];
}

/**
 * What those can do who are named for none of the providers that share the secret. Whoever reads the secret for one
 * provider knows it for all; AgentCore's service principal is looked at by the rule about its source.
 */
export function* strangers({ rows }: Facts): Generator<Stranger> {
  const entitled = new Set<string>();
  for (const { provider, principal, standing } of rows) {
    if (standing !== "reader" && standing !== "deployer") continue;
    for (const { secretId } of provider.references) if (!isUnknown(secretId)) entitled.add(`${principal} ${secretId}`);
  }
  for (const row of rows) {
    const isStranger =
      row.standing === "other" || (row.standing === "service" && !row.principal.startsWith("bedrock-agentcore."));
    const { use, principal, provider } = row;
    if (!isStranger || !provider.stated) continue;
    const foreign = row.secrets.filter(({ reference }) => !entitled.has(`${principal} ${String(reference.secretId)}`));
    const knows = foreign.length === 0;
    const { read, decrypt } = easiest(foreign) ?? row;
    const reads = worstVerdict(read.verdict, decrypt.verdict);
    const can = knows ? worstVerdict(use.verdict, reads) : reads;
    const why = knows ? `It can use the provider. ${use.why}` : `It can read. ${read.why}`;
    const [unknown] = /:role\//.test(principal) ? provider.stated.unknown : [];
    if (can === "unknown") yield { row, can, foreign, why: whyOpen({ read, decrypt, use }) };
    else if (isAccess(can) && unknown !== undefined)
      yield {
        row,
        foreign,
        can: "unknown",
        why: `${why} It may be somebody who should, and is not known yet: ${unknown}.`,
      };
    else yield { row, can, foreign, why };
  }
}

/** Whoever comes in under a condition on what it may bring has come in. */
export const isAccess = (verdict: CellVerdict): boolean => verdict === "allowed" || verdict === "conditional";

const whyOpen = ({ read, decrypt, use }: Pick<Row, "read" | "decrypt" | "use">): string =>
  [read, decrypt, use].find(({ verdict }) => verdict === "unknown")?.why ?? "";

const REACH: readonly CellVerdict[] = ["allowed", "conditional", "unknown", "denied"];

/** One secret that is read suffices, whatever is denied of the others. */
const easiest = (secrets: readonly SecretCells[]): SecretCells | undefined => {
  const reach = ({ read, decrypt }: SecretCells): number => REACH.indexOf(worstVerdict(read.verdict, decrypt.verdict));
  return [...secrets].sort((a, b) => reach(a) - reach(b))[0];
};
