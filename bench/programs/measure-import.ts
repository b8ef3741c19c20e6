import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

/** What a program imports in any case, and the bindings that the package imports. */
const BINDINGS = [
  "athena-named-query",
  "bedrockagentcore-api-key-credential-provider",
  "bedrockagentcore-oauth2-credential-provider",
  "bedrockagentcore-token-vault-cmk",
  "cloudtrail",
  "cloudwatch-dashboard",
  "cloudwatch-event-rule",
  "cloudwatch-event-target",
  "cloudwatch-log-group",
  "cloudwatch-log-metric-filter",
  "cloudwatch-log-resource-policy",
  "cloudwatch-metric-alarm",
  "cloudwatch-query-definition",
  "data-aws-caller-identity",
  "data-aws-cloudcontrolapi-resource",
  "data-aws-partition",
  "data-aws-region",
  "data-aws-secretsmanager-secret",
  "data-aws-secretsmanager-secret-versions",
  "iam-policy",
  "iam-role",
  "iam-role-policy",
  "iam-role-policy-attachment",
  "kms-alias",
  "kms-grant",
  "kms-key",
  "lambda-permission",
  "provider",
  "secretsmanager-secret",
  "secretsmanager-secret-policy",
  "secretsmanager-secret-rotation",
  "secretsmanager-secret-version",
  "sns-topic",
  "sns-topic-policy",
  "sqs-queue",
  "sqs-queue-policy",
];

/** Prints what it takes to import the bindings and these modules. */
export function measureImport(modules: readonly string[]): void {
  const load = createRequire(__filename);
  const start = performance.now();
  for (const name of ["cdktf", "constructs", ...BINDINGS.map(binding), ...modules]) load(name);
  const milliseconds = performance.now() - start;
  const loaded = Object.keys(load.cache).flatMap(
    (file) => /provider-aws\/lib\/([^/]+)\/index\.js$/.exec(file)?.[1] ?? [],
  );
  const others = loaded.filter((name) => !BINDINGS.includes(name));
  if (others.length > 0) throw new Error(`the package imports bindings that are not compared: ${others.join(", ")}`);
  console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024, resources: 0 }));
}

const binding = (name: string): string => `@cdktf/provider-aws/lib/${name}`;
