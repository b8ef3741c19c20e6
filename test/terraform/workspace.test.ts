import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { DataResource, TerraformOutput, TerraformStack, type LocalExecProvisioner } from "cdktf";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Area } from "./harness/area";
import { configuration } from "./harness/configuration";
import { describeWithTerraform } from "./harness/describe-with-terraform";
import { newApp } from "./harness/synthesis";
import { Workspace } from "./workspace";

class Topics extends TerraformStack {
  readonly arn: string;

  constructor(scope: ReturnType<typeof newApp>, id: string, displayName?: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "us-east-1" });
    const topic = new SnsTopic(this, "topic", { name: `${id}-topic`, displayName });
    new TerraformOutput(this, "arn", { value: topic.arn });
    this.arn = topic.arn;
  }
}

describeWithTerraform("a workspace", () => {
  test("takes a stack through its life", async () => {
    const workspace = Workspace.ofStack(new Topics(newApp(), "one"));
    await workspace.init();
    await workspace.validate();
    const plan = await workspace.plan();
    expect(plan.summary).toEqual({ create: ["aws_sns_topic.topic"] });
    expect(plan.isEmpty).toBe(false);
    expect(plan.outputs.arn.action).toBe("create");
    expect(await workspace.apply(plan)).toMatchObject([{ action: "create", type: "aws_sns_topic" }]);
    expect((await workspace.state()).outputs).toEqual({ arn: "arn:aws:sns:us-east-1:111122223333:one-topic" });
    expect(await readdir(workspace.area.states)).toEqual(["terraform.one.tfstate"]);
    expect((await workspace.plan()).isEmpty).toBe(true);

    workspace.replaceStack(new Topics(newApp(), "one", "shown"));
    expect((await workspace.plan()).only("aws_sns_topic")).toMatchObject({
      action: "update",
      after: { display_name: "shown" },
    });
    expect(await workspace.apply()).toMatchObject([{ action: "update" }]);
    expect(await workspace.destroy()).toMatchObject([{ action: "destroy" }]);
    expect((await workspace.state()).isEmpty).toBe(true);
    expect(workspace.log()).toHaveLength(3);
  });

  test("of which Terraform was killed while it wrote an empty state has the backup again", async () => {
    const workspace = Workspace.ofStack(new Topics(newApp(), "one"));
    await workspace.init();
    await workspace.apply();
    const file = join(workspace.area.states, "terraform.one.tfstate");
    const text = await readFile(file, "utf8");
    await writeFile(`${file}.backup`, text);
    await workspace.mendState();
    await writeFile(file, "");
    await workspace.mendState();
    expect(await readFile(file, "utf8")).toBe(text);
  });

  test("takes the stacks of an app in their order, with their references to each other", async () => {
    const app = newApp();
    const upper = new TerraformStack(app, "a-upper");
    new AwsProvider(upper, "aws", { region: "us-east-1" });
    const lower = new Topics(app, "z-lower");
    new SnsTopic(upper, "topic", { name: "upper", displayName: lower.arn });
    const workspaces = Workspace.ofApp(app);
    expect(workspaces.map(({ name }) => name)).toEqual(["z-lower", "a-upper"]);
    for (const workspace of workspaces) {
      await workspace.init();
      await workspace.apply();
    }
    const state = await workspaces[1].state();
    expect(state.values("aws_sns_topic.topic").display_name).toBe("arn:aws:sns:us-east-1:111122223333:z-lower-topic");
    expect(() => Workspace.ofStack(lower)).toThrow(/several stacks/);
  });

  test("takes a folder that refers to one beside it, with variables and its own tests", async () => {
    const source = await Workspace.ofFiles({
      "module/main.tf": 'variable "name" {}\nresource "null_resource" "a" {\n  triggers = { name = var.name }\n}\n',
      "example/main.tf": 'variable "name" {}\nmodule "m" {\n  source = "../module"\n  name = var.name\n}\n',
      "example/a.tftest.hcl":
        'run "plan" {\n  command = plan\n  assert {\n    condition = var.name == "right"\n    error_message = "not the right name"\n  }\n}\n',
    });
    const root = source.folder;
    const folder = join(root, "example");
    const workspace = await Workspace.ofFolder(folder, { root, variables: { name: "right" } });
    await workspace.init();
    expect((await workspace.plan()).change("module.m.null_resource.a").after).toMatchObject({
      triggers: { name: "right" },
    });
    expect((await workspace.test()).text).toContain("1 passed, 0 failed");
    const wrong = await Workspace.ofFolder(folder, { root, variables: { name: "wrong" } });
    await wrong.init();
    await expect(wrong.test()).rejects.toThrow(/not the right name/);
    expect(existsSync(join(folder, ".terraform"))).toBe(false);
  });

  test("runs local-exec programs in an environment of its own", async () => {
    const stack = new TerraformStack(newApp(), "bridge");
    const provisioner: LocalExecProvisioner = {
      type: "local-exec",
      command: 'echo "$GREETING,$AWS_PROFILE" > "$TARGET"',
    };
    new DataResource(stack, "data", { provisioners: [provisioner] });
    process.env.AWS_PROFILE = "developer";
    const target = join(new Area().folder, "greeting");
    const workspace = Workspace.ofStack(stack, { environment: { GREETING: "hello", TARGET: target } });
    await workspace.init();
    await workspace.apply();
    delete process.env.AWS_PROFILE;
    expect(await readFile(target, "utf8")).toBe("hello,\n");
  });

  test("runs several at once, and each has its own account", async () => {
    const body = { resource: { aws_sns_topic: { a: { name: "same" } } } };
    const accounts = ["111111111111", "222222222222", "333333333333"];
    const arns = await Promise.all(
      accounts.map(async (account) => {
        const workspace = await Workspace.ofFiles(configuration(body), { world: { account } });
        await workspace.init();
        await workspace.apply();
        return (await workspace.state()).values("aws_sns_topic.a").arn;
      }),
    );
    expect(arns).toEqual(accounts.map((account) => `arn:aws:sns:us-east-1:${account}:same`));
  });

  test("aliased providers work in their own Regions on the same account", async () => {
    const topic = { name: "a" };
    const workspace = await Workspace.ofFiles(
      configuration({
        provider: { aws: [{ region: "us-east-1" }, { alias: "eu", region: "eu-west-1" }] },
        resource: { aws_sns_topic: { us: topic, eu: { ...topic, provider: "aws.eu" } } },
      }),
    );
    await workspace.init();
    await workspace.apply();
    const state = await workspace.state();
    expect(state.values("aws_sns_topic.us").arn).toBe("arn:aws:sns:us-east-1:111122223333:a");
    expect(state.values("aws_sns_topic.eu").arn).toBe("arn:aws:sns:eu-west-1:111122223333:a");
    expect((await workspace.plan()).isEmpty).toBe(true);
  });

  test("tells of checks, warnings and what is not there", async () => {
    const assert = { condition: "${terraform_data.a.output == 2}", error_message: "it is not two" };
    const workspace = await Workspace.ofFiles({
      "main.tf.json": { resource: { terraform_data: { a: { input: 1 } } }, check: { two: { assert: [assert] } } },
    });
    await workspace.init();
    await workspace.apply();
    const plan = await workspace.plan();
    expect(plan.checks).toEqual([{ address: "check.two", status: "fail", problems: ["it is not two"] }]);
    expect(plan.text).toContain("Warning: Check block assertion failed");
    expect(() => plan.change("terraform_data.b")).toThrow("the plan has no terraform_data.b; it has: terraform_data.a");
    expect(() => plan.only("aws_sns_topic")).toThrow("the plan has 0 of aws_sns_topic");
    const state = await workspace.state();
    expect(() => state.values("x")).toThrow("the state has no x; it has: terraform_data.a");
  });

  test("leaves nothing behind", async () => {
    const workspace = await Workspace.ofFiles(configuration({ resource: { aws_sns_topic: { a: { nme: "a" } } } }));
    await workspace.init();
    await expect(workspace.plan()).rejects.toThrow(/Extraneous JSON object property/);
    expect(existsSync(workspace.folder)).toBe(true);
    await workspace.dispose();
    expect(existsSync(workspace.area.folder)).toBe(false);
  });
});
