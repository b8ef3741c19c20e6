/** @type {import("jest").Config} */
export default {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.ts$": "@swc/jest" },
  moduleNameMapper: { "^cdktf-agentcore-identity$": "<rootDir>/src/index.ts" },
  modulePathIgnorePatterns: ["<rootDir>/lib/", "<rootDir>/dist/", "<rootDir>/cdktf.out/"],
  globalSetup: "<rootDir>/test/terraform/harness/global-setup.ts",
  globalTeardown: "<rootDir>/test/terraform/harness/global-teardown.ts",
};
