import base, { FAULTS } from "./jest.config.mjs";

/** The bridge's fault table alone. */
/** @type {import("jest").Config} */
export default {
  ...base,
  testMatch: FAULTS.map((path) => `<rootDir>/${path}*.test.ts`),
  testPathIgnorePatterns: ["/node_modules/"],
  reporters: ["<rootDir>/tools/fault-reporter.cjs"],
};
