import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import type { TerraformStack } from "cdktf";
import { ExternalSecret, Reader } from "cdktf-agentcore-identity";
import {
  googleIn,
  KEY_ARN,
  managedReader as managed,
  manyIn,
  manyNames as names,
  manySecretArn as secretArn,
  OTHER_ROLE_ARN,
  ROLE_ARN,
  secretIn,
} from "../support/fixtures";
import type { Arguments, Synthesized } from "../support/synth";
import { allowed, only, refusals, resources, statements, synth } from "../support/synth";

const POLICY = "aws_iam_policy";
const ATTACHMENT = "aws_iam_role_policy_attachment";
/** That of the stack in its workspace. */
const MARK = "${local.agentcore_identity_mark}";
const INLINE = "aws_iam_role_policy";

const program =
  (all: readonly string[], reader = managed()) =>
  (stack: TerraformStack): void =>
    void manyIn(stack, all, reader);

/** The policies by name. */
const policiesOf = (synthesized: Synthesized): Map<string, Arguments> =>
  new Map(Object.values(resources(synthesized, POLICY)).map((policy) => [String(policy.name), policy]));

const charactersOf = ({ policy }: Arguments): number => JSON.stringify(JSON.parse(String(policy))).length;

test("the statements of all credential providers are folded: each kind once", () => {
  const synthesized = synth(program(names(3)));
  const { policy, ...rest } = only(synthesized, POLICY);
  expect(rest).toMatchObject({
    name: `AgentCoreIdentity-stack-runtime-0-${MARK}`,
    path: `/agentcore-identity/stack-${MARK}/runtime/`,
  });
  expect(statements(policy)).toMatchSnapshot();
  expect(only(synthesized, ATTACHMENT)).toMatchObject({
    role: "runtime",
    policy_arn: expect.stringContaining(".arn}") as string,
  });
  expect(resources(synthesized, INLINE)).toEqual({});
});

test("folded, they allow what the inline policies allow, and nothing else", () => {
  const allowedBy = (reader: Reader, type: string): string[] => [
    ...new Set(
      Object.values(resources(synth(program(names(6), reader)), type)).flatMap(({ policy }) => allowed(policy)),
    ),
  ];
  expect(allowedBy(managed(), POLICY).sort()).toEqual(allowedBy(Reader.role(ROLE_ARN), INLINE).sort());
});

test.each([16, 40])("%i credential providers are refused inline, and the way out arrives", (count) => {
  const refused = refusals(program(names(count), Reader.role(ROLE_ARN)));
  expect(refused).toEqual([expect.stringContaining("Say policyKind: PolicyKind.MANAGED of the reader in each grant")]);
  expect(refusals(program(names(count)))).toEqual([]);
  const synthesized = synth(program(names(count)));
  const policies = [...policiesOf(synthesized).values()];
  expect(policies.every((policy) => charactersOf(policy) <= 6_144)).toBe(true);
  expect(Object.keys(resources(synthesized, ATTACHMENT))).toHaveLength(policies.length);
  const reads = policies.flatMap(({ policy }) => allowed(policy)).filter((one) => one.startsWith("secretsmanager:"));
  expect(reads.sort()).toEqual(names(count).map((name) => `secretsmanager:GetSecretValue ${secretArn(name)}`));
});

test("one of 40 that goes changes the policy that it was in, and no other", () => {
  const all = names(40);
  const before = policiesOf(synth(program(all)));
  expect(before.size).toBe(3);
  for (const gone of all.filter((_, index) => index % 5 === 0)) {
    const after = policiesOf(synth(program(all.filter((name) => name !== gone))));
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...after].filter(([name, { policy }]) => before.get(name)?.policy !== policy);
    expect(changed).toHaveLength(1);
  }
});

test("the order of grants changes nothing", () => {
  const all = names(20);
  const sorted = (synthesized: Synthesized): unknown => [...policiesOf(synthesized)].sort();
  expect(sorted(synth(program([...all].reverse())))).toEqual(sorted(synth(program(all))));
});

describe("more policies than the role may have", () => {
  const all = names(40);
  const { size } = policiesOf(synth(program(all)));

  test("are refused with their number, and the way out arrives", () => {
    const most = size - 1;
    expect(refusals(program(all, managed(ROLE_ARN, { maxManagedPolicies: most })))).toEqual([
      `[stack/ReaderPolicies-runtime] reader "${ROLE_ARN}" needs ${size} managed policies for 40 credential providers, over the ${most} that it may have. Let another role read some of them, or have the account's quota of managed policies for a role raised and say maxManagedPolicies: ${size}.`,
    ]);
    expect(refusals(program(all, managed(ROLE_ARN, { maxManagedPolicies: size })))).toEqual([]);
  });

  test("are more than 10 by default", () => {
    expect(refusals(program(names(150)))).toEqual([expect.stringContaining("over the 10 that it may have")]);
  });

  test.each([0, 1.5, -1])("%d is no number of them", (maxManagedPolicies) => {
    expect(refusals(program(names(1), managed(ROLE_ARN, { maxManagedPolicies })))).toEqual([
      `[stack/provider-100] maxManagedPolicies "${maxManagedPolicies}" is not a whole number from 1. Leave it out for 10, or give the quota of the role's account.`,
    ]);
  });
});

test("each role has policies of its own", () => {
  const synthesized = synth((stack) => {
    const google = googleIn(stack, secretIn(stack));
    google.grantUse(managed());
    google.grantUse(managed(OTHER_ROLE_ARN));
  });
  expect([...policiesOf(synthesized).keys()].sort()).toEqual([
    `AgentCoreIdentity-stack-gateway-0-${MARK}`,
    `AgentCoreIdentity-stack-runtime-0-${MARK}`,
  ]);
});

test("two roles of one name through one AWS provider are refused", () => {
  const build = (stack: TerraformStack): void => {
    const secret = secretIn(stack, { kmsKeyArn: undefined });
    googleIn(stack, secret, { name: "a" }, "A").grantUse(managed());
    googleIn(stack, secret, { name: "b" }, "B").grantUse(managed("arn:aws:iam::111122223333:role/runtime"));
  };
  expect(refusals(build)).toEqual([expect.stringContaining(`has the name of another reader, ${ROLE_ARN}`)]);
});

test("attachPolicy: false makes no policy, managed or not", () => {
  const synthesized = synth(program(names(2), managed(ROLE_ARN, { attachPolicy: false })));
  expect([POLICY, ATTACHMENT, INLINE].map((type) => resources(synthesized, type))).toEqual([{}, {}, {}]);
});

test("what needs the permissions is made after the policy that holds them in the end", () => {
  const synthesized = synth((stack) => {
    const attachments = manyIn(stack, names(40)).map(({ attachment }) => attachment);
    new IamRole(stack, "After", {
      assumeRolePolicy: "{}",
      dependsOn: attachments.filter((one) => one !== undefined),
    });
  });
  const after = new Set(only(synthesized, "aws_iam_role").depends_on as string[]);
  const made = Object.keys(resources(synthesized, ATTACHMENT)).map((id) => `${ATTACHMENT}.${id}`);
  expect([...after].sort()).toEqual(made.sort());
});

describe("of ARNs that only Terraform knows", () => {
  const made = (count: number) => (stack: TerraformStack) => {
    const role = new IamRole(stack, "Role", { name: "runtime", assumeRolePolicy: "{}" });
    for (const name of names(count)) {
      const own = new SecretsmanagerSecret(stack, `Made-${name}`, { name });
      const secret = ExternalSecret.fromAttributes(stack, `Secret-${name}`, {
        secretArn: own.arn,
        region: "us-east-1",
        account: "111122223333",
        kmsKeyArn: KEY_ARN,
      });
      googleIn(stack, secret, { name }, name).grantUse(managed(role.arn));
    }
  };

  test("policies are shared out by a length that most have not, and Terraform says if one is too long", () => {
    const policies = [...policiesOf(synth(made(30))).values()];
    expect(policies.length).toBeGreaterThan(1);
    for (const { lifecycle } of policies)
      expect(lifecycle).toMatchObject({
        postcondition: [{ condition: "${length(self.policy) <= 6144}" }],
      });
  });
});
