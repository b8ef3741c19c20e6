import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

const barrel = {
  name: "@cdktf/provider-aws",
  message: "Import the binding by its deep path: the barrel costs seconds and half a gigabyte.",
};
/** The house: a folder may import the ones named here, and none above it. */
const floors = {
  access: [],
  terraform: ["access"],
  bridge: ["access", "terraform"],
  secret: ["access", "terraform", "bridge"],
  key: ["access", "terraform", "bridge"],
  sandbox: ["access"],
  cli: ["access", "sandbox"],
  identity: ["access", "terraform", "secret", "key", "bridge"],
  module: ["access", "terraform", "secret", "key", "identity"],
};
/** Only `module` has folders in it. */
const above = (folder) => (folder === "module" ? ["../../index", "../../../*"] : ["../../*"]);
const folders = Object.keys(floors);
const house = folders.map((folder) => ({
  files: [`src/${folder}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: [
          barrel,
          ...(folder === "access"
            ? ["cdktf", "constructs"].map((name) => ({ name, message: "access/ is plain TypeScript." }))
            : []),
        ],
        patterns: [
          {
            group: [
              ...folders
                .filter((other) => other !== folder && !floors[folder].includes(other))
                .flatMap((other) => [`../${other}/*`, `../../${other}/*`]),
              "../index",
              ...above(folder),
            ],
            message: `src/${folder} may import only: ${["itself", ...floors[folder]].join(", ")}.`,
          },
          ...(folder === "access"
            ? [{ group: ["@cdktf/*", "@aws-sdk/*"], message: "access/ is plain TypeScript." }]
            : []),
        ],
      },
    ],
  },
}));

/** The runner travels as one bundled file: it holds what the AWS SDK and access/ give it, and no construct. */
const runner = {
  files: ["src/bridge/runner/**/*.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        paths: ["cdktf", "constructs"].map((name) => ({ name, message: "The runner knows no constructs." })),
        patterns: [
          { group: ["@cdktf/*"], message: "The runner knows no constructs." },
          {
            regex: "^\\.\\./(?!\\.\\./access/)",
            message: "src/bridge/runner may import only: itself, access.",
          },
        ],
      },
    ],
  },
};

/** Folders one level deeper: the same house, seen from further inside. */
const deeper = [
  {
    files: ["src/cli/*/**/*.ts"],
    regex: "^\\.\\./\\.\\./(?!(access|sandbox)/)",
    may: "src/cli may import only: itself, access, sandbox.",
  },
  {
    files: ["src/access/lint/rules/*.ts"],
    regex: "^\\.\\./\\.\\./\\.\\./|^cdktf|^constructs$|^@",
    may: "access/ is plain TypeScript.",
  },
].map(({ files, regex, may }) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ regex, message: may }] }] },
}));

export default tseslint.config(
  { ignores: ["assets/", "lib/", "dist/", "cdktf.out/", "coverage/", "node_modules/"] },
  eslint.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      "no-restricted-imports": ["error", { paths: [barrel] }],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
    },
  },
  { files: ["tools/*.cjs"], languageOptions: { globals: { module: "writable", process: "readonly" } } },
  ...house,
  ...deeper,
  runner,
);
