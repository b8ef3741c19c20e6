import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findCanary, newCanary, type Hit } from "./canary";
import { describeWithTerraform } from "./harness/describe-with-terraform";
import { formsIn } from "./harness/secret-search";
import { Workspace, type Files } from "./workspace";

const secretArn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-AbCdEf";

/** Reads the secret as the constructs do: an ephemeral resource, and a precondition on its keys. */
const reader: Files = {
  "main.tf.json": {
    terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "6.66.0" } } },
    ephemeral: { aws_secretsmanager_secret_version: { secret: { secret_id: secretArn } } },
    resource: {
      aws_secretsmanager_secret: { copy: { name: "copy" } },
      aws_secretsmanager_secret_version: {
        copy: {
          secret_id: "${aws_secretsmanager_secret.copy.arn}",
          secret_string_wo: "${ephemeral.aws_secretsmanager_secret_version.secret.secret_string}",
          secret_string_wo_version: 1,
        },
      },
    },
    output: { arn: { value: "${aws_secretsmanager_secret.copy.arn}" } },
  },
};

async function lifecycle(files: Files, canary: string): Promise<{ workspace: Workspace; hits: Hit[] }> {
  const workspace = await Workspace.ofFiles(files, {
    world: { secrets: { [secretArn]: { secretString: { client_secret: canary } } } },
    trace: true,
  });
  await workspace.init();
  await workspace.apply(await workspace.plan());
  await workspace.plan();
  return { workspace, hits: await findCanary(workspace, canary) };
}

describeWithTerraform("the canary", () => {
  test("an ephemeral answer is in no file and in no output, not even at TRACE level", async () => {
    const canary = newCanary();
    const { workspace, hits } = await lifecycle(reader, canary);
    expect(hits).toEqual([]);
    const trace = await readFile(join(workspace.area.folder, "trace.log"), "utf8");
    expect(trace).toContain("aws_secretsmanager_secret_version");
    expect(workspace.log().map(({ action, type }) => `${action} ${type}`)).toEqual([
      "create aws_secretsmanager_secret",
      "create aws_secretsmanager_secret_version",
    ]);
  });

  test("is found in the state, the plan file, the configuration and the output when it is planted there", async () => {
    const canary = newCanary();
    const { workspace, hits } = await lifecycle(
      {
        "main.tf.json": {
          resource: { terraform_data: { leak: { input: { value: canary.replaceAll("${", "$${") } } } },
          output: { leak: { value: "${terraform_data.leak.output}" } },
        },
      },
      canary,
    );
    const where = [...new Set(hits.map((hit) => hit.where))];
    expect(where).toEqual(
      expect.arrayContaining(["work/main.tf.json", "work/terraform.tfstate", "tmp/files.tfplan", "printed"]),
    );
    await workspace.destroy();
    const after = await findCanary(workspace, canary);
    expect(after.map((hit) => hit.where)).toContain("work/terraform.tfstate.backup");
  });
});

describe("the search", () => {
  const secret = 'a secret "value" <1>';
  const padded = (before: number): string => "x".repeat(before) + secret + "yyyy";

  test.each([
    ["plain", `{"v": ${secret}}`],
    ["JSON", JSON.stringify({ v: secret })],
    ["JSON in JSON", JSON.stringify({ v: JSON.stringify({ w: secret }) })],
    ["JSON as Go writes it", JSON.stringify({ v: secret }).replace("<", "\\u003c").replace(">", "\\u003e")],
    ["URL", `https://example.com/?v=${encodeURIComponent(secret)}`],
    ["hex", Buffer.from(secret).toString("hex").toUpperCase()],
    ["base64 at offset 0", Buffer.from(padded(0)).toString("base64")],
    ["base64 at offset 1", Buffer.from(padded(1)).toString("base64")],
    ["base64 at offset 2", Buffer.from(padded(2)).toString("base64")],
  ])("finds it as %s", (form, content) => {
    expect(formsIn(Buffer.from(content), secret)).toContain(form);
    expect(formsIn(Buffer.from(content), "another secret <2>")).toEqual([]);
  });
});
