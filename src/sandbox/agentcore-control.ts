import type { ProviderKind } from "../access/vault";
import { PROVIDER_KINDS } from "../access/vault";
import type { Authorize, Call, Handler, Handlers } from "./call";
import type { CredentialProviders, Provider } from "./credential-providers";
import { checkedTags } from "./credential-providers";
import type { Content, Members } from "./provider-input";
import { apiKeyContent, checkedName, oauth2Content, paymentContent } from "./provider-input";
import { ServiceError } from "./service-error";
import type { TokenVault } from "./token-vault";

interface Kind {
  readonly content: (input: Members) => Content;
  readonly shown: (provider: Provider, operation: "Create" | "Get" | "List" | "Update") => Members;
}

const common = ({ name, arn }: Provider): Members => ({ name, credentialProviderArn: arn });
const times = ({ createdTime, lastUpdatedTime }: Provider): Members => ({ createdTime, lastUpdatedTime });

const KINDS: Readonly<Record<ProviderKind, Kind>> = {
  oauth2: {
    content: oauth2Content,
    shown: (provider, operation) => {
      const secret = provider.secrets.clientSecret;
      return {
        ...common(provider),
        ...(operation !== "Create" && { credentialProviderVendor: provider.vendor, ...times(provider) }),
        ...(operation !== "List" && {
          clientSecretArn: { secretArn: secret?.secretArn ?? "" },
          ...(secret && {
            clientSecretSource: secret.source,
            ...(secret.jsonKey && { clientSecretJsonKey: secret.jsonKey }),
          }),
          oauth2ProviderConfigOutput: oauth2Output(provider),
          callbackUrl: provider.callbackUrl,
          status: provider.status,
        }),
        ...(operation === "Get" && provider.failureReason !== undefined && { failureReason: provider.failureReason }),
      };
    },
  },
  apikey: {
    content: apiKeyContent,
    shown: (provider, operation) => {
      const secret = provider.secrets.apiKey;
      return {
        ...common(provider),
        ...(operation !== "Create" && times(provider)),
        ...(operation !== "List" && {
          apiKeySecretArn: { secretArn: secret?.secretArn ?? "" },
          apiKeySecretSource: secret?.source,
          ...(secret?.jsonKey && { apiKeySecretJsonKey: secret.jsonKey }),
        }),
      };
    },
  },
  payment: {
    content: paymentContent,
    shown: (provider, operation) => ({
      ...common(provider),
      credentialProviderVendor: provider.vendor,
      ...(operation !== "Create" && times(provider)),
      ...(operation !== "List" && { providerConfigurationOutput: { [member(provider)]: paymentOutput(provider) } }),
      ...(operation === "Get" && { tags: provider.tags }),
    }),
  },
};

const MEMBER = "$member";
const member = ({ config }: Provider): string => String(config[MEMBER]);

/** The output has the vendor's discovery where the input has its fields; what the service fills in is not documented. */
function oauth2Output(provider: Provider): Members {
  const { [MEMBER]: _member, tenantId, issuer, authorizationEndpoint, tokenEndpoint, ...config } = provider.config;
  const metadata = {
    issuer: issuer ?? `https://${provider.vendor}.example.com`,
    authorizationEndpoint: authorizationEndpoint ?? "https://idp.example.com/authorize",
    tokenEndpoint: tokenEndpoint ?? "https://idp.example.com/token",
  };
  const tenant = tenantId === undefined ? {} : { issuer: `https://idp.example.com/${String(tenantId)}` };
  return {
    [member(provider)]: { oauthDiscovery: { authorizationServerMetadata: { ...metadata, ...tenant } }, ...config },
  };
}

function paymentOutput({ config, secrets }: Provider): Members {
  const { [MEMBER]: _member, ...fields } = config;
  const references = Object.entries(secrets).map(([name, { secretArn, jsonKey, source }]) => ({
    [`${name}Arn`]: { secretArn },
    [`${name}Source`]: source,
    ...(jsonKey && { [`${name}JsonKey`]: jsonKey }),
  }));
  return Object.assign({}, fields, ...references) as Members;
}

function kindHandlers(kind: ProviderKind, providers: CredentialProviders, authorize: Authorize): Handlers {
  const { entity } = PROVIDER_KINDS[kind];
  const { content, shown } = KINDS[kind];
  const stored = ({ member, config }: Content): Members => ({ ...config, [MEMBER]: member });
  const checked = (call: Call): Content => {
    const result = content(call.input);
    // AgentCore looks at an external secret in the caller's name.
    for (const { source, secretArn } of Object.values(result.secrets))
      if (source === "EXTERNAL") allowSecret(authorize, call, secretArn);
    return result;
  };
  return {
    [`Create${entity}`]: (call) => {
      const made = checked(call);
      const { input } = call;
      return shown(
        providers.create(kind, checkedName(input.name), made.vendor, {
          config: stored(made),
          secrets: made.secrets,
          tags: checkedTags(input.tags as Record<string, string> | undefined),
        }),
        "Create",
      );
    },
    [`Get${entity}`]: ({ input }) => shown(providers.look(kind, checkedName(input.name)), "Get"),
    [`Update${entity}`]: (call) => {
      const made = checked(call);
      return shown(
        providers.update(kind, checkedName(call.input.name), made.vendor, {
          config: stored(made),
          secrets: made.secrets,
        }),
        "Update",
      );
    },
    [`Delete${entity}`]: ({ input }) => {
      providers.delete(kind, checkedName(input.name));
      return {};
    },
    [`List${entity}s`]: ({ input }) => {
      const most = typeof input.maxResults === "number" ? input.maxResults : 10;
      const start = Number(input.nextToken ?? 0);
      const all = providers.list(kind);
      const next = start + most < all.length ? { nextToken: String(start + most) } : {};
      return {
        credentialProviders: all.slice(start, start + most).map((provider) => shown(provider, "List")),
        ...next,
      };
    },
  };
}

function allowSecret(authorize: Authorize, { principal }: Call, resource: string): void {
  for (const action of ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"]) {
    const denied = authorize({ principal, action, resource, calledVia: "bedrock-agentcore.amazonaws.com" });
    if (denied !== undefined)
      throw new ServiceError(
        "AccessDeniedException",
        `You are not authorized to perform: ${action} (Service: AgentCredentialProvider, Status Code: 403)`,
      );
  }
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Operations.html */
export function agentCoreHandlers(providers: CredentialProviders, vault: TokenVault, authorize: Authorize): Handlers {
  const tagHandlers: Record<string, Handler> = {
    ListTagsForResource: ({ input }) => ({ tags: providers.byArn(String(input.resourceArn)).tags }),
    TagResource: ({ input }) => {
      const provider = providers.byArn(String(input.resourceArn));
      provider.tags = checkedTags({ ...provider.tags, ...(input.tags as Record<string, string>) });
      return {};
    },
    UntagResource: ({ input }) => {
      const provider = providers.byArn(String(input.resourceArn));
      const keys = input.tagKeys as string[];
      provider.tags = Object.fromEntries(Object.entries(provider.tags).filter(([key]) => !keys.includes(key)));
      return {};
    },
    GetTokenVault: ({ input }) => vault.get(input.tokenVaultId),
    SetTokenVaultCMK: ({ input }) => vault.set(input),
  };
  const kinds = (Object.keys(KINDS) as ProviderKind[]).map((kind) => kindHandlers(kind, providers, authorize));
  return Object.assign({}, ...kinds, tagHandlers) as Handlers;
}
