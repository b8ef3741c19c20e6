import {
  BedrockAgentCoreClient,
  GetResourceOauth2TokenCommand,
  GetResourcePaymentTokenCommand,
} from "@aws-sdk/client-bedrock-agentcore";
import { PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Sandbox } from "../../src/sandbox/sandbox";

/** What an SDK client needs to call in the name of a role. */
const as = (sandbox: Sandbox, roleArn: string) => ({
  endpoint: sandbox.endpoint,
  region: sandbox.region,
  maxAttempts: 1,
  credentials: {
    accessKeyId: sandbox.principals.assume(roleArn, "demo").accessKeyId,
    secretAccessKey: "sandbox-secret-access-key",
  },
});

async function using<Client extends { destroy(): void }, Result>(
  client: Client,
  call: (client: Client) => Promise<Result>,
): Promise<Result> {
  try {
    return await call(client);
  } finally {
    client.destroy();
  }
}

/** An agent with a role asks for an OAuth2 token, as its code would. */
export const oauth2Token = (sandbox: Sandbox, roleArn: string): Promise<string> =>
  using(new BedrockAgentCoreClient(as(sandbox, roleArn)), async (client) => {
    const { accessToken } = await client.send(
      new GetResourceOauth2TokenCommand({
        workloadIdentityToken: sandbox.workloads.tokenFor("checkout-1"),
        resourceCredentialProviderName: "checkout-maps",
        scopes: ["https://www.googleapis.com/auth/mapsplatform.routes"],
        oauth2Flow: "M2M",
      }),
    );
    return accessToken ?? "";
  });

/** A payment manager with a role asks for the headers of one payment. */
export const paymentToken = (sandbox: Sandbox, roleArn: string): Promise<string> =>
  using(new BedrockAgentCoreClient(as(sandbox, roleArn)), async (client) => {
    const { paymentTokenResponse } = await client.send(
      new GetResourcePaymentTokenCommand({
        workloadIdentityToken: sandbox.workloads.tokenFor("checkout-1"),
        resourceCredentialProviderName: "checkout-wallet",
        paymentTokenRequest: {
          coinbaseCdpTokenRequest: {
            requestMethod: "POST",
            requestPath: "/platform/v2/evm/accounts",
            includeWalletAuthToken: true,
          },
        },
      }),
    );
    const { bearerToken = "", walletAuthToken = "" } = paymentTokenResponse?.coinbaseCdpTokenResponse ?? {};
    return `${bearerToken} ${walletAuthToken}`;
  });

/** The owner of a secret gives it a new value. */
export const rotate = (sandbox: Sandbox, roleArn: string, SecretId: string, SecretString: string): Promise<unknown> =>
  using(new SecretsManagerClient(as(sandbox, roleArn)), (client) =>
    client.send(new PutSecretValueCommand({ SecretId, SecretString })),
  );
