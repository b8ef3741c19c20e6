import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Workspace } from "../workspace";
import { inModules } from "./modules";
import { type Inputs, NONE, OTHERS, RIGHT, TRIED } from "./mistakes";
import { refusalsOf } from "./refused";

const numbered = (inputs: Inputs, number: string): Inputs =>
  JSON.parse(JSON.stringify(inputs).replaceAll("#", `-${number}`)) as Inputs;

describeWithTerraform("mistakes in the root module's inputs", () => {
  test.each([
    ["the 28 that were tried", TRIED],
    ["others of their kinds", OTHERS],
  ])("%s are told each in one error: entry, value, rule and way out", async (_, mistakes) => {
    const workspace = await inModules("");
    const cases = mistakes.map(([, inputs], index) => {
      const number = String(index + 1).padStart(2, "0");
      return [`m${number}`, numbered({ ...NONE, ...RIGHT, ...inputs }, number)];
    });
    const given = Object.keys(NONE).map((input) => [input, `\${each.value.${input}}`]);
    await workspace.write({
      "main.tf.json": {
        provider: { aws: { region: "us-east-1" } },
        locals: { cases: Object.fromEntries(cases) as object },
        // Instances of one call: Terraform reads the module once.
        module: { case: { for_each: "${local.cases}", source: "./root", ...Object.fromEntries(given) } },
      },
    });
    await workspace.init();
    const told = await refusalsOf(workspace);
    const expected = mistakes.map(([, , message], index) =>
      message.replace(/(?<=[a-z])#/g, `-${String(index + 1).padStart(2, "0")}`),
    );
    expect(told.sort()).toEqual(expected.sort());
  });

  /** One call of the root module in a configuration with a sensitive value, an unknown one, and a late one. */
  const planOf = async (inputs: Inputs, variables: Record<string, unknown> = {}): Promise<Workspace> => {
    const workspace = await inModules("", { variables });
    await workspace.write({
      "main.tf.json": {
        provider: { aws: { region: "us-east-1" } },
        variable: { hidden: { default: "arn:aws:iam::111122223333:user/hidden", sensitive: true } },
        resource: {
          aws_secretsmanager_secret: { made: { name: "made" } },
          terraform_data: { late: { input: "late value" } },
        },
        module: { identity: { source: "./root", ...numbered({ ...RIGHT, ...inputs }, "1") } },
      },
    });
    await workspace.init();
    return workspace;
  };
  const readers = (role_arn: string): Inputs => ({
    readers: { "planner#": { role_arn }, "checker#": { role_arn: "arn:aws:iam::111122223333:role/checker" } },
  });

  test("a sensitive value is refused in our words, and not shown", async () => {
    const refused = await refusalsOf(await planOf(readers("${var.hidden}")));
    expect(refused).toEqual([
      'readers["planner-1"].role_arn is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.',
    ]);
    const vendor = { oauth2_providers: { maps: { vendor: "${var.hidden}", client_id: "a" } } };
    const [told] = await refusalsOf(await planOf(vendor));
    expect(told).toContain('oauth2_providers["maps"].vendor is refused for a reason that a sensitive value tells.');
    expect(told).not.toContain("hidden");
  });

  test("a value that is not known yet hides no other mistake, and is refused when it is known", async () => {
    const secrets = (name: string): Inputs => ({
      secrets: {
        "google#": { secret_arn: "${aws_secretsmanager_secret.made.arn}", policy_mode: name },
        "weather#": { secret_arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-GhIjKl" },
      },
    });
    expect(await refusalsOf(await planOf(secrets("exclusive")))).toEqual([
      'secrets["google-1"].policy_mode "exclusive" is none of EXCLUSIVE, ADDITIVE, NONE. Give one of them.',
    ]);
    expect(await refusalsOf(await planOf(secrets("EXCLUSIVE")))).toEqual([]);
    const late = await planOf(readers("${terraform_data.late.output}"));
    await late.plan();
    await expect(late.apply()).rejects.toThrow(
      'readers["planner-1"].role_arn "late value" is not the ARN of one IAM role',
    );
    expect((await late.state()).resources.filter(({ type }) => type.startsWith("aws_bedrock"))).toEqual([]);
  });

  test("whoever names no owner is told what one is for, as by an empty one", async () => {
    const refused = await refusalsOf(await planOf({ owner: undefined }));
    expect(refused).toEqual([TRIED.find(([name]) => name === "no owner")?.[2]]);
  });
});
