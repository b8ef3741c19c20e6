import * as control from "@aws-sdk/client-bedrock-agentcore-control";
import type { ProviderKind } from "../../../src/access/vault";
import type { Aws } from "../aws";
import type { Clock } from "../clock";
import { Final, isGone } from "../outcome";

/** A reference to one JSON key of a secret. */
export interface Reference {
  readonly secretId: string;
  readonly jsonKey: string;
}

const EXTERNAL = "EXTERNAL" as const;
/** An identity provider that there is not, under a name that is nobody's: https://www.rfc-editor.org/rfc/rfc2606 */
const NOBODY = {
  issuer: "https://example.com",
  authorizationEndpoint: "https://example.com/authorize",
  tokenEndpoint: "https://example.com/token",
  responseTypes: ["code"],
};

export async function createProvider(
  { control: client }: Aws,
  kind: ProviderKind,
  name: string,
  tags: Record<string, string>,
  reference: Reference,
): Promise<void> {
  switch (kind) {
    case "apikey":
      return void (await client.send(
        new control.CreateApiKeyCredentialProviderCommand({
          name,
          tags,
          apiKeySecretSource: EXTERNAL,
          apiKeySecretConfig: reference,
        }),
      ));
    case "oauth2":
      return void (await client.send(
        new control.CreateOauth2CredentialProviderCommand({
          name,
          tags,
          credentialProviderVendor: "CustomOauth2",
          oauth2ProviderConfigInput: {
            customOauth2ProviderConfig: {
              clientId: "acceptance",
              clientSecretSource: EXTERNAL,
              clientSecretConfig: reference,
              oauthDiscovery: { authorizationServerMetadata: NOBODY },
            },
          },
        }),
      ));
    case "payment":
      return void (await client.send(
        new control.CreatePaymentCredentialProviderCommand({
          name,
          tags,
          credentialProviderVendor: "StripePrivy",
          providerConfigurationInput: {
            stripePrivyConfiguration: {
              appId: "acceptance",
              authorizationId: "acceptance",
              appSecretSource: EXTERNAL,
              appSecretConfig: reference,
              authorizationPrivateKeySource: EXTERNAL,
              authorizationPrivateKeyConfig: reference,
            },
          },
        }),
      ));
  }
}

/** What AgentCore says that a provider refers to. */
export interface Seen {
  readonly secretArn: string | undefined;
  readonly jsonKey: string | undefined;
  /** Of OAuth2 alone. */
  readonly status: string | undefined;
}

export async function getProvider({ control: client }: Aws, kind: ProviderKind, name: string): Promise<Seen> {
  switch (kind) {
    case "apikey": {
      const got = await client.send(new control.GetApiKeyCredentialProviderCommand({ name }));
      return { secretArn: got.apiKeySecretArn?.secretArn, jsonKey: got.apiKeySecretJsonKey, status: undefined };
    }
    case "oauth2": {
      const got = await client.send(new control.GetOauth2CredentialProviderCommand({ name }));
      return { secretArn: got.clientSecretArn?.secretArn, jsonKey: got.clientSecretJsonKey, status: got.status };
    }
    case "payment": {
      const got = await client.send(new control.GetPaymentCredentialProviderCommand({ name }));
      const { stripePrivyConfiguration: privy } = got.providerConfigurationOutput ?? {};
      return { secretArn: privy?.appSecretArn?.secretArn, jsonKey: privy?.appSecretJsonKey, status: undefined };
    }
  }
}

const DELETE = {
  apikey: control.DeleteApiKeyCredentialProviderCommand,
  oauth2: control.DeleteOauth2CredentialProviderCommand,
  payment: control.DeletePaymentCredentialProviderCommand,
} as const;

const PAUSE = 5000;
const LOOKS = 24;

/** Waits for what is on its way, and until it is gone. */
export async function removeProvider(aws: Aws, kind: ProviderKind, name: string, clock: Clock): Promise<void> {
  for (let look = 1; ; look++) {
    try {
      await aws.control.send(new DELETE[kind]({ name }));
      if (kind !== "oauth2") return;
      await getProvider(aws, kind, name);
    } catch (error) {
      if (error instanceof Error && isGone(error)) return;
      if (!(error instanceof Error && error.name === "ConflictException")) throw error;
    }
    if (look === LOOKS) throw new Final(`${name} is not gone ${(PAUSE * LOOKS) / 1000} seconds after it was deleted.`);
    await clock.sleep(PAUSE);
  }
}
