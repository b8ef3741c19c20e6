import { createHmac, randomBytes } from "node:crypto";
import type { ProviderKind } from "../access/vault";
import { tokenVaultArn, providerArn, workloadIdentityArn, workloadIdentityDirectoryArn } from "../access/vault";
import { allowAgentCore } from "./agentcore-guard";
import type { Authorize, Call, Handlers } from "./call";
import { credentialsOf } from "./credential";
import type { Provider } from "./credential-providers";
import type { SecretAccess } from "./secret-access";
import { ServiceError } from "./service-error";
import type { Vaults } from "./vaults";

export interface TokenCallsParts {
  readonly vaults: Vaults;
  readonly access: SecretAccess;
  readonly authorize: Authorize;
}

/**
 * The calls by which agents obtain credentials.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_Operations.html
 */
export function tokenHandlers({ vaults, access, authorize }: TokenCallsParts): Handlers {
  const signer = new StubIdentityProvider();
  /** The provider, if the caller may use it: AgentCore asks for vault, provider, directory and workload identity. */
  const usable = (call: Call, kind: ProviderKind): Provider => {
    const { place, providers, workloads } = vaults.of(call);
    const { workloadIdentityToken, resourceCredentialProviderName } = call.input;
    const name = String(resourceCredentialProviderName);
    const workload = workloads.nameOf(workloadIdentityToken);
    allowAgentCore(authorize, call, [
      tokenVaultArn(place),
      providerArn(place, kind, name),
      workloadIdentityDirectoryArn(place),
      workloadIdentityArn(place, workload),
    ]);
    return providers.look(kind, name);
  };
  /** How a user's consent begins. Whoever comes back from there nobody waits for. */
  const asksUser = (call: Call, provider: Provider): Readonly<Record<string, unknown>> => {
    const { workloads } = vaults.of(call);
    const { workloadIdentityToken, resourceOauth2ReturnUrl } = call.input;
    const { returnUrls } = workloads.find(workloads.nameOf(workloadIdentityToken));
    // The text was observed on the service: https://github.com/awslabs/agentcore-samples/issues/528
    if (!returnUrls.includes(String(resourceOauth2ReturnUrl)))
      throw new ServiceError(
        "ValidationException",
        "You must register and use at least one ResourceOauth2ReturnUrl on your workload identity to use this flow",
      );
    credentialsOf(call, provider, access, ["clientSecret"]);
    const session = randomBytes(12).toString("hex");
    return {
      authorizationUrl: `https://idp.example.com/authorize?request_uri=${session}`,
      sessionUri: `urn:ietf:params:oauth:request_uri:${session}`,
    };
  };
  return {
    GetWorkloadAccessToken: (call) => {
      const name = String(call.input.workloadName);
      const { place, workloads } = vaults.of(call);
      allowAgentCore(authorize, call, [workloadIdentityDirectoryArn(place), workloadIdentityArn(place, name)]);
      return { workloadAccessToken: workloads.tokenAsked(name) };
    },
    GetResourceApiKey: (call) => {
      const { apiKey } = credentialsOf(call, usable(call, "apikey"), access, ["apiKey"]);
      return { apiKey };
    },
    GetResourceOauth2Token: (call) => {
      const provider = usable(call, "oauth2");
      const { oauth2Flow, scopes } = call.input;
      if (oauth2Flow === "USER_FEDERATION") return asksUser(call, provider);
      if (oauth2Flow !== "M2M")
        throw new ServiceError("ValidationException", "The sandbox's identity provider exchanges no tokens.");
      const { clientSecret = "" } = credentialsOf(call, provider, access, ["clientSecret"]);
      const about = [provider.arn, String(provider.config.clientId), ...(scopes as readonly string[])];
      return { accessToken: signer.token("access-token", clientSecret, about) };
    },
    GetResourcePaymentToken: (call) => {
      const provider = usable(call, "payment");
      const [request, input] =
        Object.entries(call.input.paymentTokenRequest as Readonly<Record<string, Wanted>>)[0] ?? [];
      const vendor = PAYMENTS[provider.vendor];
      if (!vendor || request !== `${vendor.member}Request`)
        throw new ServiceError("ValidationException", `${provider.vendor} takes ${vendor?.member ?? ""}Request.`);
      const secrets = credentialsOf(call, provider, access, vendor.secrets(input ?? {}));
      const token = (kind: string, secret: string): string =>
        signer.token(kind, secrets[secret] ?? "", [provider.arn, JSON.stringify(input)]);
      return { paymentTokenResponse: { [`${vendor.member}Response`]: vendor.answer(provider, secrets, token) } };
    },
  };
}

type Wanted = Readonly<Record<string, unknown>>;

interface PaymentAnswers {
  readonly member: string;
  /** Which secrets a request needs. */
  readonly secrets: (input: Wanted) => string[];
  readonly answer: (
    provider: Provider,
    secrets: Readonly<Record<string, string>>,
    token: (kind: string, secret: string) => string,
  ) => Readonly<Record<string, unknown>>;
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_GetResourcePaymentToken.html */
const PAYMENTS: Readonly<Record<string, PaymentAnswers>> = {
  CoinbaseCDP: {
    member: "coinbaseCdpToken",
    secrets: ({ includeWalletAuthToken }) => ["apiKeySecret", ...(includeWalletAuthToken ? ["walletSecret"] : [])],
    answer: (_, { walletSecret }, token) => ({
      bearerToken: token("bearer", "apiKeySecret"),
      ...(walletSecret !== undefined && { walletAuthToken: token("wallet", "walletSecret") }),
    }),
  },
  StripePrivy: {
    member: "stripePrivyToken",
    secrets: ({ includeAuthorizationSignature }) => [
      "appSecret",
      ...(includeAuthorizationSignature ? ["authorizationPrivateKey"] : []),
    ],
    answer: ({ config }, { authorizationPrivateKey }, token) => ({
      appId: config.appId,
      basicAuthToken: token("basic", "appSecret"),
      ...(authorizationPrivateKey !== undefined && {
        authorizationSignature: token("signature", "authorizationPrivateKey"),
      }),
    }),
  },
};

/**
 * Stands for the identity provider behind a credential provider: the same secret gives the same token, another secret
 * another one, and nobody can tell the secret from it, not even by trying, for the key lives only as long as the sandbox.
 */
class StubIdentityProvider {
  private readonly key = randomBytes(32);

  public token(kind: string, secret: string, about: readonly string[]): string {
    const digest = createHmac("sha256", this.key)
      .update(JSON.stringify([kind, secret, ...about]))
      .digest("hex");
    return `sandbox-${kind}-${digest.slice(0, 32)}`;
  }
}
