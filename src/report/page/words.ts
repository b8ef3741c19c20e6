import type { Standing } from "../../proof/proof";
import type { ProviderKind } from "../../access/vault";

/** What an edge means to a team: what is decided, beside what is wanted. */
export type EdgeState = "alarm" | "missing" | "unknown" | "conditional" | "proven" | "neutral" | "kept";

/** How a state is told without colour. The order is that of urgency. */
export const STATES: Readonly<Record<EdgeState, { readonly sign: string; readonly word: string }>> = {
  alarm: { sign: "!", word: "allowed, not intended" },
  missing: { sign: "✗", word: "denied, but needed" },
  unknown: { sign: "?", word: "not known" },
  conditional: { sign: "◇", word: "allowed, if a condition is met" },
  proven: { sign: "✓", word: "allowed, as intended" },
  neutral: { sign: "○", word: "allowed, no violation" },
  kept: { sign: "–", word: "denied, and not needed" },
};

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  reader: "reader",
  deployer: "deployer",
  service: "service principal",
  other: "not named",
  unstated: "not stated",
};

export const KIND_WORDS: Readonly<Record<ProviderKind, string>> = {
  oauth2: "OAuth2",
  apikey: "API key",
  payment: "payment",
};

export { count } from "../count";
