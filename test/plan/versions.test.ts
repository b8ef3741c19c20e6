import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommandLine } from "../cli/command-line";
import { inPieces } from "./pieces";

/** What `terraform show -json` of 1.11 prints for examples/google-maps. */
const TEXT = readFileSync(join(__dirname, "../cli/plan.json"), "utf8");

type Json = Record<string, unknown>;
interface Plan extends Json {
  planned_values: { root_module: { resources: Json[] } };
  resource_changes: (Json & { change: Json })[];
  configuration: { root_module: Json & { module_calls?: Record<string, Json> } };
}

const EPHEMERAL = {
  address: "ephemeral.random_password.one",
  mode: "ephemeral",
  type: "random_password",
  name: "one",
  provider_name: "registry.opentofu.org/hashicorp/random",
};
const CHANGE = { actions: ["create"], before: null, after: null, after_unknown: {} };

/** What versions write that others do not: what is added to the plan of 1.11. */
const VERSIONS: Readonly<Record<string, (plan: Plan) => void>> = {
  /** @see https://github.com/hashicorp/terraform/blob/v1.13/internal/command/jsonplan/plan.go */
  "Terraform 1.13, with identities": (plan) => {
    const identity = { account_id: "111122223333", name: "one" };
    for (const one of plan.planned_values.root_module.resources)
      Object.assign(one, { identity_schema_version: 0, identity });
    for (const { change } of plan.resource_changes)
      Object.assign(change, { before_identity: null, after_identity: identity });
  },
  /** @see https://github.com/hashicorp/terraform/blob/v1.14/internal/command/jsonplan/plan.go */
  "Terraform 1.14, with actions": (plan) => {
    const action = { address: "action.aws_ec2_stop_instance.one", type: "aws_ec2_stop_instance", name: "one" };
    plan["action_invocations"] = [{ ...action, config_values: { payload: "{}" }, config_unknown: {} }];
    plan["deferred_action_invocations"] = [];
    plan.configuration.root_module["actions"] = [{ ...action, config: {} }];
  },
  "Terraform 1.16, with what no earlier one has": (plan) => {
    Object.assign(plan, { format_version: "1.99", terraform_version: "1.16.0", later: [{ resources: [{}] }, null, 1] });
    for (const one of plan.planned_values.root_module.resources) one["later"] = { type: "aws_iam_role", values: [] };
    for (const one of plan.resource_changes)
      Object.assign(one, { later: true }, { change: { ...one.change, later: {} } });
    plan.configuration.root_module["later"] = { resources: {} };
  },
  /** @see https://github.com/opentofu/opentofu/blob/main/internal/command/jsonplan/plan.go */
  "OpenTofu 1.10, without what only Terraform has": (plan) => {
    Object.assign(plan, { terraform_version: "1.10.0" });
    for (const member of ["applyable", "complete", "deferred_changes"]) Reflect.deleteProperty(plan, member);
  },
  "OpenTofu 1.11, with ephemeral resources, and modules and variables that say more and less": (plan) => {
    plan.resource_changes.push({ ...EPHEMERAL, change: { ...CHANGE, actions: ["open"] } });
    plan["variables"] = { one: { value: "1", type: "string", required: true, ephemeral: false, deprecated: "no" } };
    plan.configuration.root_module.module_calls = { one: { source: "./one" }, two: { source: "./two", module: {} } };
    plan.configuration.root_module["outputs"] = { ...(plan.configuration.root_module["outputs"] as object), one: {} };
  },
  "OpenTofu, with its own word for what is forgotten": (plan) => {
    const address = "null_resource.one";
    const one = { ...EPHEMERAL, address, mode: "managed", type: "null_resource" };
    plan.resource_changes.push({
      ...one,
      change: { ...CHANGE, actions: ["forget", "create"] },
      action_reason: "forgot_because_lifecycle_destroy_in_state",
    });
  },
};

const changed = (change: (plan: Plan) => void): Plan => {
  const plan = JSON.parse(TEXT) as Plan;
  change(plan);
  return plan;
};

describe.each(Object.entries(VERSIONS))("%s", (_name, change) => {
  const plan = changed(change);

  test("is another plan, and read as it is", () => {
    expect(plan).not.toEqual(JSON.parse(TEXT));
    expect(inPieces(JSON.stringify(plan), { most: 1000 })).toEqual(plan);
    expect(inPieces(JSON.stringify(plan), { most: 1000, keep: () => true })).toEqual({
      ...plan,
      relevant_attributes: undefined,
    });
  });
});

describe("what is proven stays as it was:", () => {
  const command = new CommandLine();
  const read = (plan: unknown): ReturnType<typeof command.run> =>
    command.run(command.file("plan.json", plan), "--account", "111122223333", "--json");

  test.each(Object.entries(VERSIONS))("%s", async (_name, change) => {
    const before = await read(TEXT);
    expect(before).toMatchObject({ error: "", exitCode: 1 });
    expect(await read(changed(change))).toEqual(before);
  });

  test("only another format is refused", async () => {
    const { exitCode, error } = await read(changed((plan) => void (plan["format_version"] = "2.0")));
    expect([exitCode, error.trim().split("\n")]).toEqual([1, [expect.stringMatching(/format_version 2\.0; 1\.x is/)]]);
  });
});
