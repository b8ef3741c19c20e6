import type { Deciding } from "../../decision";
import { holderOf } from "../asker";
import type { Model, StatedPolicy } from "../model";
import { policiesOf } from "./things";
import type { Found } from "./who-can";

/** A statement or grant that decided, with where it stands. */
export interface Evidence extends Deciding {
  /** The Terraform address or the file. */
  readonly at?: string;
}

/** What decided about somebody. */
export const evidenceOf = (model: Model, found: Found): Evidence[] =>
  found.answer.by.flatMap((one) => {
    const at = placeOf(model, found, one);
    // What stands for the policies of an account that is not seen is nobody's statement.
    if (at === undefined && found.foreign !== undefined && one.place === "identityPolicy") return [];
    return [at === undefined ? one : { ...one, at }];
  });

function placeOf(model: Model, { asks, principal, question }: Found, { place, policy }: Deciding): string | undefined {
  const holder = holderOf(model, asks) ?? model.groups?.get(principal);
  switch (place) {
    case "identityPolicy": {
      const all: readonly StatedPolicy[] = [...(holder?.policies ?? []), ...model.unowned.map((one) => one.policy)];
      return all.find(({ compiled }) => compiled.name === policy)?.at;
    }
    case "permissionsBoundary":
      return holder && "boundary" in holder ? holder.boundary?.at : undefined;
    case "secretPolicy":
    case "keyPolicy":
    case "resourcePolicy":
      return policiesOf(model, question).find(({ compiled }) => compiled.name === policy)?.at;
    // A grant is called by its address.
    default:
      return undefined;
  }
}
