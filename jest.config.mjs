/** What the bridge does when things go wrong, by the beginnings of paths. */
export const FAULTS = ["test/bridge/faults/", "test/terraform/bridge/killed", "test/terraform/bridge/removal-faults"];

/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.ts$": "@swc/jest" },
  moduleNameMapper: { "^cdktf-agentcore-identity$": "<rootDir>/src/index.ts" },
  // The fault table takes as long as all the rest: `npm run faults`.
  testPathIgnorePatterns: ["/node_modules/", ...FAULTS.map((path) => `<rootDir>/${path}`)],
  modulePathIgnorePatterns: ["<rootDir>/lib/", "<rootDir>/dist/", "<rootDir>/cdktf.out/"],
  // By default jest keeps it outside of the clone.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  snapshotSerializers: ["<rootDir>/test/support/provider-serializer.cjs"],
  // Against what hangs; a slow machine is no fault.
  testTimeout: 60_000,
  // Most of a test's time is Terraform's, not jest's.
  maxWorkers: "100%",
  globalSetup: "<rootDir>/test/terraform/harness/global-setup.ts",
  globalTeardown: "<rootDir>/test/terraform/harness/global-teardown.ts",
};
