import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { TerraformStack } from "cdktf";
import {
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  KmsAccess,
  Reader,
  SecretPolicy,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import { googleIn, KEY_ARN, OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import { only, refusals, resolved, resources, statements, synth, tokenFor } from "../support/synth";

const WEST = "us-west-2";
const WEST_ARN = SECRET_ARN.replace("us-east-1", WEST);
const WEST_KEY = "arn:aws:kms:us-west-2:111122223333:key/9999abcd-12ab-34cd-56ef-1234567890ab";
const DEPLOYER = Deployer.role("arn:aws:iam::111122223333:role/terraform");

function both(stack: TerraformStack, options: { readonly policyMode?: SecretPolicyMode } = {}): void {
  const secret = secretIn(stack, options);
  const google = googleIn(stack, secret);
  google.grantUse(Reader.role(ROLE_ARN));
  const west = googleIn(stack, secret.replicaIn(WEST, { kmsKeyArn: WEST_KEY }), {}, "West");
  west.grantUse(Reader.role(OTHER_ROLE_ARN));
  new DeployerPolicy(stack, "DeployWest", { deployer: DEPLOYER, credentialProviders: [west] });
}

describe("a secret and its replica", () => {
  const synthesized = synth((stack) => both(stack));

  test("are this", () => {
    expect(synthesized).toMatchSnapshot();
  });

  test("have one policy, at the primary, with the readers and deployers of both", () => {
    const { policy, secret_arn, region } = only(synthesized, "aws_secretsmanager_secret_policy");
    expect([secret_arn, region]).toEqual([SECRET_ARN, undefined]);
    expect(statements(policy).map(({ Principal }) => Principal)).toEqual([
      { AWS: [OTHER_ROLE_ARN, ROLE_ARN] },
      { AWS: [DEPLOYER.roleArn] },
    ]);
  });

  test("have a key and grants each, in their Regions", () => {
    const grants = Object.values(resources(synthesized, "aws_kms_grant")).map(
      ({ key_id, grantee_principal, region, constraints }) => [
        key_id,
        grantee_principal,
        region,
        (constraints as [{ encryption_context_subset: { SecretARN: string } }])[0].encryption_context_subset.SecretARN,
      ],
    );
    expect(grants).toEqual([
      [KEY_ARN, ROLE_ARN, undefined, SECRET_ARN],
      [WEST_KEY, OTHER_ROLE_ARN, WEST, WEST_ARN],
      [WEST_KEY, DEPLOYER.roleArn, WEST, WEST_ARN],
    ]);
  });

  test("are referenced in their Regions", () => {
    const providers = Object.values(resources(synthesized, "aws_bedrockagentcore_oauth2_credential_provider"));
    expect(providers.map(({ region }) => region)).toEqual([undefined, WEST]);
    expect(JSON.stringify(providers[0])).toContain(SECRET_ARN);
    expect(JSON.stringify(providers[1])).toContain(WEST_ARN);
    expect(JSON.stringify(providers[1])).not.toContain(SECRET_ARN);
  });

  test("have a deployer who writes the primary's policy and reads the replica", () => {
    let document = "";
    synth((stack) => {
      const { policyDocument } = new DeployerPolicy(stack, "Deploy", {
        deployer: DEPLOYER,
        credentialProviders: [googleIn(stack, secretIn(stack).replicaIn(WEST, { kmsKeyArn: WEST_KEY }))],
      });
      document = resolved(stack, policyDocument);
    });
    const resourcesOf = (action: string): unknown =>
      statements(document).find(({ Action }) => [Action].flat().includes(action))?.Resource;
    expect(resourcesOf("secretsmanager:PutResourcePolicy")).toEqual([SECRET_ARN]);
    expect(resourcesOf("secretsmanager:GetSecretValue")).toEqual([WEST_ARN]);
  });
});

test.each([SecretPolicyMode.ADDITIVE, SecretPolicyMode.NONE])(
  "with %s nothing is written at the replica",
  (policyMode) => {
    const synthesized = synth((stack) => both(stack, { policyMode }));
    expect(resources(synthesized, "aws_secretsmanager_secret_policy")).toEqual({});
    const inputs = Object.values(synthesized.resource?.terraform_data ?? {}).map((one) => JSON.stringify(one));
    expect(inputs.filter((one) => one.includes("secretPolicy") && one.includes(WEST_ARN))).toEqual([]);
  },
);

test("the replica of a secret whose ARN is a token has its name, whatever that is", () => {
  expect.assertions(1);
  synth((stack) => {
    const secretArn = new SecretsmanagerSecret(stack, "Made", {}).arn;
    const secret = ExternalSecret.fromAttributes(stack, "A", {
      secretArn,
      region: "us-east-1",
      account: "111122223333",
    });
    expect(resolved(stack, secret.replicaIn(WEST).secretArn)).toBe(
      `arn:aws:secretsmanager:us-west-2:111122223333:secret:\${try(split(":", "\${aws_secretsmanager_secret.Made.arn}")[6], "")}`,
    );
  });
});

describe("the policy document", () => {
  test("of a replica is its primary's", () => {
    expect.assertions(1);
    synth((stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE });
      const replica = secret.replicaIn(WEST);
      googleIn(stack, replica).grantUse(Reader.role(ROLE_ARN));
      expect(resolved(stack, replica.policyDocument)).toBe(resolved(stack, secret.policyDocument));
    });
  });
});

describe("refused is", () => {
  const refused = (region: string, secretArn = SECRET_ARN): string[] =>
    refusals((stack) => void ExternalSecret.fromArn(stack, "Secret", { secretArn }).replicaIn(region), {
      region: null,
    });
  const at = "[stack/Secret/Replica";

  test.each([
    ["us-east-1", `${at}-us-east-1] region "us-east-1" is the secret's own Region. Use the secret itself there.`],
    [
      "cn-north-1",
      `${at}-cn-north-1] region "cn-north-1" is not in the secret's partition, aws, and secrets are replicated within one. Use a secret of that partition.`,
    ],
    [tokenFor("var.region"), `${at}] region is a token. Give the Region of the replica as a text.`],
  ])("the Region %s", (region, line) => {
    expect(refused(region)).toEqual([line]);
    expect(refused(WEST)).toEqual([]);
  });

  test("a second replica in one Region", () => {
    const lines = refusals((stack) => {
      const secret = secretIn(stack);
      secret.replicaIn(WEST);
      secret.replicaIn("eu-west-1").replicaIn(WEST);
    });
    expect(lines).toEqual([
      '[stack/Secret] region "us-west-2" has a replica of this secret already. Make it once, and share it.',
    ]);
  });

  test("a key of another Region than the replica's", () => {
    const lines = refusals((stack) => void secretIn(stack).replicaIn(WEST, { kmsKeyArn: KEY_ARN }));
    expect(lines).toEqual([
      `[stack/Secret/Replica-us-west-2] kmsKeyArn "${KEY_ARN}" is in us-east-1, but the secret is in us-west-2. Name the key that encrypts the secret in its own Region.`,
    ]);
  });

  test("an AWS provider of another Region that is given for it; its secret's serves it", () => {
    const build = (own: boolean) => (stack: TerraformStack) => {
      const provider = (id: string): AwsProvider => new AwsProvider(stack, id, { alias: id, region: "us-east-1" });
      const secret = secretIn(stack, { provider: provider("vault") });
      secret.replicaIn(WEST, { kmsKeyArn: WEST_KEY, ...(own && { provider: provider("other") }) });
    };
    expect(refusals(build(true))).toEqual([
      expect.stringContaining('[stack/Secret/Replica-us-west-2] provider "us-east-1" works in another Region'),
    ]);
    expect(refusals(build(false))).toEqual([]);
  });

  test("a policy of the replica's own", () => {
    const build = (isReplica: boolean) => (stack: TerraformStack) => {
      const secret = secretIn(stack);
      const named = isReplica ? secret.replicaIn(WEST) : secret;
      new SecretPolicy(stack, "Policy", { secret: named, readers: [Reader.role(ROLE_ARN)] });
    };
    expect(refusals(build(true))).toEqual([
      `[stack/Policy] secret "${WEST_ARN}" is a replica, and AWS writes its policy at its primary. Give the primary, stack/Secret.`,
    ]);
    expect(refusals(build(false))).toEqual([]);
  });
});

describe("two secrets by ARNs that differ in the Region alone", () => {
  const build = (secretArn: string, policyMode?: SecretPolicyMode) => (stack: TerraformStack) => {
    googleIn(stack, secretIn(stack)).grantUse(Reader.role(ROLE_ARN));
    const west = secretIn(stack, { secretArn, kmsKeyArn: undefined, policyMode }, "WestSecret");
    googleIn(stack, west, {}, "West").grantUse(Reader.role(ROLE_ARN));
  };

  test("are refused if both have a policy written, and no others are", () => {
    expect(refusals(build(WEST_ARN))).toEqual([
      `[stack/WestSecret/Policy] secret "${WEST_ARN}" differs from ${SECRET_ARN} in nothing but the Region, so that one is a replica of the other, and AWS writes the policy of both at the primary alone. Make an ExternalSecret of the primary alone and take its replica from it, for example by replicaIn("us-west-2"). Or say policyMode: SecretPolicyMode.NONE for the replica.`,
    ]);
    expect(refusals(build(WEST_ARN.replace("AbCdEf", "AbCdEg")))).toEqual([]);
  });

  test("are fine by either way out", () => {
    expect(refusals(build(WEST_ARN, SecretPolicyMode.NONE))).toEqual([]);
    expect(refusals((stack) => both(stack))).toEqual([]);
  });
});

test("a replica keeps what its secret says, unless it says otherwise", () => {
  expect.assertions(2);
  synth((stack) => {
    const secret = secretIn(stack, { keyAccess: KmsAccess.KEY_POLICY, owner: "team", servicePrincipal: true });
    expect(secret.replicaIn(WEST)).toMatchObject({
      _keyAccess: KmsAccess.KEY_POLICY,
      _ownerName: "team",
      _servicePrincipal: true,
      _policyMode: SecretPolicyMode.EXCLUSIVE,
      kmsKeyArn: undefined,
    });
    expect(secret.replicaIn("eu-west-1", { keyAccess: KmsAccess.NONE })._keyAccess).toBe(KmsAccess.NONE);
  });
});
