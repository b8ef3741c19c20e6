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
