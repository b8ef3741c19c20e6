import { compilePolicy, Unknown } from "../../src/decision";
import type {
  Model,
  ModelGroup,
  ModelProvider,
  ModelRole,
  ModelSecret,
  ModelUser,
  StatedPolicy,
} from "../../src/proof/model";
import type { Row } from "../../src/proof/proof";
import { prove } from "../../src/proof/proof";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../support/fixtures";

export const ACCOUNT = "111122223333";
export const FOREIGN = "444455556666";
export const READ = "secretsmanager:GetSecretValue";

/** A statement, allowing and about everything unless it says otherwise. */
export type Statement = Readonly<Record<string, unknown>>;

export function policy(kind: "identity" | "resource", ...statements: readonly Statement[]): StatedPolicy {
  const document = {
    Version: "2012-10-17",
    Statement: statements.map((one) => ({
      Effect: "Allow",
      ...(one.NotResource === undefined && { Resource: "*" }),
      ...(one.NotAction === undefined && { Action: kind === "resource" ? "*" : READ }),
      ...one,
    })),
  };
  return { at: kind, document, compiled: compilePolicy(`${kind} policy`, kind, document) };
}

export const unread = (reason: string): StatedPolicy => {
  const document = new Unknown(reason);
  return { at: "unread", document, compiled: compilePolicy("secret policy", "resource", document) };
};

export const role = (arn: string, ...statements: readonly Statement[]): ModelRole => ({
  arn,
  policies: statements.length === 0 ? [] : [policy("identity", ...statements)],
  isComplete: true,
  isNew: false,
});

export const user = (arn: string, ...statements: readonly Statement[]): ModelUser => role(arn, ...statements);

export const group = (arn: string, ...statements: readonly Statement[]): ModelGroup => ({
  ...role(arn, ...statements),
  members: [],
});

const byArn = <Item extends { readonly arn: string }>(items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [item.arn, item]));

/** What a test says of its world; the rest is one secret with the AWS managed key, and one reader. */
export interface Given {
  readonly secretPolicy?: StatedPolicy;
  readonly secret?: Partial<ModelSecret>;
  readonly keyPolicy?: StatedPolicy;
  readonly provider?: Partial<ModelProvider>;
  readonly roles?: readonly ModelRole[];
  readonly users?: readonly ModelUser[];
  readonly groups?: readonly ModelGroup[];
  readonly more?: Partial<Model>;
}

export function modelOf({
  secretPolicy,
  secret,
  keyPolicy,
  provider,
  roles = [],
  users = [],
  groups = [],
  more,
}: Given): Model {
  const keyArn = keyPolicy ? KEY_ARN : null;
  return {
    providers: [
      {
        at: "provider",
        kind: "apikey",
        name: "maps",
        region: "us-east-1",
        account: ACCOUNT,
        partition: "aws",
        references: [{ secretId: SECRET_ARN, jsonKey: "key" }],
        signingKeys: [],
        stated: { readers: [ROLE_ARN], deployers: [], unknown: [], elsewhere: [] },
        ...provider,
      },
    ],
    secrets: byArn([
      {
        arn: SECRET_ARN,
        at: "secret",
        keyArn,
        isPolicyCertain: true,
        ...(secretPolicy && { policy: secretPolicy }),
        ...secret,
      },
    ]),
    keys: byArn(keyPolicy ? [{ arn: KEY_ARN, policy: keyPolicy, grants: [] }] : []),
    roles: byArn(roles),
    users: byArn(users),
    groups: byArn(groups),
    unowned: [],
    unheard: [],
    assumptions: [],
    ...more,
  };
}

export const rowsOf = (given: Given): Row[] => prove(modelOf(given));

/** `NAME read decrypt` for everybody but the reader. */
export const others = (given: Given): string[] =>
  rowsOf(given)
    .filter(({ standing }) => standing !== "reader")
    .map(({ principal, read, decrypt }) => `${principal} ${read.verdict} ${decrypt.verdict}`);
