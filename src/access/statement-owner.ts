import { createHash } from "node:crypto";
import { TAGS } from "./limits";
import type { Statement } from "./policy";
import { SID_PREFIX } from "./policy";
import type { Parsed, Problem } from "./problem";

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
const OWNED_SID = new RegExp(`^${SID_PREFIX}([0-9a-f]{${MARK_LENGTH}})[A-Za-z0-9]*$`);

/**
 * An owner as its statements' `Sid`s name it. A `Sid` takes letters and digits only, so the owner becomes an identifier
 * of fixed length: none is the beginning of another.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export const ownerMark = ({ owner, secretArn }: StatementOwner): string =>
  createHash("sha256")
    .update(secretArn === undefined ? owner : `${owner}\n${secretArn}`, "utf8")
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

/** An owner stands in a tag's value, so it is one. */
export const OWNER = { least: 1, most: TAGS.valueLength, pattern: /^[A-Za-z0-9 ._:/=+@-]+$/ } as const;

export const isOwner = (owner: string): boolean =>
  owner.length >= OWNER.least && owner.length <= OWNER.most && OWNER.pattern.test(owner);

export const OWNER_RULE = `is not 1 to ${OWNER.most} letters, digits, spaces and . _ : / = + @ -`;
export const OWNER_FIX = "Give a name that no other configuration has: it marks at AWS what is this one's.";

export const ownerProblems = (owner: string): Problem[] =>
  isOwner(owner) ? [] : [{ subject: "owner", value: owner, rule: OWNER_RULE, fix: OWNER_FIX }];

/** The statements with their owner's `Sid`s: `AgentCoreIdentityReaders` becomes `AgentCoreIdentity0123456789abReadersForAgentsProd`. */
export function ownedStatements(owner: StatementOwner, statements: readonly Statement[]): Parsed<Statement[]> {
  const [prefix, suffix] = [ownerSidPrefix(owner), ownerSidSuffix(owner.owner)];
  const sids = new Set<string>();
  const owned: Statement[] = [];
  for (const statement of statements) {
    const own = statement.Sid.startsWith(SID_PREFIX) ? statement.Sid.slice(SID_PREFIX.length) : statement.Sid;
    const problem = (rule: string): Parsed<Statement[]> => ({
      problem: {
        subject: "Sid",
        value: statement.Sid,
        rule,
        fix: "Give each statement a Sid of its own, of letters and digits.",
      },
    });
    if (!/^[A-Za-z0-9]*$/.test(own)) return problem("holds something other than letters and digits");
    if (sids.has(own)) return problem("is the Sid of two statements");
    sids.add(own);
    owned.push({ ...statement, Sid: prefix + own + suffix });
  }
  return { value: owned };
}
