import type { TerraformStack } from "cdktf";
import { BridgeRemoval, Engine, KmsAccess, SecretPolicyMode } from "cdktf-agentcore-identity";
import { fails } from "../../../src/proof/findings/findings";
import type { Result } from "../../../src/report/result";
import { exitCodeOf } from "../../../src/report/result";
import type { Sandbox } from "../../../src/sandbox/sandbox";
import {
  apiKeyIn,
  googleIn,
  KEY_ARN,
  OTHER_ROLE_ARN,
  reader,
  ROLE_ARN,
  SECRET_ARN,
  secretIn,
} from "../../support/fixtures";
import { accountWith, checkedIn, inSandbox } from "../account";
import { stackOf } from "../constructs/lifecycle";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Workspace } from "../workspace";

type Build = (stack: TerraformStack) => void;

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await accountWith(["client_secret", "api_key"]);
});
afterEach(() => sandbox.close());

const SHARED = { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY };

const shared =
  (...roles: string[]): Build =>
  (stack) => {
    const key = apiKeyIn(stack, secretIn(stack, SHARED), "Key", { engine: Engine.BRIDGE });
    for (const role of roles) key.grantUse(reader(role));
  };

async function applied(build: Build): Promise<Workspace> {
  const workspace = Workspace.ofStack(stackOf(build), inSandbox(sandbox));
  await workspace.init();
  await workspace.apply();
  return workspace;
}

/** What `check` says of the plan for another program. */
async function checked(workspace: Workspace, build: Build): Promise<Result> {
  workspace.replaceStack(stackOf(build));
  // The AWS provider reads what the bridge has written.
  const { policy } = sandbox.secrets.of(SECRET_ARN);
  workspace.steer({ secrets: { [SECRET_ARN]: { secretString: {}, kmsKeyId: KEY_ARN, policy } } });
  return checkedIn(sandbox, workspace);
}

const failing = ({ findings }: Result): string[] =>
  findings
    .filter(fails)
    // Nothing is given that says who should read.
    .filter(({ rule }) => rule.id !== "AGC003")
    .map(({ rule, subject }) => `${rule.id} ${subject}`);
const answers = ({ rows }: Result, role: string): string | undefined =>
  rows
    .filter(({ principal }) => principal === role)
    .map(({ read, decrypt }) => `${read.verdict} ${decrypt.verdict}`)[0];

describeWithTerraform("a plan that drops what the bridge has made", () => {
  test("with the last construct of ours: check names what would stay, and still counts it; a BridgeRemoval takes it away (P1)", async () => {
    const workspace = await applied(shared(ROLE_ARN));
    const dropped = await checked(workspace, () => undefined);
    expect(failing(dropped).filter((one) => one.startsWith("AGC021"))).toEqual([]);
    const left = dropped.findings.filter(({ detail }) => detail.includes("would stay at AWS as it is")).filter(fails);
    expect(left.map(({ subject }) => subject).sort()).toEqual([KEY_ARN, SECRET_ARN, "weather"].sort());
    expect(left.map(({ detail }) => detail).join("\n")).toContain("In a program put a BridgeRemoval into the stack");
    expect(answers(dropped, ROLE_ARN)).toBe("allowed allowed");
    expect(exitCodeOf(dropped, false)).toBe(1);

    const removed = await checked(workspace, (stack) => void new BridgeRemoval(stack, "Removal"));
    expect(removed.findings.filter(({ detail }) => detail.includes("would stay"))).toEqual([]);
    expect(answers(removed, ROLE_ARN)).toBeUndefined();
  });

  test("with a grant: its role is not counted any more, by the policies as they were read before", async () => {
    const workspace = await applied(shared(ROLE_ARN, OTHER_ROLE_ARN));
    const both = await checked(workspace, shared(ROLE_ARN, OTHER_ROLE_ARN));
    expect([answers(both, ROLE_ARN), answers(both, OTHER_ROLE_ARN)]).toEqual(["allowed allowed", "allowed allowed"]);
    const one = await checked(workspace, shared(OTHER_ROLE_ARN));
    expect([answers(one, ROLE_ARN), answers(one, OTHER_ROLE_ARN)]).toEqual([undefined, "allowed allowed"]);
    expect(failing(one)).toEqual([]);
  });

  test("with a mode: an exclusive policy that the statements take the place of does not stay", async () => {
    const moded =
      (policyMode: SecretPolicyMode): Build =>
      (stack) =>
        void googleIn(stack, secretIn(stack, { ...SHARED, policyMode })).grantUse(reader());
    const workspace = await applied(moded(SecretPolicyMode.EXCLUSIVE));
    const switched = await checked(workspace, moded(SecretPolicyMode.ADDITIVE));
    expect(switched.findings.filter(({ detail }) => detail.includes("stays in force"))).toEqual([]);
    expect(answers(switched, ROLE_ARN)).toBe("allowed allowed");
  });
});
