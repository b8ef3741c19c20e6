import { isUnknown } from "../decision";
import type { CellVerdict, Row } from "../model/proof";
import type { Facts } from "./rule";

/** Somebody whom nobody named, and how far it comes. */
export interface Stranger {
  readonly row: Row;
  readonly can: CellVerdict;
  readonly why: string;
  /** Whether it should read the secrets, but for another provider. */
  readonly knows: boolean;
}

const least = (a: CellVerdict, b: CellVerdict): CellVerdict => {
  if (a === "denied" || b === "denied") return "denied";
  return a === "allowed" && b === "allowed" ? "allowed" : "unknown";
};

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
    const { read, decrypt, use, provider, principal } = row;
    if (!isStranger || !provider.stated) continue;
    const knows = provider.references.every(({ secretId }) => entitled.has(`${principal} ${String(secretId)}`));
    const reads = least(read.verdict, decrypt.verdict);
    const can = knows ? least(use.verdict, reads) : reads;
    const why = knows ? `It can use the provider. ${use.why}` : `It can read. ${read.why}`;
    const [unknown] = /:role\//.test(principal) ? provider.stated.unknown : [];
    if (can === "unknown") yield { row, can, knows, why: whyOpen(row) };
    else if (can === "allowed" && unknown !== undefined)
      yield {
        row,
        knows,
        can: "unknown",
        why: `${why} It may be somebody who should, and is not known yet: ${unknown}.`,
      };
    else yield { row, can, knows, why };
  }
}

const whyOpen = ({ read, decrypt, use }: Row): string =>
  [read, decrypt, use].find(({ verdict }) => verdict === "unknown")?.why ?? "";
