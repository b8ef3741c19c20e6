import { createHash } from "node:crypto";
import type { Statement } from "./policy";
import { SID_PREFIX } from "./policy";
import type { Parsed } from "./problem";

export const OWNER_ID_LENGTH = 12;
const OWNED_SID = new RegExp(`^${SID_PREFIX}([0-9a-f]{${OWNER_ID_LENGTH}})[A-Za-z0-9]*$`);

/**
 * An owner as its statements' `Sid`s name it. A `Sid` takes letters and digits only, so the owner becomes an identifier
 * of fixed length: none is the beginning of another.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export const ownerId = (owner: string): string =>
  createHash("sha256").update(owner, "utf8").digest("hex").slice(0, OWNER_ID_LENGTH);

/** What the `Sid` of each of an owner's statements starts with. */
export const ownerSidPrefix = (owner: string): string => SID_PREFIX + ownerId(owner);

/** The identifier of the owner of a `Sid`, or undefined for a statement that no owner of this package added. */
export function ownerIdOf(sid: unknown): string | undefined {
  return typeof sid === "string" ? OWNED_SID.exec(sid)?.[1] : undefined;
}

/** The statements with the `Sid`s of their owner: `AgentCoreIdentityReaders` becomes `AgentCoreIdentity0123456789abReaders`. */
export function ownedStatements(owner: string, statements: readonly Statement[]): Parsed<Statement[]> {
  const prefix = ownerSidPrefix(owner);
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
    owned.push({ ...statement, Sid: prefix + own });
  }
  return { value: owned };
}
