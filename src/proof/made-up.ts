import { splitArn } from "../access/arn";
import { holderOf } from "./asker";
import type { Candidate } from "./candidate";
import type { CellVerdict } from "./cells";
import { isAtLeast } from "./cells";
import { opennessOf } from "./mentioned";
import type { Model, StatedPolicy } from "./model";
import type { PrincipalTexts, Representative } from "./representatives";
import { representativesOf } from "./representatives";

/**
 * Those made up for a resource, if one of its policies lets in whom it does not name.
 *
 * @param texts what is said about principals; asked for only then
 */
export function madeUpBy(
  model: Model,
  arn: string,
  policies: readonly Pick<StatedPolicy, "document" | "compiled">[],
  texts: () => PrincipalTexts,
): Representative[] {
  const { account: owner = "", partition = "aws" } = splitArn(arn) ?? {};
  const isOpen = policies.some((policy) => {
    const { toEverybody, toAccounts, maybe } = opennessOf(policy);
    return toEverybody || maybe || toAccounts.some((account) => account !== owner);
  });
  if (!isOpen) return [];
  const place = { owner, partition, accounts: model.limits?.accounts ?? {} };
  return representativesOf(texts(), place).filter(({ principal }) => !holderOf(model, principal));
}

/**
 * Those made up that say something new: who comes no further than somebody of a scope that holds it is left out, and so
 * is who comes to nothing.
 *
 * @param reachOf how far somebody comes with each secret: read alone, and with decryption
 */
export function distinct(
  candidates: readonly Candidate[],
  reachOf: (one: Candidate) => readonly CellVerdict[],
): Candidate[] {
  const kept: { candidate: Candidate; reach: readonly CellVerdict[] }[] = [];
  for (const candidate of candidates) {
    const reach = reachOf(candidate);
    if (!reach.some((verdict, index) => index % 2 === 1 && verdict !== "denied")) continue;
    const { scope, within = [], everyKind } = candidate.representative ?? {};
    const wider = kept.find((one) => {
      const other = one.candidate.representative?.scope;
      const holds = other !== undefined && (other === scope || within.includes(other));
      return holds && one.reach.every((verdict, index) => isAtLeast(verdict, reach[index] ?? "denied"));
    });
    if (!wider) kept.push({ candidate, reach });
    else if (everyKind !== undefined && wider.candidate.representative?.scope === scope)
      wider.candidate = { ...wider.candidate, name: everyKind };
  }
  return kept.map(({ candidate }) => candidate);
}
