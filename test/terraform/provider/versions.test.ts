import { configuration } from "../harness/configuration";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { external, oauth2 } from "./cases/oauth2-configuration";

const type = "aws_bedrockagentcore_oauth2_credential_provider";
const native = { resource: { [type]: { a: oauth2("google", { client_id: "id", ...external }) } } };

async function messages(version: string, body: object): Promise<string[]> {
  const workspace = await Workspace.ofFiles(configuration(body, version));
  await workspace.init();
  return (await workspace.diagnostics()).map(({ summary, detail }) => `${summary}: ${detail}`);
}

describeWithTerraform("provider versions", () => {
  test("a configuration pinned to 6.25.0 does not know external secrets; one that asks for 6.66 does", async () => {
    expect((await messages("6.25.0", native)).sort()).toEqual([
      expect.stringMatching(/^(Extraneous JSON object property|Unsupported argument).*client_secret_config/),
      expect.stringMatching(/^(Extraneous JSON object property|Unsupported argument).*client_secret_source/),
    ]);
    expect(await messages(">= 6.66.0, < 7.0.0", native)).toEqual([]);
  });

  test("a version that is not laid out is refused at init", async () => {
    const workspace = await Workspace.ofFiles(configuration(native, "5.0.0"));
    await expect(workspace.init()).rejects.toThrow(/no available releases match the given constraints 5\.0\.0/);
  });

  test.each([
    ["an unknown argument", { aws_sns_topic: { a: { nme: "x" } } }, /No argument or block type is named "nme"/],
    ["an unknown block", { [type]: { a: { ...oauth2("google"), oauth2_config: [{}] } } }, /named "oauth2_config"/],
    ["a wrong type", { aws_sns_topic: { a: { name: ["x"] } } }, /string required/],
    ["a missing argument", { aws_kms_key_policy: { a: { key_id: "k" } } }, /"policy" is required/],
    ["a made-up attribute", { aws_sns_topic: { a: { arn: "x" } } }, /"arn".*decided automatically/],
    ["an unknown reference", { aws_sns_topic: { a: { name: "${aws_sns_topic.b.name}" } } }, /has not been declared/],
    [
      "an unknown attribute",
      { aws_sns_topic: { a: { name: "x" }, b: { name: "${aws_sns_topic.a.nme}" } } },
      /no argument, nested block, or exported attribute named "nme"/,
    ],
    ["an unknown type", { aws_sns_topik: { a: {} } }, /does not support resource type "aws_sns_topik"/],
  ])("%s is refused in Terraform's own words", async (_name, resource, words) => {
    const said = await messages("6.66.0", { resource });
    expect(said).toEqual([expect.stringMatching(words)]);
  });
});
