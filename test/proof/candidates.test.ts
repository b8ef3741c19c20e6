import { ROLE_ARN, SECRET_ARN } from "../support/fixtures";
import type { Statement } from "./support";
import { ACCOUNT, FOREIGN, group, others, policy, READ, role, rowsOf, unread, user } from "./support";

const THIEF = `arn:aws:iam::${ACCOUNT}:role/thief`;
const everybody = (Condition?: object, Effect = "Allow"): Statement => ({
  Effect,
  Principal: "*",
  Action: READ,
  ...(Condition && { Condition }),
});
const ROOT = { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } };

describe("roles whose own policies come near", () => {
  test.each<[string, Statement]>([
    ["names the secret", { Resource: SECRET_ARN }],
    ["names all secrets", { Resource: "arn:aws:secretsmanager:us-east-1:*:secret:*" }],
    ["ends its ARN early", { Resource: "arn:aws:secretsmanager" }],
    ["leaves another secret out", { NotResource: "arn:aws:secretsmanager:us-east-1:111122223333:secret:other" }],
    ["leaves another action out", { NotAction: "s3:*" }],
    ["has wildcards in the action", { Action: "secretsmanager:Get*Value" }],
  ])("one that %s has a row", (_, statement) => {
    expect(others({ roles: [role(THIEF, statement)] })).toEqual([`${THIEF} allowed allowed`]);
  });

  test.each<[string, Statement]>([
    ["names another secret", { Resource: `${SECRET_ARN}x` }],
    ["ends its ARN early in another service", { Resource: "arn:aws:s3" }],
    ["leaves this secret out", { NotResource: SECRET_ARN }],
    ["leaves these actions out", { NotAction: ["secretsmanager:*", "bedrock-agentcore:*"] }],
    ["has another action on everything", { Action: "s3:*" }],
    ["may only decrypt", { Action: "kms:*" }],
  ])("one that %s has none", (_, statement) => {
    expect(others({ roles: [role(THIEF, statement)] })).toEqual([]);
  });

  test("one whose policy is not known has a row, one that the secret policy denies has none", () => {
    const hidden = { ...role(THIEF), policies: [{ ...unread("hidden"), at: "hidden" }] };
    expect(others({ roles: [hidden] })).toEqual([`${THIEF} unknown allowed`]);
    const denying = policy("resource", { ...everybody(undefined, "Deny"), Principal: { AWS: THIEF } });
    expect(others({ roles: [role(THIEF, {})], secretPolicy: denying })).toEqual([]);
  });

  test("one that may use the provider and nothing else has a row", () => {
    const use = { Action: "bedrock-agentcore:GetResourceApiKey" };
    expect(others({ roles: [role(THIEF, use)] })).toEqual([`${THIEF} denied allowed`]);
    expect(others({ roles: [role(THIEF, { ...use, Action: "bedrock-agentcore:GetResourceOauth2Token" })] })).toEqual(
      [],
    );
  });
});

describe("users and groups", () => {
  const USER = `arn:aws:iam::${ACCOUNT}:user/u`;
  const GROUP = `arn:aws:iam::${ACCOUNT}:group/g`;

  test("have rows by their own policies", () => {
    expect(others({ users: [user(USER, {})], groups: [group(GROUP, {})] })).toEqual([
      `${USER} allowed allowed`,
      `${GROUP} allowed allowed`,
    ]);
    const s3 = { Action: "s3:*" };
    expect(others({ users: [user(USER, s3)], groups: [group(GROUP, s3)] })).toEqual([]);
  });

  test("a user that the plan shows is denied for certain, another one perhaps", () => {
    const secretPolicy = policy("resource", { Principal: { AWS: USER }, Action: "secretsmanager:DescribeSecret" });
    expect(others({ secretPolicy, users: [user(USER)] })).toEqual([`${USER} denied allowed`]);
    expect(others({ secretPolicy })).toEqual([`${USER} unknown allowed`]);
  });
});

describe("sessions", () => {
  const PATH = `arn:aws:iam::${ACCOUNT}:role/agents/other`;
  const session = (name: string): string => `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/one`;
  const decrypt = { Action: "kms:Decrypt" };

  test("have the policies of their role, whose path their ARN leaves out", () => {
    const secretPolicy = policy("resource", { Principal: { AWS: session("other") }, Action: READ });
    const keyPolicy = policy("resource", ROOT);
    expect(others({ secretPolicy, keyPolicy, roles: [role(PATH, decrypt)] })).toEqual([
      `${session("other")} allowed allowed`,
    ]);
    const elsewhere = role(PATH.replace(ACCOUNT, FOREIGN), decrypt);
    expect(others({ secretPolicy, keyPolicy, roles: [elsewhere] })).toEqual([`${session("other")} allowed denied`]);
  });

  test("a session of a reader is no stranger", () => {
    const secretPolicy = policy("resource", {
      Principal: { AWS: [session("runtime"), session("other")] },
      Action: READ,
    });
    expect(rowsOf({ secretPolicy }).map(({ principal, standing }) => `${principal} ${standing}`)).toEqual([
      `${ROLE_ARN} reader`,
      `${session("runtime")} reader`,
      `${session("other")} other`,
    ]);
  });
});

describe("an open secret policy", () => {
  test("lets anybody of its account in, and roles of the plan by name; the AWS managed key keeps others out", () => {
    expect(others({ secretPolicy: policy("resource", everybody()), roles: [role(THIEF)] })).toEqual([
      `${THIEF} allowed allowed`,
      `anybody of account ${ACCOUNT} allowed allowed`,
    ]);
  });

  test("with an open key lets everybody in", () => {
    const open = policy("resource", { Principal: "*" });
    expect(others({ secretPolicy: open, keyPolicy: open })).toEqual([
      "anybody, even without credentials allowed allowed",
    ]);
  });

  test("that is pinned to the reader lets in nobody else, one that is pinned to two both", () => {
    const pinned = (...arns: string[]): string[] =>
      others({ secretPolicy: policy("resource", everybody({ ArnEquals: { "aws:PrincipalArn": arns } })) });
    expect(pinned(ROLE_ARN)).toEqual([]);
    expect(pinned(ROLE_ARN, THIEF)).toEqual([`${THIEF} allowed allowed`]);
  });

  test("that has a wildcard for roles lets in whoever is called so", () => {
    const like = `arn:aws:iam::${ACCOUNT}:role/app-*`;
    const secretPolicy = policy("resource", everybody({ ArnLike: { "aws:PrincipalArn": like } }));
    expect(others({ secretPolicy, roles: [role(THIEF), role(`arn:aws:iam::${ACCOUNT}:role/app-one`)] })).toEqual([
      `arn:aws:iam::${ACCOUNT}:role/app-one allowed allowed`,
      `any role like ${like} of account ${ACCOUNT} allowed allowed`,
    ]);
    const denied = { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } };
    expect(
      others({
        secretPolicy: policy(
          "resource",
          everybody({ ArnLike: { "aws:PrincipalArn": like } }),
          everybody(denied, "Deny"),
        ),
      }),
    ).toEqual([]);
  });

  test("that spares one in a denial lets in that one", () => {
    const secretPolicy = policy(
      "resource",
      everybody(),
      everybody({ StringNotLike: { "aws:PrincipalArn": [ROLE_ARN, THIEF] } }, "Deny"),
    );
    expect(others({ secretPolicy })).toEqual([`${THIEF} allowed allowed`]);
  });

  test("with two conditions lets in whom both match", () => {
    const both = {
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/app-*" },
      StringLike: { "aws:PrincipalArn": "*-prod" },
    };
    expect(others({ secretPolicy: policy("resource", everybody(both)) })).toEqual([
      `any role like arn:aws:iam::*:role/app-* and *-prod of account ${ACCOUNT} allowed allowed`,
    ]);
  });

  test.each([
    ["aws:PrincipalAccount", FOREIGN, `anybody of account ${FOREIGN}`],
    ["aws:PrincipalOrgID", "o-theirs", "anybody of any other account of organization o-theirs"],
    ["aws:PrincipalTag/team", "maps", `any role of account ${ACCOUNT} with tag team=maps`],
    ["aws:PrincipalServiceName", "s3.amazonaws.com", "s3.amazonaws.com"],
    ["aws:username", "bob", `any user of account ${ACCOUNT} named bob`],
  ])("with %s lets in whom that names", (key, value, name) => {
    const open = policy("resource", { Principal: "*", Condition: { StringEquals: { [key]: value } } });
    expect(others({ secretPolicy: open, keyPolicy: policy("resource", { Principal: "*" }) })).toContain(
      `${name} allowed allowed`,
    );
    const shut = policy(
      "resource",
      { Principal: "*" },
      { Effect: "Deny", Principal: "*", Condition: { StringEquals: { [key]: value } } },
    );
    expect(others({ secretPolicy: shut, keyPolicy: policy("resource", { Principal: "*" }) })).not.toContain(
      `${name} allowed allowed`,
    );
  });

  test("that names another account lets in anybody of it", () => {
    const whole = policy("resource", { Principal: { AWS: FOREIGN } });
    expect(others({ secretPolicy: whole, keyPolicy: whole })).toEqual([
      `anybody of account ${FOREIGN} allowed allowed`,
    ]);
    expect(others({ secretPolicy: policy("resource", ROOT), keyPolicy: whole })).toEqual([]);
  });

  test("that is not known may let anybody in", () => {
    expect(others({ secretPolicy: unread("hidden"), roles: [role(THIEF, { Action: "s3:*" })] })).toEqual([
      `anybody of account ${ACCOUNT} unknown allowed`,
    ]);
  });
});

test("whom the secret policy names has a row, though a statement denies; whom only a denial names has none", () => {
  const deny = { Effect: "Deny", Principal: { AWS: THIEF }, Action: READ };
  const allow = { Principal: { AWS: THIEF }, Action: READ };
  expect(others({ secretPolicy: policy("resource", allow, deny) })).toEqual([`${THIEF} denied allowed`]);
  expect(others({ secretPolicy: policy("resource", deny) })).toEqual([]);
});
