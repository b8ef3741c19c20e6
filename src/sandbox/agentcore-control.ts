import type { Place, ProviderKind } from "../access/vault";
import { PROVIDER_KINDS, workloadIdentityPrefix } from "../access/vault";
import type { Call, Handler, Handlers } from "./call";
import type { Provider } from "./credential-providers";
import { checkedTags } from "./credential-providers";
import type { Content, Members } from "./provider-input";
import { apiKeyContent, checkedName, oauth2Content, paymentContent } from "./provider-input";
import type { SecretAccess } from "./secret-access";
import type { VaultHere, Vaults } from "./vaults";
import { pageOf } from "./page";

interface Kind {
  readonly content: (input: Members, place: Place) => Content;
  /** As many as its list gives at once. */
  readonly most: number;
  readonly shown: (provider: Provider, operation: "Create" | "Get" | "List" | "Update") => Members;
}

const common = ({ name, arn }: Provider): Members => ({ name, credentialProviderArn: arn });
const times = ({ createdTime, lastUpdatedTime }: Provider): Members => ({ createdTime, lastUpdatedTime });

const KINDS: Readonly<Record<ProviderKind, Kind>> = {
  oauth2: {
    content: oauth2Content,
    most: 20,
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
    most: 100,
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
    most: 20,
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

function kindHandlers(kind: ProviderKind, vaults: Vaults, access: SecretAccess): Handlers {
  const { entity } = PROVIDER_KINDS[kind];
  const { content, shown, most } = KINDS[kind];
  const stored = ({ member, config }: Content): Members => ({ ...config, [MEMBER]: member });
  const checked = (call: Call): Content => {
    const result = content(call.input, vaults.of(call).place);
    // AgentCore looks at an external secret in the caller's name.
    for (const secretId of externalSecrets(result)) {
      access.forward(call, "DescribeSecret", secretId);
      access.forward(call, "GetSecretValue", secretId);
    }
    return result;
  };
  return {
    [`Create${entity}`]: (call) => {
      const made = checked(call);
      const { input } = call;
      return shown(
        vaults.of(call).providers.create(kind, checkedName(input.name), made.vendor, {
          config: stored(made),
          secrets: made.secrets,
          tags: checkedTags(input.tags as Record<string, string> | undefined),
        }),
        "Create",
      );
    },
    [`Get${entity}`]: (call) => shown(vaults.of(call).providers.look(kind, checkedName(call.input.name)), "Get"),
    [`Update${entity}`]: (call) => {
      const made = checked(call);
      return shown(
        vaults.of(call).providers.update(kind, checkedName(call.input.name), made.vendor, {
          config: stored(made),
          secrets: made.secrets,
        }),
        "Update",
      );
    },
    [`Delete${entity}`]: (call) => {
      vaults.of(call).providers.delete(kind, checkedName(call.input.name));
      return {};
    },
    [`List${entity}s`]: (call) => {
      const { items, nextToken } = pageOf(vaults.of(call).providers.list(kind), call.input, { most, usual: 10 });
      return { credentialProviders: items.map((provider) => shown(provider, "List")), ...(nextToken && { nextToken }) };
    },
  };
}

/** Each secret once, though several JSON keys of it may be referenced. */
const externalSecrets = ({ secrets }: Content): ReadonlySet<string> =>
  new Set(Object.values(secrets).flatMap(({ source, secretArn }) => (source === "EXTERNAL" ? [secretArn] : [])));

/** What has the tags that a call is about. */
function tagged(
  { providers, workloads, place }: VaultHere,
  { input }: Call,
): { tags: Readonly<Record<string, string>> } {
  const arn = String(input.resourceArn);
  const prefix = workloadIdentityPrefix(place);
  return arn.startsWith(prefix) ? workloads.find(arn.slice(prefix.length)) : providers.byArn(arn);
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_Operations.html */
export function agentCoreHandlers(vaults: Vaults, access: SecretAccess): Handlers {
  const tagHandlers: Record<string, Handler> = {
    ListTagsForResource: (call) => ({ tags: tagged(vaults.of(call), call).tags }),
    TagResource: (call) => {
      const { input } = call;
      const provider = tagged(vaults.of(call), call);
      provider.tags = checkedTags({ ...provider.tags, ...(input.tags as Record<string, string>) });
      return {};
    },
    UntagResource: (call) => {
      const { input } = call;
      const provider = tagged(vaults.of(call), call);
      const keys = input.tagKeys as string[];
      provider.tags = Object.fromEntries(Object.entries(provider.tags).filter(([key]) => !keys.includes(key)));
      return {};
    },
    GetTokenVault: (call) => vaults.of(call).vault.get(call.input.tokenVaultId),
    SetTokenVaultCMK: (call) => vaults.of(call).vault.set(call.input),
  };
  const kinds = (Object.keys(KINDS) as ProviderKind[]).map((kind) => kindHandlers(kind, vaults, access));
  return Object.assign({}, ...kinds, tagHandlers) as Handlers;
}
