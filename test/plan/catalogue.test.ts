import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  FAMILIES,
  LISTED,
  PROVISIONER,
  judge,
  looksLikePermission,
  verdictOf,
  verdictOfCloudControl,
  type Verdict,
} from "../../src/plan/catalogue";
import { RULES } from "../../src/plan/catalogue/services";
import { schemas } from "../terraform/harness/paths";
import { readTypeList } from "../terraform/schemas/type-list";

const types = readTypeList(readFileSync(join(schemas, "aws-6.66.0-types.txt"), "utf8"));
const AWS = "registry.terraform.io/hashicorp/aws";

/** The paths that a configuration can set. */
function settable(type: string): string[] {
  const attributes = types.get(type) ?? [];
  return attributes.filter((one) => one.required || one.optional || !one.computed).map((one) => one.path);
}

const listed = (kind: Verdict["kind"]): string[] =>
  [...types.keys()].filter((type) => LISTED.get(type)?.kind === kind).sort();

const why = (verdict: Verdict): string | undefined => ("why" in verdict ? verdict.why : undefined);

const newInFamily = why(verdictOf("aws_iam_superpower") as Verdict);

describe("every resource type of aws 6.66", () => {
  test("is recorded with its attributes", () => {
    expect(types.size).toBe(1725);
    expect(types.get("aws_iam_role")).toContainEqual({
      path: "inline_policy.policy",
      required: false,
      optional: true,
      computed: false,
    });
    expect([...types].filter(([, attributes]) => attributes.length === 0)).toEqual([]);
  });

  test("has a verdict if it looks like a permission", () => {
    const without = [...types.keys()].filter(
      (type) => looksLikePermission(type, settable(type)) && verdictOf(type, AWS) === undefined,
    );
    expect(without).toEqual([]);
  });

  test("has a verdict of its own if its service is about permissions", () => {
    const byFamily = [...types.keys()].filter(
      (type) => FAMILIES.some((family) => type.startsWith(family)) && !LISTED.has(type),
    );
    expect(byFamily).toEqual([]);
  });

  test("would be unknown, were it taken off the catalogue", () => {
    for (const type of ["aws_sqs_queue_policy", "aws_lambda_permission", "aws_vpclattice_auth_policy"]) {
      expect({ type, kind: judge("new_" + type, settable(type)).kind }).toEqual({ type, kind: "unknown" });
    }
  });
});

describe("the catalogue", () => {
  test("names no type of aws that does not exist", () => {
    expect([...LISTED.keys()].filter((type) => type.startsWith("aws_") && !types.has(type))).toEqual([]);
  });

  test("has no rule for a service of which nothing looks like a permission", () => {
    const deciding = (prefix: string): boolean =>
      [...types.keys()].some(
        (type) => type.startsWith(prefix) && !LISTED.has(type) && looksLikePermission(type, settable(type)),
      );
    // What the AWS Cloud Control provider calls otherwise.
    const elsewhere = ["aws_opensearchservice_"];
    const idle = RULES.map(({ prefix }) => prefix).filter((prefix) => prefix.startsWith("aws_") && !deciding(prefix));
    expect(idle).toEqual(elsewhere);
  });

  test("has no rule that hides another, and none within a family", () => {
    const prefixes = RULES.map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(prefixes.filter((prefix) => FAMILIES.some((family) => prefix.startsWith(family)))).toEqual([]);
  });

  test("gives each reason as a sentence", () => {
    const verdicts = [...LISTED.values(), ...RULES.map(({ verdict }) => verdict), PROVISIONER];
    for (const verdict of verdicts) {
      if (verdict.kind === "read") continue;
      expect(verdict.why).toMatch(/^[A-Z][^.]{20,}\.$/);
      if (verdict.kind === "unknown") expect(verdict.touches.length).toBeGreaterThan(0);
    }
  });

  test("counts as the facts do", () => {
    const count = (kind: Verdict["kind"], test: RegExp): number =>
      listed(kind).filter((type) => test.test(type)).length;
    // What gives a role, a secret or a key its permissions, and what AgentCore makes of it.
    expect(count("read", /^aws_(iam_(role|policy)|secretsmanager|kms|bedrockagentcore)/)).toBe(18);
    // Users and groups.
    expect(count("read", /^aws_iam_(user|group)/)).toBe(12);
    expect(listed("read")).toHaveLength(30);
    // Identity Center's permission sets and the role of a new account.
    expect(count("unknown", /^aws_(ssoadmin|organizations)/)).toBe(9);
    // Engines, those that run code, those that change roles.
    expect(
      count("unknown", /^aws_(cloudformation|cloudcontrolapi|servicecatalog|serverlessapplicationrepository)/),
    ).toBe(7);
    expect(count("unknown", /^aws_(lambda|ssm|config)_/)).toBe(5);
    expect(count("unknown", /^aws_(budgets|controltower)/)).toBe(4);
    // And four that the facts count among those without effect: three make what a template describes, one makes grants.
    expect(count("unknown", /_(project|environment|revision_assets)$/)).toBe(4);
    expect(listed("unknown")).toHaveLength(30);
  });
});

describe("what is not on the list", () => {
  test.each(["aws_iam_superpower", "aws_kms_superpower", "awscc_iam_superpower", "awscc_cloudformation_superpower"])(
    "%s is unknown by its family",
    (type) => {
      expect(verdictOf(type)).toEqual({ kind: "unknown", touches: ["role", "secret", "key"], why: newInFamily });
      expect(looksLikePermission(type, [])).toBe(true);
    },
  );

  test("is unknown if it has an argument of a permission, and none if it has not", () => {
    expect(verdictOf("aws_superpower")).toBeUndefined();
    expect(judge("aws_superpower", ["name", "access.policy_document"]).kind).toBe("unknown");
    expect(judge("aws_superpower", ["name", "access.policy_url"]).kind).toBe("none");
  });

  test.each([
    ["grantee_principal", "granted_region"],
    ["managed_policy_arns", "retry_policy"],
    ["policy", "ssl_policy"],
    ["assume_role_policy", "force_detach_policies"],
    ["permissions_boundary", "block_public_policy"],
    ["a.b.principal", "principal.name"],
  ])("%s looks like a permission, %s does not", (yes, no) => {
    expect(looksLikePermission("other_thing", [yes])).toBe(true);
    expect(looksLikePermission("other_thing", [no])).toBe(false);
  });

  test("another provider's type of the same name is unknown", () => {
    expect(verdictOf("aws_iam_role", AWS)).toEqual({ kind: "read" });
    expect(verdictOf("aws_iam_role", "registry.opentofu.org/hashicorp/aws")).toEqual({ kind: "read" });
    expect(verdictOf("aws_iam_role", "registry.terraform.io/hashicorp/awscc")).toMatchObject({ kind: "unknown" });
    expect(verdictOf("aws_sqs_queue_policy", "example.com/acme/other")).toMatchObject({ kind: "unknown" });
  });

  test("Vault's role with a policy of AWS is unknown, Google's policy is not", () => {
    expect(judge("vault_aws_secret_backend_role", ["backend", "policy_document"]).kind).toBe("unknown");
    expect(judge("google_project_iam_policy", ["project", "policy_data", "policy"]).kind).toBe("none");
  });
});

describe("Cloud Control", () => {
  test.each([
    ["AWS::IAM::Role", "read"],
    ["AWS::IAM::ManagedPolicy", "read"],
    ["AWS::IAM::OIDCProvider", "none"],
    ["AWS::IAM::Superpower", "unknown"],
    ["AWS::SecretsManager::ResourcePolicy", "read"],
    ["AWS::KMS::ReplicaKey", "read"],
    ["AWS::BedrockAgentCore::OAuth2CredentialProvider", "read"],
    ["AWS::BedrockAgentCore::ApiKeyCredentialProvider", "read"],
    ["AWS::ServiceCatalog::CloudFormationProvisionedProduct", "unknown"],
    ["AWS::SSO::PermissionSet", "unknown"],
    ["AWS::SQS::QueuePolicy", "none"],
    ["AWS::CloudFormation::Stack", "unknown"],
    ["Acme::IAM::Role", "unknown"],
  ])("%s is %s", (typeName, kind) => {
    expect(verdictOfCloudControl(typeName)?.kind).toBe(kind);
  });

  test("a type that nothing is known of has no verdict", () => {
    expect(verdictOfCloudControl("AWS::Superpower::Cape")).toBeUndefined();
  });
});

test("a program that runs is unknown for everything", () => {
  for (const verdict of [PROVISIONER, verdictOf("external"), verdictOf("aws_lambda_invocation")]) {
    expect(verdict).toMatchObject({ kind: "unknown", touches: ["role", "secret", "key"] });
    expect(verdict).not.toHaveProperty("onlyNamed");
  }
  expect(verdictOf("http")).toMatchObject({ kind: "unknown", onlyNamed: true });
});
