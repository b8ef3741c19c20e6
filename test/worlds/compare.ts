import { isUnknown, openParts, shownText } from "../../src/decision";
import type { Row } from "../../src/proof/proof";
import type { Result } from "../../src/report/result";
import type { True, TruePrincipal, TrueProvider, Truth } from "./truth";

/** A cell that says other than the world is, or a row that is missing. */
export interface Contradiction {
  readonly provider: string;
  readonly principal: string;
  readonly cell: "use" | "read" | "decrypt" | "row" | `${string}:${string}`;
  readonly said: string;
  readonly right: True;
}

export interface Comparison {
  readonly contradictions: readonly Contradiction[];
  /** Cells by what they say. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Holds what `check` says against the truth. */
export function compare(truth: Truth, { rows, model, findings }: Result): Comparison {
  // What the report takes for granted in so many words is no claim: a plan does not show dynamic blocks.
  const granted = new Set(
    model.assumptions.filter(({ text }) => text.includes("dynamic")).map(({ subject }) => subject),
  );
  const isGranted = ({ address }: TruePrincipal): boolean => granted.has(address);
  const contradictions: Contradiction[] = [];
  const counts: Record<string, number> = {};
  // Which secret it is only the apply tells: then a finding says so, and there is nobody to ask about.
  const isOpen = (address: string): boolean =>
    model.providers.some((one) => one.at === address && one.references.some(({ secretId }) => isUnknown(secretId))) &&
    findings.some(({ state, at }) => state === "unknown" && at === address);
  for (const provider of truth.providers) {
    const here = rows.filter((row) => row.provider.at === provider.address);
    for (const row of here) {
      const meant = principalsOf(row.principal, truth).filter(({ principal }) => !isGranted(principal));
      for (const cell of ["use", "read", "decrypt"] as const) {
        const said = row[cell].verdict;
        counts[said] = (counts[said] ?? 0) + 1;
        if (meant.length === 0 || said === "unknown") continue;
        const right = meant.map((one) => truth[cell](provider, one.principal, one.session));
        if (right.every((one) => one !== said && one !== "open"))
          contradictions.push({
            provider: provider.address,
            principal: shownText(row.principal),
            cell,
            said: `${said}: ${row[cell].why}`,
            right: right[0] ?? "open",
          });
      }
    }
    if (!isOpen(provider.address)) contradictions.push(...missing(truth, provider, here, isGranted));
  }
  return { contradictions, counts };
}

/** By whatever way. */
const letsIn = (one: True): boolean => one === "allowed" || one === "conditional";

/** Everybody who can read and has no row. */
function missing(
  truth: Truth,
  provider: TrueProvider,
  rows: readonly Row[],
  isGranted: (principal: TruePrincipal) => boolean,
): Contradiction[] {
  return truth.principals
    .filter((one) => !isGranted(one))
    .filter((one) => [truth.read(provider, one), truth.decrypt(provider, one)].every(letsIn))
    .filter((one) => !rows.some((row) => isAbout(row, one, truth)))
    .map((one) => ({
      provider: provider.address,
      principal: `${one.arn} (${one.address})`,
      cell: "row" as const,
      said: `no row of ${rows.length}: ${rows.map((row) => shownText(row.principal)).join(", ")}`,
      right: "allowed" as const,
    }));
}

/** Whether a row is about somebody: by name, or as one of those whom somebody made up stands for. */
function isAbout(row: Row, one: TruePrincipal, truth: Truth): boolean {
  const account = one.arn.split(":")[4] ?? "";
  const standsFor =
    row.principal.startsWith("anybody") && (!/\d{12}/.test(row.principal) || row.principal.includes(account));
  return standsFor || principalsOf(row.principal, truth).some(({ principal }) => principal === one);
}

interface Meant {
  readonly principal: TruePrincipal;
  readonly session?: string;
}

/** Whom of the world a row may mean: by ARN, by a text with open parts, by Terraform address, or one of its sessions. */
export function principalsOf(name: string, { principals }: Truth): Meant[] {
  const parts = openParts(name);
  if (parts.length > 0) {
    const pattern = patternOf(name);
    const fitting = principals.filter(({ arn }) => pattern.test(arn));
    const named = fitting.filter(({ address }) => parts.some((part) => part.startsWith(`${address}.`)));
    return (named.length > 0 ? named : fitting).map((principal) => ({ principal }));
  }
  const session = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(name);
  return principals
    .filter(({ arn, address, identity }) =>
      session
        ? identity.kind === "role" && identity.name === session[2] && arn.split(":")[4] === session[1]
        : arn === name || address === name,
    )
    .map((principal) => ({ principal, ...(session?.[3] !== undefined && { session: session[3] }) }));
}

/** What a text with open parts may be. */
export function patternOf(name: string): RegExp {
  let pattern = "";
  let isInside = false;
  for (const sign of name) {
    if (sign === "\ue000") {
      isInside = true;
      pattern += ".*";
    } else if (sign === "\ue001") isInside = false;
    else if (!isInside) pattern += sign.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  return new RegExp(`^${pattern}$`);
}
