import { isOpen, isUnknown } from "../../src/decision";
import { ACCOUNT, modelOfPlan, PROVIDER, secret } from "./support/plan";
import type { PlanParts, Planned } from "./support/plan";

const OTHER = "444455556666";
const vault = (expressions: object): object => ({
  aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } },
  "aws.vault": {
    name: "aws",
    alias: "vault",
    expressions: { region: { constant_value: "us-east-1" }, ...expressions },
  },
});
const inVault: Planned = { ...PROVIDER, provider: "aws.vault" };

/** The account of a credential provider that `aws.vault` makes. */
function accountOf(parts: Partial<PlanParts>, accounts?: ReadonlyMap<string, string>): string {
  const plan = {
    resources: [inVault, ...(parts.resources ?? [])],
    ...parts,
    ...(parts.resources && { resources: [inVault, ...parts.resources] }),
  };
  const model = modelOfPlan(plan as PlanParts, accounts && { accounts });
  const account = model.providers[0]?.account;
  return isUnknown(account) ? "unknown" : account !== undefined && isOpen(account) ? "open" : String(account);
}

describe("the account of a provider configuration", () => {
  test("is the one that it allows", () => {
    expect(accountOf({ providers: vault({ allowed_account_ids: { constant_value: [OTHER] } }) })).toBe(OTHER);
    expect(accountOf({ providers: vault({ allowed_account_ids: { constant_value: [OTHER, ACCOUNT] } }) })).toBe("open");
  });

  test("is that of the role that it assumes, the last one", () => {
    const arn = (account: string): object => ({
      role_arn: { constant_value: `arn:aws:iam::${account}:role/terraform` },
    });
    expect(accountOf({ providers: vault({ assume_role: [arn(OTHER)] }) })).toBe(OTHER);
    expect(accountOf({ providers: vault({ assume_role: [arn(ACCOUNT), arn(OTHER)] }) })).toBe(OTHER);
  });

  test("comes from variables of the plan, and stays open without", () => {
    const providers = vault({ assume_role: [{ role_arn: { references: ["var.vault"] } }] });
    expect(accountOf({ providers, variables: { vault: { value: OTHER } } })).toBe(OTHER);
    expect(accountOf({ providers, variables: { vault: { value: `arn:aws:iam::${OTHER}:role/x` } } })).toBe(OTHER);
    expect(accountOf({ providers: vault({ assume_role: [{ role_arn: { references: ["local.vault"] } }] }) })).toBe(
      "open",
    );
  });

  test("is taken for granted where an expression is made of it, and open where it is made of two", () => {
    const providers = (...references: string[]): object => vault({ assume_role: [{ role_arn: { references } }] });
    const variables = {
      vault: { value: `arn:aws:iam::${OTHER}:role/x` },
      mine: { value: ACCOUNT },
      it: { value: true },
    };
    const granted = (plan: Partial<PlanParts>, accounts?: ReadonlyMap<string, string>): string[] =>
      modelOfPlan({ resources: [inVault], variables, ...plan }, accounts && { accounts })
        .assumptions.filter(({ subject }) => subject === "provider aws.vault")
        .map(({ text }) => text);
    const one = providers("var.it", "var.vault");
    expect(accountOf({ providers: one, variables })).toBe(OTHER);
    expect(granted({ providers: one })).toEqual([expect.stringContaining("made of var.it; --account aws.vault=")]);
    // Whoever says so has said so.
    expect(granted({ providers: one }, new Map([["aws.vault", OTHER]]))).toEqual([]);
    expect(granted({ providers: vault({ allowed_account_ids: { constant_value: [OTHER] } }) })).toEqual([]);
    expect(accountOf({ providers: providers("var.it", "var.vault", "var.mine"), variables })).toBe("open");
  });

  test("outranks what somebody gives for it", () => {
    const providers = vault({ allowed_account_ids: { constant_value: [OTHER] } });
    expect(accountOf({ providers }, new Map([["aws.vault", OTHER]]))).toBe(OTHER);
    expect(() => accountOf({ providers }, new Map([["aws.vault", ACCOUNT]]))).toThrow(
      `--account aws.vault=${ACCOUNT}: the provider configuration itself tells that it works in account ${OTHER}.`,
    );
    expect(() => accountOf({ providers }, new Map([["aws.valut", ACCOUNT]]))).toThrow(
      "no input has a provider configuration of that name, but aws, aws.vault.",
    );
  });

  test("is who it says that it is, not who another one is", () => {
    const providers = vault({ profile: { constant_value: "vault" } });
    const caller = (provider: string): Planned => ({
      type: "aws_caller_identity",
      name: "me",
      data: true,
      provider,
      after: { account_id: OTHER },
    });
    expect(accountOf({ providers, resources: [caller("aws.vault")] })).toBe(OTHER);
    expect(accountOf({ providers, resources: [caller("aws")] })).toBe("open");
  });

  test("is that in which it has made something", () => {
    const made: Planned = { ...secret(), provider: "aws.vault" };
    expect(accountOf({ providers: vault({ profile: {} }), resources: [made] })).toBe(ACCOUNT);
  });

  test("is given by --account, for a configuration with other credentials by its name only", () => {
    expect(accountOf({ providers: vault({}) })).toBe(ACCOUNT);
    expect(accountOf({ providers: vault({ profile: {} }) })).toBe("open");
    expect(accountOf({ providers: vault({ profile: {} }) }, new Map([["aws.vault", OTHER]]))).toBe(OTHER);
  });
});

describe("the Region of a provider configuration", () => {
  const regionOf = (references: string[], value: string): string => {
    const providers = { aws: { name: "aws", expressions: { region: { references } } } };
    const variables = { it: { value: true }, a: { value }, b: { value: "eu-west-1" } };
    const region = modelOfPlan({ resources: [PROVIDER], providers, variables }).providers[0]?.region;
    return typeof region === "string" && !isOpen(region) ? region : "open";
  };

  test("comes from a variable that is one, and stays open where there are two", () => {
    expect(regionOf(["var.a"], "us-west-2")).toBe("us-west-2");
    expect(regionOf(["var.a"], "us-gov-west-1")).toBe("us-gov-west-1");
    expect(regionOf(["var.a"], "us-west")).toBe("open");
    expect(regionOf(["var.it", "var.a", "var.b"], "us-west-2")).toBe("open");
  });
});

test("the partition is that of what a provider has made, where it does not tell its Region", () => {
  const providers = { aws: { name: "aws", expressions: {} } };
  const role: Planned = { type: "aws_iam_role", name: "new", after: { name: "new", path: "/" } };
  const key = (region: string): Planned => ({ type: "aws_kms_key", name: "k", after: { region } });
  const arns = (region: string): string[] => [
    ...modelOfPlan({ resources: [PROVIDER, role, key(region)], providers }).roles.keys(),
  ];
  expect(arns("us-gov-west-1")).toContain(`arn:aws-us-gov:iam::${ACCOUNT}:role/new`);
  expect(arns("us-east-1")).toContain(`arn:aws:iam::${ACCOUNT}:role/new`);
});
