import { createHash } from "node:crypto";
import type { Statement } from "./policy";
import { SID_PREFIX } from "./policy";
import type { Parsed, Problem } from "./problem";
import { follows, givenProblems } from "./rule";
import { OWNER_NAME, STATEMENT_SID } from "./rules/names";

/**
 * The tag by which an object of the bridge is known as its owner's. Its value is the owner.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TagResource.html
 */
export const OWNER_TAG = "agentcore-identity:owner";

/** Whose statements: those of one owner for one secret are set and taken together. */
export interface StatementOwner {
  readonly owner: string;
  /** Left out for the whole policy of a secret, of which all is the owner's. */
  readonly secretArn?: string;
}

export const MARK_LENGTH = 12;
/** So much of an owner's name stands at the end of each Sid, for people. */
export const SHOWN_OWNER_LENGTH = 32;
/** So much longer is a Sid with its mark at most. */
export const MARKED_LENGTH = MARK_LENGTH + "For".length + SHOWN_OWNER_LENGTH;
const OWNED_SID = new RegExp(`^${SID_PREFIX}([0-9a-f]{${MARK_LENGTH}})[A-Za-z0-9]*$`);

/**
 * An owner as its statements' `Sid`s name it. A `Sid` takes letters and digits only, so the owner becomes an identifier
 * of fixed length: none is the beginning of another.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export const ownerMark = ({ owner, secretArn }: StatementOwner): string =>
  createHash("sha256")
    .update(secretArn === undefined ? owner : `${owner}|${secretArn}`, "utf8")
    .digest("hex")
    .slice(0, MARK_LENGTH);

/** What the `Sid` of each of an owner's statements starts with. */
export const ownerSidPrefix = (owner: StatementOwner): string => SID_PREFIX + ownerMark(owner);

/** What it ends with, for people: `agents/prod` becomes `ForAgentsProd`. Terraform says the same by `title` and `replace`. */
export const ownerSidSuffix = (owner: string): string =>
  `For${owner
    .replace(/(^|[^A-Za-z0-9_])([a-z])/g, (_all, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, SHOWN_OWNER_LENGTH)}`;

/** The mark in a `Sid`, or undefined for a statement that no owner of this package made. */
export function ownerMarkOf(sid: unknown): string | undefined {
  return typeof sid === "string" ? OWNED_SID.exec(sid)?.[1] : undefined;
}

/** What is wrong with the name that a user gives an owner, as far as it is known; the workspace is added to it. */
export const ownerNameProblems = (name: string | undefined): Problem[] => givenProblems(OWNER_NAME, "owner", name);

/** The statements with their owner's `Sid`s: `AgentCoreIdentityReaders` becomes `AgentCoreIdentity0123456789abReadersForAgentsProd`. */
export function ownedStatements(owner: StatementOwner, statements: readonly Statement[]): Parsed<Statement[]> {
  const [prefix, suffix] = [ownerSidPrefix(owner), ownerSidSuffix(owner.owner)];
  const sids = new Set<string>();
  const owned: Statement[] = [];
  for (const statement of statements) {
    const own = statement.Sid.startsWith(SID_PREFIX) ? statement.Sid.slice(SID_PREFIX.length) : statement.Sid;
    const problem = (rule: string): Parsed<Statement[]> => ({
      problem: { subject: "Sid", value: statement.Sid, rule, fix: STATEMENT_SID.fix },
    });
    if (!follows(STATEMENT_SID, own)) return problem(STATEMENT_SID.words);
    if (sids.has(own)) return problem("is the Sid of two statements");
    sids.add(own);
    owned.push({ ...statement, Sid: prefix + own + suffix });
  }
  return { value: owned };
}
