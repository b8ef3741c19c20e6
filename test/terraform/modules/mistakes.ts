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

/** All inputs, left out. */
export const NONE: Readonly<Record<keyof Inputs, null>> = {
  secrets: null,
  readers: null,
  oauth2_providers: null,
  api_key_providers: null,
  payment_providers: null,
  deployers: null,
  tags: null,
  owner: null,
  timeout_seconds: null,
  assume_role_arn: null,
};

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

/** The 28 mistakes that were tried in the field, each with all that Terraform says. */
export const TRIED: readonly (readonly [what: string, inputs: Inputs, message: string])[] = [
  [
    "a partial secret ARN",
    secret({ secret_arn: SECRET.slice(0, -7) }),
    'secrets["google#"].secret_arn "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth" is a partial ARN: the 6-character suffix is missing, so no IAM policy would match it. Copy the full ARN from: aws secretsmanager describe-secret --secret-id NAME --query ARN',
  ],
  [
    "a secret's name instead of its ARN",
    secret({ secret_arn: "google-oauth" }),
    'secrets["google#"].secret_arn is not the full ARN of one secret. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf. Or copy it from: aws secretsmanager describe-secret --secret-id NAME --query ARN',
  ],
  [
    "an alias as key",
    secret({ kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/secrets" }),
    'secrets["google#"].kms_key_arn "arn:aws:kms:us-east-1:111122223333:alias/secrets" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.',
  ],
  [
    "a key of another Region",
    secret({ kms_key_arn: KEY.replace("us-east-1", "us-west-2") }),
    'secrets["google#"].kms_key_arn "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" is in another Region than the secret. Name the key that encrypts the secret, in the secret\'s own Region.',
  ],
  [
    "a vendor in lower case",
    provider({ vendor: "googleoauth2" }),
    'oauth2_providers["maps#"].vendor "googleoauth2" is none of the vendors. Did you mean GoogleOauth2? Give one of AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CustomOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2.',
  ],
  [
    "a vendor misspelt",
    provider({ vendor: "GoogleOAuth2" }),
    'oauth2_providers["maps#"].vendor "GoogleOAuth2" is none of the vendors. Did you mean GoogleOauth2? Give one of AtlassianOauth2, Auth0Oauth2, CognitoOauth2, CustomOauth2, CyberArkOauth2, DropboxOauth2, FacebookOauth2, FusionAuthOauth2, GithubOauth2, GoogleOauth2, HubspotOauth2, LinkedinOauth2, MicrosoftOauth2, NotionOauth2, OktaOauth2, OneLoginOauth2, PingOneOauth2, RedditOauth2, SalesforceOauth2, SlackOauth2, SpotifyOauth2, TwitchOauth2, XOauth2, YandexOauth2, ZoomOauth2.',
  ],
  [
    "a secret that is not in the map",
    provider({ secret: "gogle#" }),
    'oauth2_providers["maps#"].secret "gogle#" is not in secrets, which has: google#, weather#. Add it there, or correct the name.',
  ],
  [
    "a reader that is not in the map",
    provider({ readers: ["planer#"] }),
    'oauth2_providers["maps#"].readers "planer#" is not in readers, which has: checker#, planner#. Add it there, or correct the name.',
  ],
  [
    "a session as reader",
    reader({ role_arn: "arn:aws:sts::111122223333:assumed-role/planner/i-0abc" }),
    'readers["planner#"].role_arn "arn:aws:sts::111122223333:assumed-role/planner/i-0abc" is a session of an assumed role. Give the role\'s own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its path if it has one.',
  ],
  [
    "an account as reader",
    reader({ role_arn: "arn:aws:iam::111122223333:root" }),
    'readers["planner#"].role_arn "arn:aws:iam::111122223333:root" is a whole account. Name each role by its own ARN, for example arn:aws:iam::111122223333:role/agent-runtime.',
  ],
  [
    "a wildcard as reader",
    reader({ role_arn: "arn:aws:iam::111122223333:role/agents/*" }),
    'readers["planner#"].role_arn "arn:aws:iam::111122223333:role/agents/*" holds a wildcard. Name each role by its own ARN, for example arn:aws:iam::111122223333:role/agent-runtime.',
  ],
  [
    "a JSON key that is a path",
    provider({ json_key: "oauth.client_secret" }),
    'oauth2_providers["maps#"].json_key "oauth.client_secret" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret\'s JSON object.',
  ],
  [
    "no JSON key",
    { oauth2_providers: { "maps#": without(maps, "json_key") } },
    'oauth2_providers["maps#"].json_key is missing beside secret. Say which key of the secret\'s JSON object holds the client secret: json_key = "client_secret".',
  ],
  [
    "no client ID",
    { oauth2_providers: { "maps#": without(maps, "client_id") } },
    'oauth2_providers["maps#"].client_id is missing. Give the client ID that the vendor issued; it is not taken from the secret.',
  ],
  [
    "a tenant for Google",
    provider({ tenant_id: "contoso.example" }),
    'oauth2_providers["maps#"].tenant_id "contoso.example" is no attribute of GoogleOauth2, which takes client_id. Leave it out.',
  ],
  [
    "Okta without its address",
    provider({ vendor: "OktaOauth2" }),
    'oauth2_providers["maps#"] lacks issuer, authorization_endpoint, token_endpoint, all three, and OktaOauth2 cannot know the tenant\'s address. Give at least one of them.',
  ],
  [
    "a policy mode in lower case",
    secret({ policy_mode: "exclusive" }),
    'secrets["google#"].policy_mode "exclusive" is none of EXCLUSIVE, ADDITIVE, NONE. Give one of them.',
  ],
  [
    "no owner",
    { owner: "" },
    'owner "" is not 1 to 128 letters, digits, spaces and any of "._:/=+@-". Give a name that no other configuration has: it marks at AWS what is this one\'s.',
  ],
  [
    "a space in a provider's name",
    { oauth2_providers: { "my maps#": maps } },
    'oauth2_providers["my maps#"] has a name that is not 1 to 128 letters, digits, "-" and "_". Rename the credential provider.',
  ],
  [
    "reader for readers",
    { oauth2_providers: { "maps#": { ...without(maps, "readers"), reader: ["planner#"] } } },
    'oauth2_providers["maps#"].reader is not among the attributes of the OAuth2 provider. Did you mean readers? There are authorization_endpoint, client_id, custom, issuer, json_key, readers, regions, secret, tags, tenant_id, token_endpoint, vendor, verify_json_key.',
  ],
  [
    "kms_key for kms_key_arn",
    { secrets: { "google#": { ...weather, kms_key: KEY } } },
    'secrets["google#"].kms_key is not among the attributes of the secret. Did you mean kms_key_arn? There are key_access, kms_key_arn, look_up_kms_key, policy_mode, region, replicas, secret_arn, service_principal.',
  ],
  [
    "a secret of another account without a key",
    secret({ secret_arn: SECRET.replace("1111", "4444"), kms_key_arn: null }),
    'secrets["google#"] is in another account than its readers, so its policy and its key\'s grants need an AWS provider of their own. Use modules/secret-policy and modules/kms-grant with the AWS provider of its account, and say policy_mode = "NONE" and key_access = "NONE" here.\noauth2_providers["maps#"].readers "111122223333" are in another account than the secret, and the AWS managed key aws/secretsmanager works in its own account only. Encrypt the secret with a customer managed key and give its kms_key_arn.',
  ],
  [
    "a secret of another Region",
    secret({ secret_arn: SECRET.replace("us-east-1", "us-west-2"), kms_key_arn: null }),
    'oauth2_providers["maps#"]: region "us-west-2" of the secret or key is not the credential provider\'s, us-east-1, and AgentCore Identity reads nothing of another Region. Say region of the secret that it references, which is the AWS provider\'s by default, and reference what is of one Region.',
  ],
  [
    "a pasted client secret",
    provider({ client_secret: "GOCSPX-1a2b3c4d5e6f" }),
    'oauth2_providers["maps#"].client_secret would hold the secret itself, which Terraform would keep in files of its own. Take it out, change it at its vendor if it is a real one, and name instead the secret in Secrets Manager that holds it: secret = "NAME", json_key = "KEY".',
  ],
  [
    "custom for Google",
    provider({ custom: { discovery_url: "https://idp.example.com/.well-known/openid-configuration" } }),
    'oauth2_providers["maps#"].custom is given, but GoogleOauth2 is a built-in vendor. Leave custom out, or say vendor = "CustomOauth2".',
  ],
  ["a reader as text", reader(ROLE), 'readers["planner#"] is not an object. Write { role_arn = … }.'],
  [
    "no secrets",
    { secrets: null },
    'oauth2_providers["maps#"].secret "google#" is not in secrets, which is empty. Add it there, or correct the name.',
  ],
  [
    "one secret under two names",
    secret({ secret_arn: OTHER }),
    'secrets "google# and weather#" name one secret twice with policy_mode = "EXCLUSIVE"; the two would overwrite each other. Name it once, or say policy_mode = "NONE" for the others.',
  ],
];

/** Others of their kinds. */
export const OTHERS: readonly (readonly [what: string, inputs: Inputs, message: string])[] = [
  [
    "a misspelt attribute of a reader",
    reader({ attach_polcy: false }),
    'readers["planner#"].attach_polcy is not among the attributes of the reader. Did you mean attach_policy? There are attach_policy, kind, max_managed_policies, policy_kind, regions, role_arn, workload_identities, workload_identity_arns.',
  ],
  [
    "a misspelt attribute, deep",
    inVpc({ subnets: ["subnet-0a1b2c3d4e5f60718"] }),
    'oauth2_providers["maps#"].custom.private_endpoint.managed_vpc.subnets is not among the attributes of the managed_vpc. Did you mean subnet_ids? There are ip_address_type, routing_domain, security_group_ids, subnet_ids, tags, vpc_id.',
  ],
  [
    "a misspelt attribute of a reference",
    payment({ wallet_secret: { secret: "google#", jsonkey: "wallet" } }),
    'payment_providers["wallet#"].wallet_secret.jsonkey is not among the attributes of the secret reference. Did you mean json_key? There are json_key, secret.\npayment_providers["wallet#"].wallet_secret.json_key is missing. Every secret reference needs secret and json_key.',
  ],
  [
    "an attribute like no other",
    provider({ zone: "a" }),
    'oauth2_providers["maps#"].zone is not among the attributes of the OAuth2 provider. There are authorization_endpoint, client_id, custom, issuer, json_key, readers, regions, secret, tags, tenant_id, token_endpoint, vendor, verify_json_key.',
  ],
  [
    "a pasted API key",
    { api_key_providers: { "weather#": { secret: "weather#", json_key: "key", api_key: "sk-live-51Hz" } } },
    'api_key_providers["weather#"].api_key would hold the secret itself, which Terraform would keep in files of its own. Take it out, change it at its vendor if it is a real one, and name instead the secret in Secrets Manager that holds it: secret = "NAME", json_key = "KEY".',
  ],
  [
    "a secret pasted in place of its reference",
    payment({ wallet_secret: "MIGHAgEAMBMG" }),
    'payment_providers["wallet#"].wallet_secret is not an object. Write { secret = …, json_key = … }.',
  ],
  [
    "a secret pasted in place of its ARN",
    secret({ secret_arn: "GOCSPX-1a2b3c4d5e6f" }),
    'secrets["google#"].secret_arn is not the full ARN of one secret. Give the full ARN, for example arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf. Or copy it from: aws secretsmanager describe-secret --secret-id NAME --query ARN',
  ],
  [
    "a secret pasted in place of its key",
    provider({ json_key: "GOCSPX-1a2b.3c4d5e6f" }),
    'oauth2_providers["maps#"].json_key is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret\'s JSON object.',
  ],
  [
    "key access in lower case",
    secret({ key_access: "grant" }),
    'secrets["google#"].key_access "grant" is none of GRANT, KEY_POLICY, NONE. Give one of them.',
  ],
  [
    "a JSON key given twice as path of a payment",
    payment({ wallet_secret: { secret: "google#", json_key: "a.b" } }),
    'payment_providers["wallet#"].wallet_secret.json_key "a.b" is not one top-level key of 1 to 128 characters: AgentCore follows no path. Give the name of one top-level key of the secret\'s JSON object.',
  ],
  [
    "no vendor",
    { oauth2_providers: { "maps#": without(maps, "vendor") } },
    'oauth2_providers["maps#"].vendor is missing. Every OAuth2 provider needs vendor.',
  ],
  [
    "no secret ARN",
    { secrets: { "google#": { kms_key_arn: KEY }, "weather#": weather } },
    'secrets["google#"].secret_arn is missing. Every secret needs secret_arn.',
  ],
  [
    "a list where a text is due",
    provider({ client_id: ["a"] }),
    'oauth2_providers["maps#"].client_id is not a text. Write one text between quotes.',
  ],
  [
    "a text where a list is due",
    provider({ readers: "planner#" }),
    'oauth2_providers["maps#"].readers is not a list of texts. Write ["…", "…"].',
  ],
  [
    "a text where true or false is due",
    reader({ attach_policy: "no" }),
    'readers["planner#"].attach_policy is neither true nor false. Write one of them, without quotes.',
  ],
  [
    "a list where a map is due",
    provider({ tags: ["team"] }),
    'oauth2_providers["maps#"].tags is not a map of texts. Write { NAME = "…" }.',
  ],
  [
    "an object where a text is due",
    provider({ secret: { secret: "google#", json_key: "client_secret" } }),
    'oauth2_providers["maps#"].secret is not a text. Write one text between quotes.',
  ],
  [
    "null where an object is due",
    { secrets: { "google#": null, "weather#": weather } },
    'secrets["google#"] is not an object. Write { secret_arn = … }.',
  ],
  ["a list where the map is due", { readers: [planner] }, "readers is not a map. Write readers = { NAME = { … } }."],
  [
    "a text where the map is due",
    { oauth2_providers: "maps#" },
    "oauth2_providers is not a map. Write oauth2_providers = { NAME = { … } }.",
  ],
  [
    "an empty text",
    provider({ client_id: "" }),
    'oauth2_providers["maps#"].client_id is empty. Give a text, or leave it out.',
  ],
  [
    "a role twice",
    reader(checker),
    'readers "checker# and planner#" name one role twice, which would get two of what is made for a role. Name each role once.',
  ],
  [
    "no workload identity",
    reader({ workload_identities: [] }),
    'readers["planner#"].workload_identities is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out for "*".',
  ],
  [
    "a workload identity's ARN",
    reader({ workload_identities: ["arn:aws:bedrock-agentcore:us-east-1:1"] }),
    'readers["planner#"].workload_identities "arn:aws:bedrock-agentcore:us-east-1:1" is not 3 to 255 letters, digits, "_", "." and "-", or the beginning of such a name and "*". Give the name of the workload identity; an ARN has an option of its own.',
  ],
  [
    "a workload identity by its name where an ARN is due",
    reader({ workload_identity_arns: ["planner-x"] }),
    'readers["planner#"].workload_identity_arns "planner-x" is not the ARN of one workload identity. Give what workload_identity_details of the runtime or gateway holds; names have an option of their own.',
  ],
  [
    "a workload identity of another account",
    reader({
      workload_identity_arns: [
        "arn:aws:bedrock-agentcore:us-east-1:444455556666:workload-identity-directory/default/workload-identity/x-1",
      ],
    }),
    'readers["planner#"].workload_identity_arns "arn:aws:bedrock-agentcore:us-east-1:444455556666:workload-identity-directory/default/workload-identity/x-1" is not in the account of the role and the Region of the AWS provider, us-east-1: agents use credential providers of their own account and Region. Give the workload identity of a runtime or gateway that is there.',
  ],
  [
    "a role of no kind",
    reader({ kind: "LAMBDA" }),
    'readers["planner#"].kind "LAMBDA" is none of RUNTIME, GATEWAY, HARNESS, CONSENT_PORTAL, PAYMENT_MANAGER. Give one of them.',
  ],
  [
    "a payment manager for a token",
    reader({ kind: "PAYMENT_MANAGER" }),
    'oauth2_providers["maps#"].readers "planner#" is the role of a kind that does not use credential providers of this kind, oauth2. Say by its kind whose role it is.',
  ],
  [
    "a user as reader",
    reader({ role_arn: "arn:aws:iam::111122223333:user/alice" }),
    'readers["planner#"].role_arn "arn:aws:iam::111122223333:user/alice" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.',
  ],
  [
    "a role of another account",
    reader({ role_arn: "arn:aws:iam::444455556666:role/planner" }),
    'secrets["google#"] is in another account than its readers, so its policy and its key\'s grants need an AWS provider of their own. Use modules/secret-policy and modules/kms-grant with the AWS provider of its account, and say policy_mode = "NONE" and key_access = "NONE" here.\noauth2_providers["maps#"].readers "111122223333, 444455556666" are in different accounts, and only roles of the credential provider\'s own account can use it. Make a credential provider in each account.',
  ],
  [
    "a role of another partition",
    reader({ role_arn: "arn:aws-cn:iam::111122223333:role/planner" }),
    'oauth2_providers["maps#"].readers name a role of another partition than the credential provider\'s, aws. Reference a secret in the partition of the roles.',
  ],
  [
    "a session as deployer",
    { deployers: { "terraform#": "arn:aws:sts::111122223333:assumed-role/ci/1" } },
    'deployers["terraform#"] "arn:aws:sts::111122223333:assumed-role/ci/1" is a session of an assumed role. Give the role\'s own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its path if it has one.',
  ],
  [
    "a key of another account",
    secret({ kms_key_arn: KEY.replace("1111", "4444") }),
    'secrets["google#"].kms_key_arn "arn:aws:kms:us-east-1:444422223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" is in another account than the secret, where this AWS provider can make no grant. Say key_access = "NONE" and grant the readers in the key\'s account.',
  ],
  [
    "key access without a key",
    secret({ kms_key_arn: null, key_access: "GRANT" }),
    'secrets["google#"].key_access "GRANT" needs the key, and kms_key_arn is missing. Name the key, or leave key_access out: with the AWS managed key aws/secretsmanager there is nothing to grant.',
  ],
  [
    "a slash in a secret's name",
    { secrets: { "a/google#": google }, oauth2_providers: {} },
    'secrets["a/google#"] has a slash in its name, and slashes part the names in the addresses of resources. Give the secret a name without one.',
  ],
  [
    "a slash in a reader's name",
    { readers: { "a/planner#": planner }, oauth2_providers: {} },
    'readers["a/planner#"] has a slash in its name, and slashes part the names in the addresses of resources. Give the reader a name without one.',
  ],
  [
    "a tag with a wrong letter",
    provider({ tags: { "team!": "a" } }),
    'oauth2_providers["maps#"].tags "team!" is not 1 to 128 characters that AgentCore takes. Use letters, digits, spaces and any of "._:/=+@-".',
  ],
  [
    "51 tags",
    provider({ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, ""])) }),
    'oauth2_providers["maps#"].tags are more than 50. Drop some.',
  ],
  [
    "a long client ID",
    provider({ client_id: "c".repeat(257) }),
    'oauth2_providers["maps#"].client_id does not have 1 to 256 characters. Give the client ID that the vendor issued; it is not taken from the secret.',
  ],
  [
    "an http address",
    provider({ vendor: "OktaOauth2", issuer: "http://idp.example.com" }),
    'oauth2_providers["maps#"].issuer "http://idp.example.com" is no https URL. Give the full address, for example https://idp.example.com/oauth2.',
  ],
  [
    "a secret for a client that needs none",
    custom({ client_authentication_method: "AWS_IAM_ID_TOKEN_JWT" }),
    'oauth2_providers["maps#"].secret "google#" is given, but a client with AWS_IAM_ID_TOKEN_JWT or PRIVATE_KEY_JWT proves itself without a secret. Leave secret and json_key out, or name another client_authentication_method.',
  ],
  [
    "audiences of a client that proves itself otherwise",
    custom({ token_audiences: ["https://idp.example.com"] }),
    'oauth2_providers["maps#"].custom.token_audiences are given, and the client proves itself otherwise. Say client_authentication_method = "AWS_IAM_ID_TOKEN_JWT", or leave them out.',
  ],
  [
    "no audience among them",
    custom(
      { client_authentication_method: "AWS_IAM_ID_TOKEN_JWT", token_audiences: [] },
      { secret: null, json_key: null },
    ),
    'oauth2_providers["maps#"].custom.token_audiences are not 1 to 10. Name those that AgentCore asks for, or leave the argument out and give the role its permission yourself.',
  ],
  [
    "no secret for a client that needs one",
    provider({ secret: null, json_key: null }),
    'oauth2_providers["maps#"].secret is missing. Name the secret that holds the client secret, and its JSON key: secret = "NAME", json_key = "client_secret".',
  ],
  [
    "a JSON key without a secret",
    jwt({}) && custom({ private_key_jwt: { kms_key_arn: KEY } }, { secret: null }),
    'oauth2_providers["maps#"].json_key is given without secret. Name the secret that it is a key of, or leave json_key out.',
  ],
  [
    "no custom for CustomOauth2",
    provider({ vendor: "CustomOauth2" }),
    'oauth2_providers["maps#"].custom is missing, and CustomOauth2 takes all its addresses from it. Give custom = { discovery_url = "https://…/.well-known/openid-configuration" }, or the vendor\'s own name if it has one.',
  ],
  [
    "both ways of discovery",
    server({}) &&
      custom({
        authorization_server_metadata: {
          issuer: "https://a",
          authorization_endpoint: "https://a/b",
          token_endpoint: "https://a/c",
        },
      }),
    'oauth2_providers["maps#"].custom has both discovery_url and authorization_server_metadata. Leave one of them out.',
  ],
  [
    "no way of discovery",
    custom({ discovery_url: null }),
    'oauth2_providers["maps#"].custom has neither discovery_url nor authorization_server_metadata. Give the discovery URL if the server has one, its metadata otherwise.',
  ],
  [
    "a discovery URL that is none",
    custom({ discovery_url: "https://idp.example.com" }),
    'oauth2_providers["maps#"].custom.discovery_url "https://idp.example.com" is no https URL that ends in /.well-known/openid-configuration or /.well-known/oauth-authorization-server. Give the address of the discovery document itself.',
  ],
  [
    "metadata without https",
    server({ issuer: "http://idp.example.com" }),
    'oauth2_providers["maps#"].custom.authorization_server_metadata.issuer "http://idp.example.com" is no https URL. Give the full address, for example https://idp.example.com/oauth2.',
  ],
  [
    "no method of the token endpoint",
    server({ token_endpoint_auth_methods: [] }),
    'oauth2_providers["maps#"].custom.authorization_server_metadata.token_endpoint_auth_methods are not 1 or 2. Name client_secret_post, client_secret_basic or both, or leave the argument out.',
  ],
  [
    "an unknown method of the token endpoint",
    server({ token_endpoint_auth_methods: ["none"] }),
    'oauth2_providers["maps#"].custom.authorization_server_metadata.token_endpoint_auth_methods "none" is none of client_secret_post, client_secret_basic. Give one of them.',
  ],
  [
    "an unknown method of the client",
    custom({ client_authentication_method: "NONE" }),
    'oauth2_providers["maps#"].custom.client_authentication_method "NONE" is none of CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, AWS_IAM_ID_TOKEN_JWT, PRIVATE_KEY_JWT. Give one of them.',
  ],
  [
    "PRIVATE_KEY_JWT without a key",
    custom({ client_authentication_method: "PRIVATE_KEY_JWT" }, { secret: null, json_key: null }),
    'oauth2_providers["maps#"].custom.private_key_jwt is missing, and PRIVATE_KEY_JWT signs with its key. Give private_key_jwt = { kms_key_arn = "…" }, or another client_authentication_method.',
  ],
  [
    "a key with another method",
    custom({ client_authentication_method: "CLIENT_SECRET_POST", private_key_jwt: { kms_key_arn: KEY } }),
    'oauth2_providers["maps#"].custom.client_authentication_method "CLIENT_SECRET_POST" does not go with private_key_jwt. Leave it out, or leave private_key_jwt out.',
  ],
  [
    "an alias to sign with",
    jwt({ kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/signing" }),
    'oauth2_providers["maps#"].custom.private_key_jwt.kms_key_arn "arn:aws:kms:us-east-1:111122223333:alias/signing" is not the ARN of a KMS key; an alias matches no IAM policy. Give the full ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab.',
  ],
  [
    "a signing key of another Region",
    jwt({ kms_key_arn: KEY.replace("us-east-1", "us-west-2") }),
    'oauth2_providers["maps#"]: region "us-west-2" of the secret or key is not the credential provider\'s, us-east-1, and AgentCore Identity reads nothing of another Region. Say region of the secret that it references, which is the AWS provider\'s by default, and reference what is of one Region.',
  ],
  [
    "an unknown algorithm",
    jwt({ signing_algorithm: "HS256" }),
    'oauth2_providers["maps#"].custom.private_key_jwt.signing_algorithm "HS256" is none of RS256, PS256, ES256. Give one of them.',
  ],
  [
    "no claims",
    jwt({ additional_header_claims: {} }),
    'oauth2_providers["maps#"].custom.private_key_jwt.additional_header_claims are not 1 to 10. Leave the argument out, or drop some.',
  ],
  [
    "a claim that is set anyway",
    jwt({ additional_payload_claims: { iss: "me" } }),
    'oauth2_providers["maps#"].custom.private_key_jwt.additional_payload_claims "iss" is set by AgentCore itself. Leave the claim out.',
  ],
  [
    "a claim's name with a space",
    jwt({ additional_payload_claims: { "my claim": "a" } }),
    'oauth2_providers["maps#"].custom.private_key_jwt.additional_payload_claims "my claim" is not 1 to 255 letters, digits, "_", ".", ":", "#" or "-". Rename the claim.',
  ],
  [
    "an empty claim",
    jwt({ additional_header_claims: { kid: "" } }),
    'oauth2_providers["maps#"].custom.private_key_jwt.additional_header_claims does not have 1 to 2048 characters. Shorten the claim.',
  ],
  [
    "an unknown grant",
    custom({ on_behalf_of: { grant_type: "PASSWORD" } }),
    'oauth2_providers["maps#"].custom.on_behalf_of.grant_type "PASSWORD" is none of TOKEN_EXCHANGE, JWT_AUTHORIZATION_GRANT. Give one of them.',
  ],
  [
    "an unknown actor token",
    custom({ on_behalf_of: { grant_type: "TOKEN_EXCHANGE", actor_token_content: "USER" } }),
    'oauth2_providers["maps#"].custom.on_behalf_of.actor_token_content "USER" is none of NONE, M2M, AWS_IAM_ID_TOKEN_JWT. Give one of them.',
  ],
  [
    "an actor token for another grant",
    custom({ on_behalf_of: { grant_type: "JWT_AUTHORIZATION_GRANT", actor_token_content: "M2M" } }),
    'oauth2_providers["maps#"].custom.on_behalf_of.actor_token_content "M2M" goes with TOKEN_EXCHANGE only. Leave it out, or say grant_type = "TOKEN_EXCHANGE".',
  ],
  [
    "scopes of no actor token",
    custom({ on_behalf_of: { grant_type: "TOKEN_EXCHANGE", actor_token_scopes: ["a"] } }),
    'oauth2_providers["maps#"].custom.on_behalf_of.actor_token_scopes go with actor_token_content = "M2M" only. Leave them out, or say so.',
  ],
  [
    "an endpoint of neither kind",
    custom({ private_endpoint: {} }),
    'oauth2_providers["maps#"].custom.private_endpoint names both or neither of managed_vpc and self_managed_lattice. Name the one through which AgentCore reaches the identity provider.',
  ],
  [
    "overrides of no endpoint",
    custom({ private_endpoint_overrides: [{ domain: "a.example", private_endpoint: { managed_vpc: vpc } }] }),
    'oauth2_providers["maps#"].custom.private_endpoint is missing, and private_endpoint_overrides are exceptions from it. Give private_endpoint, or leave the overrides out.',
  ],
  [
    "an override that is no object",
    custom({ private_endpoint: { managed_vpc: vpc }, private_endpoint_overrides: ["a.example"] }),
    'oauth2_providers["maps#"].custom.private_endpoint_overrides[0] is not an object. Write { domain = …, private_endpoint = … }.',
  ],
  [
    "an empty domain of an override",
    custom({
      private_endpoint: { managed_vpc: vpc },
      private_endpoint_overrides: [{ domain: "d".repeat(254), private_endpoint: { managed_vpc: vpc } }],
    }),
    'oauth2_providers["maps#"].custom.private_endpoint_overrides[0].domain "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd" does not have 1 to 253 characters. Give one domain name of the identity provider.',
  ],
  [
    "no subnet",
    inVpc({ subnet_ids: [] }),
    'oauth2_providers["maps#"].custom.private_endpoint.managed_vpc.subnet_ids is empty. Name at least one subnet of the VPC.',
  ],
  [
    "a subnet by name",
    inVpc({ subnet_ids: ["private-a"] }),
    'oauth2_providers["maps#"].custom.private_endpoint.managed_vpc.subnet_ids "private-a" is not the ID of a subnet. Give an ID like subnet-0a1b2c3d4e5f60718.',
  ],
  [
    "a VPC by name",
    inVpc({ vpc_id: "main" }),
    'oauth2_providers["maps#"].custom.private_endpoint.managed_vpc.vpc_id "main" is not the ID of a VPC. Give an ID like vpc-0a1b2c3d4e5f60718.',
  ],
  [
    "an unknown kind of address",
    inVpc({ ip_address_type: "DUAL" }),
    'oauth2_providers["maps#"].custom.private_endpoint.managed_vpc.ip_address_type "DUAL" is none of IPV4, IPV6. Give one of them.',
  ],
  [
    "six security groups",
    inVpc({ security_group_ids: Array.from({ length: 6 }, (_, index) => `sg-0a1b2c3d4e5f6071${index}`) }),
    'oauth2_providers["maps#"].custom.private_endpoint.managed_vpc.security_group_ids is more than 5. Name fewer security groups.',
  ],
  [
    "a short routing domain",
    inVpc({ routing_domain: "ab" }),
    'oauth2_providers["maps#"].custom.private_endpoint.managed_vpc.routing_domain "ab" does not have 3 to 255 characters. Give a domain name that the VPC resolves.',
  ],
  [
    "no resource configuration",
    custom({ private_endpoint: { self_managed_lattice: { resource_configuration_identifier: "idp" } } }),
    'oauth2_providers["maps#"].custom.private_endpoint.self_managed_lattice.resource_configuration_identifier "idp" is not the ID or ARN of a resource configuration. Give an ID like rcfg-0a1b2c3d4e5f60718, or its ARN.',
  ],
  [
    "an unknown payment vendor",
    payment({ vendor: "Paypal" }),
    'payment_providers["wallet#"].vendor "Paypal" is none of CoinbaseCDP, StripePrivy. Give one of them.',
  ],
  [
    "a wallet without its secret",
    { payment_providers: { "wallet#": without(wallet, "wallet_secret") } },
    'payment_providers["wallet#"] "wallet_secret" is missing, and CoinbaseCDP needs api_key_id, api_key_secret and wallet_secret. Give all of them.',
  ],
  [
    "an app for Coinbase",
    payment({ app_id: "app" }),
    'payment_providers["wallet#"] "app_id" is given, and goes with vendor = "StripePrivy" only. Leave it out.',
  ],
  [
    "a space in an API key's ID",
    payment({ api_key_id: "my key" }),
    'payment_providers["wallet#"].api_key_id "my key" is not 1 to 512 letters, digits, "-" and "_". Give the ID that the vendor shows.',
  ],
  [
    "no text of an owner",
    { owner: "team!" },
    'owner "team!" is not 1 to 128 letters, digits, spaces and any of "._:/=+@-". Give a name that no other configuration has: it marks at AWS what is this one\'s.',
  ],
  ["a time of nothing", { timeout_seconds: 0 }, 'timeout_seconds "0" is not 1 to 3600. Leave it out for 300.'],
  [
    "a user to assume",
    { assume_role_arn: "arn:aws:iam::111122223333:user/alice" },
    'assume_role_arn "arn:aws:iam::111122223333:user/alice" is not the ARN of one IAM role: no wildcard, account, user or session may read a secret. Give the ARN of one IAM role, for example arn:aws:iam::111122223333:role/agent-runtime.',
  ],
];
