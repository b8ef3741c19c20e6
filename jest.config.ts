import type { Config } from "jest";

const config: Config = {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: { "\\.ts$": "@swc/jest" },
  moduleNameMapper: { "^cdktf-agentcore-identity$": "<rootDir>/src/index.ts" },
  modulePathIgnorePatterns: ["<rootDir>/lib/", "<rootDir>/dist/", "<rootDir>/cdktf.out/"],
};

export default config;
