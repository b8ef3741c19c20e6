import type { TerraformStack } from "cdktf";
import { Engine, KmsAccess, MovedConstruct, SecretPolicyMode } from "cdktf-agentcore-identity";
import { Construct } from "constructs";
import { apiKeyIn, googleIn, OTHER_SECRET_ARN, reader, secretIn } from "../support/fixtures";
import { refusals, synth } from "../support/synth";

interface Moved {
  from: string;
  to: string;
}

const movedIn = (build: (stack: TerraformStack) => void): Moved[] => (synth(build) as { moved?: Moved[] }).moved ?? [];

describe("a construct with another ID", () => {
  test("says of each of its resources where it was, whatever is granted later", () => {
    const moved = movedIn((stack) => {
      const secret = secretIn(stack, {}, "Secret");
      const google = googleIn(stack, secret, {}, "GoogleMaps");
      MovedConstruct.wasAt(google, "Google");
      google.grantUse(reader());
    });
    expect(moved).toEqual([
      {
        from: "aws_bedrockagentcore_oauth2_credential_provider.Google_AF1E99FA",
        to: "aws_bedrockagentcore_oauth2_credential_provider.GoogleMaps_B60D3978",
      },
      {
        from: expect.stringMatching(/^aws_iam_role_policy.Google_Use-runtime_[0-9A-F]{8}$/) as string,
        to: expect.stringMatching(/^aws_iam_role_policy.GoogleMaps_Use-runtime_[0-9A-F]{8}$/) as string,
      },
    ]);
  });

  test("was at the addresses that it had under its former path", () => {
    const addresses = (build: (stack: TerraformStack) => void): string[] => {
      const { resource } = synth(build) as unknown as { resource: Record<string, object> };
      return Object.entries(resource).flatMap(([type, all]) => Object.keys(all).map((id) => `${type}.${id}`));
    };
    const build = (path: readonly string[], former?: string) => (stack: TerraformStack) => {
      const ids = [...path];
      const id = ids.pop() as string;
      const scope = ids.reduce<Construct>((above, one) => new Construct(above, one), stack) as TerraformStack;
      const secret = secretIn(scope, { policyMode: SecretPolicyMode.EXCLUSIVE, keyAccess: KmsAccess.GRANT }, id);
      googleIn(scope, secret).grantUse(reader());
      if (former !== undefined) MovedConstruct.wasAt(secret, former);
    };
    const [before, after] = [["Vault"], ["Agents", "Secret"]].map((path) => addresses(build(path)));
    const moved = movedIn(build(["Agents", "Secret"], "Vault"));
    expect(moved.length).toBeGreaterThan(1);
    for (const { from, to } of moved) expect([before?.includes(from), after?.includes(to)]).toEqual([true, true]);
    expect(moved.map(({ from }) => from.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "aws_secretsmanager_secret_policy.Vault_Policy",
      "aws_kms_grant.Vault_Decrypt-runtime",
    ]);
  });

  test("moves nothing else, and nothing whose logical ID somebody set", () => {
    const moved = movedIn((stack) => {
      const google = googleIn(stack, secretIn(stack), {}, "GoogleMaps");
      google.resource.overrideLogicalId("google");
      apiKeyIn(stack, secretIn(stack, { secretArn: OTHER_SECRET_ARN }, "Other"), "Weather");
      MovedConstruct.wasAt(google, "Google");
    });
    expect(moved).toEqual([]);
  });
});

describe("is refused", () => {
  const refused = (formerPath: string, more?: (stack: TerraformStack) => void): string[] =>
    refusals((stack) => {
      const google = googleIn(stack, secretIn(stack), {}, "GoogleMaps");
      MovedConstruct.wasAt(google, formerPath);
      more?.(stack);
    });

  test.each(["", "GoogleMaps", "Vault//Google"])("the path %j", (path) => {
    expect(refused(path)).toEqual([
      `[stack/GoogleMaps] formerPath ${JSON.stringify(path)} is no other path within the stack. Give the IDs that led to the construct before, without the stack's: it is at GoogleMaps now.`,
    ]);
    expect(refused("Google")).toEqual([]);
  });

  test("a path at which another construct's resource stands now", () => {
    const weather = (engine: Engine) => (stack: TerraformStack) =>
      void apiKeyIn(stack, secretIn(stack, { secretArn: OTHER_SECRET_ARN }, "Other"), "Google", { engine });
    const google = (stack: TerraformStack): void =>
      void googleIn(stack, secretIn(stack, { secretArn: OTHER_SECRET_ARN }, "Other"), { name: "other" }, "Google");
    expect(refused("Google", google)).toEqual([
      '[stack/GoogleMaps] formerPath "Google" leads to what is there now: stack/Google/Resource. Give that one another ID, for Terraform knows one resource at an address.',
    ]);
    expect(refused("Google", weather(Engine.BRIDGE))).toEqual([]);
  });
});
