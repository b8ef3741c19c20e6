import { isProblem } from "../access/problem";
import { ReaderKind } from "../access/reader-kind";
import { isKeptByAws, parseRoleArn } from "../access/role-arn";
import { SERVICE_PRINCIPAL } from "../access/statements";
import { valueOf } from "../live/piece";
import type { ConsumerKind, RoleSnapshot } from "../live/snapshot";
import type { Row } from "../proof/proof";
import { own } from "../proof/values";
import type { Consumers } from "./consumers";
import type { Found } from "./found";
import { MigrationProblem, parsedOrStop } from "./problem";

/** A role that can have the credential now, by the proof. */
export interface CurrentReader {
  readonly arn: string;
  /** How far: `allowed`, `conditional` or `unknown`. */
  readonly verdict: string;
  /** Why it may use the provider. */
  readonly why: string;
  /** Whether it will read the new secret. */
  readonly isTaken: boolean;
  /** Why not. */
  readonly leftOut?: string;
}

/** A role that gets what it needs for the new secret. */
export interface NewReader {
  readonly roleArn: string;
  readonly kind: ReaderKind;
  readonly isAttached: boolean;
}

export interface Readers {
  readonly now: readonly CurrentReader[];
  readonly next: readonly NewReader[];
}

const CONSUMER_ROLES: Readonly<Partial<Record<ConsumerKind, ReaderKind>>> = {
  gatewayTarget: ReaderKind.GATEWAY,
  harness: ReaderKind.HARNESS,
  consentPortal: ReaderKind.CONSENT_PORTAL,
  paymentConnector: ReaderKind.PAYMENT_MANAGER,
};

/**
 * Who reads now, and who will. Without the user's word the second are those of the first that AgentCore works for: of
 * an administrator who may do everything nobody knows that he should.
 *
 * @param given ARNs that the user names
 * @throws MigrationProblem
 */
export function readersOf(rows: readonly Row[], found: Found, consumers: Consumers, given: readonly string[]): Readers {
  const roles = new Map(valueOf(found.account.identities)?.roles.map((role) => [role.arn, role]));
  const kinds = new Map(
    consumers.found.flatMap(({ kind, roleArn }) => {
      const reader = CONSUMER_ROLES[kind];
      return roleArn === undefined || reader === undefined ? [] : [[roleArn, reader] as const];
    }),
  );
  const now = rows
    .filter(({ provider, standsForOthers }) => provider.at === found.provider.arn && !standsForOthers)
    .filter(({ use, read }) => use.verdict !== "denied" && read.verdict !== "denied")
    .map((row): CurrentReader => {
      const why = given.length > 0 ? leftOutBy(row, given) : leftOut(row, roles.get(row.principal), kinds);
      return {
        arn: row.principal,
        verdict: worst(row),
        why: row.use.why,
        isTaken: why === undefined,
        ...(why !== undefined && { leftOut: why }),
      };
    });
  const taken = given.length > 0 ? given : now.filter(({ isTaken }) => isTaken).map(({ arn }) => arn);
  return { now, next: [...new Set(taken)].map((arn) => newReader(arn, found, kinds.get(arn))) };
}

function newReader(arn: string, found: Found, kind = ReaderKind.RUNTIME): NewReader {
  const role = parsedOrStop(parseRoleArn(arn, "--reader"));
  if (role.partition !== found.account.partition)
    throw new MigrationProblem(
      `--reader ${arn} is of another partition than ${found.provider.arn}: give a role there.`,
    );
  return { roleArn: arn, kind, isAttached: role.account === found.account.id && !isKeptByAws(role) };
}

const worst = ({ use, read, decrypt }: Row): string =>
  ["unknown", "conditional"].find((verdict) => [use, read, decrypt].some((cell) => cell.verdict === verdict)) ??
  (decrypt.verdict === "denied" ? "allowed, but for decryption" : "allowed");

const leftOutBy = ({ principal }: Row, given: readonly string[]): string | undefined =>
  given.includes(principal) ? undefined : "--reader does not name it";

function leftOut(
  { principal, asks, use, read }: Row,
  role: RoleSnapshot | undefined,
  kinds: ReadonlyMap<string, ReaderKind>,
): string | undefined {
  if (asks.type !== "AssumedRole") return "it is no role";
  if (isProblem(parseRoleArn(principal, "reader"))) return "it is no single role";
  if (use.verdict === "unknown" || read.verdict === "unknown") return "whether it may is not known";
  if (kinds.has(principal)) return undefined;
  if (role && trusts(role.trust)) return undefined;
  return "AgentCore does not work in its name, as far as its trust policy says";
}

/** Whether AgentCore may assume a role. */
function trusts(document: unknown): boolean {
  const statements = own(document, "Statement");
  return (Array.isArray(statements) ? statements : [statements]).some((statement: unknown) => {
    const services = own(own(statement, "Principal"), "Service");
    const all: readonly unknown[] = Array.isArray(services) ? services : [services];
    return own(statement, "Effect") === "Allow" && all.includes(SERVICE_PRINCIPAL);
  });
}
