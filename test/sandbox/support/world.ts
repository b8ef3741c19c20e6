import type { AccountStatement } from "./statements";
import { agentStatements } from "./statements";
import { Sandbox } from "../../../src/sandbox/sandbox";

export const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:agents-AbCdEf";
export const OTHER_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:others-GhIjKl";
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const AGENT = "arn:aws:iam::111122223333:role/agents/runtime";
export const DEPLOYER_ROLE = "arn:aws:iam::111122223333:role/terraform";
export const VALUE = { client_secret: "canary-client", api_key: "canary-key", wallet: "canary-wallet", number: 7 };

const policy = (...statements: AccountStatement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** A key policy that hands the decision on to IAM. */
export const IAM_DECIDES = policy({
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
});
export const NOBODY_READS = policy({ Effect: "Deny", Principal: "*", Action: "secretsmanager:Get*", Resource: "*" });

/** Everything by which the agent can read; tests take one thing away. */
export async function furnished(): Promise<Sandbox> {
  const sandbox = await Sandbox.start({ enforce: true });
  sandbox.keys.add(KEY_ARN, IAM_DECIDES);
  sandbox.secrets.add(SECRET_ARN, JSON.stringify(VALUE), { kmsKeyId: KEY_ARN });
  sandbox.secrets.add(OTHER_SECRET_ARN, JSON.stringify(VALUE));
  sandbox.roles.put(AGENT, { use: policy(...agentStatements()) });
  sandbox.roles.put(DEPLOYER_ROLE, { all: policy({ Effect: "Allow", Action: "*", Resource: "*" }) });
  return sandbox;
}

export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What a client needs to call in the name of a role. */
export const as = (sandbox: Sandbox, roleArn: string): ClientConfig => ({
  endpoint: sandbox.endpoint,
  region: "us-east-1",
  maxAttempts: 1,
  credentials: { accessKeyId: sandbox.principals.assume(roleArn, "session").accessKeyId, secretAccessKey: "x" },
});

/** Gives the agent these statements and no others. */
export const grant = (sandbox: Sandbox, statements: readonly AccountStatement[]): void =>
  sandbox.roles.put(AGENT, { use: policy(...statements) });

/** The error that a call ends in, as one line. */
export const errorOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => Promise.reject(new Error("no error")),
    (error: Error) => `${error.name}: ${error.message}`,
  );
