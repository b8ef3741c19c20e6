import type { Asked } from "./asked";
import type { Evaluation } from "./evaluate";
import type { KmsGrant } from "./grant";
import { manages } from "./management";
import type { CompiledPolicy } from "./policy";
import { isUniqueId } from "./principal-names";
import { policyProblemText } from "./problems";
import type { CompiledStatement } from "./statement";
import { fits, isDenied, namedBy } from "./tally";
import { MAYBE, NO, YES } from "./truth";
import { isUnknown } from "./unknown";

/** What of an undecided request is not known, one line for each statement that may or may not apply. */
export function doubts({ asked, consulted, paths }: Evaluation): string[] {
  const { identity, boundary = [], session = [], scps, rcps, resource } = consulted;
  const policies = [...identity, ...boundary, ...session, ...scps.flat(), ...rcps, ...resource];
  const lines = policies.flatMap((policy) => policyDoubts(policy, asked));
  if (asked.sameAccount === MAYBE && asked.names.account !== undefined) {
    lines.push(`the account that owns ${asked.request.resource.arn} is not known`);
  }
  const { scps: levels, rcps: limits } = consulted;
  const { accounts } = asked.context;
  if (
    (levels.length > 0 && manages(asked.names.account, accounts) === MAYBE) ||
    (limits.length > 0 && manages(asked.resourceAccount, accounts) === MAYBE)
  )
    lines.push("whether the account manages its organization, so that neither SCPs nor RCPs limit it, is not known");
  for (const { grant, truth } of paths.flatMap(({ steps }) => steps)) {
    if (!grant || truth !== MAYBE) continue;
    const why = openIn(grant);
    lines.push(`whether grant ${grant.name} on the key allows it is not known${why === undefined ? "" : `: ${why}`}`);
  }
  // What is left are RCPs of a service to which they may not apply.
  return lines.length > 0
    ? [...new Set(lines)]
    : ["whether resource control policies apply to this service is not known"];
}

/** What of a grant is not known. */
function openIn({ keyArn, granteePrincipal, operations, constraints = {} }: KmsGrant): string | undefined {
  const pairs = [constraints.encryptionContextEquals, constraints.encryptionContextSubset];
  const values = pairs.flatMap((all) => (all === undefined || isUnknown(all) ? [all] : Object.values(all)));
  return [keyArn, granteePrincipal, ...operations, ...values].find(isUnknown)?.reason;
}

function policyDoubts(policy: CompiledPolicy, asked: Asked): string[] {
  const doubt = policy.doubt === undefined ? [] : [`${policy.name}: ${policy.doubt}`];
  if (policy.unreadable !== undefined) return [...doubt, `${policy.name} ${policy.unreadable}`];
  return policy.statements.flatMap((statement) => {
    if (!mayApply(policy, statement, asked)) return [];
    if (doubt.length > 0) return doubt;
    const problems = policy.problems.filter(
      (problem) => problem.statement === undefined || problem.statement === statement.index,
    );
    if (problems.length > 0) return problems.map((problem) => policyProblemText(policy.name, problem));
    return [
      `${policy.name}, statement ${statement.sid ?? statement.index}: ${elementsInDoubt(policy, statement, asked).join(", ")} cannot be decided`,
    ];
  });
}

/** Whether it is open that a statement applies. */
export function mayApply({ kind }: CompiledPolicy, statement: CompiledStatement, asked: Asked): boolean {
  const fit = fits(statement, asked);
  if (fit === NO || kind !== "resource") return fit === MAYBE;
  const principals = principalTruths(statement, asked);
  return principals.includes(MAYBE) || (fit === MAYBE && principals.includes(YES));
}

const principalTruths = (statement: CompiledStatement, asked: Asked): readonly number[] =>
  !statement.mayAllow ? [isDenied(statement, asked)] : Object.values(namedBy(statement, asked));

function elementsInDoubt({ kind }: CompiledPolicy, statement: CompiledStatement, asked: Asked): string[] {
  const { action, resource, context } = asked;
  return [
    ...(statement.matchesAction(action) === MAYBE ? ["Action"] : []),
    ...(statement.matchesResource(resource, context) === MAYBE ? ["Resource"] : []),
    ...(kind === "resource" && principalTruths(statement, asked).includes(MAYBE) ? [principalText(statement)] : []),
    ...statement.conditions
      .filter((condition) => condition.evaluate(context) === MAYBE)
      .map(({ operator, key }) => `Condition ${operator} ${key.written}`),
  ];
}

/** A unique ID tells whom it names only to whoever knows the IDs. */
function principalText({ principal }: CompiledStatement): string {
  const ids = (principal?.named ?? []).flatMap(({ name }) => (!isUnknown(name) && isUniqueId(name) ? [name] : []));
  return ids.length === 0 ? "Principal" : `Principal (nothing here tells whose ID ${ids.join(" and ")} is)`;
}
