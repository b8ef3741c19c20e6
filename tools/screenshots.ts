import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { launched } from "../test/browser/support/chromium";
import { deniedPage, provenPage, strangerPage } from "../test/browser/support/pages";

const FOLDER = resolve(__dirname, "../docs/images");
const MOST_BYTES = 150_000;

interface Shot {
  readonly html: () => string;
  readonly options: BrowserContextOptions & { readonly viewport: { readonly width: number; readonly height: number } };
  /** The beginning of the label of an edge that is pressed. */
  readonly press?: string;
}

const wide = (height: number) => ({ viewport: { width: 1000, height } });
const SHOTS: Readonly<Record<string, Shot>> = {
  "check-light": { html: provenPage, options: { ...wide(950), colorScheme: "light" } },
  "check-dark": { html: strangerPage, options: { ...wide(950), colorScheme: "dark" } },
  "check-denied": {
    html: deniedPage,
    options: { ...wide(860), colorScheme: "light" },
    press: "agents/fraud-check cannot decrypt",
  },
  "check-narrow": {
    html: provenPage,
    options: { viewport: { width: 390, height: 820 }, colorScheme: "light" },
    press: "agents/fraud-check can read",
  },
};

/** Takes the pictures of the page that docs/check.md shows. */
async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launched();
  try {
    for (const [name, { html, options, press }] of Object.entries(SHOTS)) {
      const context = await browser.newContext({ ...options, deviceScaleFactor: 1, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.setContent(html());
      if (press !== undefined) await page.locator(`.canvas a[aria-label^="${press}"] use`).click();
      const path = join(FOLDER, `${name}.png`);
      await page.screenshot({ path });
      const { size } = statSync(path);
      if (size > MOST_BYTES)
        throw new Error(`${path} has ${size} bytes, more than ${MOST_BYTES}: take a smaller part.`);
      process.stdout.write(`${path}: ${size} bytes\n`);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

void main();
