import { broken } from "./support/accessibility";
import { tooFaint } from "./support/contrast";
import { browserTests } from "./support/site";
import { differingPage, verifiedPage } from "./support/verify-pages";

let differing: string;
let sound: string;
beforeAll(async () => {
  [differing, sound] = [await differingPage(), await verifiedPage()];
});

browserTests("the page of verify", (site) => {
  test("says the verdict, then a line for each check, what fails first", async () => {
    const { page, complaints, requests } = await site.open(differing);
    expect(await page.locator("h1").innerText()).toMatch(
      /^✗ Not as it should be: \d+ of \d+ checks fail, \d+ are unknown$/,
    );
    const states = await page.locator("details.group").evaluateAll((all) => all.map((one) => one.dataset.state));
    expect(states[0]).toBe("fails");
    expect(states).toEqual([...states].sort((a, b) => rank(a) - rank(b)));
    const first = page.locator("details.group").first();
    expect(await first.locator("h3").innerText()).toBe("credential provider apikey/weather");
    const lines = await first.locator("li").allInnerTexts();
    expect(lines[0]).toMatch(
      /^✗ fails\s+tags: team is "somebody", [^]*Way out: Write it again: terraform apply -replace=/,
    );
    expect(lines.slice(1).every((line) => /^✓ ok/.test(line))).toBe(true);
    expect([complaints, requests]).toEqual([[], []]);
  });

  test("what holds is folded, and says nothing of a way out", async () => {
    const { page } = await site.open(sound);
    expect(await page.locator("h1").innerText()).toMatch(/^✓ Verified: \d+ checks, and all hold$/);
    expect(await page.locator("details.group[open]").count()).toBe(0);
    expect(await page.locator("#checks ~ *").allTextContents()).not.toContain("Way out");
  });

  test("the worst leads to its line, and a finding to its rule", async () => {
    const { page } = await site.open(differing);
    await page.locator("header .worst a", { hasText: "google-AbCdEf: key works" }).click();
    const target = page.locator("details:target");
    expect(await target.locator("h3").innerText()).toMatch(/secret:google-AbCdEf$/);
    await page.locator('.checks a[href^="#AGC"]').first().click();
    expect(await page.locator("details.rule:target").isVisible()).toBe(true);
  });

  test("checks and providers are found apart", async () => {
    const { page } = await site.open(differing);
    const [groups, providers] = [page.locator("details.group:visible"), page.locator("details.provider:visible")];
    await page.getByRole("searchbox").first().fill("weather-GhIjKl");
    const names = await groups.locator("h3").allInnerTexts();
    expect(names.map((name) => name.split(" ")[0])).toEqual(["credential", "Who", "secret"]);
    expect(await page.getByRole("status").first().innerText()).toMatch(/^3 of \d things$/);
    await page.getByRole("combobox").first().selectOption("ok");
    expect(await groups.count()).toBe(0);
    expect(await providers.count()).toBe(2);
  });

  test("its graphs are those of check, and say why", async () => {
    const { page } = await site.open(sound);
    await page.locator('.canvas a[aria-label^="agents/runtime can read"] use').first().click();
    expect(await page.getByRole("dialog").innerText()).toContain("secretsmanager:GetSecretValue");
  });

  test.each(["light", "dark"] as const)("%s has contrast", async (colorScheme) => {
    const { page, complaints } = await site.open(differing, { colorScheme });
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    expect(await tooFaint(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("keeps the rules of accessibility, and is no wider than a telephone", async () => {
    const { page } = await site.open(differing, { viewport: { width: 390, height: 844 } });
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    expect(await broken(page)).toEqual([]);
    const [whole, seen] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(whole).toBe(seen);
  });

  test("on paper stands every check, and nothing to search", async () => {
    const { page } = await site.open(sound, { colorScheme: "dark" });
    const line = page.locator(".checks li").first();
    expect(await line.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await line.isVisible()).toBe(true);
    for (const form of await page.locator(".controls").all()) expect(await form.isVisible()).toBe(false);
    expect(await tooFaint(page)).toEqual([]);
  });

  test("what names hold is text", async () => {
    const hostile = `<img src=x onerror='window.__pwned=1'>`;
    const html = await verifiedPage((account) => account.provider("weather", { tags: { team: hostile } }));
    const { page, complaints, requests } = await site.open(html);
    expect(await page.locator(".checks").first().innerText()).toContain(hostile);
    expect(await page.evaluate(() => "__pwned" in window)).toBe(false);
    expect([complaints, requests]).toEqual([[], []]);
  });
});

const ORDER = ["fails", "unknown", "ok", "note"];
/** What holds and what is a note stand as they came. */
const rank = (state: string | undefined): number => Math.min(ORDER.indexOf(state ?? ""), 2);
