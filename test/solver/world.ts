import type { Random } from "../oracle/random";

/** What the proof is asked about, small enough for a solver: one secret with its key, and roles with their policies. */
export interface World {
  readonly secretPolicy: Document;
  readonly keyPolicy: Document;
  readonly roles: readonly WorldRole[];
  /** Who should read. */
  readonly intended: readonly string[];
}

export interface WorldRole {
  readonly arn: string;
  readonly statements: readonly IdentityStatement[];
}

export interface IdentityStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string;
  readonly Resource: string;
}

export interface Document {
  readonly Version: "2012-10-17";
  readonly Statement: readonly ResourceStatement[];
}

export interface ResourceStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action: string;
  readonly Resource: "*";
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export type PrincipalElement = "*" | Readonly<Record<string, readonly string[]>>;

export const OWNER = "111122223333";
export const OTHERS = ["444455556666", "777788889999"];
export const SERVICE = "bedrock-agentcore.amazonaws.com";
export const SECRET = `arn:aws:secretsmanager:us-east-1:${OWNER}:secret:maps-AbCdEf`;
export const KEY = `arn:aws:kms:us-east-1:${OWNER}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
/** The organization of each account that has a name here; `null` for none. */
export const ORGANIZATIONS: Readonly<Record<string, string | null>> = {
  [OWNER]: "o-ours",
  [OTHERS[0] as string]: "o-ours",
  [OTHERS[1] as string]: null,
};

const NAMES = ["reader", "app-one", "app-two", "team/app-one", "admin"];
const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

export function worldOf(random: Random): World {
  const account = (): string => (random.chance(0.6) ? OWNER : random.pick(OTHERS));
  const someRole = (): string => roleArn(account(), random.pick(NAMES));
  const roles = new Map<string, WorldRole>();
  for (let index = random.integer(4); index > 0; index--) {
    const arn = someRole();
    roles.set(arn, { arn, statements: list(random, 0, 2, () => identityStatement(random)) });
  }
  const intended = list(random, 0, 2, someRole);
  const policy = (action: string, most: number, first: ResourceStatement[]): Document => ({
    Version: "2012-10-17",
    Statement: [
      ...first,
      ...list(random, first.length === 0 ? 1 : 0, most, () => resourceStatement(random, action, someRole)),
    ],
  });
  const root: ResourceStatement = {
    Effect: "Allow",
    Principal: { AWS: [`arn:aws:iam::${OWNER}:root`] },
    Action: "kms:*",
    Resource: "*",
  };
  return {
    secretPolicy: policy("secretsmanager:GetSecretValue", 3, []),
    keyPolicy: policy("kms:Decrypt", 2, random.chance(0.6) ? [root] : []),
    roles: [...roles.values()],
    intended,
  };
}

function list<Item>(random: Random, least: number, most: number, one: () => Item): Item[] {
  return Array.from({ length: least + random.integer(most - least + 1) }, one);
}

const identityStatement = (random: Random): IdentityStatement => ({
  Effect: random.chance(0.85) ? "Allow" : "Deny",
  Action: random.pick(["*", "secretsmanager:*", "secretsmanager:GetSecretValue", "kms:Decrypt", "s3:*"]),
  Resource: random.pick([
    "*",
    "*",
    SECRET,
    KEY,
    "arn:aws:secretsmanager",
    SECRET.replace("-AbCdEf", "-*"),
    "arn:aws:s3:::x",
  ]),
});

function resourceStatement(random: Random, action: string, someRole: () => string): ResourceStatement {
  const denies = random.chance(0.3);
  const conditions = list(random, random.chance(0.8) ? 1 : 0, 2, () => condition(random, someRole));
  const Condition: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, key, values] of conditions) (Condition[operator] ??= {})[key] ??= values;
  const common = {
    Action: random.chance(0.9) ? action : `${action.split(":")[0]}:*`,
    Resource: "*" as const,
    ...(conditions.length > 0 && { Condition }),
  };
  if (denies && random.chance(0.3))
    return {
      Effect: "Deny",
      NotPrincipal: { AWS: list(random, 1, 2, () => (random.chance(0.5) ? someRole() : `arn:aws:iam::${OWNER}:root`)) },
      ...common,
    };
  return { Effect: denies ? "Deny" : "Allow", Principal: principal(random, someRole), ...common };
}

function principal(random: Random, someRole: () => string): PrincipalElement {
  const kind = random.integer(10);
  if (kind < 5) return random.chance(0.5) ? "*" : { AWS: ["*"] };
  if (kind < 7) return { AWS: list(random, 1, 2, someRole) };
  if (kind < 8)
    return { AWS: [random.chance(0.5) ? random.pick(OTHERS) : `arn:aws:iam::${random.pick([OWNER, ...OTHERS])}:root`] };
  return { Service: [SERVICE] };
}

type Condition = readonly [operator: string, key: string, values: readonly string[]];

function condition(random: Random, someRole: () => string): Condition {
  const string = (): string =>
    random.pick(["StringEquals", "StringLike", "StringNotEquals", "StringNotLike", "StringEqualsIfExists"]);
  switch (random.integer(9)) {
    case 0:
    case 1:
    case 2:
      return [
        random.pick([
          "StringEquals",
          "StringLike",
          "StringNotEquals",
          "StringNotLike",
          "ArnLike",
          "ArnEquals",
          "ArnNotLike",
          "ArnLikeIfExists",
        ]),
        "aws:PrincipalArn",
        list(random, 1, 2, () => principalArn(random, someRole)),
      ];
    case 3:
    case 4:
      return [
        string(),
        "aws:PrincipalAccount",
        list(random, 1, 2, () => random.pick([OWNER, ...OTHERS, "4444*", "????????????"])),
      ];
    case 5:
      return [string(), "aws:SourceAccount", [random.pick([OWNER, ...OTHERS, "1111*"])]];
    case 6:
      return [
        "Null",
        random.pick(["aws:PrincipalArn", "aws:SourceAccount", "aws:PrincipalAccount"]),
        [random.pick(["true", "false"])],
      ];
    case 7:
      return ["Bool", "aws:PrincipalIsAWSService", [random.pick(["true", "false"])]];
    default:
      return [
        random.pick(["StringEquals", "StringNotEquals"]),
        "aws:PrincipalOrgID",
        [random.pick(["o-ours", "o-theirs"])],
      ];
  }
}

const principalArn = (random: Random, someRole: () => string): string => {
  const account = random.pick([OWNER, ...OTHERS, "*"]);
  return random.chance(0.4)
    ? someRole()
    : random.pick([
        `arn:aws:iam::${account}:role/app-*`,
        `arn:aws:iam::${account}:role/*-one`,
        `arn:aws:iam::${account}:role/*`,
        `arn:aws:iam::${account}:user/*`,
        `arn:aws:iam::${account}:*`,
        `arn:aws:iam::${account}:role/*/app-?ne`,
        "*",
        "arn:aws:iam::4444????????:role/t*",
      ]);
};
