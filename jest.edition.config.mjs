import base from "./jest.config.mjs";

/**
 * The tests of the constructs on CDK Terrain: the same files, whose imports of CDKTF lead to its heir.
 *
 * @type {import("jest").Config}
 */
export default {
  ...base,
  testMatch: ["bridge/bridge", "constructs/*", "examples/*", "identity/*", "key/*", "secret/*", "terraform/**/*"].map(
    (path) => `<rootDir>/test/${path}.test.ts`,
  ),
  testPathIgnorePatterns: [
    ...base.testPathIgnorePatterns,
    // Of both engines at once, as it stands.
    "<rootDir>/test/constructs/one-engine",
  ],
  moduleNameMapper: {
    ...base.moduleNameMapper,
    "^cdktf$": "<rootDir>/node_modules/cdktn",
    "^@cdktf/provider-aws/(.*)$": "<rootDir>/node_modules/@cdktn/provider-aws/$1",
  },
};
