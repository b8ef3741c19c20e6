import * as agents from "@aws-sdk/client-bedrock-agentcore";
import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { readerStatements } from "../../src/access/reader-statements";
import { readSecrets } from "../../src/access/statements";
import type { ProviderKind } from "../../src/access/vault";
import { workloadIdentityArn, workloadIdentityDirectoryArn } from "../../src/access/vault";
import type { Account, Aws } from "./aws";
import type { Bench } from "./bench";
import type { Outcome } from "./outcome";
import { hadSecret, isSecretDenied } from "./outcome";

/** What a role may beside the secret: what our constructs give a reader, and a workload access token of its own. */
export function usingStatements({ place }: Account, kind: ProviderKind, provider: string, workload: string): object[] {
  const use = { place, kind, name: provider, workloadIdentities: [workload], secretArns: [], encrypted: [] };
  return [
    ...readerStatements(use),
    {
      Sid: "WorkloadToken",
      Effect: "Allow",
      Action: "bedrock-agentcore:GetWorkloadAccessToken",
      Resource: [workloadIdentityDirectoryArn(place), workloadIdentityArn(place, workload)],
    },
  ];
}

/** To read this secret, as our constructs write it. */
export const readingStatement = (secretArn: string, condition?: object): object => ({
  ...readSecrets([secretArn]),
  ...(condition && { Condition: condition }),
});

/**
 * Asks for a credential as a role does. What comes back never leaves the memory: it is compared, and that is all.
 * API keys and secrets come back as they are, tokens of OAuth2 and payments as the identity provider makes them.
 */
export async function obtain(aws: Aws, kind: ProviderKind, provider: string, workload: string): Promise<string> {
  const { workloadAccessToken: workloadIdentityToken } = await aws.agents.send(
    new agents.GetWorkloadAccessTokenCommand({ workloadName: workload }),
  );
  const common = { workloadIdentityToken, resourceCredentialProviderName: provider };
  switch (kind) {
    case "apikey":
      return (await aws.agents.send(new agents.GetResourceApiKeyCommand(common))).apiKey ?? "";
    case "oauth2": {
      const command = new agents.GetResourceOauth2TokenCommand({
        ...common,
        scopes: ["acceptance"],
        oauth2Flow: "M2M",
      });
      return (await aws.agents.send(command)).accessToken ?? "";
    }
    case "payment": {
      const request = { stripePrivyTokenRequest: { requestPath: "/v1/wallets", requestBody: "{}" } };
      const command = new agents.GetResourcePaymentTokenCommand({ ...common, paymentTokenRequest: request });
      return (await aws.agents.send(command)).paymentTokenResponse?.stripePrivyTokenResponse?.basicAuthToken ?? "";
    }
  }
}

/** Reads the secret without AgentCore between, as code of the role could. */
export const readDirectly = async (aws: Aws, SecretId: string): Promise<string> =>
  (await aws.secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? "";

/** Waits until a policy that lets in is seen: a denial that lasts as long as IAM may take is one. */
export const asReader = (bench: Bench, call: () => Promise<string>): Promise<Outcome<string>> =>
  bench.settled(call, hadSecret);

/** How long a denial has to last, so that it does not come of a policy that is not seen yet. */
const LASTING = 15_000;

/** A denial of the secret counts when it lasts; every other denial is one of a policy that is not seen yet. */
export async function asStranger<T>(bench: Bench, call: () => Promise<T>): Promise<Outcome<T>> {
  const first = await bench.settled(call, (outcome) => hadSecret(outcome) || isSecretDenied(outcome));
  if (hadSecret(first)) return first;
  await bench.pause(LASTING);
  return bench.once(call);
}
