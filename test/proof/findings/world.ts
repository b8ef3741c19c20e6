import { compilePolicy } from "../../../src/decision";
import { findings } from "../../../src/proof/findings/findings";
import type { Finding } from "../../../src/proof/findings/findings";
import type { Model, ModelProvider, ModelRole, ModelSecret, StatedPolicy } from "../../../src/proof/model";
import { prove } from "../../../src/proof/proof";

export const ACCOUNT = "111122223333";
export const OTHER = "444455556666";
export const SECRET = `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:maps-AbCdEf`;
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;
export const STRANGER = `arn:aws:iam::${ACCOUNT}:role/stranger`;
export const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const VAULT = `arn:aws:bedrock-agentcore:us-east-1:${ACCOUNT}`;

/** What differs from a sound world: one provider with one secret, one key and one reader. */
export interface Shape {
  readonly secret?: readonly object[];
  readonly key?: readonly object[];
  readonly trust?: readonly object[];
  /** Of the reader, beside what it needs. */
  readonly identity?: readonly object[];
  /** Of a role that nobody named. */
  readonly stranger?: readonly object[];
  readonly deployers?: readonly string[];
}

export const policyOf = (at: string, statements: readonly object[], kind: "identity" | "resource"): StatedPolicy => {
  const document = { Version: "2012-10-17", Statement: statements };
  return { at, document, compiled: compilePolicy(at, kind, document) };
};

const NEEDED = [
  {
    Effect: "Allow",
    Action: "bedrock-agentcore:GetResourceApiKey",
    Resource: [
      `${VAULT}:token-vault/default`,
      `${VAULT}:token-vault/default/apikeycredentialprovider/maps`,
      `${VAULT}:workload-identity-directory/default`,
    ],
  },
  {
    Effect: "Allow",
    Action: "secretsmanager:GetSecretValue",
    Resource: SECRET,
    Condition: { Bool: { "aws:ViaAWSService": "true" } },
  },
  {
    Effect: "Allow",
    Action: "kms:Decrypt",
    Resource: KEY,
    Condition: {
      StringEquals: {
        "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
        "kms:EncryptionContext:SecretARN": SECRET,
      },
    },
  },
];

const role = (arn: string, statements: readonly object[], trust?: readonly object[]): ModelRole => ({
  arn,
  at: `aws_iam_role.${arn.split("/").pop()}`,
  policies: [policyOf(`policy of ${arn}`, statements, "identity")],
  ...(trust && { trust: policyOf(`trust policy of ${arn}`, trust, "resource") }),
  isComplete: true,
  isNew: false,
});

export const provider = (
  name: string,
  readers: readonly string[],
  deployers: readonly string[] = [],
): ModelProvider => ({
  at: `provider.${name}`,
  kind: "apikey",
  name,
  region: "us-east-1",
  account: ACCOUNT,
  partition: "aws",
  references: [{ secretId: SECRET, jsonKey: "key" }],
  signingKeys: [],
  stated: { readers, deployers, unknown: [], elsewhere: [] },
});

export function modelOf(shape: Shape, more: Partial<Model> = {}): Model {
  const { secret, key = [], trust, identity = [], stranger, deployers = [] } = shape;
  const roles = [role(READER, [...NEEDED, ...identity], trust), ...(stranger ? [role(STRANGER, stranger)] : [])];
  const root = { Effect: "Allow", Principal: ROOT, Action: "kms:*", Resource: "*" };
  const made: ModelSecret = {
    arn: SECRET,
    at: "aws_secretsmanager_secret.maps",
    keyArn: KEY,
    ...(secret && { policy: policyOf("secret policy", secret, "resource") }),
    isPolicyCertain: true,
  };
  return {
    providers: [provider("maps", [READER], deployers)],
    secrets: new Map([[SECRET, made]]),
    keys: new Map([[KEY, { arn: KEY, policy: policyOf("key policy", [root, ...key], "resource"), grants: [] }]]),
    roles: new Map(roles.map((one) => [one.arn, one])),
    unowned: [],
    unheard: [],
    assumptions: [],
    ...more,
  };
}

export const findingsIn = (shape: Shape, more: Partial<Model> = {}): Finding[] => {
  const model = modelOf(shape, more);
  return findings({ model, rows: prove(model) });
};

/** The rules that are violated; notes left out. */
export const violatedIn = (shape: Shape, more: Partial<Model> = {}): string[] => [
  ...new Set(
    findingsIn(shape, more)
      .filter(({ state, rule }) => state === "violated" && rule.severity !== "note")
      .map(({ rule }) => rule.id),
  ),
];
