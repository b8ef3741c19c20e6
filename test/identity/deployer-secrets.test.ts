import {
  AgentSecret,
  type AgentSecretProps,
  AgentSecretRotation,
  AgentSecretValue,
  Deployer,
  DeployerPolicy,
  Rotator,
} from "cdktf-agentcore-identity";
import { googleIn, KEY_ARN, secretIn } from "../support/fixtures";
import { statements, synth } from "../support/synth";

const NAMED = "arn:aws:secretsmanager:us-east-1:111122223333:secret:agents/google-??????";
const deployer = Deployer.role("arn:aws:iam::111122223333:role/terraform");

/** Statements of the deployer's policy by their names. */
function named(props?: Partial<AgentSecretProps>): Record<string, object> {
  const synthesized = synth((stack) => {
    const secret = props
      ? new AgentSecret(stack, "Secret", {
          name: "agents/google",
          account: "111122223333",
          kmsKeyArn: KEY_ARN,
          ...props,
        })
      : secretIn(stack);
    const policy = new DeployerPolicy(stack, "Policy", { deployer, credentialProviders: [googleIn(stack, secret)] });
    stack.addOverride("output.policy.value", policy.policyDocument);
  });
  const document = (synthesized as unknown as { output: { policy: { value: string } } }).output.policy.value;
  return Object.fromEntries(
    statements(document).map(({ Sid, ...rest }) => [String(Sid).replace("AgentCoreIdentity", ""), rest]),
  );
}

const MAKING = ["DeleteSecret", "MakeSecret", "ManageSecret", "WriteWithKey"];

test("a secret that is there already is not made, and one that is made is, by its name", () => {
  expect(Object.keys(named())).not.toEqual(expect.arrayContaining(["MakeSecret"]));
  const made = named({});
  expect(Object.keys(made)).toEqual(expect.arrayContaining(MAKING));
  expect(made.MakeSecret).toEqual({
    Effect: "Allow",
    Action: ["secretsmanager:CreateSecret"],
    Resource: [NAMED],
    Condition: {
      Null: { "secretsmanager:AddReplicaRegions": "true" },
      StringEquals: { "secretsmanager:KmsKeyArn": KEY_ARN, "secretsmanager:Name": "agents/google" },
    },
  });
  expect(made.ReadSecret).toMatchObject({ Resource: [NAMED] });
  expect(Object.keys(made)).not.toContain("WriteValue");
  expect(Object.keys(made)).not.toContain("Rotate");
  expect(Object.keys(made)).not.toContain("MakeKey");
});

test("only what writes, makes up and rotates a value is let do so", () => {
  const rotator = Rotator.role("arn:aws:iam::111122223333:role/rotate");
  const functionArn = "arn:aws:lambda:us-east-1:111122223333:function:rotate";
  const made = named({
    value: AgentSecretValue.generated(["client_secret"], { version: 1 }),
    rotation: AgentSecretRotation.byFunction({ functionArn, rotator, everyDays: 30 }),
    recoveryWindowInDays: 0,
  });
  expect(Object.keys(made)).toEqual(
    expect.arrayContaining([...MAKING, "WriteValue", "MakePassword", "Rotate", "CancelRotation", "LetInvoke"]),
  );
  expect(made.DeleteSecret).not.toHaveProperty("Condition");
  expect(made.Rotate).toMatchObject({ Condition: { ArnEquals: { "secretsmanager:RotationLambdaARN": functionArn } } });
  expect(made.LetInvoke).toMatchObject({
    Condition: { StringEquals: { "lambda:Principal": "secretsmanager.amazonaws.com" } },
  });
});

test("a key that the program makes is made, and managed by its ARN", () => {
  const made = named({ kmsKeyArn: undefined });
  expect(made.MakeKey).toMatchObject({ Action: "kms:CreateKey", Resource: "*" });
  const [arn] = (made.ManageKey as { Resource: string[] }).Resource;
  expect(arn).toMatch(/^\$\{aws_kms_key\..*\.arn\}$/);
  expect(made.WriteWithKey).toMatchObject({ Resource: [arn] });
  expect(made.MakeSecret).not.toHaveProperty(["Condition", "StringEquals", "secretsmanager:KmsKeyArn"]);
});
