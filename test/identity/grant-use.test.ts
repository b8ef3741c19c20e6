import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { TerraformStack } from "cdktf";
import { KmsAccess, Reader } from "cdktf-agentcore-identity";
import {
  apiKeyIn,
  googleIn,
  KEY_ARN,
  OTHER_ROLE_ARN,
  reader,
  ROLE_ARN,
  SECRET_ARN,
  secretIn,
} from "../support/fixtures";
import { PARTITIONS, viaNames } from "../support/partitions";
import { allowed, only, refusals, resolved, resources, statements, synth, tokenFor } from "../support/synth";

const VAULT = "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default";
const DIRECTORY = "arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default";
const ROLE_POLICY = "aws_iam_role_policy";
const grantGoogle = (stack: TerraformStack): void => void googleIn(stack, secretIn(stack)).grantUse(reader());

describe("the policy of a reader", () => {
  const synthesized = synth(grantGoogle);
  const { policy, ...rest } = only(synthesized, ROLE_POLICY);

  test("is this", () => {
    expect(synthesized).toMatchSnapshot();
  });

  test("is inline, under a name that begins with the provider's, on the role without its path", () => {
    expect(rest).toEqual({ name_prefix: "AgentCoreIdentity-us-east-1-oauth2-google-maps-", role: "runtime" });
  });

  test("obtains from this provider, reads this secret, decrypts with this key, and nothing else", () => {
    expect(allowed(policy)).toEqual(
      [
        `bedrock-agentcore:GetResourceOauth2Token ${VAULT}`,
        `bedrock-agentcore:GetResourceOauth2Token ${VAULT}/oauth2credentialprovider/google-maps`,
        `bedrock-agentcore:GetResourceOauth2Token ${DIRECTORY}`,
        `bedrock-agentcore:GetResourceOauth2Token ${DIRECTORY}/workload-identity/*`,
        `kms:Decrypt ${KEY_ARN}`,
        `secretsmanager:GetSecretValue ${SECRET_ARN}`,
      ].sort(),
    );
  });

  test("has conditions on decrypting, and nowhere else", () => {
    expect(statements(policy).map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      ["AgentCoreIdentityUseOf19f5942c", undefined],
      ["AgentCoreIdentityReadSecretOf19f5942c", undefined],
      [
        "AgentCoreIdentityDecryptOf19f5942c",
        {
          StringEquals: {
            "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
            "kms:EncryptionContext:SecretARN": SECRET_ARN,
          },
        },
      ],
    ]);
  });
});

test("the reader of an API key gets it by GetResourceApiKey", () => {
  const { name_prefix, policy } = only(
    synth((stack) => void apiKeyIn(stack, secretIn(stack)).grantUse(reader())),
    ROLE_POLICY,
  );
  expect(name_prefix).toBe("AgentCoreIdentity-us-east-1-apikey-weather-");
  expect(statements(policy)[0]).toMatchObject({
    Action: "bedrock-agentcore:GetResourceApiKey",
    Resource: expect.arrayContaining([`${VAULT}/apikeycredentialprovider/weather`]) as string[],
  });
});

test.each(PARTITIONS)("in $partition every ARN is of that partition", (where) => {
  const { partition, region } = where;
  const arn = (text: string): string => text.replace("arn:aws:", `arn:${partition}:`).replace("us-east-1", region);
  const synthesized = synth(
    (stack) => {
      const secret = secretIn(stack, { secretArn: arn(SECRET_ARN), kmsKeyArn: arn(KEY_ARN) });
      googleIn(stack, secret).grantUse(reader(arn(ROLE_ARN)));
    },
    { region },
  );
  const { policy } = only(synthesized, ROLE_POLICY);
  expect(policy).not.toMatch(new RegExp(`arn:(?!${partition}:)`));
  expect(policy).not.toMatch(new RegExp(`"arn:[^"]*:(?!${region}:)[a-z]+-[a-z-]+-\\d:`));
  expect(statements(policy)[2]?.Condition?.StringEquals?.["kms:ViaService"]).toEqual(viaNames("secretsmanager", where));
});

test("a reader of another partition than the secret is refused", () => {
  const role = ROLE_ARN.replace("arn:aws:", "arn:aws-cn:");
  expect(refusals((stack) => void googleIn(stack, secretIn(stack)).grantUse(reader(role)))).toEqual([
    `[stack/Google] roleArn "${role}" is not in the partition of the secret, aws. Reference a secret of the role's own partition.`,
  ]);
});

describe("the documents of one role for several credential providers", () => {
  const documentsOf = (names: readonly string[]): string[] => {
    const documents: string[] = [];
    synth((stack) => {
      const secret = secretIn(stack);
      names.forEach((name, index) => {
        const { policyDocument } = googleIn(stack, secret, { name }, `P${index}`).grantUse(reader());
        documents.push(resolved(stack, policyDocument));
      });
    });
    return documents;
  };

  test("can be put together: no Sid is there twice, and each is letters and digits", () => {
    const sids = documentsOf(["google", "google-maps", "google_maps", "googlemaps"]).flatMap((text) =>
      statements(text).map(({ Sid }) => Sid),
    );
    expect(sids).toHaveLength(12);
    expect(new Set(sids).size).toBe(12);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  test("are told apart by names that only Terraform knows", () => {
    const mark = (name: string): string =>
      `"AgentCoreIdentityUseOf\${substr(sha256("AgentCoreIdentity-us-east-1-oauth2-\${var.${name}}"), 0, 8)}"`;
    const [first, second] = documentsOf(["a", "b"].map((name) => tokenFor(`var.${name}`)));
    expect([first, second]).toEqual([expect.stringContaining(mark("a")), expect.stringContaining(mark("b"))]);
  });
});

describe("a secret without a customer managed key", () => {
  const synthesized = synth(
    (stack) => void googleIn(stack, secretIn(stack, { kmsKeyArn: undefined })).grantUse(reader()),
  );

  test("needs no decrypt statement and no grant", () => {
    expect(statements(only(synthesized, ROLE_POLICY).policy).map(({ Sid }) => Sid)).toEqual([
      "AgentCoreIdentityUseOf19f5942c",
      "AgentCoreIdentityReadSecretOf19f5942c",
    ]);
    expect(resources(synthesized, "aws_kms_grant")).toEqual({});
  });
});

describe("KmsAccess", () => {
  const access = (keyAccess: KmsAccess): ReturnType<typeof synth> =>
    synth((stack) => void googleIn(stack, secretIn(stack, { keyAccess })).grantUse(reader()));

  test("GRANT makes one grant, for Decrypt on this secret", () => {
    expect(only(access(KmsAccess.GRANT), "aws_kms_grant")).toEqual({
      key_id: KEY_ARN,
      grantee_principal: ROLE_ARN,
      operations: ["Decrypt"],
      constraints: [{ encryption_context_subset: { SecretARN: SECRET_ARN } }],
    });
  });

  test("NONE makes no grant, and leaves the reader's policy as it is", () => {
    expect(resources(access(KmsAccess.NONE), "aws_kms_grant")).toEqual({});
    expect(only(access(KmsAccess.NONE), ROLE_POLICY)).toEqual(only(access(KmsAccess.GRANT), ROLE_POLICY));
  });
});

describe("attachPolicy: false", () => {
  const documents: string[] = [];
  const synthesized = synth((stack) => {
    const grant = googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN, { attachPolicy: false }));
    documents.push(resolved(stack, grant.policyDocument));
  });

  test("makes no inline policy", () => {
    expect(resources(synthesized, ROLE_POLICY)).toEqual({});
  });

  test("offers the same document", () => {
    expect(documents).toEqual([only(synth(grantGoogle), ROLE_POLICY).policy]);
  });

  test("still lets the role in at secret and key", () => {
    expect(Object.keys(resources(synthesized, "aws_kms_grant"))).toHaveLength(1);
    expect(statements(only(synthesized, "aws_secretsmanager_secret_policy").policy)[0]?.Principal).toEqual({
      AWS: [ROLE_ARN],
    });
  });
});

test("workloadIdentities bound the identities, in whatever order", () => {
  const policy = (workloadIdentities: string[]): unknown =>
    only(
      synth((stack) => void googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN, { workloadIdentities }))),
      ROLE_POLICY,
    ).policy;
  expect(statements(policy(["planner-*", "fraud"]))[0]?.Resource).toEqual([
    VAULT,
    `${VAULT}/oauth2credentialprovider/google-maps`,
    DIRECTORY,
    `${DIRECTORY}/workload-identity/fraud`,
    `${DIRECTORY}/workload-identity/planner-*`,
  ]);
  expect(policy(["fraud", "planner-*"])).toBe(policy(["planner-*", "fraud"]));
});

describe("granting twice", () => {
  const twice = (first: () => Reader, second: () => Reader) => (stack: TerraformStack) => {
    const google = googleIn(stack, secretIn(stack));
    expect(google.grantUse(first())).toBe(google.grantUse(second()));
  };
  const withOptions = (options: Parameters<typeof Reader.role>[1]) => () => Reader.role(ROLE_ARN, options);
  const refusal =
    '[stack/Google] reader "arn:aws:iam::111122223333:role/agents/runtime" is granted twice with different options. Grant it once, with all its options.';

  test("changes nothing", () => {
    expect(synth(twice(reader, reader))).toEqual(synth(grantGoogle));
  });

  test("with the same identities in another order changes nothing", () => {
    const build = twice(
      withOptions({ workloadIdentities: ["one", "two"] }),
      withOptions({ workloadIdentities: ["two", "one"] }),
    );
    expect(refusals(build)).toEqual([]);
  });

  test("with tokens changes nothing, though CDKTF numbers them anew", () => {
    const build = (stack: TerraformStack): void => {
      const role = new IamRole(stack, "Agent", { assumeRolePolicy: "{}" });
      const again = (): Reader => Reader.role(role.arn, { workloadIdentities: [role.name] });
      twice(again, again)(stack);
    };
    expect(refusals(build)).toEqual([]);
    expect(Object.keys(resources(synth(build), ROLE_POLICY))).toHaveLength(1);
  });

  test("with other identities is refused", () => {
    expect(refusals(twice(reader, withOptions({ workloadIdentities: ["one"] })))).toEqual([refusal]);
  });

  test("with and without the account of a token's role is refused: it is one role, and would be two policies", () => {
    const build = (options: Parameters<typeof Reader.role>[1]) => (stack: TerraformStack) => {
      const role = new IamRole(stack, "Agent", { name: "agent", assumeRolePolicy: "{}" });
      twice(
        () => Reader.role(role.arn, { account: "111122223333", roleName: "agent" }),
        () => Reader.role(role.arn, options),
      )(stack);
    };
    expect(refusals(build({}))).toEqual([expect.stringMatching(/is granted twice with different options/)]);
    expect(refusals(build({ account: "111122223333", roleName: "agent" }))).toEqual([]);
  });

  test("attached and not attached is refused", () => {
    expect(refusals(twice(reader, withOptions({ attachPolicy: false })))).toEqual([refusal]);
  });
});

test("two readers of one provider have each their policy", () => {
  const synthesized = synth((stack) => {
    const google = googleIn(stack, secretIn(stack));
    for (const arn of [ROLE_ARN, OTHER_ROLE_ARN]) google.grantUse(reader(arn));
  });
  expect(
    Object.values(resources(synthesized, ROLE_POLICY)).map(({ name_prefix, role }) => [name_prefix, role]),
  ).toEqual([
    ["AgentCoreIdentity-us-east-1-oauth2-google-maps-", "gateway"],
    ["AgentCoreIdentity-us-east-1-oauth2-google-maps-", "runtime"],
  ]);
});
