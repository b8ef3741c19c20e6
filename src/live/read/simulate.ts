import type { ContextEntry, EvaluationResult, Statement } from "@aws-sdk/client-iam";
import type { Input } from "../calls";
import type { Piece } from "../piece";
import { piece } from "../piece";
import { defined } from "./paging";
import type { Where } from "./paging";

/** One action of a role on several resources, with one request context for all of them. */
export interface SimulationAsked {
  readonly roleArn: string;
  readonly action: string;
  readonly resources: readonly string[];
  readonly context: readonly ContextEntry[];
}

/** What AWS's simulator answers of one resource. */
export interface SimulationAnswer {
  /** `allowed`, `explicitDeny` or `implicitDeny`. */
  readonly decision: string;
  /** The statements that AWS names, each with its policy and place; never one of an SCP. */
  readonly matched: readonly string[];
  /** Condition keys that policies ask for and nobody gave; never one of an SCP. */
  readonly missing: readonly string[];
  /** Left out: there is no boundary. */
  readonly isAllowedByBoundary?: boolean;
  /** Left out: no SCPs are about the account. */
  readonly isAllowedByScps?: boolean;
}

const ACTION = "iam:SimulatePrincipalPolicy";

/**
 * Asks AWS what identity policies, boundary and SCPs of a role say. AWS tells what SCPs say of all resources together: where
 * they deny, each is asked for alone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export async function simulate(
  where: Where,
  asked: SimulationAsked,
): Promise<Piece<ReadonlyMap<string, SimulationAnswer>>> {
  const found = await piece(ACTION, asked.roleArn, () => answersOf(where, asked));
  const isTogether = asked.resources.length > 1;
  if (!("value" in found) || !isTogether || ![...found.value.values()].some(isDeniedByScps)) return found;
  const alone = new Map<string, SimulationAnswer>();
  for (const resource of asked.resources) {
    const one = await simulate(where, { ...asked, resources: [resource] });
    if (!("value" in one)) return one;
    for (const [name, answer] of one.value) alone.set(name, answer);
  }
  return { value: alone };
}

const isDeniedByScps = ({ isAllowedByScps }: SimulationAnswer): boolean => isAllowedByScps === false;

async function answersOf(
  { caller, region }: Where,
  { roleArn, action, resources, context }: SimulationAsked,
): Promise<ReadonlyMap<string, SimulationAnswer>> {
  const found = new Map<string, SimulationAnswer>();
  let marker: string | undefined;
  do {
    const input: Input<typeof ACTION> = {
      PolicySourceArn: roleArn,
      ActionNames: [action],
      ResourceArns: [...resources],
      ContextEntries: [...context],
      ...(marker !== undefined && { Marker: marker }),
    };
    const page = await caller.call(ACTION, region, input);
    for (const result of page.EvaluationResults ?? [])
      for (const [resource, answer] of answersIn(result, resources)) found.set(resource, answer);
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return found;
}

/** What is said of each resource; of one that was asked for alone, what is said of all. */
function answersIn(result: EvaluationResult, [first = "", ...more]: readonly string[]): [string, SimulationAnswer][] {
  const isAllowedByScps = result.OrganizationsDecisionDetail?.AllowedByOrganizations;
  const all = result.ResourceSpecificResults ?? [];
  if (all.length === 0 && more.length === 0) return [[first, answerOf(result.EvalDecision, result, isAllowedByScps)]];
  return all.map((one) => [one.EvalResourceName ?? "", answerOf(one.EvalResourceDecision, one, isAllowedByScps)]);
}

type Detail = Pick<
  EvaluationResult,
  "MatchedStatements" | "MissingContextValues" | "PermissionsBoundaryDecisionDetail"
>;

const answerOf = (
  decision: string | undefined,
  { MatchedStatements = [], MissingContextValues = [], PermissionsBoundaryDecisionDetail: boundary }: Detail,
  isAllowedByScps: boolean | undefined,
): SimulationAnswer => ({
  decision: decision ?? "nothing",
  matched: MatchedStatements.map(statementText),
  missing: MissingContextValues,
  ...defined({ isAllowedByBoundary: boundary?.AllowedByPermissionsBoundary, isAllowedByScps }),
});

function statementText({ SourcePolicyId, SourcePolicyType, StartPosition }: Statement): string {
  const place = StartPosition ? ` at ${StartPosition.Line ?? "?"}:${StartPosition.Column ?? "?"}` : "";
  return `${SourcePolicyId ?? "a policy"} (${SourcePolicyType ?? "of no type"})${place}`;
}
