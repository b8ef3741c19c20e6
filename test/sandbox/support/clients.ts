import type { BedrockAgentCoreControlClientConfig } from "@aws-sdk/client-bedrock-agentcore-control";
import { DEPLOYER, Sandbox } from "../../../src/sandbox/sandbox";

// The SDK's announcement of a later Node.js is no result of a test.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

export const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const ROOT_POLICY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}';

/** A sandbox for each test of the file, with a secret and a key. */
export function useSandbox(): () => Sandbox {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await Sandbox.start();
    sandbox.secrets.add(SECRET_ARN, '{"client_secret":"one"}');
    sandbox.keys.add(KEY_ARN, ROOT_POLICY);
  });
  afterEach(() => sandbox.close());
  return () => sandbox;
}

/** How a client of the SDK finds a sandbox. */
export const configOf = (sandbox: Sandbox) =>
  ({
    endpoint: sandbox.endpoint,
    region: "us-east-1",
    maxAttempts: 1,
    credentials: { accessKeyId: DEPLOYER.accessKeyId, secretAccessKey: "x" },
  }) satisfies BedrockAgentCoreControlClientConfig;

/** The error that a call ends in. */
export const errorOf = (
  call: Promise<unknown>,
): Promise<{ name: string; message: string; status: number | undefined }> =>
  call.then(
    () => Promise.reject(new Error("no error")),
    (error: Error & { $metadata?: { httpStatusCode?: number } }) => ({
      name: error.name,
      message: error.message,
      status: error.$metadata?.httpStatusCode,
    }),
  );
