import type { Page } from "playwright-core";
import { broken } from "./support/accessibility";
import { contrast, tooFaint } from "./support/contrast";
import { deniedPage, provenPage, strangerPage, unknownPage } from "./support/pages";
import { browserTests } from "./support/site";

const PAGES = { proven: provenPage, denied: deniedPage, stranger: strangerPage, unknown: unknownPage };

/** As a reviewer has it: everything open, and a reason shown. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  await page.locator(".canvas a.edge use").first().click();
}

test("the contrast of two colours is WCAG's", () => {
  expect(contrast("#ffffff", "rgb(0, 0, 0)")).toBeCloseTo(21);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

browserTests("the look of the page", (site) => {
  describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
    test.each(Object.entries(PAGES))("%s has contrast", async (_name, html) => {
      const { page, complaints } = await site.open(html(), { colorScheme });
      await openAll(page);
      expect(await tooFaint(page)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  test.each(Object.entries({ denied: deniedPage, unknown: unknownPage }))(
    "%s keeps the rules of accessibility",
    async (_name, html) => {
      const { page } = await site.open(html());
      await openAll(page);
      expect(await broken(page)).toEqual([]);
    },
  );

  test("dark is dark, light is light", async () => {
    const back = async (colorScheme: "light" | "dark"): Promise<number> => {
      const { page } = await site.open(provenPage(), { colorScheme });
      const color = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      return contrast(color, "#000000");
    };
    expect([(await back("dark")) < 2, (await back("light")) > 20]).toEqual([true, true]);
  });

  test.each(Object.entries({ denied: deniedPage, unknown: unknownPage }))(
    "%s is no wider than a telephone",
    async (_name, html) => {
      const { page } = await site.open(html(), { viewport: { width: 390, height: 844 } });
      await openAll(page);
      const [whole, seen] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(whole).toBe(seen);
      // The picture keeps its size, and moves within its frame.
      const moved = await page
        .locator(".canvas")
        .first()
        .evaluate((canvas) => {
          canvas.scrollLeft = 5000;
          return canvas.scrollLeft;
        });
      expect(moved).toBeGreaterThan(300);
    },
  );

  test("on paper stand the graph, every reason and every statement, and nothing to click", async () => {
    const { page } = await site.open(deniedPage(), { colorScheme: "dark" });
    const statement = page.locator(".statements pre").first();
    expect(await statement.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    for (const seen of [
      statement,
      page.locator(".canvas svg"),
      page.getByText("The smallest missing permission").first(),
    ])
      expect(await seen.isVisible()).toBe(true);
    for (const away of [".controls", "#why", "#kept"]) expect(await page.locator(away).isVisible()).toBe(false);
    expect(await tooFaint(page)).toEqual([]);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    expect(await statement.isVisible()).toBe(false);
  });

  test("on paper everything is open without a script, too", async () => {
    const { page } = await site.open(deniedPage(), { javaScriptEnabled: false });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".statements pre").first().isVisible()).toBe(true);
    const [picture, sheet] = [
      await page.locator(".canvas > svg").boundingBox(),
      await page.locator("main").boundingBox(),
    ];
    expect(picture?.width).toBeLessThanOrEqual(sheet?.width ?? 0);
  });

  test.each([
    ["reduce", "0s"],
    ["no-preference", "0.12s"],
  ] as const)("motion: %s", async (reducedMotion, duration) => {
    const { page } = await site.open(provenPage(), { reducedMotion });
    const line = page.locator(".canvas .edge > path").first();
    expect(await line.evaluate((path) => getComputedStyle(path).transitionDuration)).toBe(duration);
  });
});
