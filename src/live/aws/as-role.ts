import {
  BedrockAgentCoreClient,
  GetResourceApiKeyCommand,
  GetResourceOauth2TokenCommand,
  GetWorkloadAccessTokenCommand,
} from "@aws-sdk/client-bedrock-agentcore";
import type { AsRole, CallMade, TokenCall } from "../hands";
import { CLIENT_OPTIONS } from "./clients";

/** Where a user would come back to. Nobody does: no consent that is begun here is ever asked for. */
export const RETURN_URL = "https://localhost/agentcore-identity-verify";
/** Every identity provider has it, or has it asked for in vain: nobody opens the address that it becomes part of. */
const USER_SCOPES = ["openid"];

interface Token extends CallMade {
  readonly token: string;
}

type Who = ConstructorParameters<typeof BedrockAgentCoreClient>[0];

/** Asks for credentials with a role's permissions; tokens and keys go no further than this. */
export class SdkRole implements AsRole {
  private readonly clients: BedrockAgentCoreClient[] = [];
  private readonly tokens = new Map<string, Token>();

  /** @param operator who makes the workload identities */
  public constructor(
    private readonly role: Who,
    private readonly operator: Who,
    private readonly abortSignal: AbortSignal,
  ) {}

  public async call(region: string, { kind, provider, workload, flow = "M2M" }: TokenCall): Promise<CallMade> {
    const { abortSignal } = this;
    const { token, hasOwnToken } = await this.token(region, workload);
    const asking = { resourceCredentialProviderName: provider, workloadIdentityToken: token };
    const client = this.client(region, this.role);
    if (kind === "apikey") {
      await client.send(new GetResourceApiKeyCommand(asking), { abortSignal });
      return { hasOwnToken };
    }
    const user = { scopes: USER_SCOPES, resourceOauth2ReturnUrl: RETURN_URL, forceAuthentication: true };
    await client.send(
      new GetResourceOauth2TokenCommand({
        ...asking,
        oauth2Flow: flow,
        ...(flow === "USER_FEDERATION" ? user : { scopes: [] }),
      }),
      { abortSignal },
    );
    return { hasOwnToken };
  }

  public destroy(): void {
    for (const client of this.clients) client.destroy();
  }

  /** A gateway asks itself; for a runtime's role the service does, so that whoever verifies stands in for it. */
  private async token(region: string, workload: string): Promise<Token> {
    const key = `${region} ${workload}`;
    const found = this.tokens.get(key) ?? (await this.newToken(region, workload));
    this.tokens.set(key, found);
    return found;
  }

  private async newToken(region: string, workload: string): Promise<Token> {
    try {
      return { token: await this.tokenOf(region, workload, this.role), hasOwnToken: true };
    } catch (denied) {
      if (!(denied instanceof Error) || !/^AccessDenied/.test(denied.name)) throw denied;
      return { token: await this.tokenOf(region, workload, this.operator), hasOwnToken: false };
    }
  }

  private async tokenOf(region: string, workloadName: string, who: Who): Promise<string> {
    const command = new GetWorkloadAccessTokenCommand({ workloadName });
    const { workloadAccessToken = "" } = await this.client(region, who).send(command, {
      abortSignal: this.abortSignal,
    });
    return workloadAccessToken;
  }

  private client(region: string, who: Who): BedrockAgentCoreClient {
    const client = new BedrockAgentCoreClient({ region, ...CLIENT_OPTIONS, ...who });
    this.clients.push(client);
    return client;
  }
}
