import type { MergedPolicy } from "../../access/policy-merge";
import { samePolicy } from "../../access/policy-compare";
import { applyStatements, removeStatements, statementsOf } from "../../access/policy-merge";
import type { Parsed } from "../../access/problem";
import { isProblem, problemText } from "../../access/problem";
import type { StatementOwner } from "../../access/statement-owner";
import { ownerSidPrefix } from "../../access/statement-owner";
import { callOf } from "./aws-error";
import { allStatements, deletedPrincipals } from "./deleted-principals";
import { advice, rowOf } from "./error-table";
import type { PolicyInput } from "./input";
import type { Outcome } from "./outcome";
import type { PolicyApi } from "./policy-api";
import { KEY_POLICY, SECRET_POLICY } from "./policy-api";
import type { Session, Step } from "./session";
import { again, ExitCode, refuse, Stop } from "./stop";

const APIS: Readonly<Record<PolicyInput["kind"], PolicyApi>> = { secretPolicy: SECRET_POLICY, keyPolicy: KEY_POLICY };

/** After a write, the policy must be right this often in a row: another writer may have read before it and write after it. */
const CONFIRMATIONS = 2;

/** What the runner prints about statements in a policy. */
export interface PolicyResult {
  readonly outcome: Outcome;
  readonly exists: boolean;
  readonly sidPrefix: string;
  readonly statements: readonly unknown[];
  readonly policyBytes: number;
}

/** Sets exactly the statements of the input for its owner. */
export function applyPolicy(session: Session, input: PolicyInput): Promise<PolicyResult> {
  const change = (text: string | undefined): Parsed<MergedPolicy> =>
    applyStatements(text, ownerOf(input), input.statements);
  return write(session, input, change, (before) => (before ? "updated" : "created"), "unchanged");
}

/** Takes all statements of the owner. That there are none, or no secret or key any more, is success, too. */
export async function removePolicy(session: Session, input: PolicyInput): Promise<PolicyResult> {
  const change = (text: string | undefined): Parsed<MergedPolicy> => removeStatements(text, ownerOf(input));
  return orGone(input, () => write(session, input, change, () => "removed", "absent"));
}

/** Says which statements of the owner are there. */
export async function readPolicy(session: Session, input: PolicyInput): Promise<PolicyResult> {
  const read = async (): Promise<Step<PolicyResult>> => {
    const text = await current(session, APIS[input.kind], input);
    return { done: result(ours(text, input).length > 0 ? "present" : "absent", text, input) };
  };
  return orGone(input, () => session.converge(read));
}

/**
 * Reads, changes, writes and reads back. There is no conditional write of a policy, so each write stands right behind a
 * read of its own, and what another writer undid is done again.
 */
async function write(
  session: Session,
  input: PolicyInput,
  change: (text: string | undefined) => Parsed<MergedPolicy>,
  changed: (wasThere: boolean) => Outcome,
  unchanged: Outcome,
): Promise<PolicyResult> {
  const api = APIS[input.kind];
  let outcome: Outcome | undefined;
  let before: readonly unknown[] = [];
  let isWritten = false;
  let confirmations = 0;
  return session.converge(async (): Promise<Step<PolicyResult>> => {
    const text = await current(session, api, input);
    const merged = change(text);
    if (isProblem(merged)) throw refuse(`The ${api.what} of ${input.target}: ${problemText(merged.problem)}`);
    if (!merged.value.changed) {
      if (!isWritten || ++confirmations >= CONFIRMATIONS) return { done: result(outcome ?? unchanged, text, input) };
      return { again: "at once", because: "it is read back" };
    }
    const found = ours(text, input);
    // A role that was deleted since then: AWS shows its unique ID in place of its ARN.
    const deleted = isWritten ? deletedPrincipals(found) : [];
    if (isWritten && deleted.length === 0 && !samePolicy(found, before)) {
      // Not what a writer who did not know of ours would leave: another run for the same owner came later, and wins.
      session.log("another run set other statements for this owner; they stay");
      return { done: result(outcome ?? unchanged, text, input) };
    }
    outcome ??= changed(found.length > 0);
    before = found;
    const isLost = isWritten;
    confirmations = 0;
    await unlessGone(input, () => store(session, api, input, merged.value.text, deleted));
    isWritten = true;
    return { again: isLost ? "later" : "at once", because: `another writer replaced the ${api.what} in between` };
  });
}

const current = (session: Session, api: PolicyApi, input: PolicyInput): Promise<string | undefined> =>
  unlessGone(input, () => api.get(session, input.target));

async function unlessGone<T>({ target }: PolicyInput, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const row = rowOf(error);
    if (row.as !== "gone") throw error;
    throw new Gone(`${target}: ${advice(row, callOf(error))}`);
  }
}

/** @param deleted what AWS shows in our own statements in place of a role */
async function store(
  session: Session,
  api: PolicyApi,
  input: PolicyInput,
  text: string | undefined,
  deleted: readonly string[],
): Promise<void> {
  if (text === undefined && api.delete) return api.delete(session, input.target);
  if (text === undefined)
    throw refuse(
      `The ${api.what} of ${input.target} would be empty, and it cannot be deleted. Add the statements of the account that owns it first.`,
    );
  const bytes = Buffer.byteLength(text, "utf8");
  if (bytes > api.bytes) {
    throw refuse(
      `The ${api.what} of ${input.target} would have ${bytes} bytes, over the ${api.bytes} that AWS allows (${api.page}). Nothing was written. Share one role between readers, or drop statements that nobody needs.`,
    );
  }
  const problem = api.problem(text, input.target);
  if (problem) throw refuse(problemText(problem));
  try {
    await api.put(session, input.target, text);
  } catch (error) {
    if (rowOf(error).as !== "new principal") throw error;
    const foreign = deletedPrincipals(allStatements(text));
    if (foreign.length > 0)
      throw refuse(
        `The ${api.what} of ${input.target} names principals that were deleted: ${foreign.join(", ")}. AWS takes no policy with them, so nothing was written.\n${again(false)} Take them out of those statements by hand first.`,
      );
    if (deleted.length > 0)
      throw refuse(
        `A role was deleted while its statement was written to the ${api.what} of ${input.target}, which shows ${deleted.join(", ")} in its place.\n${again("the role is there again")} Take it out of the readers.`,
      );
    throw error;
  }
}

/** The secret or key itself is not there. */
class Gone extends Stop {
  public constructor(message: string) {
    super(ExitCode.REFUSED, message);
  }
}

/** Where nothing is, nothing of ours is. */
async function orGone(input: PolicyInput, run: () => Promise<PolicyResult>): Promise<PolicyResult> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Gone) return result("absent", undefined, input);
    throw error;
  }
}

const ownerOf = ({ owner, secretArn }: PolicyInput): StatementOwner => ({ owner, secretArn });

function ours(text: string | undefined, input: PolicyInput): readonly unknown[] {
  const statements = statementsOf(text, ownerOf(input));
  return isProblem(statements) ? [] : statements.value;
}

function result(outcome: Outcome, text: string | undefined, input: PolicyInput): PolicyResult {
  const statements = ours(text, input);
  return {
    outcome,
    exists: statements.length > 0,
    sidPrefix: ownerSidPrefix(ownerOf(input)),
    statements,
    policyBytes: Buffer.byteLength(text ?? "", "utf8"),
  };
}
