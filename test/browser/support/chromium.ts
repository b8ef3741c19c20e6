import { spawnSync } from "node:child_process";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";

type Environment = Readonly<Record<string, string | undefined>>;

/** Which browser runs the tests: Debian's, or what CHROMIUM_BIN names. */
const browserIn = ({ CHROMIUM_BIN }: Environment): string => CHROMIUM_BIN ?? "/usr/bin/chromium";

/** Nothing that would reach for the network by itself. Playwright adds `--headless` and an empty profile of its own. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Why no browser test can run. Where there must be a browser, that is an error. */
export function reasonToSkip(environment: Environment): string | undefined {
  const path = browserIn(environment);
  if (spawnSync(path, ["--version"]).status === 0) return undefined;
  const reason = `no browser at ${path}: npm run chromium installs one, or CHROMIUM_BIN names another`;
  const rule = ["REQUIRE_BROWSER", "CI"].find((name) => /^(1|true)$/.test(environment[name] ?? ""));
  if (rule !== undefined) throw new Error(`${reason}. ${rule}=${environment[rule]} does not allow to skip its tests.`);
  return `The tests of the page in a browser are skipped: ${reason}.`;
}

/** A browser whose profile is removed when it closes. */
export const launched = (): Promise<Browser> =>
  chromium.launch({ executablePath: browserIn(process.env), args: ARGUMENTS });
