import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { TerraformStack } from "cdktf";
import * as library from "cdktf-agentcore-identity";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { OTHER_SECRET_ARN, reader, ROLE_ARN, secretIn } from "../support/fixtures";
import { allowed, only, refusals, resources, synth, type Synthesized } from "../support/synth";

const PAGE = readFileSync(join(__dirname, "../../docs/choosing.md"), "utf8");
const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";

/** The code below a heading, with what its readers have already. */
function build(heading: string): (stack: TerraformStack) => void {
  const [section = ""] = (PAGE.split(`\n## ${heading}\n`)[1] ?? "").split("\n## ");
  const [, code = ""] = /```ts\n(.*?)```/s.exec(section) ?? [];
  return (stack) => {
    const own = {
      stack,
      agent: reader(),
      ...(code.includes("googleSecret") && { googleSecret: secretIn(stack) }),
      ...(code.includes("weatherSecret") && {
        weatherSecret: secretIn(stack, { secretArn: OTHER_SECRET_ARN }, "Weather-Secret"),
      }),
    };
    const names = { IamRolePolicy, ...library, ...own };
    const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    new Function(...Object.keys(names), outputText)(...Object.values(names));
  };
}

const HEADINGS = ["IAM token", "Private key JWT", "On behalf of a user", "Client secret", "API key"];

/** The configuration of the provider of a section. */
const configured = (heading: string): string => JSON.stringify(only(synth(build(heading)), OAUTH2));

/** What its reader may do beside asking for the credential. */
const others = (synthesized: Synthesized): string[] =>
  Object.values(resources(synthesized, "aws_iam_role_policy"))
    .flatMap(({ policy }) => allowed(policy))
    .map((one) => one.split(" ")[0] ?? "")
    .filter((action) => !action.startsWith("bedrock-agentcore:"));

test("every way has a heading with code, and there is no other", () => {
  expect([...PAGE.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  expect([...PAGE.matchAll(/^```ts$/gm)]).toHaveLength(HEADINGS.length);
});

test.each(HEADINGS)("the code of %s is sound, and grants one reader", (heading) => {
  expect(refusals(build(heading))).toEqual([]);
  expect(JSON.stringify(synth(build(heading)))).toContain(ROLE_ARN.split("/").at(-1));
});

test.each([
  ["IAM token", ["sts:GetWebIdentityToken"]],
  ["Private key JWT", ["kms:DescribeKey", "kms:Sign"]],
  ["On behalf of a user", ["kms:DescribeKey", "kms:Sign"]],
  ["Client secret", ["kms:Decrypt", "secretsmanager:GetSecretValue"]],
  ["API key", ["kms:Decrypt", "secretsmanager:GetSecretValue"]],
])("with %s a reader may, beside asking for the credential, %j", (heading, actions) => {
  const synthesized = synth(build(heading));
  expect(others(synthesized).sort()).toEqual(actions);
  const hasSecret = actions.includes("secretsmanager:GetSecretValue");
  expect(Object.keys(resources(synthesized, "aws_secretsmanager_secret_policy"))).toHaveLength(hasSecret ? 1 : 0);
});

test("the ways are those that they say", () => {
  expect(configured("IAM token")).toContain('"client_authentication_method":"AWS_IAM_ID_TOKEN_JWT"');
  expect(configured("Private key JWT")).toContain('"client_authentication_method":"PRIVATE_KEY_JWT"');
  const onBehalf = configured("On behalf of a user");
  expect(onBehalf).toContain('"client_authentication_method":"PRIVATE_KEY_JWT"');
  expect(onBehalf).toContain('"grant_type":"JWT_AUTHORIZATION_GRANT"');
  expect(configured("Client secret")).toContain('"client_secret_source":"EXTERNAL"');
});
