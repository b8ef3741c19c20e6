import type { Page } from "playwright-core";
import { htmlReport } from "../../src/report/page/html";
import { google } from "./support/pages";
import { browserTests } from "./support/site";
import { changed } from "../report/page/changed";
import { check } from "../cli/support";

const RUN = "window.__pwned=1";
/** Each would run in some place where text becomes markup. */
const HOSTILE = [
  `</script><script>${RUN}</script>`,
  `"><img src=x onerror="${RUN}">`,
  `'><svg/onload='${RUN}'>`,
  `]]></style><iframe srcdoc="<script>parent.${RUN}</script>">`,
  `javascript:${RUN}`,
  "\u202egnp.exe\u2066\u061c",
].join("");

/** Names of every kind that a plan has. */
function hostilePage(): string {
  const inside = JSON.stringify(HOSTILE).slice(1, -1);
  const twice = JSON.stringify(inside).slice(1, -1);
  let stack = google;
  for (const name of ["google-maps", "agents/fraud-check", "google-oauth-AbCdEf", "client_secret"])
    stack = changed(stack, name, name + inside);
  // Policies are JSON within JSON.
  stack = changed(stack, "AgentCoreIdentityReadSecret", `AgentCoreIdentityReadSecret${twice}`, ["aws_iam_role_policy"]);
  return htmlReport({ ...check(stack), input: `plan${HOSTILE}.json` });
}

/** What an escape that does nothing would write. */
const unescaped = (html: string): string =>
  html
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'");
const withoutPolicy = (html: string): string => html.replace(/<meta http-equiv[^>]*>/, "");

browserTests("a page with hostile names", (site) => {
  const ran = (page: Page): Promise<unknown> => page.evaluate(() => "__pwned" in window);

  test("shows them as text, and runs nothing", async () => {
    const { page, complaints, requests } = await site.open(hostilePage());
    for (const part of await page.locator(".canvas a").all()) {
      await part.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
    }
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const seen = await page.locator("body").textContent();
    expect(await ran(page)).toBe(false);
    expect([complaints, requests]).toEqual([[], []]);
    expect(seen).toContain(`<script>${RUN}</script>`);
    expect(seen).toContain(`onerror="${RUN}"`);
    expect(seen).not.toMatch(/[\u202e\u2066\u061c]/);
  });

  test("would run nothing even if they were written as markup", async () => {
    const { page, complaints } = await site.open(unescaped(hostilePage()));
    expect(await ran(page)).toBe(false);
    expect(complaints.join()).toMatch(/violates the following Content Security Policy directive/);
  });

  test("would run with neither: so these tests can tell", async () => {
    const { page } = await site.open(withoutPolicy(unescaped(hostilePage())));
    expect(await ran(page)).toBe(true);
  });
});
