import type { Row } from "../../proof/proof";

/** What a principal is, as far as a picture tells kinds apart. */
export type PrincipalKind =
  "role" | "session" | "user" | "group" | "service" | "identity provider" | "account" | "anybody";

/** Who is made up stands for anybody of a kind. */
export function principalKind({ principal, standing, standsForOthers, asks }: Row): PrincipalKind {
  if (standsForOthers) return asks?.type === "Service" ? "service" : "anybody";
  if (/:group\//.test(principal)) return "group";
  if (/:user\//.test(principal)) return "user";
  if (/:(?:assumed-role|federated-user)\//.test(principal)) return "session";
  if (standing === "service" || asks?.type === "Service") return "service";
  if (asks?.type === "Federated") return "identity provider";
  if (/:role\//.test(principal)) return "role";
  return /^\d{12}$|:root$/.test(principal) ? "account" : "anybody";
}

export const principalSymbol = (kind: string): string => `w-${kind.replace(" ", "-")}`;
