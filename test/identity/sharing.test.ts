import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { App, TerraformStack } from "cdktf";
import { Deployer, DeployerPolicy, Reader } from "cdktf-agentcore-identity";
import type { CredentialProvider } from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, OTHER_ROLE_ARN, ROLE_ARN, secretIn } from "../support/fixtures";
import { filesIn, inFolder, programRefusals, stackText, synthesizeInto } from "../support/program";
import type { Synthesized } from "../support/synth";
import { only, resources, stackIn, statements, tokenFor } from "../support/synth";

/** All orders of some things. */
function permutations<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((thing, index) =>
    permutations(things.filter((_, other) => other !== index)).map((rest) => [thing, ...rest]),
  );
}

const parse = (text: string): Synthesized => JSON.parse(text) as Synthesized;

/** Two providers of one secret, and the four grants to two readers in an order. */
function program(order: readonly number[], readersIn: (stack: TerraformStack) => readonly (() => Reader)[]) {
  return (app: App): void => {
    const stack = stackIn(app, "stack");
    const secret = secretIn(stack);
    const readers = readersIn(stack);
    const providers: CredentialProvider[] = [googleIn(stack, secret), apiKeyIn(stack, secret)];
    const grants = providers.flatMap((provider) => readers.map((reader) => () => provider.grantUse(reader())));
    for (const index of order) grants[index]?.();
  };
}

const ORDERS = permutations([0, 1, 2, 3]);
const KNOWN = (): (() => Reader)[] => [ROLE_ARN, OTHER_ROLE_ARN].map((arn) => () => Reader.role(arn));
const TOKENS = (stack: TerraformStack): (() => Reader)[] =>
  ["Zebra", "Ape"]
    .map((id) => new IamRole(stack, id, { assumeRolePolicy: "{}" }))
    .map((role) => () => Reader.role(role.arn));
const MIXED = (stack: TerraformStack): (() => Reader)[] => [KNOWN()[0], TOKENS(stack)[0]] as (() => Reader)[];

describe.each([
  ["known roles", KNOWN],
  ["roles of the same stack, by tokens", TOKENS],
  ["a known role and a token", MIXED],
])("two providers of one secret and two readers: %s", (_, readersIn) => {
  const text = stackText(program([0, 1, 2, 3], readersIn));

  test("make one secret policy, one KMS grant per reader, one role policy per provider and reader", () => {
    expect(Object.keys(resources(parse(text), "aws_secretsmanager_secret_policy"))).toHaveLength(1);
    expect(Object.keys(resources(parse(text), "aws_kms_grant"))).toHaveLength(2);
    expect(Object.keys(resources(parse(text), "aws_iam_role_policy"))).toHaveLength(4);
  });

  test("are the same to the byte in each of the 24 orders of calls", () => {
    const different = ORDERS.filter((order) => stackText(program(order, readersIn)) !== text);
    expect(different).toEqual([]);
  });

  test("are the same to the byte if each grant is made twice", () => {
    expect(stackText(program([3, 1, 2, 0, 0, 1, 2, 3], readersIn))).toBe(text);
  });
});

test("tokens of roles stand in the secret policy once each, in order", () => {
  const { policy } = only(parse(stackText(program([3, 0, 1, 2], TOKENS))), "aws_secretsmanager_secret_policy");
  expect(policy).toContain('"Principal" = {"AWS" = ["${aws_iam_role.Ape.arn}", "${aws_iam_role.Zebra.arn}"]}');
});

test("the order of deployers does not matter either", () => {
  const deployed = (order: readonly string[]): string =>
    stackText((app) => {
      const stack = stackIn(app, "stack");
      const google = googleIn(stack, secretIn(stack));
      const make: Record<string, () => unknown> = {
        reader: () => google.grantUse(Reader.role(ROLE_ARN)),
        deployer: () =>
          new DeployerPolicy(stack, "Deployer", {
            deployer: Deployer.role("arn:aws:iam::111122223333:role/terraform"),
            credentialProviders: [google],
          }),
        other: () =>
          new DeployerPolicy(stack, "Other", {
            deployer: Deployer.role(tokenFor("var.deployer"), { attachPolicy: true }),
            credentialProviders: [google],
          }),
      };
      for (const step of order) make[step]?.();
    });
  const [first = [], ...others] = permutations(["reader", "deployer", "other"]);
  expect(others.filter((order) => deployed(order) !== deployed(first))).toEqual([]);
});

describe("two stacks whose roles have the same construct id", () => {
  const texts = inFolder((outdir) => {
    synthesizeInto(outdir, (app) => {
      const [roles, home] = [stackIn(app, "roles"), stackIn(app, "home")];
      const google = googleIn(home, secretIn(home));
      for (const stack of [roles, home])
        google.grantUse(Reader.role(new IamRole(stack, "Agent", { assumeRolePolicy: "{}" }).arn));
    });
    return filesIn(outdir);
  });
  const home = parse(texts["stacks/home/cdk.tf.json"] as string);

  test("give two readers, each with its policy and grant", () => {
    expect(Object.keys(resources(home, "aws_iam_role_policy"))).toHaveLength(2);
    const grantees = Object.values(resources(home, "aws_kms_grant")).map(({ grantee_principal }) => grantee_principal);
    expect(grantees).toHaveLength(2);
    expect(grantees).toContain("${aws_iam_role.Agent.arn}");
    expect(new Set(grantees).size).toBe(2);
  });

  test("both stand in the secret policy", () => {
    const { policy } = only(home, "aws_secretsmanager_secret_policy");
    expect(policy).toMatch(/"AWS" = \["\${aws_iam_role\.Agent\.arn}", "\${data\.terraform_remote_state\.[^"]+}"\]/);
  });
});

test("one role in two stacks has its quota in each: they may be two accounts", () => {
  const grants = (providers: number) => (app: App) => {
    for (const id of ["dev", "prod"]) {
      const stack = stackIn(app, id);
      const role = new IamRole(stack, "Agent", { assumeRolePolicy: "{}" });
      const secret = secretIn(stack, {
        secretArn: `arn:aws:secretsmanager:us-east-1:111122223333:secret:${id}-AbCdEf`,
      });
      for (let index = 0; index < providers; index += 1)
        googleIn(stack, secret, { name: `provider-${index}` }, `P${index}`).grantUse(Reader.role(role.arn));
    }
  };
  const policies = (text: string): number => Object.keys(resources(parse(text), "aws_iam_role_policy")).length;
  expect(policies(stackText(grants(8), "dev"))).toBe(8);
  expect(programRefusals(grants(14)).map((line) => line.split(" of ")[0])).toEqual([
    expect.stringMatching(/^\[dev\/P0\] roleArn "\${aws_iam_role.Agent.arn}" gets 14 inline policies$/),
    expect.stringMatching(/^\[prod\/P0\] roleArn "\${aws_iam_role.Agent.arn}" gets 14 inline policies$/),
  ]);
});

test("statements of one policy never repeat a Sid", () => {
  const { policy } = only(parse(stackText(program([0, 1, 2, 3], KNOWN))), "aws_secretsmanager_secret_policy");
  const sids = statements(policy).map(({ Sid }) => Sid);
  expect(sids).toEqual([...new Set(sids)]);
});
