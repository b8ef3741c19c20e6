import { describeWithTerraform } from "../harness/describe-with-terraform";
import type { Steering } from "./steering";
import { Workspace } from "../workspace";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const ROLE = "arn:aws:iam::111122223333:role/agent";

const statement = (Sid: string, more: object = {}): object => ({
  Sid,
  Effect: "Allow",
  Action: "secretsmanager:GetSecretValue",
  Resource: "*",
  ...more,
});
const policy = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** What Terraform says of all that is refused, or "applied". */
async function applied(resource: object, world?: Steering, region = "us-east-1"): Promise<string> {
  const workspace = await Workspace.ofFiles(
    {
      "main.tf.json": {
        terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "6.66.0" } } },
        provider: { aws: { region } },
        resource,
      },
    },
    { world },
  );
  await workspace.init();
  return workspace.apply().then(
    () => "applied",
    (error: Error) => error.message,
  );
}

const rolePolicy = (...sids: string[]): object => ({
  aws_iam_role_policy: { a: { name: "a", role: "agent", policy: policy(...sids.map((sid) => statement(sid))) } },
});
const secretPolicy = (secret_arn: string, ...sids: string[]): object => ({
  aws_secretsmanager_secret_policy: {
    a: { secret_arn, policy: policy(...sids.map((sid) => statement(sid, { Principal: { AWS: ROLE } }))) },
  },
});

describeWithTerraform("the stand-in refuses what AWS refuses", () => {
  test("equal Sids in a policy", async () => {
    const both = (...sids: string[]): object => ({ ...rolePolicy(...sids), ...secretPolicy(SECRET, ...sids) });
    const refused = await applied(both("One", "One"));
    expect(refused).toContain("Statement IDs (SID) in a single policy must be unique.");
    expect(refused.match(/must be unique/g)).toHaveLength(2);
    expect(await applied(both("One", "Two"))).toBe("applied");
  });

  test("policies over IAM's quotas", async () => {
    const filled = (characters: number): string => {
      const empty = policy(statement("One", { Resource: "" }));
      return policy(statement("One", { Resource: "x".repeat(characters - empty.length) }));
    };
    /** A managed policy, two of a role that are inline, and managed ones that are attached to a role. */
    const made = (managed: number, inline: number, attached: number, role = "agent"): object => ({
      aws_iam_policy: { a: { name: "a", policy: filled(managed) } },
      aws_iam_role_policy: {
        a: { name: "a", role: "agent", policy: filled(6000) },
        b: { name: "b", role: "agent", policy: filled(inline), depends_on: ["aws_iam_role_policy.a"] },
      },
      aws_iam_role_policy_attachment: {
        first: { role, policy_arn: "arn:aws:iam::111122223333:policy/first" },
        more: {
          count: attached - 1,
          role: "agent",
          policy_arn: "arn:aws:iam::111122223333:policy/more-${count.index}",
        },
      },
    });
    const refused = await applied(made(6145, 4241, 11));
    expect(refused).toContain("LimitExceeded: Cannot exceed quota for PolicySize: 6144");
    expect(refused).toContain("Maximum policy size of 10240 bytes exceeded for role agent");
    expect(refused).toContain("LimitExceeded: Cannot exceed quota for PoliciesPerRole: 10");
    expect(await applied(made(6144, 4240, 11, "other"))).toBe("applied");
    expect(await applied(made(6144, 4240, 11), { policiesPerRole: 20 })).toBe("applied");
  });

  test("a policy for a secret of another Region, or for a replica", async () => {
    expect(await applied(secretPolicy(SECRET, "One"), undefined, "us-west-2")).toContain("is not in us-west-2");
    const world = (isReplica?: true): Steering => ({ secrets: { [SECRET]: { ...(isReplica && { isReplica }) } } });
    expect(await applied(secretPolicy(SECRET, "One"), world(true))).toContain(
      "must be made in primary secret's region",
    );
    expect(await applied(secretPolicy(SECRET, "One"), world())).toBe("applied");
  });

  test("a target that no gateway could call, or that waits for a user", async () => {
    const provider_arn =
      "arn:aws:bedrock-agentcore:us-east-1:111122223333:token-vault/default/oauth2credentialprovider/p";
    const targets = (...all: readonly (readonly [oauth: object, configuration: object])[]): object => ({
      aws_bedrockagentcore_gateway: { g: { name: "g", role_arn: ROLE, authorizer_type: "AWS_IAM" } },
      aws_bedrockagentcore_gateway_target: Object.fromEntries(
        all.map(([oauth, configuration], index) => [
          `t${index}`,
          {
            gateway_identifier: "${aws_bedrockagentcore_gateway.g.gateway_id}",
            name: `t${index}`,
            credential_provider_configuration: [{ oauth: [{ provider_arn, scopes: [], ...oauth }] }],
            target_configuration: [{ mcp: [configuration] }],
          },
        ]),
      ),
    });
    const server = { mcp_server: [{ endpoint: "https://mcp.example.com" }] };
    const schema = { open_api_schema: [{ inline_payload: [{ payload: "{}" }] }] };
    const grant_type = "AUTHORIZATION_CODE";
    const default_return_url = "https://agents.example";
    expect(await applied(targets([{}, server], [{ grant_type, default_return_url }, schema]))).toBe("applied");
    expect(await applied(targets([{}, server]), undefined, "us-west-2")).toContain("is not in us-west-2");
    const refused = await applied(targets([{ grant_type }, schema], [{ grant_type, default_return_url }, server]));
    expect(refused).toContain("defaultReturnUrl is required");
    expect(refused).toContain("CREATE_PENDING_AUTH");
  });
});
