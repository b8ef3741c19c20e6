import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

/** What a program imports in any case, and the bindings that the package imports. */
const BINDINGS = [
  "provider",
  "bedrockagentcore-api-key-credential-provider",
  "bedrockagentcore-oauth2-credential-provider",
  "bedrockagentcore-token-vault-cmk",
  "data-aws-region",
  "data-aws-secretsmanager-secret",
  "iam-role-policy",
  "kms-grant",
  "secretsmanager-secret-policy",
].map((name) => `@cdktf/provider-aws/lib/${name}`);

/** Prints what it takes to import the bindings and these modules. */
export function measureImport(modules: readonly string[]): void {
  const load = createRequire(__filename);
  const start = performance.now();
  for (const name of ["cdktf", "constructs", ...BINDINGS, ...modules]) load(name);
  const milliseconds = performance.now() - start;
  console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024, resources: 0 }));
}
