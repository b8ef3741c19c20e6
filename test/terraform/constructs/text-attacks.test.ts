import type { TerraformStack } from "cdktf";
import { TerraformOutput } from "cdktf";
import type { ExternalSecretFromArnProps, ReaderOptions } from "cdktf-agentcore-identity";
import {
  Engine,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  Reader,
  SecretPolicy,
  SecretPolicyMode,
  TokenVaultKey,
} from "cdktf-agentcore-identity";
import { googleIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../../support/fixtures";
import { refusals, tokenFor } from "../../support/synth";
import { REFUSED } from "../../support/texts";
import type { Plan } from "../harness/plan";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";
import { stackOf } from "./lifecycle";

const STAGE = tokenFor("var.stage");

/** The plan of a program with a variable, or what Terraform says against it. */
async function planned(build: (stack: TerraformStack) => void, stage = "dev"): Promise<Plan | string> {
  const workspace = Workspace.ofStack(
    stackOf((stack) => {
      stack.addOverride("variable.stage", { type: "string", default: stage });
      build(stack);
    }),
  );
  await workspace.init();
  return workspace.plan().catch((error: Error) => error.message);
}

const documentOf = (plan: Plan | string, name: string): unknown =>
  typeof plan === "string" ? plan : JSON.parse(String(plan.outputs[name]?.after));

/** All texts in a tree, those in the bridge's JSON among them. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("{") ? textsIn(JSON.parse(value)) : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describeWithTerraform("A text of a tenant is no code", () => {
  const TENANT = 'x"]}, {"Sid" = "Pwned", "Effect" = "Allow", "Action" = "*", "Resource" = ["*';
  const reading = (options: ReaderOptions) => (stack: TerraformStack) => {
    const grant = googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN, options));
    new TerraformOutput(stack, "Document", { value: grant.policyDocument });
  };

  test.each([true, false])("T1: as a workload identity beside a token, attached: %s", async (attachPolicy) => {
    const plan = (tenant: string): Promise<Plan | string> =>
      planned(reading({ attachPolicy, workloadIdentities: [`${STAGE}-${tenant}`] }));
    expect(await plan(TENANT)).toContain("is not 3 to 255 letters, digits");
    const document = JSON.stringify(documentOf(await plan("acme"), "Document"));
    expect(document).toContain("workload-identity/dev-acme");
  });

  const policyOf = (policyMode: SecretPolicyMode, roleArn: string) => (stack: TerraformStack) => {
    const secret = secretIn(stack, { policyMode } as ExternalSecretFromArnProps);
    const policy = new SecretPolicy(stack, "Policy", { secret, readers: [Reader.role(roleArn)] });
    new TerraformOutput(stack, "Document", { value: policy.policyDocument });
  };

  test.each(Object.values(SecretPolicyMode))("T2: as a role beside a token, with the policy mode %s", async (mode) => {
    for (const tenant of ['x"], "Principal" = {"AWS" = ["*', "*", "x\n*", "x y"])
      expect(await planned(policyOf(mode, `arn:aws:iam::111122223333:role/${STAGE}-${tenant}`))).toContain(
        "is not the ARN of one IAM role",
      );
    expect(await planned(policyOf(mode, STAGE), "*")).toContain("is not the ARN of one IAM role");
    const document = documentOf(await planned(policyOf(mode, STAGE), ROLE_ARN), "Document");
    expect(document).toMatchObject({ Statement: [{ Principal: { AWS: [ROLE_ARN] } }] });
  });

  test("T2: as a role of the token vault's key", async () => {
    const build = (stack: TerraformStack): void => {
      const { keyPolicyDocument } = new TokenVaultKey(stack, "Key", {
        kmsKeyArn: KEY_ARN,
        roles: [Reader.role(STAGE)],
      });
      new TerraformOutput(stack, "Document", { value: keyPolicyDocument });
    };
    expect(await planned(build, "*")).toContain("is not the ARN of one IAM role");
    expect(JSON.stringify(documentOf(await planned(build, ROLE_ARN), "Document"))).toContain(ROLE_ARN);
  });

  test.each([Engine.NATIVE, Engine.BRIDGE])(
    "T3, T4: quotes, line ends, backslashes and directives, %s",
    async (engine) => {
      const text = 'a"b\\n\n%{ if length(file("/etc/passwd")) > 0 }x%{ endif }", "x" = "y';
      const plan = await planned((stack) => {
        new OAuth2CredentialProvider(stack, "Idp", {
          name: "idp",
          vendor: OAuth2Vendor.microsoft({ clientId: text, tenantId: `${STAGE}${text}` }),
          clientSecret: secretIn(stack).jsonKey(`k"\\n${STAGE}%{ if true }`),
          engine,
        });
      });
      if (typeof plan === "string") throw new Error(plan);
      const shown = textsIn(plan.changes.map(({ after }) => after));
      expect(shown).toEqual(expect.arrayContaining([text, `dev${text}`, 'k"\\ndev%{ if true }']));
    },
  );

  test("T4: a directive in a name or a tag is refused, because the API takes neither", () => {
    const directive = '%{ if length(file("/etc/passwd")) > 0 }x%{ endif }';
    const lines = refusals(
      (stack) => void googleIn(stack, secretIn(stack), { name: directive, tags: { a: directive } }),
    );
    expect(lines).toHaveLength(2);
  });

  test("T4: a name and a tag with a token and a directive are refused by Terraform", async () => {
    const named = (more: object) => (stack: TerraformStack) => void googleIn(stack, secretIn(stack), more);
    expect(await planned(named({ name: `${STAGE}%{ if true }x%{ endif }` }))).toContain(
      'name "dev%{ if true }x%{ endif }" is not 1 to 128 letters',
    );
    expect(await planned(named({ tags: { a: `${STAGE}%{ if true }x%{ endif }` } }))).toContain(
      'tags "dev%{ if true }x%{ endif }" is not 0 to 256 characters',
    );
  });

  test("accounts, keys and secrets beside tokens are refused, if they are none", async () => {
    const secret = (arn: string) => (stack: TerraformStack) => {
      const made = ExternalSecret.fromAttributes(stack, "Secret", {
        secretArn: arn,
        region: "us-east-1",
        account: "111122223333",
      });
      googleIn(stack, made);
    };
    expect(await planned(secret(`${STAGE}\n*-AbCdEf`), SECRET_ARN)).toContain("is not the full ARN of one secret");
    const key = (stack: TerraformStack): void => void new TokenVaultKey(stack, "Key", { kmsKeyArn: `${STAGE}"*` });
    expect(await planned(key, KEY_ARN)).toContain("is not the ARN of a KMS key");
    const account = (stack: TerraformStack): void => {
      const role = Reader.role(STAGE, { account: `${STAGE}x`, attachPolicy: false });
      new TerraformOutput(stack, "Document", { value: googleIn(stack, secretIn(stack)).grantUse(role).policyDocument });
    };
    expect(await planned(account, ROLE_ARN)).toContain("is not an account ID of 12 digits");
  });

  test.each(REFUSED)("%j is refused wherever it stands", (text) => {
    const lines = refusals((stack) => {
      const secret = ExternalSecret.fromAttributes(stack, "Secret", {
        secretArn: text,
        region: text,
        account: text,
        partition: text,
        kmsKeyArn: text,
        owner: text,
        bridge: { assumeRoleArn: text, assumeRoleExternalId: text },
        policyMode: SecretPolicyMode.ADDITIVE,
      });
      new OAuth2CredentialProvider(stack, "Idp", {
        name: text,
        tags: { a: text },
        vendor: OAuth2Vendor.custom({ clientId: text, discoveryUrl: text }),
        clientSecret: secret.jsonKey(text),
      }).grantUse(Reader.role(text, { account: text, roleName: text, workloadIdentities: [text] }));
      new TokenVaultKey(stack, "Key", { kmsKeyArn: text });
    });
    const refused = lines
      .filter((line) => / holds "\$\{"| is not Unicode text/.test(line))
      .map((line) => line.split(" ")[1]);
    expect([...new Set(refused)].sort()).toEqual(
      [
        ...[
          "account",
          "assumeRoleArn",
          "assumeRoleExternalId",
          "clientId",
          "jsonKey",
          "kmsKeyArn",
          "name",
          "oauthDiscovery",
        ],
        ...["partition", "owner", "region", "roleArn", "roleName", "secretArn", "tags", "workloadIdentities"],
      ].sort(),
    );
  });
});
