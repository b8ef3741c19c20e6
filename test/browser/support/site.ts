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
  open(html: string, options?: Options): Promise<Opened>;
}

type Options = Pick<BrowserContextOptions, "colorScheme" | "javaScriptEnabled" | "reducedMotion"> & {
  readonly viewport?: { readonly width: number; readonly height: number };
};
const VIEW = { width: 1200, height: 900 };
const PLAIN = { media: null, colorScheme: "light", reducedMotion: "no-preference" } as const;

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
    /** What all tests with scripts use: to open a page anew takes longer than most of them. */
    let shared: Promise<Seen> | undefined;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "agentcore-identity-page-"));
      browser = await launched();
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });

    tests({
      async open(html, { viewport = VIEW, javaScriptEnabled = true, ...media } = {}) {
        const file = join(folder, `${++pages}.html`);
        writeFileSync(file, html);
        const seen = await (javaScriptEnabled ? (shared ??= newPage(browser)) : newPage(browser, javaScriptEnabled));
        const { page } = seen;
        await page.goto("about:blank");
        await page.mouse.move(0, 0);
        await page.setViewportSize(viewport);
        await page.emulateMedia({ ...PLAIN, ...media });
        const address = pathToFileURL(file).href;
        const opened = { address, complaints: [], requests: [] };
        seen.at = opened;
        await page.goto(address);
        return { page, ...opened };
      },
    });
  });
}

/** A page, and what was opened in it last. */
interface Seen {
  readonly page: Page;
  at: { readonly address: string; readonly complaints: string[]; readonly requests: string[] };
}

async function newPage(browser: Browser, javaScriptEnabled = true): Promise<Seen> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const seen: Seen = { page, at: { address: page.url(), complaints: [], requests: [] } };
  page.on("console", (message) => seen.at.complaints.push(message.text()));
  page.on("pageerror", (error) => seen.at.complaints.push(error.message));
  page.on("dialog", (dialog) => seen.at.complaints.push(`dialog ${dialog.message()}`));
  page.on("request", (request) => {
    if (request.url() !== seen.at.address) seen.at.requests.push(request.url());
  });
  return seen;
}
