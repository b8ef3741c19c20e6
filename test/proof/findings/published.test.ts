import { PUBLISHED } from "./published";
import { violatedIn } from "./world";

test.each(PUBLISHED.map((one) => [one.name, one] as const))("%s", (_name, { shape, finds }) => {
  expect(violatedIn(shape)).toEqual(finds);
});

test("there are at least eighty, each with its source, and most deserve nothing", () => {
  expect(PUBLISHED.length).toBeGreaterThanOrEqual(80);
  expect(new Set(PUBLISHED.map(({ name }) => name)).size).toBe(PUBLISHED.length);
  for (const { see } of PUBLISHED) expect(see).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|registry\.terraform\.io)\//);
  expect(PUBLISHED.filter(({ finds }) => finds.length === 0).length).toBeGreaterThan(PUBLISHED.length / 2);
});
