import type { TerraformStack } from "cdktf";
import { Deployer, DeployerPolicy, Reader } from "cdktf-agentcore-identity";
import { googleIn, OTHER_ROLE_ARN, OTHER_SECRET_ARN, reader, ROLE_ARN, secretIn } from "../support/fixtures";
import { refusals, resources, synth } from "../support/synth";

const named = (count: number): string[] => Array.from({ length: count }, (_, index) => `provider-${10 + index}`);

const grants =
  (names: readonly string[], readerOf: (index: number) => Reader = () => reader()) =>
  (stack: TerraformStack): void => {
    const secret = secretIn(stack);
    names.forEach((name, index) => googleIn(stack, secret, { name }, `P${index}`).grantUse(readerOf(index)));
  };

const FEW = 6;
const IDENTITIES = 2;
const LONGEST = 250;

/** A few providers, with names of workload identities that fill the policies: statements have room to grow. */
function filled(by: number): (stack: TerraformStack) => void {
  let rest = by;
  const identity = (): string => {
    const more = Math.min(rest, LONGEST);
    rest -= more;
    return `id-${"x".repeat(more)}`;
  };
  const readers = named(FEW).map(() =>
    Reader.role(ROLE_ARN, { workloadIdentities: Array.from({ length: IDENTITIES }, (_, at) => `${at}${identity()}`) }),
  );
  if (by < 0 || rest > 0) throw new Error(`${by} is no room: fewer providers, or more`);
  return grants(named(FEW), (index) => readers[index] as Reader);
}

const size = Object.values(resources(synth(filled(0)), "aws_iam_role_policy"))
  .map(({ policy }) => String(policy).length)
  .reduce((sum, length) => sum + length, 0);

test("10,240 characters in all policies of a role together are fine", () => {
  expect(refusals(filled(10_240 - size))).toEqual([]);
});

test("10,241 are refused, once", () => {
  expect(refusals(filled(10_241 - size))).toEqual([
    `[stack/P0] roleArn "${ROLE_ARN}" gets ${FEW} inline policies of 10241 characters together, over IAM's 10240 for a role. Say policyKind: PolicyKind.MANAGED of the reader in each grant; of a deployer, attachPolicy: false, and put its document into managed policies.`,
  ]);
});

describe("of too many policies", () => {
  const names = named(2 * FEW);

  test("those of two roles are not added up", () => {
    expect(refusals(grants(names))).toHaveLength(1);
    expect(refusals(grants(names, (index) => reader(index < FEW ? ROLE_ARN : OTHER_ROLE_ARN)))).toEqual([]);
  });

  test("those that are only offered do not count", () => {
    expect(refusals(grants(names, () => Reader.role(ROLE_ARN, { attachPolicy: false })))).toEqual([]);
  });
});

test("the policy of a deployer counts with those of the same role as a reader", () => {
  const build = (attachPolicy: boolean) => (stack: TerraformStack) => {
    grants(named(8))(stack);
    const google = googleIn(
      stack,
      secretIn(stack, { secretArn: OTHER_SECRET_ARN }, "Other"),
      { name: "other" },
      "Other-Google",
    );
    const deployer = Deployer.role(ROLE_ARN, { attachPolicy });
    new DeployerPolicy(stack, "Deployer", { deployer, credentialProviders: [google] });
  };
  const quota = (lines: string[]): string[] => lines.filter((line) => line.includes("gets 9 inline policies"));
  expect([quota(refusals(build(true))).length, quota(refusals(build(false))).length]).toEqual([1, 0]);
});
