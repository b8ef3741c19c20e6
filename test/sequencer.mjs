import { createRequire } from "node:module";

// Jest brings it along: found from there it is the same version.
const core = createRequire(createRequire(import.meta.url).resolve("jest")).resolve("@jest/core");
const { default: Sequencer } = createRequire(core)("@jest/test-sequencer");

/** The longest files first, so that no worker waits for one at the end: in a fresh clone Jest does not know which. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => /\/test\/terraform\//.test(path);
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}
