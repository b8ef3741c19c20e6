import {
  CreateApiKeyCredentialProviderCommand,
  DeleteApiKeyCredentialProviderCommand,
  GetApiKeyCredentialProviderCommand,
  UpdateApiKeyCredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { ProviderInput } from "./input";
import type { ProviderApi } from "./provider-api";
import { onProvider } from "./provider-call";
import { markedTags } from "./tags";

const content = ({ name, apiKeySecretConfig }: ProviderInput) =>
  ({ name, apiKeySecretSource: "EXTERNAL", apiKeySecretConfig }) as const;

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateApiKeyCredentialProvider.html */
export const API_KEY: ProviderApi = {
  async get(session, name) {
    const stored = await onProvider(session, "Get", ["apikey", name], (control, options) =>
      control.send(new GetApiKeyCredentialProviderCommand({ name }), options),
    );
    return {
      credentialProviderArn: stored.credentialProviderArn as string,
      secretReferences: {
        apiKey: {
          secretArn: stored.apiKeySecretArn?.secretArn,
          jsonKey: stored.apiKeySecretJsonKey,
          source: stored.apiKeySecretSource,
        },
      },
    };
  },
  async create(session, input) {
    const command = new CreateApiKeyCredentialProviderCommand({ ...content(input), tags: markedTags(input) });
    await onProvider(session, "Create", ["apikey", input.name], (control, options) => control.send(command, options));
  },
  async update(session, input) {
    const command = new UpdateApiKeyCredentialProviderCommand(content(input));
    await onProvider(session, "Update", ["apikey", input.name], (control, options) => control.send(command, options));
  },
  async delete(session, name) {
    const command = new DeleteApiKeyCredentialProviderCommand({ name });
    await onProvider(session, "Delete", ["apikey", name], (control, options) => control.send(command, options));
  },
  references: ({ apiKeySecretConfig }) => ({
    apiKey: { secretArn: apiKeySecretConfig?.secretId, jsonKey: apiKeySecretConfig?.jsonKey, source: "EXTERNAL" },
  }),
  matches: () => true,
};
