import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { CredentialProvider } from "cdktf-agentcore-identity";
import {
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  KmsAccess,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { vaultSecret } from "../support/accounts";
import {
  apiKeyIn,
  googleIn,
  KEY_ARN,
  OTHER_ROLE_ARN,
  OTHER_SECRET_ARN,
  reader,
  ROLE_ARN,
  SECRET_ARN,
  secretIn,
} from "../support/fixtures";
import { only, refusals, resolved, resources, statements, synth, tokenFor } from "../support/synth";

const DEPLOYER_ARN = "arn:aws:iam::111122223333:role/terraform";
const deployer = (attachPolicy = false): Deployer => Deployer.role(DEPLOYER_ARN, { attachPolicy });

function document(providersIn: (stack: TerraformStack) => CredentialProvider[]): string {
  let text = "";
  synth((stack) => {
    const policy = new DeployerPolicy(stack, "Deployer", {
      deployer: deployer(),
      credentialProviders: providersIn(stack),
    });
    text = resolved(stack, policy.policyDocument);
  });
  return text;
}

const sids = (policy: unknown): string[] => statements(policy).map(({ Sid }) => Sid.replace("AgentCoreIdentity", ""));
const resource = (policy: unknown, sid: string): unknown =>
  statements(policy).find(({ Sid }) => Sid === `AgentCoreIdentity${sid}`)?.Resource;

function granted(stack: TerraformStack, secret: ExternalSecret, role = reader()): CredentialProvider {
  const google = googleIn(stack, secret);
  google.grantUse(role);
  return google;
}

describe("of a provider with a secret, a key and a reader", () => {
  const policy = document((stack) => [granted(stack, secretIn(stack))]);

  test("is this", () => {
    expect(JSON.parse(policy)).toMatchSnapshot();
  });

  test("manages the provider, reads secret and key, writes policy, grants and the reader's policy", () => {
    expect(sids(policy)).toEqual([
      "ManageOauth2CredentialProvider",
      "ReadSecret",
      "Decrypt1",
      "SecretPolicy",
      "PutSecretPolicy",
      "CreateGrant1",
      "ListGrants",
      "RolePolicy",
    ]);
    expect(
      ["ReadSecret", "Decrypt1", "SecretPolicy", "CreateGrant1", "ListGrants", "RolePolicy"].map((sid) =>
        resource(policy, sid),
      ),
    ).toEqual([[SECRET_ARN], [KEY_ARN], [SECRET_ARN], [KEY_ARN], [KEY_ARN], [ROLE_ARN]]);
  });
});

describe("leaves out what Terraform does not write", () => {
  test.each<[string, string, (stack: TerraformStack) => CredentialProvider]>([
    [
      "SecretPolicy",
      "the secret policy",
      (stack) => granted(stack, secretIn(stack, { policyMode: SecretPolicyMode.NONE })),
    ],
    ["CreateGrant1", "grants", (stack) => granted(stack, secretIn(stack, { keyAccess: KmsAccess.NONE }))],
    ["Decrypt1", "a key", (stack) => granted(stack, secretIn(stack, { kmsKeyArn: undefined }))],
    [
      "RolePolicy",
      "a reader's policy",
      (stack) => granted(stack, secretIn(stack), Reader.role(ROLE_ARN, { attachPolicy: false })),
    ],
  ])("%s without %s", (sid, _, providerIn) => {
    expect(sids(document((stack) => [providerIn(stack)]))).not.toContain(sid);
    expect(sids(document((stack) => [granted(stack, secretIn(stack))]))).toContain(sid);
  });

  test("policy and grants of another account, which another AWS provider writes", () => {
    const policy = document((stack) => [granted(stack, ExternalSecret.fromArn(stack, "Secret", vaultSecret(stack)))]);
    expect(sids(policy)).toEqual(["ManageOauth2CredentialProvider", "ReadSecret", "Decrypt1", "RolePolicy"]);
  });

  test("but not those of the default AWS provider, named or not", () => {
    const policy = document((stack) => {
      const google = googleIn(stack, secretIn(stack), { provider: stack.node.findChild("Aws") as AwsProvider });
      google.grantUse(reader());
      return [google];
    });
    expect(policy).toBe(document((stack) => [granted(stack, secretIn(stack))]));
  });
});

test("covers several providers and secrets, each once, in whatever order", () => {
  const both = (reverse: boolean): string =>
    document((stack) => {
      const shared = secretIn(stack);
      const providers = [
        googleIn(stack, shared),
        apiKeyIn(stack, shared),
        googleIn(stack, secretIn(stack, { secretArn: OTHER_SECRET_ARN }, "Other"), { name: "other" }, "Other-Google"),
      ];
      return reverse ? providers.reverse() : providers;
    });
  expect(both(true)).toBe(both(false));
  expect(resource(both(false), "ReadSecret")).toEqual([SECRET_ARN, OTHER_SECRET_ARN]);
  expect(sids(both(false)).filter((sid) => sid.startsWith("Decrypt"))).toEqual(["Decrypt1", "Decrypt2"]);
});

describe("lets the deployer in", () => {
  const synthesized = synth((stack) => {
    const credentialProviders = [granted(stack, secretIn(stack))];
    new DeployerPolicy(stack, "Deployer", { deployer: deployer(true), credentialProviders });
  });

  test("at the secret, where it reads and describes", () => {
    expect(statements(only(synthesized, "aws_secretsmanager_secret_policy").policy)[1]).toMatchObject({
      Sid: "AgentCoreIdentityDeployers",
      Principal: { AWS: [DEPLOYER_ARN] },
    });
  });

  test("at the key, by a grant of its own", () => {
    const grantees = Object.values(resources(synthesized, "aws_kms_grant")).map(
      ({ grantee_principal }) => grantee_principal,
    );
    expect(grantees.sort()).toEqual([ROLE_ARN, DEPLOYER_ARN]);
  });

  test("before the provider is made", () => {
    const after = only(synthesized, "aws_bedrockagentcore_oauth2_credential_provider").depends_on as string[];
    expect(after.map((address) => address.split(".")[0]).sort()).toEqual([
      "aws_iam_role_policy",
      "aws_kms_grant",
      "aws_secretsmanager_secret_policy",
      "terraform_data",
    ]);
  });
});

describe("grants", () => {
  const grantsOf = (...deployers: readonly string[]): { grants: Record<string, unknown>[]; sids: string[] } => {
    let text = "";
    const synthesized = synth((stack) => {
      const credentialProviders = [granted(stack, secretIn(stack))];
      for (const [index, roleArn] of deployers.entries()) {
        const policy = new DeployerPolicy(stack, `Deployer${index}`, {
          deployer: Deployer.role(roleArn),
          credentialProviders,
        });
        text = resolved(stack, policy.policyDocument);
      }
      credentialProviders[0]?.grantUse(reader(OTHER_ROLE_ARN));
    });
    return { grants: Object.values(resources(synthesized, "aws_kms_grant")), sids: text === "" ? [] : sids(text) };
  };

  test("name their only deployer as the one that retires them, whenever they are made", () => {
    const { grants, sids: written } = grantsOf(DEPLOYER_ARN);
    expect(grants.map(({ retiring_principal, retire_on_delete }) => [retiring_principal, retire_on_delete])).toEqual(
      Array(3).fill([DEPLOYER_ARN, true]),
    );
    expect(written).not.toContain("RevokeGrant");
  });

  test("name the same deployer once, though two policies name it", () => {
    expect(grantsOf(DEPLOYER_ARN, DEPLOYER_ARN).sids).not.toContain("RevokeGrant");
  });

  test("name none of two deployers, so both may revoke", () => {
    const { grants, sids: written } = grantsOf(DEPLOYER_ARN, "arn:aws:iam::111122223333:role/other");
    expect(grants).toHaveLength(4);
    expect(grants.filter(({ retiring_principal, retire_on_delete }) => retiring_principal ?? retire_on_delete)).toEqual(
      [],
    );
    expect(written).toContain("RevokeGrant");
  });

  test("name nobody without a DeployerPolicy, or if another role makes them", () => {
    expect(grantsOf().grants.map(({ retiring_principal }) => retiring_principal)).toEqual([undefined, undefined]);
    const synthesized = synth((stack) => {
      const vault = ExternalSecret.fromArn(stack, "Secret", vaultSecret(stack));
      new DeployerPolicy(stack, "Deployer", {
        deployer: deployer(),
        credentialProviders: [granted(stack, vault)],
      });
    });
    expect(
      Object.values(resources(synthesized, "aws_kms_grant")).map(({ retiring_principal }) => retiring_principal),
    ).toEqual([undefined, undefined]);
  });
});

test("writes inline policies only within the boundary that is given", () => {
  const boundary = "arn:aws:iam::111122223333:policy/agents";
  let text = "";
  const make = (permissionsBoundaryArn: string) => (stack: TerraformStack) => {
    const policy = new DeployerPolicy(stack, "Deployer", {
      deployer: deployer(),
      credentialProviders: [granted(stack, secretIn(stack))],
      permissionsBoundaryArn,
    });
    text = resolved(stack, policy.policyDocument);
  };
  synth(make(boundary));
  expect(statements(text).find(({ Sid }) => Sid === "AgentCoreIdentityRolePolicy")?.Condition).toEqual({
    StringEquals: { "iam:PermissionsBoundary": boundary },
  });
  synth(make(tokenFor("var.boundary")));
  expect(text).toContain('{"iam:PermissionsBoundary" = "${var.boundary}"}');
  expect(refusals(make("arn:aws:iam::111122223333:policy/*"))).toEqual([
    '[stack/Deployer] permissionsBoundaryArn "arn:aws:iam::111122223333:policy/*" is not the ARN of a managed policy. Give an ARN like arn:aws:iam::111122223333:policy/agent-boundary.',
  ]);
  expect(refusals(make("arn:aws:iam::aws:policy/PowerUserAccess"))).toEqual([]);
});

describe("is attached", () => {
  const names = (attachPolicy: boolean, ids: readonly string[]): unknown[] => {
    const synthesized = synth((stack) => {
      const credentialProviders = [googleIn(stack, secretIn(stack))];
      for (const id of ids) new DeployerPolicy(stack, id, { deployer: deployer(attachPolicy), credentialProviders });
    });
    return Object.values(resources(synthesized, "aws_iam_role_policy")).map(({ name_prefix }) => name_prefix);
  };

  test("on demand only", () => {
    expect(names(false, ["Deployer"])).toEqual([]);
    expect(names(true, ["Deployer"])).toEqual(["AgentCoreIdentity-deployer-stack-Deployer-"]);
  });

  test("under a name of its own, for one role may have several", () => {
    expect(names(true, ["East", "West Coast"])).toEqual([
      "AgentCoreIdentity-deployer-stack-East-",
      "AgentCoreIdentity-deployer-stack-West-Coast-",
    ]);
  });
});

describe("is refused", () => {
  const refused = (role: Deployer, providersIn: (stack: TerraformStack) => CredentialProvider[]): string[] =>
    refusals(
      (stack) =>
        void new DeployerPolicy(stack, "Deployer", { deployer: role, credentialProviders: providersIn(stack) }),
    );

  test("without a provider", () => {
    expect(refused(deployer(), () => [])).toEqual([
      "[stack/Deployer] credentialProviders is empty. Name at least one credential provider.",
    ]);
  });

  test("for providers of two Regions", () => {
    const secretArn = SECRET_ARN.replace("us-east-1", "eu-west-1").replace("AbCdEf", "GhIjKl");
    const lines = refused(deployer(), (stack) => [
      googleIn(stack, secretIn(stack)),
      googleIn(
        stack,
        secretIn(stack, { secretArn, kmsKeyArn: undefined }, "B"),
        { provider: new AwsProvider(stack, "Eu", { alias: "eu", region: "eu-west-1" }) },
        "B-Google",
      ),
    ]);
    expect(lines).toEqual([
      '[stack/Deployer] credentialProviders "eu-west-1, us-east-1" are in different Regions, and a token vault is in one. Make one DeployerPolicy for each Region.',
    ]);
  });

  test("for a deployer that is no role", () => {
    const root = Deployer.role("arn:aws:iam::111122223333:root");
    expect(refused(root, (stack) => [googleIn(stack, secretIn(stack))])).toEqual([
      '[stack/Deployer] roleArn "arn:aws:iam::111122223333:root" is a whole account. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.',
    ]);
  });
});

test("a deployer that is a token is put into ARNs by Terraform", () => {
  const synthesized = synth((stack) => {
    new DeployerPolicy(stack, "Deployer", {
      deployer: Deployer.role(tokenFor("var.deployer"), { attachPolicy: true }),
      credentialProviders: [googleIn(stack, secretIn(stack))],
    });
  });
  const { policy, role } = only(synthesized, "aws_iam_role_policy");
  expect(policy).toContain(
    '"arn:aws:bedrock-agentcore:us-east-1:${try(split(":", "${var.deployer}")[4], "")}:token-vault/default"',
  );
  expect(role).toBe('${try(regex("[^/]+$", "${var.deployer}"), "")}');
});
