/** What takes minutes and has a script of its own, which .ci/run runs, too: by the beginnings of paths. */
export const APART = {
  // `npm run faults`: what the bridge does when things go wrong.
  faults: ["test/bridge/faults/", "test/terraform/bridge/killed", "test/terraform/bridge/removal-faults"],
  // `npm run test:texts`: thousands of texts in every input of the constructs, judged by Terraform.
  texts: ["test/terraform/constructs/text.", "test/terraform/constructs/ruled-text."],
  // `npm run test:modules`: the published modules, planned and applied.
  modules: ["test/terraform/modules/"],
  // `npm run test:bridge`: what the bridge makes, keeps and removes, with Terraform.
  bridge: ["bridge.", "left.", "ownership.", "removal."].map((name) => `test/terraform/bridge/${name}`),
  // `npm run test:life`: planned, applied, changed and destroyed, with all that a program makes.
  life: [
    ...["examples.", "least-privilege.", "lifecycle.", "regions."].map((name) => `test/terraform/constructs/${name}`),
    "test/terraform/life/",
  ],
  // `npm run test:live`: random worlds, planned by Terraform, or put into the sandbox and read as an account; what acceptance leaves when it fails.
  live: [
    "test/live/worlds.",
    "test/worlds/other-worlds.",
    "test/verify/simulate-worlds.",
    "test/tools/acceptance/failures-",
  ],
  // `npm run test:commands`: cdktf's and cdktn's own commands.
  commands: ["test/terraform/command-lines."],
};

/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.ts$": "@swc/jest" },
  moduleNameMapper: {
    "^cdktf-agentcore-identity$": "<rootDir>/src/index.ts",
    // The newest that the peer allows; the build takes the lowest.
    "^constructs$": "<rootDir>/node_modules/constructs-newest",
    "/stack-trace$": "<rootDir>/test/support/no-stack-trace.ts",
    // Node wants the ending of what is imported later.
    "/live/aws/connect\\.js$": "<rootDir>/src/live/aws/connect.ts",
  },
  testPathIgnorePatterns: [
    "/node_modules/",
    ...Object.values(APART)
      .flat()
      .map((path) => `<rootDir>/${path}`),
  ],
  modulePathIgnorePatterns: ["<rootDir>/lib/", "<rootDir>/dist/", "<rootDir>/cdktf.out/"],
  // By default jest keeps it outside of the clone.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  snapshotSerializers: ["<rootDir>/test/support/provider-serializer.cjs"],
  // Against what hangs; a slow machine is no fault.
  testTimeout: 60_000,
  // Most of a test's time is Terraform's, not jest's.
  maxWorkers: "100%",
  // A worker keeps what each file leaves in it, and all that waits gets slower by that: seven times at the end of a run.
  workerIdleMemoryLimit: "400MB",
  globalSetup: "<rootDir>/test/terraform/harness/global-setup.ts",
  globalTeardown: "<rootDir>/test/terraform/harness/global-teardown.ts",
};
