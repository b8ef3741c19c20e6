import type { GivenLimit } from "../../../src/plan/given";
import type { Holds, Statement } from "./world";
import { AGENTCORE, allow, deny, document, KEY, lines, OURS, role, SECRET, THEIRS, whoCan } from "./world";

const READ = "secretsmanager:GetSecretValue";
const PUT = "secretsmanager:PutResourcePolicy";

/** What is said of one principal; undefined where it is not even asked. */
const said = (action: string, name: string, holds: Holds, thing?: string): string | undefined =>
  lines(whoCan(action, holds, thing))
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);

const withPolicy = (...policy: readonly Statement[]): Holds => ({ roles: { agent: { policy } } });
const to = (name: string, more: Statement = {}): Statement => ({ Principal: { AWS: role(name) }, ...more });
const limit = (kind: GivenLimit["kind"], subject: string, ...statements: readonly Statement[]): GivenLimit => ({
  kind,
  subject,
  file: `${kind}.json`,
  document: document(...statements),
});

describe("one account", () => {
  test.each<[string, Holds, string, string | undefined]>([
    ["an identity policy", withPolicy(allow(PUT)), PUT, "allowed"],
    ["one about another action", withPolicy(allow(READ)), PUT, undefined],
    ["one about another secret", withPolicy(allow(PUT, { Resource: `${SECRET}x` })), PUT, undefined],
    [
      "an identity policy that the secret policy denies",
      { ...withPolicy(allow(PUT)), secret: [deny(PUT, { Principal: "*" })] },
      PUT,
      "denied",
    ],
    ["a secret policy", { roles: { agent: {} }, secret: [allow(PUT, to("agent"))] }, PUT, "allowed"],
    [
      "a secret policy about another action",
      { roles: { agent: {} }, secret: [allow(READ, to("agent"))] },
      PUT,
      "denied",
    ],
  ])("%s", (_, holds, action, wanted) => expect(said(action, "agent", holds)).toBe(wanted));

  test("users, and whoever is in a group", () => {
    const holds: Holds = { users: { ada: [allow(PUT)], bob: [allow(READ)] }, groups: { ops: [allow(PUT)] } };
    expect(lines(whoCan(PUT, holds)).sort()).toEqual(["ada allowed", "ops allowed"]);
  });

  test("a permissions boundary and its lack", () => {
    const policy = [allow([PUT, READ])];
    const holds: Holds = { roles: { agent: { policy, boundary: [allow(READ)] }, free: { policy } } };
    expect(lines(whoCan(PUT, holds)).sort()).toEqual(["agent denied", "free allowed"]);
    expect(said(READ, "agent", holds)).toBe("allowed");
  });

  test.each<[string, GivenLimit, string]>([
    ["an SCP that leaves the action out", limit("scp", OURS, allow(READ)), "denied"],
    ["an SCP that has it", limit("scp", OURS, allow("secretsmanager:*")), "allowed"],
    ["an RCP that denies it", limit("rcp", OURS, deny(PUT, { Principal: "*" })), "denied"],
    ["an RCP that denies another", limit("rcp", OURS, deny(READ, { Principal: "*" })), "allowed"],
    ["a session policy without it", limit("session", role("agent"), allow(READ)), "denied"],
    ["a session policy with it", limit("session", role("agent"), allow(PUT)), "allowed"],
  ])("%s", (_, one, wanted) =>
    expect(said(PUT, "agent", { ...withPolicy(allow("secretsmanager:*")), limits: [one] })).toBe(wanted),
  );

  test("a session that the policy names, and no other", () => {
    const session = `arn:aws:sts::${OURS}:assumed-role/agent/night`;
    const holds: Holds = { roles: { agent: {} }, secret: [allow(PUT, { Principal: { AWS: session } })] };
    expect(lines(whoCan(PUT, holds))).toEqual([`${session} allowed`]);
  });
});

describe("across accounts", () => {
  const secret = [allow(READ, { Principal: { AWS: role("vault", THEIRS) } })];
  test("of an account that is not seen it hangs on that account, too", () => {
    expect(lines(whoCan(READ, { secret }))).toEqual([`vault conditional if account ${THEIRS} allows it, too`]);
    expect(said(PUT, "vault", { secret })).toBe("denied");
  });

  test.each([
    ["allows it", READ, "allowed"],
    ["does not", PUT, "denied"],
  ])("a role of which a policy is given that %s", (_, action, wanted) => {
    const given = [
      { kind: "role" as const, arn: role("vault", THEIRS), file: "vault.json", document: document(allow(action)) },
    ];
    expect(said(READ, "vault", { secret, given })).toBe(wanted);
  });

  test("an identity policy alone is not enough", () => {
    const given = [
      { kind: "role" as const, arn: role("vault", THEIRS), file: "vault.json", document: document(allow("*")) },
    ];
    expect(said(READ, "vault", { given })).toBe("denied");
  });

  test("everybody of an account or organization is one made up, and nobody without the statement", () => {
    const open = (Principal: unknown, more: Statement = {}): string[] =>
      lines(whoCan(READ, { secret: [allow(READ, { Principal, ...more })] }));
    expect(open({ AWS: `arn:aws:iam::${THEIRS}:root` })).toEqual([
      expect.stringMatching(
        new RegExp(`^any(body)? .*of account ${THEIRS} conditional if its account allows it, too$`),
      ),
    ]);
    expect(open("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }).join()).toContain(
      "of organization o-a1b2c3d4e5 conditional if its account allows it, too",
    );
    expect(open({ AWS: role("vault", THEIRS) }).join()).not.toContain("any");
  });
});

describe("under a condition", () => {
  test.each<[string, string, Statement, string]>([
    [
      "from where it comes",
      PUT,
      { StringEquals: { "aws:SourceVpce": "vpce-1" } },
      "conditional if aws:SourceVpce=vpce-1",
    ],
    [
      "a parameter of the request",
      PUT,
      { Bool: { "secretsmanager:BlockPublicPolicy": "true" } },
      "conditional if secretsmanager:BlockPublicPolicy=true",
    ],
    ["a tag that no input tells", PUT, { StringEquals: { "aws:ResourceTag/team": "a" } }, "unknown"],
    [
      "through AgentCore, which reads",
      READ,
      { "ForAnyValue:StringEquals": { "aws:CalledVia": AGENTCORE } },
      "conditional if it asks through AgentCore",
    ],
    [
      "through a service of which it speaks",
      PUT,
      { "ForAnyValue:StringEquals": { "aws:CalledVia": "cloudformation.amazonaws.com" } },
      "conditional if it asks through cloudformation.amazonaws.com",
    ],
    [
      "through whatever service",
      PUT,
      { Bool: { "aws:ViaAWSService": "true" } },
      "conditional if it asks through another AWS service",
    ],
    ["by itself alone", PUT, { Bool: { "aws:ViaAWSService": "false" } }, "allowed"],
    ["what never is", PUT, { StringEquals: { "aws:PrincipalAccount": THEIRS } }, "denied"],
  ])("%s", (_, action, Condition, wanted) =>
    expect(said(action, "agent", withPolicy(allow(action, { Condition })))).toBe(wanted),
  );

  test("a denial that one way escapes", () => {
    const Condition = { StringNotEquals: { "aws:SourceVpce": "vpce-1" } };
    expect(said(PUT, "agent", withPolicy(allow(PUT), deny(PUT, { Condition })))).toBe(
      "conditional if aws:SourceVpce=vpce-1",
    );
    expect(said(PUT, "agent", withPolicy(allow(PUT), deny(PUT)))).toBe("denied");
  });
});

describe("keys", () => {
  const ROOT = allow("kms:*", { Principal: { AWS: `arn:aws:iam::${OURS}:root` } });
  const CREATE = "kms:CreateGrant";

  test("a key policy that hands on to IAM, and one that does not", () => {
    const holds = withPolicy(allow(CREATE));
    expect(said(CREATE, "agent", { ...holds, key: [ROOT] })).toBe("allowed");
    expect(said(CREATE, "agent", { ...holds, key: [{ ...ROOT, Action: "kms:Decrypt" }] })).toBe("denied");
  });

  test("without the key policy nobody knows, and what would tell is named", () => {
    const found = whoCan(CREATE, { ...withPolicy(allow(CREATE)), grants: [grant("Decrypt")] });
    expect(lines(found)).toContain("agent unknown");
    expect(lines(found).join()).toContain("anybody, even without credentials unknown");
    expect(found[0]?.answer.why).toContain(`--policy key=${KEY}=FILE`);
  });

  const grant = (operation: string, more: object = {}): Statement => ({
    grantee_principal: role("agent"),
    operations: [operation],
    ...more,
  });

  test("a grant of the operation, of another, and of one with an encryption context", () => {
    const key = [{ ...ROOT, Action: "kms:PutKeyPolicy" }];
    const asked = (...grants: readonly Statement[]): string | undefined =>
      said("kms:Decrypt", "agent", { roles: { agent: {} }, key, grants });
    expect(asked(grant("Decrypt"))).toBe("allowed");
    expect(asked(grant("Encrypt"))).toBe("denied");
    const constraints = [{ encryption_context_subset: { SecretARN: SECRET } }];
    expect(asked(grant("Decrypt", { constraints }))).toMatch(
      /^conditional if it is for .*google-oauth-AbCdEf, through Secrets Manager or/,
    );
  });

  test("who may make grants, as long as they are for one service or operation", () => {
    const policy = (Condition: Statement): Holds => ({ ...withPolicy(allow(CREATE, { Condition })), key: [ROOT] });
    expect(said(CREATE, "agent", policy({ "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] } }))).toBe(
      "conditional if kms:GrantOperations=Decrypt",
    );
    expect(said(CREATE, "agent", policy({ Bool: { "kms:GrantIsForAWSResource": "true" } }))).toBe(
      "conditional if an AWS service makes the grant for it",
    );
  });

  test("decryption through Secrets Manager alone, and through a service that the package does not know", () => {
    const via = (service: string): string | undefined =>
      said("kms:Decrypt", "agent", {
        ...withPolicy(allow("kms:Decrypt", { Condition: { StringEquals: { "kms:ViaService": service } } })),
        key: [ROOT],
      });
    expect(via("secretsmanager.us-east-1.amazonaws.com")).toBe(
      `conditional if it is for ${SECRET}, through Secrets Manager or it is for ${SECRET}, through AgentCore`,
    );
    expect(via("s3.us-east-1.amazonaws.com")).toBe("conditional if it asks through s3.us-east-1.amazonaws.com");
  });
});

describe("services", () => {
  const named = (more: Statement = {}): string[] =>
    lines(whoCan(READ, { secret: [allow(READ, { Principal: { Service: AGENTCORE }, ...more })] }));

  test("one that the policy names, for whomever or for one account, and no other", () => {
    expect(named()).toEqual([`${AGENTCORE} allowed`]);
    expect(named({ Condition: { StringEquals: { "aws:SourceAccount": OURS } } })).toEqual([
      `${AGENTCORE} conditional if it asks on behalf of account ${OURS}`,
    ]);
    expect(named({ Action: PUT })).toEqual([`${AGENTCORE} denied`]);
  });
});

describe("credential providers", () => {
  const UPDATE = "bedrock-agentcore:UpdateOauth2CredentialProvider";
  const vault = `arn:aws:bedrock-agentcore:us-east-1:${OURS}:token-vault/default`;
  const provider = `${vault}/oauth2credentialprovider/google-maps`;

  test("AWS asks for the vault, too", () => {
    const on = (...Resource: readonly string[]) =>
      said(UPDATE, "agent", withPolicy(allow(UPDATE, { Resource })), "google-maps");
    expect(on(vault, provider)).toBe("allowed");
    expect(on(provider)).toBe("denied");
  });

  test("use is what check decides: the directory is asked for, too", () => {
    const use = "bedrock-agentcore:GetResourceOauth2Token";
    const on = (...Resource: readonly string[]) =>
      said(use, "agent", withPolicy(allow(use, { Resource })), "google-maps");
    expect(on(vault, provider, vault.replace("token-vault", "workload-identity-directory"))).toBe("allowed");
    expect(on(vault, provider)).toBe("denied");
  });

  test("a role of another account has a vault of its own", () => {
    const given = [
      { kind: "role" as const, arn: role("vault", THEIRS), file: "vault.json", document: document(allow("*")) },
    ];
    expect(said(UPDATE, "vault", { given }, "google-maps")).toBe("denied");
  });
});
