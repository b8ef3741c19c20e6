import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Runs the tests of the constructs on another edition; what follows its name goes to jest. */
const [edition, ...rest] = process.argv.slice(2);
if (edition === "cdktn") {
  const jest = join(__dirname, "../../node_modules/jest/bin/jest.js");
  const run = spawnSync(process.execPath, [jest, "-c", "jest.edition.config.mjs", "--ci", ...rest], {
    stdio: "inherit",
  });
  process.exitCode = run.status ?? 1;
} else {
  console.error('There is one edition beside the repository\'s own: say "npm run test:edition -- cdktn".');
  process.exitCode = 2;
}
