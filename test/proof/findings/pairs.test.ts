import type { Model } from "../../../src/proof/model";
import { ACCOUNT, findingsIn, KEY, OTHER, policyOf, provider, READER, ROOT, SECRET, STRANGER } from "./world";
import type { Shape } from "./world";

/** Two worlds that differ in one thing, for which the first deserves the finding and the second does not. */
interface Pair {
  readonly differs: string;
  readonly bad: Shape;
  readonly good: Shape;
  readonly badMore?: Partial<Model>;
  readonly goodMore?: Partial<Model>;
}

const READ = "secretsmanager:GetSecretValue";
const AGENTCORE = { Service: "bedrock-agentcore.amazonaws.com" };
const VIA = { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" };
const ALIAS = { "kms:ResourceAliases": "alias/team" };
const THROUGH_IDENTITY = { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" };
const OWN = { "aws:SourceAccount": ACCOUNT };

const allow = (Action: unknown, more: object = {}): object => ({ Effect: "Allow", Action, Resource: "*", ...more });
const lets = (Principal: unknown, Action: unknown = READ, more: object = {}): object =>
  allow(Action, { Principal, ...more });
const deny = (Action: unknown, more: object = {}): object => ({ ...allow(Action, more), Effect: "Deny" });
const where = (operator: string, keys: object): object => ({ Condition: { [operator]: keys } });
const secret = (...statements: object[]): Shape => ({ secret: statements });
const identity = (...statements: object[]): Shape => ({ identity: statements });
const trust = (Principal: unknown, more: object = {}): Shape => ({
  trust: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more }],
});
const read = (more: object = {}): object => allow(READ, { Resource: SECRET, ...more });

const SIGNING: Partial<Model> = { providers: [{ ...provider("maps", [READER]), signingKeys: [KEY] }] };

const PAIRS: Readonly<Record<string, readonly Pair[]>> = {
  AGC001: [
    {
      differs: "a denial",
      bad: secret(deny(READ, { Principal: "*" })),
      good: secret(deny("secretsmanager:PutSecretValue", { Principal: "*" })),
    },
  ],
  AGC002: [
    {
      differs: "the decryption",
      bad: { stranger: [allow(READ), allow("kms:Decrypt")] },
      good: { stranger: [allow(READ)] },
    },
    {
      differs: "a name",
      bad: { stranger: [allow([READ, "kms:Decrypt"])] },
      good: { stranger: [allow([READ, "kms:Decrypt"])], deployers: [STRANGER] },
    },
  ],
  AGC004: [
    {
      differs: "a pin",
      bad: secret(lets("*")),
      good: secret(lets("*", READ, where("ArnEquals", { "aws:PrincipalArn": READER }))),
    },
    {
      differs: "IfExists",
      bad: secret(lets("*", READ, where("StringEqualsIfExists", { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }))),
      good: secret(lets("*", READ, where("StringEquals", { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }))),
    },
    {
      differs: "ForAllValues",
      bad: secret(lets("*", READ, where("ForAllValues:StringEquals", { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }))),
      good: secret(lets("*", READ, where("StringEquals", { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }))),
    },
    {
      differs: "the account in a pattern",
      bad: secret(lets("*", READ, where("ArnLike", { "aws:PrincipalArn": "arn:aws:iam::*:role/reader" }))),
      good: secret(lets("*", READ, where("ArnLike", { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/reader*` }))),
    },
    {
      differs: "question marks",
      bad: secret(lets("*", READ, where("StringLike", { "aws:PrincipalAccount": "????????????" }))),
      good: secret(lets("*", READ, where("StringLike", { "aws:PrincipalAccount": ACCOUNT }))),
    },
    {
      differs: "a denial for others",
      bad: secret(lets("*")),
      good: secret(
        lets("*"),
        deny(READ, { Principal: "*", ...where("StringNotEquals", { "aws:PrincipalAccount": ACCOUNT }) }),
      ),
    },
    {
      differs: "a denial that can be got around",
      bad: secret(lets("*"), deny(READ, { Principal: "*", ...where("StringEquals", { "aws:UserAgent": "curl" }) })),
      good: secret(lets({ AWS: READER })),
    },
    {
      differs: "a network",
      bad: secret(lets("*", READ, where("IpAddress", { "aws:SourceIp": "0.0.0.0/0" }))),
      good: secret(lets("*", READ, where("IpAddress", { "aws:SourceIp": "192.0.2.0/24" }))),
    },
    {
      differs: "Null",
      bad: secret(lets("*", READ, where("Null", { "aws:PrincipalOrgID": "true" }))),
      good: secret(
        lets("*", READ, {
          Condition: { Null: { "aws:PrincipalOrgID": "true" }, StringEquals: { "aws:PrincipalAccount": ACCOUNT } },
        }),
      ),
    },
    {
      differs: "the caller's account on a key",
      bad: { key: [lets({ AWS: "*" }, "kms:Decrypt", where("StringEquals", VIA))] },
      good: {
        key: [lets({ AWS: "*" }, "kms:Decrypt", where("StringEquals", { ...VIA, "kms:CallerAccount": ACCOUNT }))],
      },
    },
  ],
  AGC005: [
    { differs: "whose account", bad: secret(lets({ AWS: `arn:aws:iam::${OTHER}:root` })), good: secret(lets(ROOT)) },
    {
      differs: "a pin",
      bad: secret(lets({ AWS: OTHER })),
      good: secret(
        lets({ AWS: OTHER }, READ, where("ArnEquals", { "aws:PrincipalArn": `arn:aws:iam::${OTHER}:role/app` })),
      ),
    },
    {
      differs: "a pattern",
      bad: secret(lets("*", READ, where("ArnLike", { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/*` }))),
      good: secret(lets("*", READ, where("ArnLike", { "aws:PrincipalArn": READER }))),
    },
  ],
  AGC006: [
    {
      differs: "ForAllValues",
      bad: secret(lets(AGENTCORE, READ, where("ForAllValues:StringEquals", OWN))),
      good: secret(lets(AGENTCORE, READ, where("StringEquals", OWN))),
    },
    {
      differs: "IfExists",
      bad: secret(lets(AGENTCORE, READ, where("StringEqualsIfExists", OWN))),
      good: secret(lets(AGENTCORE, READ, where("StringEquals", OWN))),
    },
    {
      differs: "question marks",
      bad: secret(lets(AGENTCORE, READ, where("StringLike", { "aws:SourceAccount": "????????????" }))),
      good: secret(lets(AGENTCORE, READ, where("StringLike", OWN))),
    },
    {
      differs: "that it is there, or what it is",
      bad: secret(lets(AGENTCORE, READ, where("Null", { "aws:SourceAccount": "false" }))),
      good: secret(lets(AGENTCORE, READ, where("StringEquals", OWN))),
    },
    {
      differs: "whose account",
      bad: secret(lets(AGENTCORE, READ, where("StringEquals", { "aws:SourceAccount": OTHER }))),
      good: secret(lets(AGENTCORE, READ, where("StringEquals", OWN))),
    },
    {
      differs: "the account in the ARN",
      bad: secret(lets(AGENTCORE, READ, where("ArnLike", { "aws:SourceArn": "arn:aws:bedrock-agentcore:*:*:*" }))),
      good: secret(
        lets(AGENTCORE, READ, where("ArnLike", { "aws:SourceArn": `arn:aws:bedrock-agentcore:*:${ACCOUNT}:*` })),
      ),
    },
    {
      differs: "a denial",
      bad: secret(lets(AGENTCORE)),
      good: secret(lets(AGENTCORE), deny(READ, { Principal: AGENTCORE, ...where("StringNotEquals", OWN) })),
    },
    {
      differs: "what it may do",
      bad: { key: [lets(AGENTCORE, "kms:Decrypt")] },
      good: { key: [lets(AGENTCORE, "kms:Encrypt")] },
    },
    {
      differs: "the account in a trust policy",
      bad: trust(AGENTCORE),
      good: trust(AGENTCORE, where("StringEquals", OWN)),
    },
  ],
  AGC007: [
    {
      differs: "NotAction",
      bad: secret({ Effect: "Allow", Principal: { AWS: READER }, NotAction: READ, Resource: "*" }),
      good: secret(lets({ AWS: READER })),
    },
    {
      differs: "a wildcard",
      bad: identity(allow("secretsmanager:*Value", { Resource: SECRET })),
      good: identity(allow("secretsmanager:Get*", { Resource: SECRET })),
    },
    {
      differs: "a denial of the rest",
      bad: identity(allow(["secretsmanager:PutSecretValue", READ])),
      good: identity(allow(["secretsmanager:PutSecretValue", READ]), deny("secretsmanager:Put*")),
    },
    {
      differs: "the secret",
      bad: identity(allow("secretsmanager:DeleteSecret", { Resource: SECRET })),
      good: identity(allow("secretsmanager:DeleteSecret", { Resource: `${SECRET}x` })),
    },
  ],
  AGC008: [
    {
      differs: "a denial",
      bad: { key: [deny("kms:Decrypt", { Principal: { AWS: READER } })] },
      good: { key: [deny("kms:Encrypt", { Principal: { AWS: READER } })] },
    },
  ],
  AGC009: [
    {
      differs: "the Region",
      bad: {},
      good: {},
      badMore: { providers: [{ ...provider("maps", [READER]), region: "eu-west-1" }] },
    },
  ],
  AGC010: [
    {
      differs: "the account",
      bad: {},
      good: {},
      badMore: {
        providers: [{ ...provider("maps", [READER]), account: OTHER }],
        secrets: new Map([[SECRET, { arn: SECRET, at: "s", keyArn: null, isPolicyCertain: true }]]),
      },
    },
  ],
  AGC011: [{ differs: "a letter", bad: identity(allow("kms:Decript")), good: identity(allow("kms:Encrypt")) }],
  AGC012: [
    {
      differs: "a letter",
      bad: identity(allow("s3:GetObject", where("StringEquals", { "aws:SourceAcount": "1" }))),
      good: identity(allow("s3:GetObject", where("StringEquals", { "aws:SourceAccount": "1" }))),
    },
  ],
  AGC013: [
    {
      differs: "IfExists",
      bad: secret(lets({ AWS: READER }, READ, where("StringEquals", OWN))),
      good: secret(lets({ AWS: READER }, READ, where("StringEqualsIfExists", OWN))),
    },
    {
      differs: "ForAllValues",
      bad: secret(lets({ AWS: READER }, READ, where("StringEquals", OWN))),
      good: secret(lets({ AWS: READER }, READ, where("ForAllValues:StringEquals", OWN))),
    },
    {
      differs: "what it is about",
      bad: identity(read(where("StringEquals", OWN))),
      good: identity(allow("sns:Publish", where("StringEquals", OWN))),
    },
    {
      differs: "Null",
      bad: identity(read(where("Null", { "aws:SourceArn": "false" }))),
      good: identity(read(where("Null", { "aws:SourceArn": "true" }))),
    },
  ],
  AGC015: [
    {
      differs: "a denial",
      bad: { ...secret(deny(READ, { Principal: { AWS: STRANGER } })), deployers: [STRANGER] },
      good: { ...secret(deny(READ, { Principal: { AWS: READER } })), deployers: [STRANGER] },
    },
  ],
  AGC016: [
    { differs: "the way", bad: identity(read()), good: identity(read(where("Bool", { "aws:ViaAWSService": "true" }))) },
  ],
  AGC018: [
    {
      differs: "an effect",
      bad: secret({ ...lets({ AWS: READER }), Effect: "Maybe" }),
      good: secret(lets({ AWS: READER })),
    },
  ],
  AGC019: [
    {
      differs: "the secret",
      bad: identity(allow("kms:Decrypt", { Resource: KEY, ...where("StringEquals", VIA) })),
      good: identity(
        allow("kms:Decrypt", {
          Resource: KEY,
          ...where("StringEquals", { ...VIA, "kms:EncryptionContext:SecretARN": SECRET }),
        }),
      ),
    },
    {
      differs: "ForAllValues",
      bad: identity(
        allow("kms:Decrypt", where("ForAllValues:StringEquals", { ...VIA, "kms:EncryptionContext:SecretARN": SECRET })),
      ),
      good: identity(
        allow("kms:Decrypt", where("StringEquals", { ...VIA, "kms:EncryptionContext:SecretARN": SECRET })),
      ),
    },
    {
      differs: "a denial",
      bad: identity(allow("kms:Decrypt")),
      good: identity(
        allow("kms:Decrypt"),
        deny("kms:Decrypt", where("StringNotEquals", { "kms:EncryptionContext:SecretARN": SECRET })),
        deny("kms:Decrypt", where("StringNotEquals", VIA)),
      ),
    },
    {
      differs: "the secret, of a key that is bound by its alias",
      bad: identity(allow("kms:Decrypt", where("ForAnyValue:StringEquals", ALIAS))),
      badMore: { keys: new Map([[KEY, { arn: KEY, grants: [], aliases: ["alias/team"] }]]) },
      good: identity(
        allow("kms:Decrypt", {
          Condition: {
            "ForAnyValue:StringEquals": ALIAS,
            StringEquals: { ...VIA, "kms:EncryptionContext:SecretARN": SECRET },
          },
        }),
      ),
      goodMore: { keys: new Map([[KEY, { arn: KEY, grants: [], aliases: ["alias/team"] }]]) },
    },
  ],
  AGC020: [
    {
      differs: "the service",
      bad: identity(allow("kms:Sign", { Resource: KEY })),
      good: identity(
        allow("kms:Sign", {
          Resource: KEY,
          ...where("StringEquals", { "kms:ViaService": "bedrock-agentcore-identity.us-east-1.amazonaws.com" }),
        }),
      ),
      badMore: SIGNING,
      goodMore: SIGNING,
    },
    {
      differs: "ForAllValues",
      bad: identity(allow("kms:Sign", { Resource: KEY, ...where("ForAllValues:StringEquals", THROUGH_IDENTITY) })),
      good: identity(allow("kms:Sign", { Resource: KEY, ...where("StringEquals", THROUGH_IDENTITY) })),
      badMore: SIGNING,
      goodMore: SIGNING,
    },
  ],
  AGC021: [{ differs: "whom it names", bad: secret(lets({ AWS: STRANGER })), good: secret(lets({ AWS: READER })) }],
  AGC022: [
    {
      differs: "who does it",
      bad: { identity: [allow("kms:CreateGrant")] },
      good: { stranger: [allow("kms:CreateGrant")] },
    },
    {
      differs: "for whom the grant is",
      bad: identity(allow("kms:CreateGrant")),
      good: identity(allow("kms:CreateGrant", where("StringEquals", { "kms:GranteePrincipal": STRANGER }))),
    },
    {
      differs: "what it grants",
      bad: identity(
        allow("kms:CreateGrant", where("ForAllValues:StringEquals", { "kms:GrantOperations": ["Decrypt"] })),
      ),
      good: identity(
        allow("kms:CreateGrant", where("ForAllValues:StringEquals", { "kms:GrantOperations": ["Encrypt"] })),
      ),
    },
    {
      differs: "the role",
      bad: { stranger: [allow("iam:PutRolePolicy", { Resource: READER })] },
      good: { stranger: [allow("iam:PutRolePolicy", { Resource: `${READER}s` })] },
    },
    {
      differs: "a name",
      bad: { stranger: [allow("secretsmanager:PutResourcePolicy")] },
      good: { stranger: [allow("secretsmanager:PutResourcePolicy")], deployers: [STRANGER] },
    },
    { differs: "a denial", bad: { stranger: [allow("iam:*")] }, good: { stranger: [allow("iam:*"), deny("iam:*")] } },
    {
      differs: "the verb",
      bad: { stranger: [allow("bedrock-agentcore:UpdateApiKeyCredentialProvider")] },
      good: { stranger: [allow("bedrock-agentcore:GetApiKeyCredentialProvider")] },
    },
  ],
  AGC023: [
    {
      differs: "an external ID",
      bad: trust({ AWS: OTHER }),
      good: trust({ AWS: OTHER }, where("StringEquals", { "sts:ExternalId": "12345" })),
    },
    { differs: "whose account", bad: trust({ AWS: OTHER }), good: trust(ROOT) },
    {
      differs: "a denial",
      bad: trust("*"),
      good: {
        trust: [
          ...(trust("*").trust ?? []),
          {
            Effect: "Deny",
            Principal: "*",
            Action: "sts:AssumeRole",
            ...where("ArnNotEquals", { "aws:PrincipalArn": STRANGER }),
          },
        ],
      },
    },
  ],
  AGC024: [
    {
      differs: "the key",
      bad: identity(
        allow("s3:GetObject", where("ForAllValues:StringEquals", { "aws:PrincipalOrgID": "o-a1b2c3d4e5" })),
      ),
      good: identity(
        allow("s3:GetObject", where("ForAllValues:StringLike", { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" })),
      ),
    },
    {
      differs: "that it must be there",
      bad: identity(allow("s3:GetObject", where("ForAllValues:StringEquals", OWN))),
      good: identity(
        allow("s3:GetObject", {
          Condition: { "ForAllValues:StringEquals": OWN, Null: { "aws:SourceAccount": "false" } },
        }),
      ),
    },
  ],
  AGC025: [
    {
      differs: "the action",
      bad: identity(allow([READ, "kms:DescribeKey"], where("StringEquals", VIA))),
      good: identity(allow(["secretsmanager:ListSecrets", "kms:DescribeKey"], where("StringEquals", VIA))),
    },
    {
      differs: "the key",
      bad: identity(allow(READ, where("StringEquals", { "secretsmanager:Name": "maps" }))),
      good: identity(allow(READ, where("StringEquals", { "secretsmanager:VersionStage": "AWSCURRENT" }))),
    },
    {
      differs: "IfExists",
      bad: identity(allow(READ, where("StringEquals", VIA))),
      good: identity(allow(READ, where("StringEqualsIfExists", VIA))),
    },
    {
      differs: "an encryption context",
      bad: identity(allow("kms:DescribeKey", where("StringEquals", { "kms:EncryptionContext:SecretARN": SECRET }))),
      good: identity(
        allow(["kms:DescribeKey", "kms:Decrypt"], where("StringEquals", { "kms:EncryptionContext:SecretARN": SECRET })),
      ),
    },
  ],
};

const cases = Object.entries(PAIRS).flatMap(([id, pairs]) => pairs.map((pair) => [id, pair.differs, pair] as const));

test.each(cases)("%s: %s", (id, _differs, { bad, good, badMore, goodMore }) => {
  const isFound = (shape: Shape, more: Partial<Model> = {}): boolean =>
    findingsIn(shape, more).some(({ rule, state }) => rule.id === id && state === "violated");
  expect([isFound(bad, badMore), isFound(good, goodMore)]).toEqual([true, false]);
});

describe("AGC022: how much is said", () => {
  const said = (shape: Shape, more: Partial<Model> = {}): string[] =>
    findingsIn(shape, more).flatMap(({ rule, detail }) => (rule.id === "AGC022" ? [detail] : []));

  test("an administrator is one line, however many providers there are", () => {
    const providers = Array.from({ length: 20 }, (_, index) => provider(`maps${index}`, [READER]));
    expect(said({ stranger: [allow("*")] }, { providers })).toEqual([
      `${STRANGER} administers account ${ACCOUNT}: it may change every policy there.`,
    ]);
  });

  test("a deployer that administers its account needs no line", () => {
    expect(said({ stranger: [allow("*")], deployers: [STRANGER] })).toEqual([]);
  });

  test("the actions are named with what they are about", () => {
    expect(said(identity(allow(["kms:CreateGrant", "kms:PutKeyPolicy"])))).toEqual([
      `It may kms:CreateGrant and kms:PutKeyPolicy on ${KEY}.`,
    ]);
  });

  test("a user of the plan is somebody, too", () => {
    const arn = `arn:aws:iam::${ACCOUNT}:user/u`;
    const policies = [policyOf("its policy", [allow("iam:PutUserPolicy", { Resource: arn })], "identity")];
    const users = new Map([[arn, { arn, policies, isComplete: true }]]);
    expect(said({}, { users })).toEqual([`It may iam:PutUserPolicy on ${arn}.`]);
  });
});

test("AGC019: whether an alias that a statement asks for stands for the key may not be known", () => {
  const by = (operator: string, alias: string, aliases: readonly string[]): string[] => {
    const keys = new Map([[KEY, { arn: KEY, grants: [], aliases }]]);
    const shape = identity(allow("kms:Decrypt", where(operator, { "kms:ResourceAliases": alias })));
    return findingsIn(shape, { keys }).flatMap(({ rule, state }) => (rule.id === "AGC019" ? [state] : []));
  };
  expect(by("ForAnyValue:StringLike", "alias/te*", ["alias/team"])).toEqual(["violated"]);
  expect(by("ForAnyValue:StringEquals", "alias/team", [])).toEqual(["unknown"]);
  expect(by("ForAllValues:StringNotEquals", "alias/other", ["alias/team"])).toEqual(["unknown"]);
});
