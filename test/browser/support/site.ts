import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launched, reasonToSkip } from "./chromium";

/** A page in the browser with all that it did. */
export interface Opened {
  readonly page: Page;
  /** What it wrote to the console, threw, or was refused. */
  readonly complaints: readonly string[];
  /** What it loaded, itself excepted. */
  readonly requests: readonly string[];
}

export interface Site {
  open(html: string, options?: BrowserContextOptions): Promise<Opened>;
}

/** Tests with a browser of their own; without one they are skipped, and the output says so. */
export function browserTests(name: string, tests: (site: Site) => void): void {
  const reason = reasonToSkip(process.env);
  if (reason !== undefined) {
    console.warn(reason);
    describe.skip(name, () => tests({ open: () => Promise.reject(new Error(reason)) }));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    let folder: string;
    let pages = 0;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "agentcore-identity-page-"));
      browser = await launched();
    });
    afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });

    tests({
      async open(html, options) {
        const file = join(folder, `${++pages}.html`);
        writeFileSync(file, html);
        const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
        const page = await context.newPage();
        const [complaints, requests]: [string[], string[]] = [[], []];
        const address = pathToFileURL(file).href;
        page.on("console", (message) => complaints.push(message.text()));
        page.on("pageerror", (error) => complaints.push(error.message));
        page.on("dialog", (dialog) => complaints.push(`dialog ${dialog.message()}`));
        page.on("request", (request) => {
          if (request.url() !== address) requests.push(request.url());
        });
        page.setDefaultTimeout(30_000);
        await page.goto(address);
        return { page, complaints, requests };
      },
    });
  });
}
