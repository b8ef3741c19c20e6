import type { Locator, Page } from "playwright-core";
import { deniedPage, provenPage, strangerPage } from "./support/pages";
import { browserTests } from "./support/site";

/** What a screen reader calls the edges or nodes: a label, or else the words on them. */
const labels = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(`.canvas ${selector}`)
    .evaluateAll((all) =>
      all.map(
        (one) =>
          one.getAttribute("aria-label") ??
          [...one.querySelectorAll("text")].map(({ textContent }) => textContent).join(", "),
      ),
    );
const edge = (page: Page, label: string): Locator => page.locator(`.canvas a[aria-label^="${label}"]`);
const panel = (page: Page): Locator => page.getByRole("dialog");
/** The label of the edge that has the focus, or the words on a node that has. */
const focused = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => {
    const part = document.activeElement?.closest(".canvas a");
    return part && (part.getAttribute("aria-label") ?? part.querySelector(".name")?.textContent);
  });

const READ = "agents/fraud-check can read google-oauth-AbCdEf: allowed, as intended";
const DENIED = "agents/fraud-check cannot decrypt, but needed: key/1234abcd-12ab-34cd-56ef-1234567890ab";

browserTests("the graph", (site) => {
  test("has a node for each principal, provider, secret and key, and an edge for each decision", async () => {
    const { page, complaints, requests } = await site.open(provenPage());
    expect(await labels(page, "a.node")).toEqual([
      "agents/fraud-check, reader · account 111122223333",
      "agents/route-planner, reader · account 111122223333",
      "bedrock-agentcore.amazonaws.com, service principal",
      "OAuth2 credential provider, google-maps, us-east-1 · 111122223333",
      "secret, google-oauth-AbCdEf, JSON key client_secret",
      "key, key/1234abcd-12…ef-1234567890ab, us-east-1 · 111122223333",
    ]);
    const reader = (name: string): string[] => [
      `agents/${name} can use google-maps: allowed, as intended`,
      `agents/${name} can read google-oauth-AbCdEf: allowed, as intended`,
      `agents/${name} can decrypt with key/1234abcd-12ab-34cd-56ef-1234567890ab: allowed, as intended`,
    ];
    const service = "bedrock-agentcore.amazonaws.com";
    expect(await labels(page, "a.edge")).toEqual([
      ...reader("fraud-check"),
      ...reader("route-planner"),
      `${service} cannot use google-maps: denied, and not needed`,
      `${service} can read google-oauth-AbCdEf: allowed, no violation`,
      `${service} cannot decrypt with key/1234abcd-12ab-34cd-56ef-1234567890ab: denied, and not needed`,
    ]);
    expect([complaints, requests]).toEqual([[], []]);
  });

  test("draws the same edges otherwise where one name differs", async () => {
    const { page } = await site.open(strangerPage());
    expect(await labels(page, "a.alarm")).toEqual([
      "agents/somebody can read, not intended: google-oauth-AbCdEf",
      "agents/somebody can decrypt, not intended: key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ]);
    const line = (state: string): Promise<string[]> =>
      page
        .locator(`.canvas a.${state} > path`)
        .first()
        .evaluate((path) => {
          const { stroke, strokeWidth, strokeDasharray, markerEnd } = getComputedStyle(path);
          return [stroke, strokeWidth, strokeDasharray, markerEnd];
        });
    const [proven, alarm, kept] = [await line("proven"), await line("alarm"), await line("kept")];
    // Not by colour alone: width, dashes or the end of the line differ, too.
    for (const [one, other] of [
      [proven, alarm],
      [proven, kept],
      [alarm, kept],
    ] as const)
      expect(one.slice(1)).not.toEqual(other.slice(1));
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toMatch(/1 violation$/);
  });

  test("a click on the label of an edge shows the statement that allows it, and where it stands", async () => {
    const { page, complaints } = await site.open(provenPage());
    expect(await panel(page).count()).toBe(0);
    await edge(page, READ).locator("use").click();
    expect(await panel(page).getByRole("heading").innerText()).toBe(READ);
    const text = await panel(page).innerText();
    expect(text).toContain("Allowed by statement AgentCoreIdentityReadSecretOf19f5942c of inline policy");
    expect(text).toContain("aws_iam_role_policy.GoogleMaps_Use");
    expect(text).toContain('"Action": "secretsmanager:GetSecretValue"');
    expect(await edge(page, READ).getAttribute("aria-expanded")).toBe("true");
    await panel(page).getByRole("button", { name: "Close" }).click();
    expect(await panel(page).count()).toBe(0);
    expect(await edge(page, READ).getAttribute("aria-expanded")).toBe("false");
    expect(complaints).toEqual([]);
  });

  test("a click on the line of an edge does the same", async () => {
    const { page } = await site.open(provenPage());
    const line = edge(page, READ).locator("path").last();
    await line.scrollIntoViewIfNeeded();
    const spot = await line.evaluate((path) => {
      const { x, y } = (path as SVGPathElement).getPointAtLength(30);
      const { left, top } = (path as SVGPathElement).ownerSVGElement?.getBoundingClientRect() as DOMRect;
      return { x: left + x, y: top + y };
    });
    // Beside it: the line is thin, what can be hit is not.
    await page.mouse.move(spot.x, spot.y);
    await page.mouse.click(spot.x, spot.y + 3);
    expect(await panel(page).getByRole("heading").innerText()).toBe(READ);
  });

  test("keys reach a denied edge, open its reason, close it, and come back to the edge", async () => {
    const { page } = await site.open(deniedPage());
    // Between the name of the provider and its graph stand the findings that fail.
    await page.locator("details.provider > .worst a").last().focus();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("agents/fraud-check");
    for (const key of ["ArrowDown", "ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    expect(await focused(page)).toBe(DENIED);
    const rim = (): Promise<string> =>
      edge(page, DENIED).evaluate((one) => getComputedStyle(one).getPropertyValue("--rim-width"));
    expect(await rim()).toBe("3");

    await page.keyboard.press("Enter");
    const text = await panel(page).innerText();
    expect(text).toContain(
      "The smallest missing permission: arn:aws:iam::111122223333:role/agents/fraud-check needs kms:Decrypt",
    );
    expect(text).toMatch(/But for one thing it would be allowed by grant aws_kms_grant\S+fraud-check/);
    expect(text).toContain('"operations": [\n    "Encrypt"\n  ]');
    expect(text).toContain("AGC008 error: A reader cannot decrypt the secret. Fix:");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("why");

    await page.keyboard.press("Escape");
    expect(await panel(page).count()).toBe(0);
    expect(await focused(page)).toBe(DENIED);
    await page.keyboard.press("Space");
    expect(await panel(page).getByRole("heading").innerText()).toBe(DENIED);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect([await panel(page).count(), await focused(page)]).toEqual([0, DENIED]);

    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    await page.keyboard.press("End");
    expect(await focused(page)).toMatch(/^key\//);
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toMatch(/^key\//);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBeNull();
  });

  test("the edge stays in sight above its reason", async () => {
    const { page } = await site.open(provenPage(), { viewport: { width: 1000, height: 500 } });
    const last = page.locator(".canvas a.edge").last();
    await last.locator("use").click();
    const [label, reason] = [await last.locator("use").boundingBox(), await panel(page).boundingBox()];
    expect((label?.y ?? 0) + (label?.height ?? 0)).toBeLessThanOrEqual(reason?.y ?? 0);
    expect(label?.y).toBeGreaterThanOrEqual(0);
  });

  test("a node tells all about it", async () => {
    const { page } = await site.open(provenPage());
    await page.locator(".canvas a.node text").first().click();
    const text = await panel(page).innerText();
    expect(text).toContain("agents/fraud-check · reader · account 111122223333");
    expect(text).toContain("arn:aws:iam::111122223333:role/agents/fraud-check");
    for (const step of ["can use the provider", "can read the secret", "can decrypt with the key"])
      expect(text).toContain(`${step}: allowed, as intended`);
  });

  test("what is denied and not needed can be left out, for the keys, too", async () => {
    const { page } = await site.open(provenPage());
    const kept = page.locator(".canvas a.kept");
    expect(await kept.first().isVisible()).toBe(true);
    await page.getByLabel("draw what is denied and not needed").uncheck();
    expect(await kept.first().isVisible()).toBe(false);
    await page.locator('.canvas a[tabindex="0"]').focus();
    for (let press = 0; press < 9; press++) await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toContain("can read google-oauth-AbCdEf: allowed, no violation");
  });

  test("a link to a rule or provider opens it", async () => {
    const { page } = await site.open(deniedPage());
    const rule = page.locator("details#AGC016");
    expect(await rule.getAttribute("open")).toBeNull();
    await page.evaluate(() => (location.hash = "AGC016"));
    await page.waitForSelector("details#AGC016[open]");
    await page.locator("details.provider > summary").click();
    await page.locator("details#AGC008 li a").first().click();
    await page.waitForSelector("details.provider[open]");
  });

  test("without scripts an edge is a link to its text, which opens", async () => {
    const { page } = await site.open(provenPage(), { javaScriptEnabled: false });
    const text = page.getByText("can read the secret: allowed, as intended").first();
    expect(await text.isVisible()).toBe(false);
    await edge(page, READ).locator("use").click();
    await text.waitFor({ state: "visible" });
    expect(await page.getByRole("search").count()).toBe(0);
  });
});
