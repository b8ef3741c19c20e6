import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { App } from "cdktf";
import type { TerraformStack } from "cdktf";
import { BridgeResource, Engine, KmsAccess, SecretPolicyMode } from "cdktf-agentcore-identity";
import { ApiKeyStack } from "../../examples/api-key/stack";
import { CrossAccountVaultStack } from "../../examples/cross-account-vault/stack";
import { CustomIdpStack } from "../../examples/custom-idp/stack";
import { GoogleMapsStack } from "../../examples/google-maps/stack";
import { AGENT_ROLE_ARN, DEPLOYER_ROLE_ARN, PaymentsBridgeStack } from "../../examples/payments-bridge/stack";
import { modelFor } from "../../src/cli/commands/model";
import { resultOf } from "../../src/report/result";
import type { Result } from "../../src/report/result";
import { defaultKeyPolicy, table, violations } from "../cli/support";
import { googleIn, KEY_ARN, manyIn, manyNames, reader, secretIn } from "../support/fixtures";
import { stackOf } from "./constructs/lifecycle";
import { describeWithTerraform } from "./harness/describe-with-terraform";
import { Workspace } from "./workspace";

const KEYS = [
  "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee",
  "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe",
];

/**
 * What the command finds in the plan that Terraform makes of a stack.
 *
 * @param attached outputs that the owners of roles attach to them
 */
async function checked(stack: TerraformStack, attached: readonly (readonly [string, string])[] = []): Promise<Result> {
  const workspace = Workspace.ofStack(stack);
  await workspace.init();
  const plan = join(workspace.folder, "plan.json");
  const { json } = await workspace.plan();
  writeFileSync(plan, JSON.stringify(json));
  const documents = [
    ...KEYS.map((arn) => [`key=${arn}`, defaultKeyPolicy(arn).document]),
    ...attached.map(([arn, output]) => [`role=${arn}`, JSON.parse(String(json.output_changes?.[output]?.after))]),
  ];
  const policy = documents.map(([whose, document], index) => {
    const file = join(workspace.folder, `policy-${index}.txt`);
    writeFileSync(file, JSON.stringify(document));
    return `${String(whose)}=${file}`;
  });
  const accounts = new Map([["", "111122223333"]]);
  const options = { plans: [plan], policy, accounts, suppressions: [], json: false, strict: false };
  return resultOf(plan, modelFor(options));
}

describeWithTerraform("plans of real Terraform", () => {
  test.each(Object.entries({ ApiKeyStack, CrossAccountVaultStack, CustomIdpStack, GoogleMapsStack }))(
    "%s: the intended readers are proven",
    async (name, Stack) => {
      const result = await checked(new Stack(new App({ skipValidation: true }), name));
      const readers = result.rows.filter(({ standing }) => standing === "reader");
      expect(readers.length).toBeGreaterThan(0);
      expect(table(result)).toMatchSnapshot();
      expect(violations(result)).toEqual([]);
    },
  );

  test("PaymentsBridgeStack: the intended readers are proven, with the policies that their owners attach", async () => {
    const attached = [
      [AGENT_ROLE_ARN, "GoogleMapsPolicy"],
      [AGENT_ROLE_ARN, "WalletPolicy"],
      [DEPLOYER_ROLE_ARN, "DeployerPolicy"],
    ] as const;
    const stack = (): TerraformStack => new PaymentsBridgeStack(new App({ skipValidation: true }), "payments");
    const rows = ["terraform deployer denied allowed allowed", "checkout reader allowed allowed allowed"];
    const result = await checked(stack(), attached);
    expect(table(result)).toEqual([...rows, ...rows]);
    expect(violations(result)).toEqual([]);
  });

  test("managed policies that the plan makes: their role is proven for each provider, and another one has nothing", async () => {
    // As few as fill two policies.
    const names = manyNames(12).map((name) => name.padEnd(128, "x"));
    const result = await checked(stackOf((stack) => void manyIn(stack, names)));
    const [role] = [...result.model.roles.values()].filter(({ policies }) => policies.length > 1);
    expect(role?.policies.map(({ at }) => at.split(".")[0])).toEqual(["aws_iam_policy", "aws_iam_policy"]);
    expect(table(result)).toEqual(names.map(() => "runtime reader allowed allowed allowed"));
    expect(violations(result)).toEqual([]);

    const attachedElsewhere = await checked(
      stackOf((stack) => {
        manyIn(stack, names);
        for (const one of stack.node.findAll())
          if (one instanceof IamRolePolicyAttachment) one.addOverride("role", "somebody");
      }),
    );
    expect(new Set(table(attachedElsewhere))).toEqual(
      new Set(["runtime reader denied allowed allowed", "somebody other allowed allowed allowed"]),
    );
  });

  test.each([BridgeResource.TERRAFORM_DATA, BridgeResource.NULL_RESOURCE])(
    "a provider, secret policy and key policy made by the bridge with %s",
    async (resource) => {
      const result = await checked(
        stackOf((stack) => {
          const bridge = { resource };
          const secret = secretIn(stack, {
            policyMode: SecretPolicyMode.ADDITIVE,
            keyAccess: KmsAccess.KEY_POLICY,
            owner: "agents",
            bridge,
          });
          googleIn(stack, secret, { engine: Engine.BRIDGE, bridge }).grantUse(reader());
        }),
      );
      expect(KEYS).toContain(KEY_ARN);
      expect(result.model.providers.map(({ kind, name }) => [kind, name])).toEqual([["oauth2", "google-maps"]]);
      expect(table(result)).toContain("runtime reader allowed allowed allowed");
      expect(violations(result)).toEqual([]);
    },
  );
});
