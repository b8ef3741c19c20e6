import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TerraformStack } from "cdktf";
import { ApiKeyCredentialProvider, Reader } from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, ROLE_ARN, secretIn } from "../support/fixtures";
import { inFolder, synthesizeInto } from "../support/program";
import { only, resolved, resources, stackIn, synth } from "../support/synth";

/** What `cdktf synth` shows of a program. */
const warnings = (build: (stack: TerraformStack) => void): string[] =>
  inFolder((outdir) => {
    synthesizeInto(outdir, (app) => build(stackIn(app, "stack")));
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      stacks: Record<string, { annotations: { constructPath: string; level: string; message: string }[] }>;
    };
    return (manifest.stacks.stack?.annotations ?? []).map(
      ({ constructPath, message }) => `${constructPath} ${message}`,
    );
  });

describe("a credential provider without readers", () => {
  const without =
    "has no reader in this program. Call grantUse(reader), or grant it where the readers' program is: see from…Attributes of its class.";

  test("is noticed, once; one with readers is not", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      googleIn(stack, secret);
      apiKeyIn(stack, secret).grantUse(Reader.role(ROLE_ARN));
    });
    expect(lines).toEqual([`stack/Google ${without}`]);
  });

  test("may get one after all else is made", () => {
    const lines = warnings((stack) => {
      const secret = secretIn(stack);
      const google = googleIn(stack, secret);
      for (const one of [apiKeyIn(stack, secret), google]) one.grantUse(Reader.role(ROLE_ARN));
    });
    expect(lines).toEqual([]);
  });

  test("is nothing to say of one that is made elsewhere", () => {
    const lines = warnings((stack) => {
      ApiKeyCredentialProvider.fromApiKeyCredentialProviderAttributes(stack, "Weather", {
        name: "weather",
        secrets: [secretIn(stack)],
      });
    });
    expect(lines).toEqual([]);
  });
});

describe("a reader whose role only AWS may change", () => {
  const SSO = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef";

  test("is noticed, once a grant; another is not", () => {
    const lines = warnings((stack) => {
      const google = googleIn(stack, secretIn(stack));
      for (const arn of [SSO, ROLE_ARN]) google.grantUse(Reader.role(arn));
    });
    expect(lines).toEqual([
      `stack/Google ${SSO} is a role that only AWS may change, so its policy is not attached. Put policyDocument of what grantUse returns where its permissions are kept: for a role of IAM Identity Center into its permission set.`,
    ]);
  });

  test("is let in on the side of secret and key, and gets the document", () => {
    let document = "";
    const synthesized = synth((stack) => {
      const grant = googleIn(stack, secretIn(stack)).grantUse(Reader.role(SSO));
      expect(grant.resource).toBeUndefined();
      document = resolved(stack, grant.policyDocument);
    });
    expect(resources(synthesized, "aws_iam_role_policy")).toEqual({});
    expect(only(synthesized, "aws_kms_grant").grantee_principal).toBe(SSO);
    expect(only(synthesized, "aws_secretsmanager_secret_policy").policy).toContain(SSO);
    expect(document).toContain("bedrock-agentcore:GetResourceOauth2Token");
  });
});
