type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Every value that has one part less than the given one, larger parts first. */
function* smaller(value: Json): Generator<Json> {
  if (typeof value !== "object" || value === null) return;
  if (isList(value)) {
    for (let index = 0; index < value.length; index++) yield value.filter((_, other) => other !== index);
    for (const [index, held] of value.entries())
      for (const less of smaller(held)) yield value.map((kept, other) => (other === index ? less : kept));
    return;
  }
  for (const key of Object.keys(value))
    yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
  for (const [key, held] of Object.entries(value)) for (const less of smaller(held)) yield { ...value, [key]: less };
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/**
 * Takes parts away as long as the rest still fails, so that a person has little to read.
 *
 * @param fails whether a smaller case is still a case, and still fails
 */
export async function shrink<Case>(failing: Case, fails: (smaller: Case) => Promise<boolean>): Promise<Case> {
  let best = failing;
  for (let progress = true; progress;) {
    progress = false;
    for (const candidate of smaller(best as Json)) {
      if (!(await fails(candidate as Case))) continue;
      best = candidate as Case;
      progress = true;
      break;
    }
  }
  return best;
}
