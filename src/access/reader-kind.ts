import type { ProviderKind } from "./vault";

/**
 * Whose role a reader is. It says what the role needs beside the credential itself.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/get-workload-access-token.html
 */
export enum ReaderKind {
  /** The execution role of an AgentCore Runtime, or of any program that has its workload access token already. */
  RUNTIME = "RUNTIME",

  /** The service role of a gateway, which uses OAuth2 and API key credential providers for its targets. */
  GATEWAY = "GATEWAY",

  /** The execution role of a harness, for its models, skills and tools. */
  HARNESS = "HARNESS",

  /** The execution role of a consent portal, which uses OAuth2 credential providers for its users. */
  CONSENT_PORTAL = "CONSENT_PORTAL",

  /** The service role of a payment manager, which uses payment credential providers. */
  PAYMENT_MANAGER = "PAYMENT_MANAGER",
}

/** What belongs to a token vault, and so may be named in a statement about one of its providers. */
export type VaultPart = "vault" | "provider" | "directory" | "identity";

/** What an action beside obtaining the credential is about. AWS asks for all of it. */
export interface BesideUse {
  readonly action: string;
  readonly parts: readonly VaultPart[];
}

/** What a role of a kind does. */
export interface ReaderNeeds {
  readonly called: string;
  /** The kinds of credential provider that it uses. */
  readonly uses: readonly ProviderKind[];
  readonly beside: readonly BesideUse[];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html */
const on = (parts: readonly VaultPart[], ...names: readonly string[]): BesideUse[] =>
  names.map((name) => ({ action: `bedrock-agentcore:${name}`, parts }));

const IDENTITY: readonly VaultPart[] = ["directory", "identity"];

/** Never `GetWorkloadAccessTokenForUserId`: nobody verifies the user that it names. */
const TOKENS = on(IDENTITY, "GetWorkloadAccessToken", "GetWorkloadAccessTokenForJWT");

export const READER_NEEDS: Readonly<Record<ReaderKind, ReaderNeeds>> = {
  /** A service-linked role gets the token for it. */
  [ReaderKind.RUNTIME]: { called: "a runtime", uses: ["oauth2", "apikey", "payment"], beside: [] },

  /**
   * The page names the first token only; in the field a target that acts for a user asked for the second, too.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
   */
  [ReaderKind.GATEWAY]: { called: "a gateway", uses: ["oauth2", "apikey"], beside: TOKENS },

  /** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/harness-security.html */
  [ReaderKind.HARNESS]: { called: "a harness", uses: ["oauth2", "apikey"], beside: TOKENS },

  /**
   * Of the published policy what is about credential providers. That it may read its gateway is no matter of theirs.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal-execution-role.html
   */
  [ReaderKind.CONSENT_PORTAL]: {
    called: "a consent portal",
    uses: ["oauth2"],
    beside: [
      ...on(["vault", "provider"], "GetOauth2CredentialProvider", "ListOauth2CredentialProviders"),
      ...on(["vault", "provider", ...IDENTITY], "CompleteResourceTokenAuth"),
      ...on(IDENTITY, "GetWorkloadAccessTokenForJWT"),
    ],
  },

  /** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/payments-iam-roles.html */
  [ReaderKind.PAYMENT_MANAGER]: {
    called: "a payment manager",
    uses: ["payment"],
    beside: on(IDENTITY, "CreateWorkloadIdentity", "DeleteWorkloadIdentity", "GetWorkloadAccessToken"),
  },
};
