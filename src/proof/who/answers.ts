import type { CompiledPolicy, Deciding, MissingPermission, NeededCondition, Policies } from "../../decision";
import type { Asker } from "../asker";
import type { Cell, CellVerdict } from "../cells";
import { worst } from "../cells";
import { underAll } from "../guards";
import type { Model } from "../model";
import { useCell } from "../use-cell";
import type { Question } from "./things";
import { guardsOf } from "./things";
import type { Way } from "./ways";
import { isUse, knownWays, ownWay, sourceWays, spokenWays } from "./ways";

/** One way that leads there, with what a request must bring. */
export interface Alternative {
  /** Read after "if". */
  readonly way?: string;
  readonly conditions: readonly NeededCondition[];
}

/** Whether somebody can do something. */
export interface Answer {
  readonly verdict: CellVerdict;
  readonly by: readonly Deciding[];
  readonly why: string;
  /** Of "conditional": any of them suffices. */
  readonly alternatives: readonly Alternative[];
  readonly missing?: readonly MissingPermission[];
}

interface Decided {
  readonly way: Way;
  readonly cell: Cell;
}

/** Whether somebody can, by whatever way: asking itself, or having a service ask for it. */
export function answerTo(model: Model, question: Question, asker: Asker): Answer {
  const { principal } = asker;
  const { provider } = question.thing;
  if (provider && isUse(question)) {
    // What a role does beside because of whose it is, is another question.
    const { stated: _, ...bare } = provider;
    return answerOf([{ way: { requests: [] }, cell: useCell(model, asker, bare) }]);
  }
  const guards = guardsOf(model, question);
  const decide = (way: Way): Decided => ({
    way,
    cell: worst(way.requests.map((request) => underAll(guards, (side) => asker.decide(request, side)))),
  });
  if (principal.type === "Service") {
    const decided = sourceWays(model, question, principal).map(decide);
    // On behalf of whomever: then it hangs on nothing.
    return answerOf(decided.every(({ cell }) => cell.verdict === "allowed") ? decided.slice(0, 1).map(own) : decided);
  }
  const direct = decide(ownWay(question, principal));
  if (direct.cell.verdict === "allowed" || principal.type === "Anonymous" || principal.type === "Federated")
    return answerOf([direct]);
  const decided = [direct, ...knownWays(model, question, principal).map(decide)];
  if (decided.some(leads)) return answerOf(decided);
  const [request] = direct.way.requests;
  const spoken = new Set(request ? guards.sides.flatMap((side) => documentsIn(asker.all(request, side))) : []);
  return answerOf([...decided, ...spokenWays(question, principal, spoken).map(decide)]);
}

const own = ({ cell, way }: Decided): Decided => ({ cell, way: { requests: way.requests } });

const leads = ({ cell: { verdict } }: Decided): boolean => verdict === "allowed" || verdict === "conditional";

/** The one that leads furthest counts: whoever asks chooses the way. */
function answerOf(decided: readonly Decided[]): Answer {
  const plain = decided.find(({ way, cell }) => way.words === undefined && cell.verdict === "allowed");
  if (plain) return { ...plain.cell, alternatives: [] };
  const open = decided.filter(leads);
  if (open.length > 0) {
    const alternatives = open.map(({ way, cell }) => alternativeOf(way, cell));
    const kept = alternatives.filter((one, index) => !alternatives.slice(0, index).some((other) => holds(other, one)));
    const by = new Map(open.flatMap(({ cell }) => cell.by).map((one) => [JSON.stringify(one), one]));
    return { verdict: "conditional", by: [...by.values()], why: "", alternatives: kept };
  }
  const unknown = decided.find(({ cell }) => cell.verdict === "unknown");
  const { cell } = unknown ?? (decided[0] as Decided);
  const { verdict, by, why, missing } = cell;
  return { verdict, by, why, alternatives: [], ...(missing && { missing }) };
}

const alternativeOf = ({ words }: Way, { conditions = [] }: Cell): Alternative => ({
  ...(words !== undefined && { way: words }),
  conditions,
});

/** Whether the first asks for no more than the second. */
const holds = (first: Alternative, second: Alternative): boolean =>
  (first.way === undefined || first.way === second.way) &&
  first.conditions.every((one) => second.conditions.some((other) => JSON.stringify(other) === JSON.stringify(one)));

function documentsIn(policies: Policies): CompiledPolicy[] {
  const { identityPolicies = [], permissionsBoundary, sessionPolicies = [], resourcePolicy } = policies;
  const { serviceControlPolicies = [], resourceControlPolicies = [] } = policies;
  return [
    ...identityPolicies,
    ...(permissionsBoundary ? [permissionsBoundary] : []),
    ...sessionPolicies,
    ...serviceControlPolicies.flat(),
    ...resourceControlPolicies,
    ...(resourcePolicy ? [resourcePolicy] : []),
  ];
}
