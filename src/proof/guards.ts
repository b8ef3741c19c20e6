import { unreadablePolicy } from "../decision";
import type { Side } from "./asker";
import type { Cell } from "./cells";
import { unknown } from "./cells";
import type { Model, ModelSecret, StatedPolicy } from "./model";

/** What stands before a secret or key. Several are alternatives: one of them holds, and nobody knows which. */
export interface Guards {
  readonly sides: readonly Side[];
  /** Where the alternatives stand. */
  readonly at: readonly string[];
}

const alternatives = (of: Pick<ModelSecret, "policy" | "otherPolicies"> | undefined): StatedPolicy[] => [
  ...(of?.policy ? [of.policy] : []),
  ...(of?.otherPolicies ?? []),
];

/** The policies that a secret has, or may have. */
export const secretPolicies = ({ secrets }: Model, arn: string): StatedPolicy[] => alternatives(secrets.get(arn));
export const keyPolicies = ({ keys }: Model, arn: string): StatedPolicy[] => alternatives(keys.get(arn));

export function secretGuards(model: Model, arn: string): Guards {
  const policies = secretPolicies(model, arn);
  const sides = policies.map(({ compiled }): Side => ({ resourcePolicy: compiled }));
  return { sides: sides.length > 0 ? sides : [{}], at: policies.map(({ at }) => at) };
}

/** A key has a key policy always: one that is not there is not known. */
export function keyGuards(model: Model, keyArn: string): Guards {
  const grants = model.keys.get(keyArn)?.grants ?? [];
  const policies = keyPolicies(model, keyArn);
  const missing = (): Side => ({
    resourcePolicy: unreadablePolicy("key policy", "resource", `no input holds it: give --policy key=${keyArn}=FILE`),
    grants,
  });
  const sides = policies.map(({ compiled }): Side => ({ resourcePolicy: compiled, grants }));
  return { sides: sides.length > 0 ? sides : [missing()], at: policies.map(({ at }) => at) };
}

/** What holds whichever of the alternatives is there. */
export function underAll({ sides, at }: Guards, decideOne: (side: Side) => Cell): Cell {
  const [first, ...others] = sides.map(decideOne) as [Cell, ...Cell[]];
  if (others.every(({ verdict }) => verdict === first.verdict)) return first;
  return unknown(`which of ${at.join(" and ")} is written last is not known`);
}
