import type { RawPlan } from "./harness/plan";

/** A plan with a text changed in all that it says of a type of resource. */
export function changed(json: RawPlan, type: string, from: string | RegExp, to: string): RawPlan {
  let count = 0;
  const made = JSON.parse(JSON.stringify(json), (name, value: unknown) =>
    (value as { type?: unknown } | null)?.type === type && name !== "expressions"
      ? (JSON.parse(JSON.stringify(value).replaceAll(from, () => (count++, to))) as unknown)
      : value,
  ) as RawPlan;
  expect(count).toBeGreaterThan(0);
  return made;
}
