import { largePage } from "./support/pages";
import { browserTests } from "./support/site";

browserTests("a page of many credential providers", (site) => {
  test("finds one by its text and its state", async () => {
    const { page, complaints } = await site.open(largePage(12));
    const shown = page.locator("details.provider:visible");
    expect(await shown.count()).toBe(12);
    await page.getByRole("searchbox").fill("Agent-11-3");
    expect(await shown.locator("h3").allTextContents()).toEqual(["provider-11"]);
    expect(await page.getByRole("status").first().innerText()).toBe("1 of 12 credential providers");
    await page.getByRole("combobox").selectOption("violated");
    expect(await shown.count()).toBe(0);
    await page.getByRole("searchbox").fill("");
    await page.getByRole("combobox").selectOption("proven");
    expect(await shown.count()).toBe(12);
    await page.getByRole("searchbox").press("Enter");
    expect([await shown.count(), complaints]).toEqual([12, []]);
  });

  test("with 500 x 5 principals opens with few graphs drawn, and each edge can be reached", async () => {
    const html = largePage(500);
    expect(html.length).toBeLessThan(9_000_000);
    const { page, complaints } = await site.open(html);
    expect(await page.locator("details.provider").count()).toBe(500);
    expect(await page.locator("details.provider[open]").count()).toBe(5);
    await page.getByRole("searchbox").fill("provider-487-AbCdEf");
    await page.locator("details.provider:visible > summary").click();
    await page.locator('.canvas a[aria-label^="agents/agent-487-4 can decrypt"] use').click();
    expect(await page.getByRole("dialog").innerText()).toContain('"arn:aws:kms:us-east-1:111122223333:key/487"');
    expect(complaints).toEqual([]);
  });
});
