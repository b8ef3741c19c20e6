import type {
  CredentialProviderVendorType,
  Oauth2ProviderConfigInput,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  CreateOauth2CredentialProviderCommand,
  DeleteOauth2CredentialProviderCommand,
  GetOauth2CredentialProviderCommand,
  UpdateOauth2CredentialProviderCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import type { OAuth2VendorRow } from "../../access/oauth2-vendors";
import { configMember, OAUTH2_VENDORS } from "../../access/oauth2-vendors";
import { needsSecret } from "../../access/rules/oauth2";
import type { ProviderInput } from "./input";
import type { ProviderApi, StoredReference } from "./provider-api";
import { onProvider } from "./provider-call";
import type { SecretReference } from "./references";
import { same } from "./same";
import { markedTags } from "./tags";

type Config = Readonly<Record<string, unknown>>;

const rowOf = (vendor: string | undefined): OAuth2VendorRow | undefined =>
  Object.values(OAUTH2_VENDORS).find((row) => row.vendor === vendor);

const configOf = ({ credentialProviderVendor, oauth2ProviderConfigInput }: ProviderInput): Config => {
  const row = rowOf(credentialProviderVendor);
  return (row && oauth2ProviderConfigInput?.[configMember(row)]) ?? {};
};

/** The whole content, each time: an update replaces all of it. */
function content(input: ProviderInput) {
  const row = rowOf(input.credentialProviderVendor) as OAuth2VendorRow;
  const config = configOf(input);
  return {
    name: input.name,
    credentialProviderVendor: row.vendor as CredentialProviderVendorType,
    // The input was checked against the same members, see oauth2-shape.ts.
    oauth2ProviderConfigInput: {
      [configMember(row)]: {
        ...config,
        ...(needsSecret(config.clientAuthenticationMethod) && { clientSecretSource: "EXTERNAL" }),
      },
    } as unknown as Oauth2ProviderConfigInput,
  };
}

/** What the API shows of a vendor's extra fields is the metadata that it works with. */
function shownFields({ fields }: OAuth2VendorRow, wanted: Config, shown: Config): boolean {
  const discovery = shown.oauthDiscovery as { authorizationServerMetadata?: Config } | undefined;
  return fields.every(
    (field) => wanted[field] === undefined || wanted[field] === discovery?.authorizationServerMetadata?.[field],
  );
}

function customMatches(wanted: Config, shown: Config): boolean {
  const { clientSecretConfig: _config, clientSecretSource: _source, ...rest } = wanted;
  const basic = { clientAuthenticationMethod: "CLIENT_SECRET_BASIC" };
  const overrides = (config: Config): Config => ({
    ...basic,
    ...config,
    privateEndpointOverrides: config.privateEndpointOverrides ?? [],
  });
  return same(overrides(rest), overrides(shown));
}

const references = (clientSecret: StoredReference | undefined): Record<string, StoredReference> =>
  clientSecret ? { clientSecret } : {};

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateOauth2CredentialProvider.html */
export const OAUTH2: ProviderApi = {
  async get(session, name) {
    const stored = await onProvider(session, "Get", ["oauth2", name], (control, options) =>
      control.send(new GetOauth2CredentialProviderCommand({ name }), options),
    );
    const row = rowOf(stored.credentialProviderVendor);
    const output = stored.oauth2ProviderConfigOutput as Record<string, Config> | undefined;
    const config = row && output?.[configMember(row)];
    const reference = {
      secretArn: stored.clientSecretArn?.secretArn,
      jsonKey: stored.clientSecretJsonKey,
      source: stored.clientSecretSource,
    };
    return {
      credentialProviderArn: stored.credentialProviderArn as string,
      credentialProviderVendor: stored.credentialProviderVendor,
      callbackUrl: stored.callbackUrl,
      status: stored.status,
      failureReason: stored.failureReason,
      secretReferences: references(config && !needsSecret(config.clientAuthenticationMethod) ? undefined : reference),
      config,
    };
  },
  async create(session, input) {
    const command = new CreateOauth2CredentialProviderCommand({ ...content(input), tags: markedTags(input) });
    await onProvider(session, "Create", ["oauth2", input.name], (control, options) => control.send(command, options));
  },
  async update(session, input) {
    const command = new UpdateOauth2CredentialProviderCommand(content(input));
    await onProvider(session, "Update", ["oauth2", input.name], (control, options) => control.send(command, options));
  },
  async delete(session, name) {
    const command = new DeleteOauth2CredentialProviderCommand({ name });
    await onProvider(session, "Delete", ["oauth2", name], (control, options) => control.send(command, options));
  },
  references(input) {
    const config = configOf(input);
    const given = config.clientSecretConfig as SecretReference | undefined;
    return references(given && { secretArn: given.secretId, jsonKey: given.jsonKey, source: "EXTERNAL" });
  },
  matches(input, { config: shown }) {
    const row = rowOf(input.credentialProviderVendor);
    const wanted = configOf(input);
    if (!row || !shown) return false;
    if (row.config === "custom") return customMatches(wanted, shown);
    return wanted.clientId === shown.clientId && shownFields(row, wanted, shown);
  },
};
