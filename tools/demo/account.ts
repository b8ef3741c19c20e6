import { randomBytes } from "node:crypto";
import { DEPLOYER_ROLE_ARN, KEY_ARN, SECRET_ARN } from "../../examples/payments-bridge/stack";
import { Sandbox } from "../../src/sandbox/sandbox";

export const OTHER_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payroll-GhIjKl";
export const OWNER_ROLE_ARN = "arn:aws:iam::111122223333:role/secret-owner";
export const OTHER_ROLE_ARN = "arn:aws:iam::111122223333:role/agents/reports";
export const WRONG_SECRET_ROLE_ARN = "arn:aws:iam::111122223333:role/agents/payroll";

/** Statements of other teams, in bytes that no serializer would write again: whoever touches them is found out. */
export const FOREIGN_SECRET_POLICY = `{ "Version":"2012-10-17",\n  "Statement": [ {"Sid":"Security team","Effect":"Deny" , "Principal":"*","Action":["secretsmanager:*"],"Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}\n ] }`;
export const FOREIGN_KEY_POLICY = `{ "Version":"2012-10-17",\n  "Statement": [ {"Sid":"Enable IAM","Effect":"Allow" , "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}\n ] }`;

/** The account as Terraform finds it, and the words that must never be seen anywhere. */
export interface Account {
  readonly sandbox: Sandbox;
  /** A new secret, with a new value for each of its JSON keys. */
  readonly newSecret: () => string;
  /** Every value that a secret ever had. */
  readonly canaries: readonly string[];
}

export async function makeAccount(): Promise<Account> {
  const sandbox = await Sandbox.start({ enforce: true });
  const canaries: string[] = [];
  const newSecret = (): string => {
    const canary = `demo-secret-${randomBytes(8).toString("hex")}`;
    canaries.push(canary);
    const keys = ["client_secret", "coinbase_api_key", "coinbase_wallet"];
    return JSON.stringify(Object.fromEntries(keys.map((key) => [key, `${canary}-${key}`])));
  };
  sandbox.keys.add(KEY_ARN, FOREIGN_KEY_POLICY);
  sandbox.secrets.add(SECRET_ARN, newSecret(), { policy: FOREIGN_SECRET_POLICY, kmsKeyId: KEY_ARN });
  sandbox.secrets.add(OTHER_SECRET_ARN, newSecret());
  sandbox.roles.put(DEPLOYER_ROLE_ARN);
  sandbox.roles.put(OTHER_ROLE_ARN);
  sandbox.roles.put(OWNER_ROLE_ARN, {
    rotate: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "secretsmanager:PutSecretValue", Resource: SECRET_ARN },
        { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: KEY_ARN },
      ],
    },
  });
  return { sandbox, newSecret, canaries };
}
