import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

const barrel = {
  name: "@cdktf/provider-aws",
  message: "Import the binding by its deep path: the barrel costs seconds and half a gigabyte.",
};
/** The house: a folder may import the ones named here, and none above it. */
const floors = {
  access: [],
  decision: ["access"],
  proof: ["access", "decision"],
  plan: ["access", "decision", "proof"],
  live: ["access", "decision", "proof"],
  inventory: ["access", "decision", "proof", "live", "report"],
  report: ["access", "decision", "proof"],
  terraform: ["access"],
  bridge: ["access", "terraform"],
  secret: ["access", "terraform", "bridge"],
  key: ["access", "terraform", "bridge", "secret"],
  sandbox: ["access", "decision"],
  watch: ["access"],
  verify: ["access", "decision", "proof", "plan", "live", "report", "watch"],
  // What it writes is text: of the builders it knows the writers alone, which know no construct.
  migrate: ["access", "proof", "live", "report", "terraform/template", "module/hcl"],
  cli: ["access", "decision", "proof", "plan", "live", "inventory", "migrate", "report", "sandbox", "verify", "watch"],
  identity: ["access", "terraform", "secret", "key", "bridge"],
  monitor: ["access", "terraform", "secret", "identity"],
  module: ["access", "terraform", "secret", "key", "identity", "monitor"],
};
/** The wing that proves, and what both wings stand on. */
const PLAIN = ["access", "decision", "proof", "plan", "live", "inventory", "migrate", "report", "verify", "watch"];
const folders = Object.keys(floors);
/** Folders within these know the same floors, from one or two levels further inside. */
const house = folders.flatMap((folder) =>
  ["", "../", "../../"].map((inside, depth) => ({
    files: [`src/${folder}/${"*/".repeat(depth)}*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            barrel,
            ...(PLAIN.includes(folder)
              ? ["cdktf", "constructs"].map((name) => ({ name, message: `${folder}/ is plain TypeScript.` }))
              : []),
          ],
          patterns: [
            {
              regex: `^${inside.replaceAll(".", "\\.")}\\.\\./(?!(${[...floors[folder], "-"].join("|")})(/|$))`,
              message: `src/${folder} may import only: ${["itself", ...floors[folder]].join(", ")}.`,
            },
            ...(PLAIN.includes(folder)
              ? [
                  {
                    group: ["@cdktf/*", "@aws-sdk/*"],
                    message: `${folder}/ is plain TypeScript.`,
                    // What AWS answers has the shapes of the SDK; only live/aws calls it.
                    allowTypeImports: folder === "live",
                  },
                ]
              : []),
          ],
        },
      ],
    },
  })),
);

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

/** The one place of live/ that calls AWS. The program loads it later, as a file of its own. */
const calls = {
  files: ["src/live/aws/*.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          { group: ["@cdktf/*", "cdktf", "constructs"], message: "live/ knows no constructs." },
          { regex: "^\\.\\./\\.\\./", message: "src/live/aws may import only: live." },
        ],
      },
    ],
  },
};

/** Text goes into an expression by its one writer; put between quotes by hand, it becomes code. */
const texts = {
  files: ["src/**/*.ts"],
  rules: {
    "no-restricted-syntax": [
      "error",
      ...[
        'TemplateLiteral CallExpression[callee.name="resolve"]',
        'BinaryExpression[operator="+"] CallExpression[callee.name="resolve"]',
      ].map((selector) => ({
        selector,
        message:
          "What resolve gives is still text. Let `quote` of expression() or quoted() of terraform/text.ts write it.",
      })),
    ],
  },
};

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
  {
    files: ["tools/**/*.cjs", "test/**/*.cjs"],
    languageOptions: { globals: { module: "writable", process: "readonly", require: "readonly" } },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  ...house,
  runner,
  calls,
  texts,
);
