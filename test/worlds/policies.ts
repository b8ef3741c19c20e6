import type { Random } from "../oracle/random";
import type { PolicyText, Statement, WorldAccount } from "./world";
import { ORGANIZATION } from "./accounts";
import { Written } from "./world";

/** What a policy may be about: texts that may be references, and the name patterns that stand for them. */
export interface Scenery {
  readonly accounts: readonly WorldAccount[];
  readonly region: string;
  /** ARNs of principals, as references or as texts. */
  readonly principals: readonly string[];
  readonly secrets: readonly string[];
  readonly keys: readonly string[];
}

/** A condition on what a request brings: from where it comes. */
const fromEndpoint = (random: Random, chance = 0.1): Statement["Condition"] =>
  random.chance(chance) ? { StringEquals: { "aws:SourceVpce": [ENDPOINT] } } : {};

/** The VPC endpoint that conditions ask for. */
export const ENDPOINT = "vpce-1";

const document = (statements: readonly Statement[]): PolicyText => ({ Version: "2012-10-17", Statement: statements });
const allow = (statement: Omit<Statement, "Effect">): Statement => ({ Effect: "Allow", ...statement });

/** Who a resource policy is about. */
function principalOf(random: Random, { principals, accounts }: Scenery): Pick<Statement, "Principal" | "Condition"> {
  const kind = random.next();
  const account = random.pick(accounts).id;
  if (kind < 0.5) return { Principal: { AWS: unique(random.some(principals, 1, 2)) } };
  if (kind < 0.7) return { Principal: { AWS: [`arn:aws:iam::${account}:root`] } };
  if (kind < 0.85)
    return { Principal: "*", Condition: { ArnEquals: { "aws:PrincipalArn": unique(random.some(principals, 1, 2)) } } };
  if (kind < 0.9) return { Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": [account] } } };
  if (kind < 0.95) return { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": [ORGANIZATION] } } };
  return { Principal: "*", Condition: { ArnLike: { "aws:PrincipalArn": [`arn:aws:iam::${account}:role/app/*`] } } };
}

/** Denies everybody who comes another way. */
const denyElsewhere = (action: string): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: [action],
  Resource: ["*"],
  Condition: { StringNotEquals: { "aws:SourceVpce": [ENDPOINT] } },
});

/** A condition that denies everybody but some principals. */
const denyOthers = (random: Random, { principals }: Scenery, action: string): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: [action],
  Resource: ["*"],
  Condition: { ArnNotEquals: { "aws:PrincipalArn": unique(random.some(principals, 1, 3)) } },
});

export function secretPolicy(random: Random, scenery: Scenery): PolicyText {
  const action = random.pick(["secretsmanager:GetSecretValue", "secretsmanager:*", "secretsmanager:Get*"]);
  const named = principalOf(random, scenery);
  const condition = merge(named.Condition, fromEndpoint(random));
  const first = allow({ ...named, Action: [action], Resource: ["*"], ...condition });
  return document([
    first,
    ...(random.chance(0.25) ? [denyOthers(random, scenery, "secretsmanager:GetSecretValue")] : []),
    ...(random.chance(0.05) ? [denyElsewhere("secretsmanager:GetSecretValue")] : []),
    ...(random.chance(0.1)
      ? [allow({ ...principalOf(random, scenery), Action: ["secretsmanager:DescribeSecret"], Resource: ["*"] })]
      : []),
  ]);
}

export function keyPolicy(random: Random, scenery: Scenery, owner: WorldAccount): PolicyText {
  const root = allow({ Principal: { AWS: [`arn:aws:iam::${owner.id}:root`] }, Action: ["kms:*"], Resource: ["*"] });
  const statements = random.chance(0.5) ? [root] : [{ ...root, Action: ["kms:PutKeyPolicy", "kms:CreateGrant"] }];
  const named = principalOf(random, scenery);
  const condition = random.pick<NonNullable<Statement["Condition"]>>([
    {},
    { StringEquals: { "kms:ViaService": [`secretsmanager.${scenery.region}.amazonaws.com`] } },
    { StringLike: { "kms:EncryptionContext:SecretARN": [random.pick(scenery.secrets)] } },
  ]);
  return document([
    ...statements,
    ...(random.chance(0.7)
      ? [
          allow({
            ...named,
            Action: ["kms:Decrypt"],
            Resource: ["*"],
            ...merge(named.Condition, condition, fromEndpoint(random)),
          }),
        ]
      : []),
    ...(random.chance(0.15) ? [denyOthers(random, scenery, "kms:Decrypt")] : []),
  ]);
}

const merge = (...conditions: readonly Statement["Condition"][]): Pick<Statement, "Condition"> => {
  const all: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of conditions.flatMap((one) => Object.entries(one ?? {})))
    all[operator] = { ...all[operator], ...keys };
  return Object.keys(all).length > 0 ? { Condition: all } : {};
};

/** What a role, user or group may. */
export function identityPolicy(random: Random, scenery: Scenery): PolicyText {
  const read = random.chance(0.8);
  const decrypt = random.chance(0.6);
  const statements: Statement[] = [];
  if (read)
    statements.push(
      allow({
        Action: [random.pick(["secretsmanager:GetSecretValue", "secretsmanager:*"])],
        Resource: random.chance(0.2) ? ["*"] : unique(random.some(scenery.secrets, 1, 2)),
        ...merge(fromEndpoint(random)),
      }),
    );
  if (decrypt)
    statements.push(
      allow({
        Action: ["kms:Decrypt"],
        Resource: random.chance(0.3) || scenery.keys.length === 0 ? ["*"] : [random.pick(scenery.keys)],
        ...(random.chance(0.4) && {
          Condition: { StringEquals: { "kms:ViaService": [`secretsmanager.${scenery.region}.amazonaws.com`] } },
        }),
      }),
    );
  if (random.chance(0.6)) statements.push(usePolicy(random, scenery));
  if (random.chance(0.2))
    statements.push({
      Effect: "Deny",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: [random.pick(scenery.secrets)],
    });
  if (statements.length === 0) statements.push(allow({ Action: ["logs:PutLogEvents"], Resource: ["*"] }));
  return document(statements);
}

/** Lets somebody call credential providers. */
function usePolicy(random: Random, { accounts }: Scenery): Statement {
  const vault = `arn:aws:bedrock-agentcore:*:${accounts[0]?.id}:token-vault/default`;
  const [apiKey, token] = ["bedrock-agentcore:GetResourceApiKey", "bedrock-agentcore:GetResourceOauth2Token"];
  return allow({
    Action: random.pick([[apiKey], [token], [apiKey, token], ["bedrock-agentcore:*"]]),
    Resource: random.pick([
      ["*"],
      [vault, `${vault}/*`, `arn:aws:bedrock-agentcore:*:${accounts[0]?.id}:workload-identity-directory/default`],
      [vault, `${vault}/apikeycredentialprovider/provider-0`],
    ]),
    ...merge(fromEndpoint(random)),
  });
}

/** What a policy allows or denies in several, each called by its purpose, as people write inline policies. */
export const byPurpose = ({ Statement: statements }: PolicyText): { name: string; document: PolicyText }[] =>
  statements.map((statement) => ({ name: purposeOf(statement), document: document([statement]) }));

function purposeOf({ Effect, Action: [action = ""] }: Statement): string {
  if (Effect === "Deny") return "not-read";
  const [service] = action.split(":");
  return { secretsmanager: "read", kms: "decrypt", "bedrock-agentcore": "use" }[service ?? ""] ?? "log";
}

export const trustPolicy = (account: string): PolicyText =>
  document([
    {
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::${account}:root`] },
      Action: ["sts:AssumeRole"],
      Resource: [],
    },
  ]);

/** How somebody writes policies down: as JSON, by the data source, or now this way, now that. */
export type Style = readonly ("json" | "data")[];
export const MIXED: Style = ["json", "data"];

/**
 * How a policy is written down.
 *
 * @param hidden how often only the apply tells it
 */
export const written = (random: Random, text: PolicyText, hidden = 0.2, style: Style = MIXED): Written =>
  new Written(text, random.chance(hidden) ? "hidden" : random.pick(style));

export const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
