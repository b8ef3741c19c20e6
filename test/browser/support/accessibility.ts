import { source as axe } from "axe-core";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** What accessibility rules find; those that axe cannot decide are not among them. */
export async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  // To tell of all that is right, too, takes axe four times as long.
  const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
