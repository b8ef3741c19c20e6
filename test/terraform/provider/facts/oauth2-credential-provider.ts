import {
  absent,
  arn,
  before,
  chosenBlock,
  conflicts,
  exactlyOne,
  items,
  length,
  oneOf,
  pattern,
  present,
  requires,
  since,
  when,
  within,
  type Check,
} from "../check";
import { only, text, type Value, type Values } from "../cty";
import { regionalArn, type Making, type ResourceFacts } from "../resource-facts";
import { elsewhere } from "./refusals";

/** The vendors that have a configuration block of their own. */
const ownBlock = {
  CustomOauth2: "custom_oauth2_provider_config",
  GithubOauth2: "github_oauth2_provider_config",
  GoogleOauth2: "google_oauth2_provider_config",
  MicrosoftOauth2: "microsoft_oauth2_provider_config",
  SalesforceOauth2: "salesforce_oauth2_provider_config",
  SlackOauth2: "slack_oauth2_provider_config",
  AtlassianOauth2: "atlassian_oauth2_provider_config",
  LinkedinOauth2: "linkedin_oauth2_provider_config",
};
/** The vendors that share `included_oauth2_provider_config`. The provider does not check that they do. */
const includedVendors = [
  "XOauth2",
  "OktaOauth2",
  "OneLoginOauth2",
  "PingOneOauth2",
  "FacebookOauth2",
  "YandexOauth2",
  "RedditOauth2",
  "ZoomOauth2",
  "TwitchOauth2",
  "SpotifyOauth2",
  "DropboxOauth2",
  "NotionOauth2",
  "HubspotOauth2",
  "CyberArkOauth2",
  "FusionAuthOauth2",
  "Auth0Oauth2",
  "CognitoOauth2",
];
const vendorBlocks = [...Object.values(ownBlock), "included_oauth2_provider_config"];

export const secretReference: readonly Check[] = [length("secret_id", 1, 2048), length("json_key", 1, 128)];

/** What holds in every vendor block. */
const credentials: readonly Check[] = [
  length("client_id", 1, 256),
  length("client_id_wo", 1, 256),
  length("client_secret", 1, 2048),
  length("client_secret_wo", 1, 2048),
  conflicts("client_id", "client_id_wo"),
  conflicts("client_secret", "client_secret_wo"),
  requires("client_id_wo", "client_credentials_wo_version"),
  requires("client_secret", "client_id"),
  requires("client_secret_wo", "client_credentials_wo_version", "client_id_wo"),
  requires("client_credentials_wo_version", "client_id_wo"),
  oneOf("client_secret_source", ["MANAGED", "EXTERNAL"]),
  when(
    "client_secret_source",
    ["EXTERNAL"],
    [present("client_secret_config"), absent("client_secret"), absent("client_secret_wo")],
  ),
  items("client_secret_config", 0, 1),
  within("client_secret_config", secretReference),
];

/** The blocks that there were before 6.65 had two more rules. */
const olderBlocks = ["custom", "github", "google", "microsoft", "salesforce", "slack"];
const olderCredentials = before("6.65.0", [
  requires("client_id", "client_secret"),
  requires("client_id_wo", "client_secret_wo"),
]);

const microsoft: readonly Check[] = [
  length("tenant_id", 1, 256),
  conflicts("tenant_id", "tenant_id_wo"),
  requires("tenant_id_wo", "tenant_id_wo_version"),
];

const privateEndpoint: readonly Check[] = [
  items("managed_vpc_resource", 0, 1),
  items("self_managed_lattice_resource", 0, 1),
  exactlyOne("managed_vpc_resource", "self_managed_lattice_resource"),
];

const custom: readonly Check[] = [
  items("oauth_discovery", 1, 1),
  within("oauth_discovery", [
    items("authorization_server_metadata", 0, 1),
    exactlyOne("discovery_url", "authorization_server_metadata"),
    within("authorization_server_metadata", [items("token_endpoint_auth_methods", 0, 2)]),
  ]),
  oneOf("client_authentication_method", [
    "CLIENT_SECRET_BASIC",
    "CLIENT_SECRET_POST",
    "AWS_IAM_ID_TOKEN_JWT",
    "PRIVATE_KEY_JWT",
  ]),
  when(
    "client_authentication_method",
    ["CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST"],
    [exactlyOne("client_id", "client_id_wo")],
  ),
  items("on_behalf_of_token_exchange_config", 0, 1),
  within("on_behalf_of_token_exchange_config", [
    items("token_exchange_grant_type_config", 0, 1),
    when("grant_type", ["TOKEN_EXCHANGE"], [present("token_exchange_grant_type_config")]),
  ]),
  items("private_endpoint", 0, 1),
  within("private_endpoint", privateEndpoint),
  items("private_endpoint_override", 0, 5),
  requires("private_endpoint_override", "private_endpoint"),
  within("private_endpoint_override", [within("private_endpoint", privateEndpoint)]),
  items("private_key_jwt_config", 0, 1),
  within("private_key_jwt_config", [
    oneOf("signing_algorithm", ["RS256", "PS256", "ES256"]),
    within("private_key_source", [within("kms_key_source", [arn("kms_key_arn")])]),
  ]),
];

function checksOf(block: string): readonly Check[] {
  const vendor = block.replace("_oauth2_provider_config", "");
  return [
    ...credentials,
    ...(olderBlocks.includes(vendor) ? [olderCredentials] : []),
    ...(vendor === "custom" ? custom : []),
    ...(vendor === "microsoft" ? microsoft : []),
  ];
}

export const oauth2CredentialProvider: ResourceFacts = {
  origin: "facts/provider-gaps.md 3.1 (provider source of 6.65 and 6.66), 1.1, 2.2 and 2.3",
  identity: (values) => text(values.name),
  checks: [
    pattern("name", /^[a-zA-Z0-9\-_]{1,128}$/),
    oneOf("credential_provider_vendor", [...Object.keys(ownBlock), ...includedVendors]),
    items("oauth2_provider_config", 1, 1),
    within("oauth2_provider_config", [
      exactlyOne(...vendorBlocks),
      ...vendorBlocks.map((block) => items(block, 0, 1)),
      ...vendorBlocks.map((block) => within(block, checksOf(block))),
    ]),
    since("6.65.0", [chosenBlock("credential_provider_vendor", "oauth2_provider_config", ownBlock)]),
  ],
  replaceOn: ["name", "credential_provider_vendor"],
  computed: {
    credential_provider_arn: (making) => providerArn(making, "oauth2credentialprovider"),
    callback_url: (making) =>
      `https://bedrock-agentcore.${making.region}.amazonaws.com/identities/oauth2/callback/${making.random}`,
    client_secret_arn: clientSecretArn,
  },
  // The plan keeps the old ARN and the update stores the new one, so Terraform itself complains of an inconsistent
  // result when an update points the provider at another secret (defect 4 of provider-gaps.md 2.3).
  onUpdate: { client_secret_arn: clientSecretArn },
  onRead: { client_secret_arn: clientSecretArn },
  notRefreshed: ["oauth2_provider_config", "timeouts"],
  refusesCreate: (values, making) => elsewhere(only(clientSecretConfig(values))?.secret_id ?? null, making),
  refusesUpdate: (held, planned, making) =>
    sourceOf(held) === sourceOf(planned)
      ? elsewhere(only(clientSecretConfig(planned))?.secret_id ?? null, making)
      : "ValidationException: the secret source of a credential provider cannot be switched between MANAGED and EXTERNAL",
};

export function providerArn(making: Making, kind: string): string {
  return regionalArn(making, "bedrock-agentcore", `token-vault/default/${kind}/${text(making.values.name)}`);
}

/** The ARN of the secret that the service makes for a MANAGED credential. */
export function managedSecretArn(making: Making, kind: string, old: Value | undefined): Value {
  const kept = text(only(old)?.secret_arn);
  const prefix = regionalArn(
    making,
    "secretsmanager",
    `secret:bedrock-agentcore-identity!default/${kind}/${text(making.values.name)}-`,
  );
  return [{ secret_arn: kept?.startsWith(prefix) ? kept : prefix + making.random.slice(0, 6) }];
}

function vendorBlock(values: Values): Values | undefined {
  const config = only(values.oauth2_provider_config);
  return config && vendorBlocks.map((block) => only(config[block])).find((block) => block !== undefined);
}

const clientSecretConfig = (values: Values): Value => vendorBlock(values)?.client_secret_config ?? null;

function sourceOf(values: Values): string {
  return text(vendorBlock(values)?.client_secret_source) ?? "MANAGED";
}

function clientSecretArn(making: Making): Value {
  const secretId = text(only(vendorBlock(making.values)?.client_secret_config)?.secret_id);
  const external = sourceOf(making.values) === "EXTERNAL" && secretId !== undefined;
  return external ? [{ secret_arn: secretId }] : managedSecretArn(making, "oauth2", making.values.client_secret_arn);
}
