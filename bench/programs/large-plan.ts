import { closeSync, openSync, writeSync } from "node:fs";

/** Types of a monorepo's resources. Few of them say who may do what. */
const TYPES = [
  "aws_instance",
  "aws_security_group",
  "aws_route53_record",
  "aws_cloudwatch_metric_alarm",
  "aws_lambda_function",
  "aws_s3_bucket",
  "aws_ecs_task_definition",
  "aws_subnet",
  "aws_lb_target_group",
  "aws_iam_role",
] as const;

export const keep = (type: string): boolean => type === "aws_iam_role";

const RESOURCES_A_MODULE = 100;
const ENVIRONMENT = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`SETTING_${at}`, `value of ${at}`]));

/** Writes a plan of a size in bytes, as `terraform show -json` writes it, without holding it. @returns its size */
export function writeLargePlan(path: string, bytes: number): number {
  const modules = Array.from(
    { length: Math.max(1, Math.round(bytes / moduleBytes())) },
    (_, index) => `module.service_${index}`,
  );
  const file = openSync(path, "w");
  let size = 0;
  const write = (text: string): void => void (size += writeSync(file, text));
  const section = (before: string, part: (module: string) => string, after: string): void => {
    write(before);
    for (const [index, module] of modules.entries()) write((index > 0 ? "," : "") + part(module));
    write(after);
  };
  section(
    '{"format_version":"1.2","terraform_version":"1.14.0","planned_values":{"root_module":{"child_modules":[',
    values,
    "]}}",
  );
  section(',"resource_changes":[', changes, "]");
  section(
    ',"prior_state":{"format_version":"1.0","terraform_version":"1.14.0","values":{"root_module":{"child_modules":[',
    values,
    "]}}}",
  );
  section(',"configuration":{"provider_config":{"aws":{"name":"aws"}},"root_module":{"module_calls":{', call, "}}}");
  write(',"timestamp":"2026-01-01T00:00:00Z","applyable":true,"complete":true,"errored":false}');
  closeSync(file);
  return size;
}

const moduleBytes = (): number =>
  [values, changes, values, call].reduce((sum, part) => sum + part("module.service_0").length, 0);

const resourcesOf = (module: string): object[] =>
  Array.from({ length: RESOURCES_A_MODULE }, (_, index) => {
    const type = TYPES[index % TYPES.length] as string;
    return { address: `${module}.${type}.this_${index}`, mode: "managed", type, name: `this_${index}` };
  });

const PROVIDER = { provider_name: "registry.terraform.io/hashicorp/aws" };

const valuesOf = (module: string): object => ({
  arn: `arn:aws:service:us-east-1:111122223333:${module}`,
  name: module,
  description: "Written by the platform team: see the runbook before you change it.",
  environment: [{ variables: ENVIRONMENT }],
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: [`arn:aws:s3:::${module}/*`] }],
  }),
  tags: { Service: module, Team: "platform", CostCenter: "1234", Environment: "production" },
  timeouts: null,
  ports: [80, 443, 8080, 8443],
  enabled: true,
});

const values = (module: string): string =>
  JSON.stringify({
    address: module,
    resources: resourcesOf(module).map((one) => ({
      ...one,
      ...PROVIDER,
      schema_version: 1,
      values: valuesOf(module),
      sensitive_values: { tags: {}, environment: [{ variables: {} }] },
    })),
  });

const changes = (module: string): string =>
  resourcesOf(module)
    .map((one) =>
      JSON.stringify({
        ...one,
        module_address: module,
        ...PROVIDER,
        change: {
          actions: ["no-op"],
          before: valuesOf(module),
          after: valuesOf(module),
          after_unknown: {},
          before_sensitive: { tags: {} },
          after_sensitive: { tags: {} },
        },
      }),
    )
    .join(",");

const call = (module: string): string =>
  `"${module.slice("module.".length)}":${JSON.stringify({
    source: "./service",
    expressions: { name: { constant_value: module } },
    module: {
      variables: { name: {} },
      resources: resourcesOf(module).map((one) => ({
        ...one,
        address: (one as { address: string }).address.slice(module.length + 1),
        provider_config_key: "aws",
        expressions: { name: { references: ["var.name"] }, tags: { references: ["var.name", "local.tags"] } },
        schema_version: 1,
      })),
    },
  })}`;
