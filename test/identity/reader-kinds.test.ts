import type { TerraformStack } from "cdktf";
import { DataResource } from "cdktf";
import { PaymentCredentialProvider, PaymentVendor, PolicyKind, Reader, ReaderKind } from "cdktf-agentcore-identity";
import type { ReaderOptions } from "cdktf-agentcore-identity";
import { READER_NEEDS } from "../../src/access/reader-kind";
import { apiKeyIn, googleIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import { allowed, only, preconditions, refusals, resources, statements, synth, tokenFor } from "../support/synth";

const VAULT = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default";
const DIRECTORY = "arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default";
const IDENTITY = `${DIRECTORY}/workload-identity/search-AbC123`;

const paymentIn = (stack: TerraformStack): PaymentCredentialProvider => {
  const secret = secretIn(stack);
  return new PaymentCredentialProvider(stack, "Wallet", {
    name: "wallet",
    vendor: PaymentVendor.coinbaseCdp({
      apiKeyId: "id",
      apiKeySecret: secret.jsonKey("api_key"),
      walletSecret: secret.jsonKey("wallet"),
    }),
  });
};
const PROVIDERS = {
  oauth2: (stack: TerraformStack) => googleIn(stack, secretIn(stack)),
  apikey: (stack: TerraformStack) => apiKeyIn(stack, secretIn(stack)),
  payment: paymentIn,
};
const KINDS = Object.values(ReaderKind);
const role = (options: ReaderOptions): Reader => Reader.role(ROLE_ARN, options);

describe.each(KINDS)("a reader of the kind %s", (kind) => {
  const { uses, beside } = READER_NEEDS[kind];

  test.each(uses)("may do what it needs with a credential provider of the kind %s, and nothing else", (use) => {
    const policyOf = (one: ReaderKind | undefined): string[] =>
      allowed(
        only(
          synth((stack) => void PROVIDERS[use](stack).grantUse(role({ kind: one }))),
          "aws_iam_role_policy",
        ).policy,
      );
    const plain = policyOf(undefined);
    const resourcesOfUse = plain.filter((line) => line.includes(":GetResource")).map((line) => line.split(" ")[1]);
    const more = beside.flatMap(({ action }) => resourcesOfUse.map((resource) => `${action} ${resource}`));
    expect(policyOf(kind)).toEqual([...plain, ...more].sort());
    expect(plain).toContain(`secretsmanager:GetSecretValue ${SECRET_ARN}`);
    expect(plain).toContain(`kms:Decrypt ${KEY_ARN}`);
  });

  const others = (["oauth2", "apikey", "payment"] as const).filter((use) => !uses.includes(use));
  test("uses no other credential providers", () => {
    for (const use of others) {
      expect(refusals((stack) => void PROVIDERS[use](stack).grantUse(role({ kind })))).toEqual([
        expect.stringContaining(
          `reader "${ROLE_ARN}" is the role of ${READER_NEEDS[kind].called}, which does not use credential providers of this kind (${use}). Say whose role it is by kind, or grant it one of these: ${uses.join(", ")}.`,
        ),
      ]);
    }
  });
});

test("a role that is granted as two kinds is refused", () => {
  const lines = refusals((stack) => {
    const google = googleIn(stack, secretIn(stack));
    google.grantUse(role({ kind: ReaderKind.GATEWAY }));
    google.grantUse(role({ kind: ReaderKind.HARNESS }));
  });
  expect(lines).toEqual([expect.stringContaining("is granted twice with different options")]);
});

test("managed policies fold what two providers need of a kind into one statement", () => {
  const synthesized = synth((stack) => {
    const reader = role({ kind: ReaderKind.GATEWAY, policyKind: PolicyKind.MANAGED });
    const secret = secretIn(stack);
    for (const name of ["a", "b"]) googleIn(stack, secret, { name }, name).grantUse(reader);
  });
  const uses = statements(only(synthesized, "aws_iam_policy").policy).filter(({ Sid }) => Sid.includes("Use"));
  expect(uses).toEqual([
    expect.objectContaining({
      Action: expect.arrayContaining(["bedrock-agentcore:GetWorkloadAccessToken"]) as string[],
    }),
  ]);
  expect(uses[0]?.Resource).toEqual(
    expect.arrayContaining([`${VAULT}/oauth2credentialprovider/a`, `${VAULT}/oauth2credentialprovider/b`]),
  );
});

describe("workload identities by their ARNs", () => {
  const identitiesOf = (options: ReaderOptions): unknown[] =>
    allowed(
      only(
        synth((stack) => void googleIn(stack, secretIn(stack)).grantUse(role(options))),
        "aws_iam_role_policy",
      ).policy,
    ).filter((line) => line.includes("/workload-identity/"));

  test("are those that the policy names, and no others", () => {
    expect(identitiesOf({ workloadIdentityArns: [IDENTITY] })).toEqual([
      `bedrock-agentcore:GetResourceOauth2Token ${IDENTITY}`,
    ]);
    expect(identitiesOf({})).toEqual([`bedrock-agentcore:GetResourceOauth2Token ${DIRECTORY}/workload-identity/*`]);
  });

  test.each([
    ["account", IDENTITY.replace("111122223333", "444455556666")],
    ["Region", IDENTITY.replace("us-east-1", "eu-west-1")],
    ["partition", IDENTITY.replace("arn:aws:", "arn:aws-cn:")],
  ])("of another %s than the credential provider are refused", (_what, arn) => {
    const build = (stack: TerraformStack): void =>
      void googleIn(stack, secretIn(stack)).grantUse(role({ workloadIdentityArns: [arn] }));
    expect(refusals(build)).toEqual([
      `[stack/Google] workloadIdentityArns "${arn}" is not in the account and Region of the credential provider, 111122223333 and us-east-1. Give the workload identity of a runtime or gateway that is there: agents use credential providers of their own account and Region.`,
    ]);
  });

  test("that only Terraform knows stand in the policy as they are, and are judged in the plan", () => {
    const arn = tokenFor("aws_bedrockagentcore_gateway.search.workload_identity_details[0].workload_identity_arn");
    const synthesized = synth(
      (stack) => void googleIn(stack, secretIn(stack)).grantUse(role({ workloadIdentityArns: [arn] })),
    );
    const policy = only(synthesized, "aws_iam_role_policy");
    expect(policy.policy).toContain(
      '"${aws_bedrockagentcore_gateway.search.workload_identity_details[0].workload_identity_arn}"',
    );
    expect(policy.policy).not.toContain("workload-identity/*");
    const conditions = preconditions(policy).map(({ condition }) => condition);
    expect(conditions).toEqual([
      expect.stringContaining("regex("),
      expect.stringContaining(`startswith("\${aws_bedrockagentcore_gateway.search`),
    ]);
    expect(conditions[1]).toContain(`${DIRECTORY}/workload-identity/`);
  });

  test("are judged in managed policies and documents, too", () => {
    const arn = tokenFor("var.identity");
    const managed = synth(
      (stack) =>
        void googleIn(stack, secretIn(stack)).grantUse(
          role({ workloadIdentityArns: [arn], policyKind: PolicyKind.MANAGED }),
        ),
    );
    expect(preconditions(only(managed, "aws_iam_policy")).map(({ condition }) => condition)).toContainEqual(
      expect.stringContaining("startswith("),
    );
  });
});

describe("what must be there before the reader can read", () => {
  const dependenciesOf = (options: ReaderOptions, props = {}): string[] => {
    const synthesized = synth((stack) => {
      const { dependencies } = googleIn(stack, secretIn(stack, props)).grantUse(role(options));
      new DataResource(stack, "Needs", { dependsOn: dependencies });
    });
    const found = resources(synthesized, "terraform_data").Needs?.depends_on as string[];
    for (const address of found) {
      const [type = "", name = ""] = address.split(".");
      expect(Object.keys(resources(synthesized, type))).toContain(name);
    }
    return found.map((address) => address.split(".")[0] as string);
  };

  test("is its policy, the secret's, and its grant", () => {
    expect(dependenciesOf({})).toEqual(["aws_iam_role_policy", "aws_secretsmanager_secret_policy", "aws_kms_grant"]);
    expect(dependenciesOf({ policyKind: PolicyKind.MANAGED })).toEqual([
      "aws_iam_role_policy_attachment",
      "aws_secretsmanager_secret_policy",
      "aws_kms_grant",
    ]);
    expect(dependenciesOf({ attachPolicy: false })).toEqual(["aws_secretsmanager_secret_policy", "aws_kms_grant"]);
    expect(dependenciesOf({}, { kmsKeyArn: undefined, policyMode: "NONE" })).toEqual(["aws_iam_role_policy"]);
  });
});
