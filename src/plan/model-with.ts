import type { Model } from "../proof/model";
import { expectedOf, joined, together } from "./expected";
import type { Given } from "./given";
import { modelOf, resolversOf } from "./model";
import type { Source } from "./source";

/** The model of one or more sources, with what constructs and modules say about who should read. */
export function modelWith(sources: Source | readonly Source[], given: Given): Model {
  const all = [sources].flat() as Source[];
  const resolvers = resolversOf(all, given);
  // What they say may have expressions in it, which the plan may know the values of.
  const stated = together(
    all.flatMap((source, index) => source.stated.map(({ at, value }) => expectedOf(value, at, resolvers[index]))),
  );
  const expected = joined(stated, given.expected);
  return modelOf(all, { ...given, ...(expected && { expected }) }, resolvers);
}
