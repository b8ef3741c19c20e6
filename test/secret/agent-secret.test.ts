import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { Aspects, TerraformVariable } from "cdktf";
import type { AgentSecretProps, FunctionRotationProps } from "cdktf-agentcore-identity";
import {
  AgentSecret,
  AgentSecretKey,
  AgentSecretRotation,
  AgentSecretValue,
  Deployer,
  ExternalSecret,
  KmsAccess,
  PartnerSecretType,
  Rotator,
  SecretPolicyMode,
  SecretTags,
} from "cdktf-agentcore-identity";
import { Program } from "../../src/terraform/program";
import { googleIn, KEY_ARN, reader, secretIn } from "../support/fixtures";
import type { Synthesized } from "../support/synth";
import {
  allowed,
  only,
  ownResources,
  preconditions,
  refusals,
  resources,
  statements,
  synth,
  tokenFor,
} from "../support/synth";

const ACCOUNT = "111122223333";
const FUNCTION_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:rotate`;
const ROTATOR_ARN = `arn:aws:iam::${ACCOUNT}:role/rotate`;
const deployer = (): Deployer => Deployer.role(`arn:aws:iam::${ACCOUNT}:role/terraform`);
const rotator = (): Rotator => Rotator.role(ROTATOR_ARN);

const make = (stack: TerraformStack, props: Partial<AgentSecretProps> = {}, id = "Secret"): AgentSecret =>
  new AgentSecret(stack, id, { name: "agents/google", account: ACCOUNT, ...props });

const byFunction = (props: Partial<FunctionRotationProps> = {}): AgentSecretRotation =>
  AgentSecretRotation.byFunction({ functionArn: FUNCTION_ARN, rotator: rotator(), everyDays: 30, ...props });

const withVariable = (stack: TerraformStack, version = 1): AgentSecretValue =>
  AgentSecretValue.fromVariables(
    { client_secret: new TerraformVariable(stack, "client_secret", { type: "string" }) },
    { version },
  );

const typesOf = (synthesized: Synthesized): string[] =>
  Object.entries(ownResources(synthesized))
    .flatMap(([type, all]) => Object.keys(all).map(() => type))
    .sort();

/** The AWS provider of the bindings, and what a newer one is asked for as: CDK Terrain's are new enough. */
const PINNED = synth(() => undefined).terraform.required_providers.aws?.version ?? "";
const NEWER = PINNED === "6.25.0" ? ">= 6.66.0, < 7.0.0" : PINNED;

describe("a secret that is made for an agent", () => {
  test("is a secret with a key of its own, and nothing else", () => {
    const made = synth((stack) => void make(stack));
    expect(typesOf(made)).toEqual(["aws_kms_key", "aws_secretsmanager_secret"]);
    expect(only(made, "aws_secretsmanager_secret")).toMatchObject({
      name: "agents/google",
      recovery_window_in_days: 30,
      kms_key_id: "${aws_kms_key.Secret_Key_BCA64351.arn}",
    });
    expect(made.data).toBeUndefined();
    expect(made).toMatchSnapshot();
  });

  test("is an external secret for everything else", () => {
    expect.assertions(4);
    const made = synth((stack) => {
      const secret = make(stack, { value: withVariable(stack) });
      expect(secret).toBeInstanceOf(ExternalSecret);
      googleIn(stack, secret, { verifyJsonKey: true }).grantUse(reader());
    });
    expect(typesOf(made)).toEqual([
      "aws_bedrockagentcore_oauth2_credential_provider",
      "aws_iam_role_policy",
      "aws_kms_grant",
      "aws_kms_key",
      "aws_secretsmanager_secret",
      "aws_secretsmanager_secret_policy",
      "aws_secretsmanager_secret_version",
    ]);
    expect(only(made, "aws_secretsmanager_secret_policy")).toMatchObject({ block_public_policy: true });
    expect(only(made, "aws_bedrockagentcore_oauth2_credential_provider").depends_on).toContain(
      "aws_secretsmanager_secret_version.Secret_Value_C9899BBC",
    );
  });

  test.each([
    ["ADDITIVE", SecretPolicyMode.ADDITIVE, 0],
    ["NONE", SecretPolicyMode.NONE, 0],
    ["EXCLUSIVE", SecretPolicyMode.EXCLUSIVE, 1],
  ])("has its policy written as %s says", (_name, policyMode, count) => {
    const made = synth((stack) => googleIn(stack, make(stack, { policyMode })).grantUse(reader()));
    expect(Object.keys(resources(made, "aws_secretsmanager_secret_policy"))).toHaveLength(count);
  });

  test("has tags on secret and key, which aspects reach, too", () => {
    const made = synth((stack) => {
      make(stack, { tags: { team: "travel" } });
      Aspects.of(stack).add({
        visit: (node) => {
          const tagged = node as { tagsInput?: object; tags?: object };
          if ("tagsInput" in node) tagged.tags = { ...tagged.tagsInput, cost: "1" };
        },
      });
    });
    for (const type of ["aws_kms_key", "aws_secretsmanager_secret"])
      expect(only(made, type).tags).toEqual({ team: "travel", cost: "1" });
  });

  test("needs no newer AWS provider than CDKTF's, but for a partner's type", () => {
    const version = (props: Partial<AgentSecretProps>): string =>
      synth((stack) => void make(stack, props)).terraform.required_providers.aws?.version ?? "";
    const partner = AgentSecretRotation.byPartner({
      secretType: PartnerSecretType.GITLAB_ACCESS_TOKEN,
      rotator: rotator(),
      everyDays: 30,
    });
    expect(version({ rotation: byFunction() })).toBe(PINNED);
    expect(version({ rotation: partner })).toBe(NEWER);
  });
});

describe("its own key", () => {
  test("is administered by the account, and writes for the writers, for this secret, through Secrets Manager", () => {
    const made = synth((stack) => void make(stack, { writers: [deployer()] }));
    const [administer, write, ...others] = statements(only(made, "aws_kms_key").policy);
    expect(others).toEqual([]);
    expect(administer?.Principal).toEqual({ AWS: [`arn:aws:iam::${ACCOUNT}:root`] });
    const actions = [administer?.Action].flat();
    expect(
      actions.filter(
        (action) =>
          /crypt|Generate|Sign|\*$/.test(String(action)) &&
          !/Create|Delete|Describe|Disable|Enable|Get|List|Put|Revoke|Update/.test(String(action)),
      ),
    ).toEqual([]);
    expect(write).toEqual({
      Sid: "AgentCoreIdentityWrite",
      Effect: "Allow",
      Principal: { AWS: [deployer().roleArn] },
      Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
        StringLike: {
          "kms:EncryptionContext:SecretARN": [
            `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:agents/google-??????`,
            "RequestToValidateKeyAccess",
          ],
        },
      },
    });
  });

  test("leaves it to the account's identity policies who writes, where nobody is named", () => {
    const [, write] = statements(
      only(
        synth((stack) => void make(stack)),
        "aws_kms_key",
      ).policy,
    );
    expect(write?.Principal).toEqual({ AWS: [`arn:aws:iam::${ACCOUNT}:root`] });
  });

  test("is shared by all secrets of one map, if they are given it", () => {
    const agents = { "route-planner": "google", "fraud-check": "slack" };
    const made = synth((stack) => {
      const key = new AgentSecretKey(stack, "Key", { alias: "alias/agents", account: ACCOUNT });
      for (const [agent, vendor] of Object.entries(agents))
        make(stack, { name: `agents/${agent}/${vendor}`, key }, `Secret-${agent}`);
    });
    expect(typesOf(made)).toEqual([
      "aws_kms_alias",
      "aws_kms_key",
      "aws_secretsmanager_secret",
      "aws_secretsmanager_secret",
    ]);
    const [, write] = statements(only(made, "aws_kms_key").policy);
    expect(write?.Condition?.StringLike?.["kms:EncryptionContext:SecretARN"]).toEqual([
      `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:agents/fraud-check/slack-??????`,
      `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:agents/route-planner/google-??????`,
      "RequestToValidateKeyAccess",
    ]);
  });

  test("is not there beside one that exists", () => {
    const made = synth((stack) => void make(stack, { kmsKeyArn: KEY_ARN }));
    expect(typesOf(made)).toEqual(["aws_secretsmanager_secret"]);
    expect(only(made, "aws_secretsmanager_secret").kms_key_id).toBe(KEY_ARN);
  });
});

describe("its value", () => {
  test("is write-only, from a variable that is ephemeral and sensitive", () => {
    const made = synth((stack) => void make(stack, { value: withVariable(stack, 3) }));
    expect(only(made, "aws_secretsmanager_secret_version")).toEqual({
      secret_id: "${aws_secretsmanager_secret.Secret_A720EF05.arn}",
      secret_string_wo: '${jsonencode({"client_secret" = "${var.client_secret}"})}',
      secret_string_wo_version: 3,
    });
    expect((made as { variable?: unknown }).variable).toEqual({
      client_secret: { type: "string", sensitive: true, ephemeral: true },
    });
  });

  test("is write-only, made up by Secrets Manager for each JSON key", () => {
    const value = AgentSecretValue.generated(["api_key", "hmac"], { version: 1, length: 48, punctuation: true });
    const made = synth((stack) => void make(stack, { value }));
    const opened = Object.values(made.ephemeral?.aws_secretsmanager_random_password ?? {});
    expect(opened).toEqual([1, 2].map(() => ({ password_length: 48, exclude_punctuation: false })));
    expect(only(made, "aws_secretsmanager_secret_version").secret_string_wo).toMatch(
      /^\$\{jsonencode\(\{"api_key" = "\$\{ephemeral\.aws_secretsmanager_random_password\.\S+\.random_password\}", "hmac" = .*\}\)\}$/,
    );
  });

  test("is write-only, from any ephemeral value, and guarded against another", () => {
    const value = AgentSecretValue.fromEphemeral({ api_key: tokenFor("ephemeral.vault.x.data") }, { version: 1 });
    const version = only(
      synth((stack) => void make(stack, { value })),
      "aws_secretsmanager_secret_version",
    );
    expect(preconditions(version).map(({ condition }) => condition)).toEqual([
      '${ephemeralasnull("${ephemeral.vault.x.data}") == null}',
    ]);
  });

  test("put out of band has no version, and is asked for where something needs it", () => {
    const value = AgentSecretValue.outOfBand(["client_secret"]);
    const made = synth((stack) => googleIn(stack, make(stack, { value })).grantUse(reader()));
    expect(typesOf(made)).not.toContain("aws_secretsmanager_secret_version");
    expect(Object.keys(made.data?.aws_secretsmanager_secret_versions ?? {})).toHaveLength(1);
    const without = synth((stack) => void make(stack, { value }).replicaIn("eu-west-1"));
    expect(without.data?.aws_secretsmanager_secret_versions).toBeUndefined();
  });
});

describe("its rotation", () => {
  test("by a function gives the role what it needs, and Secrets Manager the function, for this secret", () => {
    const made = synth((stack) => void make(stack, { value: withVariable(stack), rotation: byFunction() }));
    const secret = "${aws_secretsmanager_secret.Secret_A720EF05.arn}";
    expect(allowed(only(made, "aws_iam_role_policy").policy)).toEqual([
      "kms:Decrypt ${aws_kms_key.Secret_Key_BCA64351.arn}",
      "kms:GenerateDataKey ${aws_kms_key.Secret_Key_BCA64351.arn}",
      `secretsmanager:DescribeSecret ${secret}`,
      `secretsmanager:GetSecretValue ${secret}`,
      `secretsmanager:PutSecretValue ${secret}`,
      `secretsmanager:UpdateSecretVersionStage ${secret}`,
    ]);
    expect(statements(only(made, "aws_secretsmanager_secret_policy").policy)).toEqual([
      expect.objectContaining({ Sid: "AgentCoreIdentityRotators", Principal: { AWS: [ROTATOR_ARN] } }),
    ]);
    expect(only(made, "aws_kms_grant")).toMatchObject({
      grantee_principal: ROTATOR_ARN,
      operations: ["Decrypt", "GenerateDataKey"],
      constraints: [{ encryption_context_subset: { SecretARN: secret } }],
    });
    expect(only(made, "aws_lambda_permission")).toMatchObject({
      function_name: FUNCTION_ARN,
      principal: "secretsmanager.amazonaws.com",
      source_account: ACCOUNT,
      source_arn: secret,
    });
    expect(only(made, "aws_secretsmanager_secret_rotation")).toMatchSnapshot();
  });

  test("by a partner needs no function, and is bound to the type", () => {
    const rotation = AgentSecretRotation.byPartner({
      secretType: PartnerSecretType.SALESFORCE_CLIENT_SECRET,
      rotator: rotator(),
      schedule: "cron(0 4 ? * MON *)",
      metadata: { adminSecretArn: "admin" },
    });
    const made = synth((stack) => void make(stack, { rotation }));
    expect(only(made, "aws_secretsmanager_secret").type).toBe("SalesforceClientSecret");
    expect(resources(made, "aws_lambda_permission")).toEqual({});
    expect(only(made, "aws_secretsmanager_secret_rotation")).toMatchObject({
      external_secret_rotation_role_arn: ROTATOR_ARN,
      external_secret_rotation_metadata: [{ key: "adminSecretArn", value: "admin" }],
      rotation_rules: { schedule_expression: "cron(0 4 ? * MON *)" },
    });
    const policy = only(made, "aws_iam_role_policy").policy;
    expect(allowed(policy)).toContain("secretsmanager:GetRandomPassword *");
    expect(statements(policy)[0]?.Condition).toEqual({
      StringEquals: { "secretsmanager:resource/Type": "SalesforceClientSecret" },
    });
  });

  test("offers the document alone for a role that is managed elsewhere", () => {
    expect.assertions(2);
    const made = synth((stack) => {
      const rotation = byFunction({ rotator: Rotator.role(ROTATOR_ARN, { attachPolicy: false }) });
      expect(make(stack, { rotation }).rotatorPolicyDocument).toBeDefined();
    });
    expect(resources(made, "aws_iam_role_policy")).toEqual({});
  });

  test.each([
    ["asks for passwords only if it says so", { makesPasswords: true }, "secretsmanager:GetRandomPassword *", true],
    ["does not ask for passwords by default", {}, "secretsmanager:GetRandomPassword *", false],
  ])("%s", (_name, props, action, isAllowed) => {
    const made = synth((stack) => void make(stack, { rotation: byFunction(props) }));
    expect(allowed(only(made, "aws_iam_role_policy").policy).includes(action)).toBe(isAllowed);
  });

  test("makes its rotator one of those who may read the secret, for check", () => {
    expect.assertions(2);
    synth((stack) => {
      const expected = (rotation: AgentSecretRotation | undefined, id: string): unknown => {
        googleIn(stack, make(stack, { rotation, name: id }, id), { name: id }, `${id}-provider`).grantUse(reader());
        return (Program.expectedIn(stack) as { providers: Record<string, { deployers: string[] }> }).providers[id];
      };
      expect(expected(byFunction(), "rotated")).toMatchObject({ deployers: [ROTATOR_ARN] });
      expect(expected(undefined, "kept")).toMatchObject({ deployers: [] });
    });
  });

  test("makes no permission where the function has one", () => {
    const made = synth((stack) => void make(stack, { rotation: byFunction({ isInvokable: true }) }));
    expect(resources(made, "aws_lambda_permission")).toEqual({});
  });
});

describe("its replicas", () => {
  test("are made, each with a key in its Region, and are looked at", () => {
    expect.assertions(4);
    const made = synth((stack) => {
      const secret = make(stack, { value: withVariable(stack) });
      const replica = secret.replicaIn("eu-west-1");
      expect(replica.region).toBe("eu-west-1");
      googleIn(stack, replica).grantUse(reader());
      secret.replicaIn("eu-central-1", { kmsKeyArn: KEY_ARN.replace("us-east-1", "eu-central-1") });
    });
    expect(only(made, "aws_secretsmanager_secret").replica).toEqual([
      { region: "eu-west-1", kms_key_id: "${aws_kms_key.Secret_Key-eu-west-1_66393FE5.arn}" },
      { region: "eu-central-1", kms_key_id: KEY_ARN.replace("us-east-1", "eu-central-1") },
    ]);
    expect(Object.values(resources(made, "aws_kms_key")).map(({ region }) => region)).toEqual(["eu-west-1", undefined]);
    expect(made.check?.Secret?.assert[0]?.condition).toContain('one.status != "Failed"');
  });
});

describe("what is wrong is refused in our words", () => {
  const lines = (props: Partial<AgentSecretProps>): string[] =>
    refusals((stack) => void make(stack, props)).map((line) => line.replace(/^\[stack\/Secret\] /, ""));
  const inStack = (build: (stack: TerraformStack) => unknown): string[] => refusals((stack) => void build(stack));

  test.each<[Partial<AgentSecretProps>, string]>([
    [{ name: "no spaces" }, "name is not 1 to 512 letters"],
    [{ recoveryWindowInDays: 3 }, 'recoveryWindowInDays "3" is neither 0 nor a whole number of 7 to 30 days'],
    [{ recoveryWindowInDays: 7.5 }, 'recoveryWindowInDays "7.5" is neither 0 nor'],
    [{ recoveryWindowInDays: 31 }, 'recoveryWindowInDays "31" is neither 0 nor'],
    [{ tags: { "aws:x": "y" } }, 'a key of tags "aws:x" is not 1 to 128 characters'],
    [{ region: "nowhere" }, 'region "nowhere" is not the code of a Region'],
    [{ account: "1" }, 'account "1" is not an account ID of 12 digits'],
    [{ kmsKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/a` }, "is an alias"],
    [{ kmsKeyArn: KEY_ARN.replace("us-east-1", "eu-west-1") }, "is in eu-west-1, but the secret is in us-east-1"],
    [{ kmsKeyArn: KEY_ARN, writers: [deployer()] }, "writers are given beside another's key"],
    [{ keyAccess: KmsAccess.KEY_POLICY }, 'keyAccess "KEY_POLICY" would add statements to a policy that this program'],
    [
      { kmsKeyArn: KEY_ARN, keyAccess: KmsAccess.KEY_POLICY, rotation: byFunction() },
      'keyAccess "KEY_POLICY" gives Decrypt alone, and a rotator writes with the key, too',
    ],
    [{ value: AgentSecretValue.generated(["k"], { version: 0 }) }, 'version "0" is not a whole number from 1'],
    [{ value: AgentSecretValue.generated(["k"], { version: 1.5 }) }, 'version "1.5" is not a whole number from 1'],
    [{ value: AgentSecretValue.generated(["k"], { version: 1, length: 8 }) }, 'length "8" is not a whole number of 16'],
    [{ value: AgentSecretValue.generated([], { version: 1 }) }, "value has no JSON key"],
    [{ value: AgentSecretValue.generated(["a.b"], { version: 1 }) }, "is shaped like a path"],
    [
      { value: AgentSecretValue.fromEphemeral({ k: "the secret itself" }, { version: 1 }) },
      'values["k"] is a text of the program, and a secret belongs into no program',
    ],
    [{ rotation: byFunction({ everyDays: 1001 }) }, 'everyDays "1001" is not a whole number of 1 to 1000 days'],
    [{ rotation: byFunction({ schedule: "rate(10 days)" }) }, "schedule is given beside everyDays"],
    [{ rotation: byFunction({ everyDays: undefined }) }, "schedule is missing, and everyDays, too"],
    [
      { rotation: byFunction({ everyDays: undefined, schedule: "rate(1 hours)" }) },
      'schedule "rate(1 hours)" is no schedule that Secrets Manager takes',
    ],
    [
      { rotation: byFunction({ everyDays: undefined, schedule: "cron(30 4 * * ? *)" }) },
      'schedule "cron(30 4 * * ? *)" is no schedule',
    ],
    [{ rotation: byFunction({ duration: "25h" }) }, 'duration "25h" is no rotation window of 1h to 24h'],
    [
      { rotation: byFunction({ functionArn: FUNCTION_ARN.replace("us-east-1", "eu-west-1") }) },
      "is in eu-west-1, but the secret is in us-east-1",
    ],
    [{ rotation: byFunction({ functionArn: "rotate" }) }, "functionArn is not the ARN of a Lambda function"],
  ])("%j", (props, words) => {
    expect(lines(props)).toEqual([expect.stringContaining(words) as string]);
  });

  test("a value of the program in a variable's default is not shown", () => {
    const value = (stack: TerraformStack): AgentSecretValue =>
      AgentSecretValue.fromVariables({ k: new TerraformVariable(stack, "v", { default: "hunter2" }) }, { version: 1 });
    const [line, ...others] = inStack((stack) => make(stack, { value: value(stack) }));
    expect(others).toEqual([]);
    expect(line).toContain("has a default, and a secret belongs into no program");
    expect(line).not.toContain("hunter2");
  });

  test("both ways to a value at once", () => {
    const [line] = inStack((stack) =>
      make(stack, { value: withVariable(stack), populatedBy: [new AwsProvider(stack, "Other", { alias: "other" })] }),
    );
    expect(line).toContain("populatedBy is given beside a value that Terraform writes");
  });

  test("a key of another Region, and one beside another", () => {
    const west = (stack: TerraformStack) => new AgentSecretKey(stack, "Key", { region: "us-west-2" });
    expect(inStack((stack) => make(stack, { key: west(stack) }))).toEqual([
      "[stack/Secret] key is in us-west-2, but the secret is in us-east-1. Give a key of the secret's own Region.",
    ]);
    expect(inStack((stack) => make(stack, { key: new AgentSecretKey(stack, "Key"), kmsKeyArn: KEY_ARN }))).toEqual([
      "[stack/Secret] kmsKeyArn is given beside key, and a secret has one key. Leave one of the two out.",
    ]);
  });

  test("a rotator of another account, where Secrets Manager assumes it", () => {
    const other = Rotator.role(ROTATOR_ARN.replace(ACCOUNT, "444455556666"));
    const rotation = AgentSecretRotation.byPartner({
      secretType: PartnerSecretType.PADDLE_API_KEY,
      rotator: other,
      everyDays: 30,
    });
    expect(lines({ rotation })).toEqual([expect.stringContaining("is in account 444455556666") as string]);
  });

  test("replicas in the secret's own Region, in another partition, twice", () => {
    const replicas = (...regions: string[]) =>
      inStack((stack) => {
        const secret = make(stack);
        regions.forEach((region) => secret.replicaIn(region));
      });
    expect(replicas("us-east-1")).toEqual([expect.stringContaining("is the secret's own Region") as string]);
    expect(replicas("cn-north-1").join()).toContain("is not in the secret's partition, aws");
    expect(replicas("eu-west-1", "eu-west-1")).toEqual([
      expect.stringContaining("has a replica of this secret already") as string,
    ]);
    expect(replicas("eu-west-1", "us-west-2")).toEqual([]);
  });

  test("a JSON key that its value does not have", () => {
    expect(inStack((stack) => make(stack, { value: withVariable(stack) }).jsonKey("api_key"))).toEqual([
      '[stack/Secret] jsonKey "api_key" is none of the keys of the secret\'s value: client_secret. Name one of them, or add it to the value.',
    ]);
    expect(inStack((stack) => make(stack).jsonKey("anything"))).toEqual([]);
  });

  test("a key's own alias, window and writers", () => {
    const key = (props: object) => inStack((stack) => new AgentSecretKey(stack, "Key", props));
    expect(key({ alias: "alias/aws/mine" })).toEqual([expect.stringContaining("which is AWS's own") as string]);
    expect(key({ deletionWindowInDays: 5 })).toEqual([expect.stringContaining("7 to 30 days") as string]);
    expect(key({ alias: "alias/mine", deletionWindowInDays: 7 })).toEqual([]);
  });
});

describe("tags on a secret that others manage", () => {
  test("are one resource each, and need a newer AWS provider", () => {
    const made = synth(
      (stack) => void new SecretTags(stack, "Tags", { secret: secretIn(stack), tags: { team: "a", b: "c" } }),
    );
    expect(Object.values(resources(made, "aws_secretsmanager_tag")).map(({ key, value }) => [key, value])).toEqual([
      ["b", "c"],
      ["team", "a"],
    ]);
    expect(made.terraform.required_providers.aws?.version).toBe(NEWER);
  });

  test.each<[string, (stack: TerraformStack) => ExternalSecret, string]>([
    ["made here", (stack) => make(stack), "is made by this program"],
    ["a replica", (stack) => secretIn(stack).replicaIn("eu-west-1"), "is a replica"],
  ])("are refused on one that is %s", (_name, secret, words) => {
    const lines = refusals((stack) => void new SecretTags(stack, "Tags", { secret: secret(stack), tags: { a: "b" } }));
    expect(lines).toEqual([expect.stringContaining(words) as string]);
  });
});
