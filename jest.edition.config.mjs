import process from "node:process";
import base from "./jest.config.mjs";

const suites = ["bridge/bridge", "constructs/*", "examples/*", "identity/*", "key/*", "secret/*", "terraform/**/*"];

/**
 * The tests of the constructs on CDK Terrain: the same files, whose imports of CDKTF lead to its heir. With TEST_GROUP, as
 * in jest.config.mjs, those of a group that takes minutes.
 *
 * @type {import("jest").Config}
 */
const config = process.env.TEST_GROUP
  ? (await import("./jest.apart.config.mjs")).default
  : { ...base, testMatch: suites.map((path) => `<rootDir>/test/${path}.test.ts`) };

export default {
  ...config,
  testPathIgnorePatterns: [
    ...config.testPathIgnorePatterns,
    // They know no engine.
    ...["harness", "provider", "schemas"].map((folder) => `<rootDir>/test/terraform/${folder}/`),
    // Of both engines at once, as it stands.
    "<rootDir>/test/constructs/one-engine",
  ],
  moduleNameMapper: {
    ...config.moduleNameMapper,
    // CDK Terrain takes none from 10.8 on.
    "^constructs$": "<rootDir>/node_modules/constructs",
    "^cdktf$": "<rootDir>/node_modules/cdktn",
    "^@cdktf/provider-aws/(.*)$": "<rootDir>/node_modules/@cdktn/provider-aws/$1",
  },
};
