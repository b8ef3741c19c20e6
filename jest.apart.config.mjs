import process from "node:process";
import base, { APART } from "./jest.config.mjs";

/** One of the groups that `npm test` leaves out, by its name in APART. */
const group = process.env.TEST_GROUP ?? "";
if (!(group in APART)) throw new Error(`TEST_GROUP=${group} is none of ${Object.keys(APART).join(", ")}`);

/** @type {import("jest").Config} */
export default {
  ...base,
  testMatch: APART[group].map((path) => `<rootDir>/${path}*test.ts`),
  testPathIgnorePatterns: ["/node_modules/"],
  ...(group === "faults" && { reporters: ["<rootDir>/tools/fault-reporter.cjs"] }),
};
