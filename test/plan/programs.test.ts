import { modelOfPlan, planJson, PROVIDER, role, secret, SECRET } from "./support/plan";
import type { Planned } from "./support/plan";
import { sourceOfPlan } from "../../src/plan/from-plan";
import { sourceOfStack } from "../../src/plan/from-stack";
import { modelWith } from "../../src/plan/model-with";
import type { Model } from "../../src/proof/model";

const subjects = ({ assumptions }: Model): string[] => assumptions.map(({ subject }) => subject);

/** A plan in which the configuration of one resource has a provisioner. */
function modelWithProvisioner(resource: Planned, provisioner: object): Model {
  const plan = JSON.parse(JSON.stringify(planJson({ resources: [PROVIDER, secret(), role(), resource] }))) as {
    configuration: { root_module: { resources: Record<string, unknown>[] } };
  };
  for (const one of plan.configuration.root_module.resources)
    if (one.name === resource.name) one.provisioners = [provisioner];
  return modelWith(sourceOfPlan(plan, "plan.json"), { policies: [], account: "111122223333" });
}
const exec = (command: string): object => ({
  type: "local-exec",
  expressions: { command: { constant_value: command } },
});
const data = (more: Partial<Planned> = {}): Planned => ({
  type: "terraform_data",
  name: "run",
  after: { triggers_replace: null },
  ...more,
});

describe("a provisioner", () => {
  const script = exec("aws secretsmanager put-resource-policy --secret-id weather");

  test("that the apply runs is told, the bridge's own is not", () => {
    expect(subjects(modelWithProvisioner(data(), script))).toContain("terraform_data.run");
    expect(subjects(modelWithProvisioner(data(), exec("apply")))).not.toContain("terraform_data.run");
    expect(subjects(modelWithProvisioner(data(), { type: "file", expressions: {} }))).not.toContain(
      "terraform_data.run",
    );
  });

  test("is not run for what stays as it is, and is for what goes", () => {
    const before = { triggers_replace: null };
    expect(subjects(modelWithProvisioner(data({ before, after: undefined }), script))).not.toContain(
      "terraform_data.run",
    );
    const gone = data({ before, after: null, expressions: {} });
    expect(subjects(modelWithProvisioner(gone, script))).toContain("terraform_data.run");
  });

  test("makes unknown what its resource names", () => {
    const secretsPolicy = (triggers: object): number =>
      modelWithProvisioner({ type: "null_resource", name: "run", after: { triggers } }, script).secrets.get(SECRET)
        ?.otherPolicies?.length ?? 0;
    expect(secretsPolicy({ secret: SECRET })).toBe(1);
    expect(secretsPolicy({ secret: "another" })).toBe(0);
  });

  test("of a synthesized stack, too", () => {
    const of = (command: string): string[] => {
      const provisioner = [{ "local-exec": { command } }];
      const stack = { resource: { terraform_data: { run: { provisioner } } } };
      return subjects(modelWith(sourceOfStack(stack, "cdk.tf.json"), { policies: [] }));
    };
    expect(of("./grant.sh")).toEqual(["terraform_data.run"]);
    expect(of("apply")).toEqual([]);
  });
});

test("an action that the apply invokes is told, but for those that give nothing", () => {
  const invoked = (type: string): string[] => {
    const action_invocations = [{ address: `action.${type}.it`, type, name: "it" }];
    return subjects(modelOfPlan({ resources: [PROVIDER, secret()], top: { action_invocations } }));
  };
  expect(invoked("aws_lambda_invoke")).toContain("action.aws_lambda_invoke.it");
  expect(invoked("local_command")).toContain("action.local_command.it");
  expect(invoked("aws_ec2_stop_instance")).not.toContain("action.aws_ec2_stop_instance.it");
  // A message may start a function, and of what has no page nobody knows what it does.
  for (const type of ["aws_sns_publish", "aws_ses_send_email", "aws_ec2_attach_role", "aws_bedrock_anything"])
    expect(invoked(type)).toContain(`action.${type}.it`);
});

test("an engine that goes takes what it has made", () => {
  const stack = (more: Partial<Planned>): Planned => ({
    type: "aws_cloudformation_stack",
    name: "s",
    before: { name: "s", parameters: { Role: "agent" } },
    ...more,
  });
  const of = (more: Partial<Planned>): string[] =>
    subjects(modelOfPlan({ resources: [PROVIDER, secret(), role(), stack(more)] }));
  expect(of({})).toContain("aws_cloudformation_stack.s");
  expect(of({ after: null })).toContain("aws_cloudformation_stack.s");
});
