/** A working configuration of the root module, in which each mistake changes one thing; `#` stands for its number. */
export interface Inputs {
  secrets?: unknown;
  readers?: unknown;
  oauth2_providers?: unknown;
  api_key_providers?: unknown;
  payment_providers?: unknown;
  deployers?: unknown;
  tags?: unknown;
  owner?: unknown;
  timeout_seconds?: unknown;
  assume_role_arn?: unknown;
}

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const OTHER = "arn:aws:secretsmanager:us-east-1:111122223333:secret:weather-api-GhIjKl";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ROLE = "arn:aws:iam::111122223333:role/agents/planner";

const google = { secret_arn: SECRET, kms_key_arn: KEY };
const weather = { secret_arn: OTHER };
const planner = { role_arn: ROLE };
const checker = { role_arn: "arn:aws:iam::111122223333:role/checker" };
const maps = {
  vendor: "GoogleOauth2",
  client_id: "1234567890.apps.googleusercontent.com",
  secret: "google#",
  json_key: "client_secret",
  readers: ["planner#", "checker#"],
};
const wallet = {
  vendor: "CoinbaseCDP",
  api_key_id: "checkout",
  api_key_secret: { secret: "google#", json_key: "api_key" },
  wallet_secret: { secret: "google#", json_key: "wallet" },
};
const vpc = { vpc_id: "vpc-0a1b2c3d4e5f60718", subnet_ids: ["subnet-0a1b2c3d4e5f60718"] };

export const RIGHT: Inputs = {
  owner: "agents",
  secrets: { "google#": google, "weather#": weather },
  readers: { "planner#": planner, "checker#": checker },
  oauth2_providers: { "maps#": maps },
};

const without = <T extends object>(of: T, name: keyof T): object =>
  Object.fromEntries(Object.entries(of).filter(([one]) => one !== name));

const secret = (change: object): Inputs => ({ secrets: { "google#": { ...google, ...change }, "weather#": weather } });
const reader = (change: unknown): Inputs => ({
  readers: { "planner#": typeof change === "object" ? { ...planner, ...change } : change, "checker#": checker },
});
const provider = (change: object): Inputs => ({ oauth2_providers: { "maps#": { ...maps, ...change } } });
const custom = (change: object, others: object = {}): Inputs =>
  provider({
    vendor: "CustomOauth2",
    custom: { discovery_url: "https://idp.example.com/.well-known/openid-configuration", ...change },
    ...others,
  });
const jwt = (change: object): Inputs =>
  custom({ private_key_jwt: { kms_key_arn: KEY, ...change } }, { secret: null, json_key: null });
const server = (change: object): Inputs =>
  custom({
    discovery_url: null,
    authorization_server_metadata: {
      issuer: "https://idp.example.com",
      authorization_endpoint: "https://idp.example.com/authorize",
      token_endpoint: "https://idp.example.com/token",
      ...change,
    },
  });
const inVpc = (change: object): Inputs => custom({ private_endpoint: { managed_vpc: { ...vpc, ...change } } });
const payment = (change: object): Inputs => ({ payment_providers: { "wallet#": { ...wallet, ...change } } });

const VENDORS =
  "AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CustomOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2";
const OAUTH2 =
  "authorization_endpoint, client_id, custom, issuer, json_key, readers, secret, tags, tenant_id, token_endpoint, vendor, verify_json_key";

/** The 28 mistakes that were tried in the field, each with all that Terraform says. */
export const TRIED: readonly (readonly [what: string, inputs: Inputs, message: string])[] = [
  ["a partial secret ARN", secret({ secret_arn: SECRET.slice(0, -7) }), ""],
  ["a secret's name instead of its ARN", secret({ secret_arn: "google-oauth" }), ""],
  ["an alias as key", secret({ kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/secrets" }), ""],
  ["a key of another Region", secret({ kms_key_arn: KEY.replace("us-east-1", "us-west-2") }), ""],
  ["a vendor in lower case", provider({ vendor: "googleoauth2" }), ""],
  ["a vendor misspelt", provider({ vendor: "GoogleOAuth2" }), ""],
  ["a secret that is not in the map", provider({ secret: "gogle#" }), ""],
  ["a reader that is not in the map", provider({ readers: ["planer#"] }), ""],
  ["a session as reader", reader({ role_arn: "arn:aws:sts::111122223333:assumed-role/planner/i-0abc" }), ""],
  ["an account as reader", reader({ role_arn: "arn:aws:iam::111122223333:root" }), ""],
  ["a wildcard as reader", reader({ role_arn: "arn:aws:iam::111122223333:role/agents/*" }), ""],
  ["a JSON key that is a path", provider({ json_key: "oauth.client_secret" }), ""],
  ["no JSON key", { oauth2_providers: { "maps#": without(maps, "json_key") } }, ""],
  ["no client ID", { oauth2_providers: { "maps#": without(maps, "client_id") } }, ""],
  ["a tenant for Google", provider({ tenant_id: "contoso.example" }), ""],
  ["Okta without its address", provider({ vendor: "OktaOauth2" }), ""],
  ["a policy mode in lower case", secret({ policy_mode: "exclusive" }), ""],
  ["no owner", { owner: "" }, ""],
  ["a space in a provider's name", { oauth2_providers: { "my maps#": maps } }, ""],
  ["reader for readers", { oauth2_providers: { "maps#": { ...without(maps, "readers"), reader: ["planner#"] } } }, ""],
  ["kms_key for kms_key_arn", { secrets: { "google#": { ...weather, kms_key: KEY } } }, ""],
  ["a secret of another account without a key", secret({ secret_arn: SECRET.replace("1111", "4444"), kms_key_arn: null }), ""],
  ["a secret of another Region", secret({ secret_arn: SECRET.replace("us-east-1", "us-west-2"), kms_key_arn: null }), ""],
  ["a pasted client secret", provider({ client_secret: "GOCSPX-1a2b3c4d5e6f" }), ""],
  ["custom for Google", provider({ custom: { discovery_url: "https://idp.example.com/.well-known/openid-configuration" } }), ""],
  ["a reader as text", reader(ROLE), ""],
  ["no secrets", { secrets: null }, ""],
  ["one secret under two names", secret({ secret_arn: OTHER }), ""],
];

/** Others of their kinds. */
export const OTHERS: readonly (readonly [what: string, inputs: Inputs, message: string])[] = [
  ["a misspelt attribute of a reader", reader({ attach_polcy: false }), ""],
  ["a misspelt attribute, deep", inVpc({ subnets: ["subnet-0a1b2c3d4e5f60718"] }), ""],
  ["a misspelt attribute of a reference", payment({ wallet_secret: { secret: "google#", jsonkey: "wallet" } }), ""],
  ["an attribute like no other", provider({ zone: "a" }), ""],
  ["a pasted API key", { api_key_providers: { "weather#": { secret: "weather#", json_key: "key", api_key: "sk-live-51Hz" } } }, ""],
  ["a secret pasted in place of its reference", payment({ wallet_secret: "MIGHAgEAMBMG" }), ""],
  ["a secret pasted in place of its ARN", secret({ secret_arn: "GOCSPX-1a2b3c4d5e6f" }), ""],
  ["a secret pasted in place of its key", provider({ json_key: "GOCSPX-1a2b.3c4d5e6f" }), ""],
  ["key access in lower case", secret({ key_access: "grant" }), ""],
  ["a JSON key given twice as path of a payment", payment({ wallet_secret: { secret: "google#", json_key: "a.b" } }), ""],
  ["no vendor", { oauth2_providers: { "maps#": without(maps, "vendor") } }, ""],
  ["no secret ARN", { secrets: { "google#": { kms_key_arn: KEY }, "weather#": weather } }, ""],
  ["a list where a text is due", provider({ client_id: ["a"] }), ""],
  ["a text where a list is due", provider({ readers: "planner#" }), ""],
  ["a text where true or false is due", reader({ attach_policy: "no" }), ""],
  ["a list where a map is due", provider({ tags: ["team"] }), ""],
  ["an object where a text is due", provider({ secret: { secret: "google#", json_key: "client_secret" } }), ""],
  ["null where an object is due", { secrets: { "google#": null, "weather#": weather } }, ""],
  ["a list where the map is due", { readers: [planner] }, ""],
  ["a text where the map is due", { oauth2_providers: "maps#" }, ""],
  ["an empty text", provider({ client_id: "" }), ""],
  ["a role twice", reader(checker), ""],
  ["no workload identity", reader({ workload_identities: [] }), ""],
  ["a workload identity's ARN", reader({ workload_identities: ["arn:aws:bedrock-agentcore:us-east-1:1"] }), ""],
  ["a user as reader", reader({ role_arn: "arn:aws:iam::111122223333:user/alice" }), ""],
  ["a role of another account", reader({ role_arn: "arn:aws:iam::444455556666:role/planner" }), ""],
  ["a role of another partition", reader({ role_arn: "arn:aws-cn:iam::111122223333:role/planner" }), ""],
  ["a session as deployer", { deployers: { "terraform#": "arn:aws:sts::111122223333:assumed-role/ci/1" } }, ""],
  ["a key of another account", secret({ kms_key_arn: KEY.replace("1111", "4444") }), ""],
  ["key access without a key", secret({ kms_key_arn: null, key_access: "GRANT" }), ""],
  ["a slash in a secret's name", { secrets: { "a/google#": google }, oauth2_providers: {} }, ""],
  ["a slash in a reader's name", { readers: { "a/planner#": planner }, oauth2_providers: {} }, ""],
  ["a tag with a wrong letter", provider({ tags: { "team!": "a" } }), ""],
  ["51 tags", provider({ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, ""])) }), ""],
  ["a long client ID", provider({ client_id: "c".repeat(257) }), ""],
  ["an http address", provider({ vendor: "OktaOauth2", issuer: "http://idp.example.com" }), ""],
  ["a secret for a client that needs none", custom({ client_authentication_method: "AWS_IAM_ID_TOKEN_JWT" }), ""],
  ["no secret for a client that needs one", provider({ secret: null, json_key: null }), ""],
  ["a JSON key without a secret", jwt({}) && custom({ private_key_jwt: { kms_key_arn: KEY } }, { secret: null }), ""],
  ["no custom for CustomOauth2", provider({ vendor: "CustomOauth2" }), ""],
  ["both ways of discovery", server({}) && custom({ authorization_server_metadata: { issuer: "https://a", authorization_endpoint: "https://a/b", token_endpoint: "https://a/c" } }), ""],
  ["no way of discovery", custom({ discovery_url: null }), ""],
  ["a discovery URL that is none", custom({ discovery_url: "https://idp.example.com" }), ""],
  ["metadata without https", server({ issuer: "http://idp.example.com" }), ""],
  ["no method of the token endpoint", server({ token_endpoint_auth_methods: [] }), ""],
  ["an unknown method of the token endpoint", server({ token_endpoint_auth_methods: ["none"] }), ""],
  ["an unknown method of the client", custom({ client_authentication_method: "NONE" }), ""],
  ["PRIVATE_KEY_JWT without a key", custom({ client_authentication_method: "PRIVATE_KEY_JWT" }, { secret: null, json_key: null }), ""],
  ["a key with another method", custom({ client_authentication_method: "CLIENT_SECRET_POST", private_key_jwt: { kms_key_arn: KEY } }), ""],
  ["an alias to sign with", jwt({ kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/signing" }), ""],
  ["a signing key of another Region", jwt({ kms_key_arn: KEY.replace("us-east-1", "us-west-2") }), ""],
  ["an unknown algorithm", jwt({ signing_algorithm: "HS256" }), ""],
  ["no claims", jwt({ additional_header_claims: {} }), ""],
  ["a claim that is set anyway", jwt({ additional_payload_claims: { iss: "me" } }), ""],
  ["a claim's name with a space", jwt({ additional_payload_claims: { "my claim": "a" } }), ""],
  ["an empty claim", jwt({ additional_header_claims: { kid: "" } }), ""],
  ["an unknown grant", custom({ on_behalf_of: { grant_type: "PASSWORD" } }), ""],
  ["an unknown actor token", custom({ on_behalf_of: { grant_type: "TOKEN_EXCHANGE", actor_token_content: "USER" } }), ""],
  ["an actor token for another grant", custom({ on_behalf_of: { grant_type: "JWT_AUTHORIZATION_GRANT", actor_token_content: "M2M" } }), ""],
  ["scopes of no actor token", custom({ on_behalf_of: { grant_type: "TOKEN_EXCHANGE", actor_token_scopes: ["a"] } }), ""],
  ["an endpoint of neither kind", custom({ private_endpoint: {} }), ""],
  ["overrides of no endpoint", custom({ private_endpoint_overrides: [{ domain: "a.example", private_endpoint: { managed_vpc: vpc } }] }), ""],
  ["an override that is no object", custom({ private_endpoint: { managed_vpc: vpc }, private_endpoint_overrides: ["a.example"] }), ""],
  ["an empty domain of an override", custom({ private_endpoint: { managed_vpc: vpc }, private_endpoint_overrides: [{ domain: "d".repeat(254), private_endpoint: { managed_vpc: vpc } }] }), ""],
  ["no subnet", inVpc({ subnet_ids: [] }), ""],
  ["a subnet by name", inVpc({ subnet_ids: ["private-a"] }), ""],
  ["a VPC by name", inVpc({ vpc_id: "main" }), ""],
  ["an unknown kind of address", inVpc({ ip_address_type: "DUAL" }), ""],
  ["six security groups", inVpc({ security_group_ids: Array.from({ length: 6 }, (_, index) => `sg-0a1b2c3d4e5f6071${index}`) }), ""],
  ["a short routing domain", inVpc({ routing_domain: "ab" }), ""],
  ["no resource configuration", custom({ private_endpoint: { self_managed_lattice: { resource_configuration_identifier: "idp" } } }), ""],
  ["an unknown payment vendor", payment({ vendor: "Paypal" }), ""],
  ["a wallet without its secret", { payment_providers: { "wallet#": without(wallet, "wallet_secret") } }, ""],
  ["an app for Coinbase", payment({ app_id: "app" }), ""],
  ["a space in an API key's ID", payment({ api_key_id: "my key" }), ""],
  ["no text of an owner", { owner: "team!" }, ""],
  ["a time of nothing", { timeout_seconds: 0 }, ""],
  ["a user to assume", { assume_role_arn: "arn:aws:iam::111122223333:user/alice" }, ""],
];
