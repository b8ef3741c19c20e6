import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";

/** Gives one text after the other, without what an input does not take. */
export type Give = (without?: RegExp) => string;

const many = (give: Give, length = 12): string[] => Array.from({ length }, () => give());
const key = (give: Give): string => `k${give(/[.[\]/$]/g)}`;

const tags = (give: Give): object => Object.fromEntries(many(give).map((text, index) => [`tag${index}`, text]));

const endpoint = (give: Give): object => ({
  managed_vpc: {
    vpc_id: "vpc-0a1b2c3d4e5f60718",
    subnet_ids: ["subnet-0a1b2c3d4e5f60718"],
    security_group_ids: ["sg-0a1b2c3d4e5f60718"],
    routing_domain: `idp.${give()}`,
    tags: tags(give),
  },
});

const metadata = (give: Give): object => ({
  vendor: "CustomOauth2",
  client_id: give(),
  secret: "own",
  json_key: key(give),
  custom: {
    authorization_server_metadata: {
      issuer: `https://${give(/\s/g)}`,
      authorization_endpoint: `https://${give(/\s/g)}`,
      token_endpoint: `https://idp/${give()}`,
      response_types: many(give),
    },
    on_behalf_of: {
      grant_type: "TOKEN_EXCHANGE",
      actor_token_content: "M2M",
      actor_token_scopes: many(give),
    },
    private_endpoint: endpoint(give),
    private_endpoint_overrides: [{ domain: give(), private_endpoint: endpoint(give) }],
  },
});

const jwt = (give: Give): object => ({
  vendor: "CustomOauth2",
  client_id: give(),
  custom: {
    discovery_url: `https://idp/${give(/[\n\r]/g)}/.well-known/openid-configuration`,
    private_key_jwt: {
      kms_key_arn: KEY_ARN,
      additional_header_claims: Object.fromEntries(many(give, 10).map((text, index) => [`h${index}`, text])),
      additional_payload_claims: Object.fromEntries(many(give, 10).map((text, index) => [`p${index}`, text])),
    },
  },
});

const wallet = (give: Give): object => ({
  vendor: "StripePrivy",
  app_id: give(),
  authorization_id: give(),
  app_secret: { secret: "own", json_key: key(give) },
  authorization_private_key: { secret: "own", json_key: key(give) },
});

const MADE = { source: "./agent-secret", name: "agents/alone" };
const WATCH = {
  source: "./watch",
  name: "agents",
  targets: { oncall: { kind: "TOPIC", arn: "arn:aws:sns:us-east-1:111122223333:agentcore-identity-oncall" } },
  secrets: { own: { secret_arn: SECRET_ARN } },
  readers: { agent: ROLE_ARN },
};

/** A call of each module, with a text in every input that takes any. */
export const freeCalls = (give: Give): Record<string, object> => ({
  root: {
    source: "./root",
    owner: "agents",
    secrets: { own: { secret_arn: SECRET_ARN, policy_mode: "NONE" } },
    agent_secrets: {
      made: {
        name: "agents/made",
        description: give(),
        tags: tags(give),
      },
    },
    readers: {},
    oauth2_providers: {
      metadata: metadata(give),
      again: metadata(give),
      jwt: jwt(give),
      entra: { vendor: "MicrosoftOauth2", client_id: give(), tenant_id: give(), secret: "own", json_key: key(give) },
    },
    api_key_providers: { weather: { secret: "own", json_key: key(give) } },
    payment_providers: { wallet: wallet(give) },
    assume_role_arn: ROLE_ARN,
    assume_role_external_id: give(),
  },
  reader: {
    source: "./reader-policy",
    credential_provider: { kind: "apikey", name: "weather" },
    readers: { [give()]: { role_arn: ROLE_ARN } },
    secret: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN },
    additional_secrets: [{ secret_arn: SECRET_ARN.replace("google", "other") }],
    token_audiences: [give()],
  },
  policy: {
    source: "./secret-policy",
    secret_arn: SECRET_ARN,
    readers: { [give()]: ROLE_ARN },
    deployers: { [give()]: ROLE_ARN },
    policy_mode: "ADDITIVE",
    owner: "agents",
    assume_role_external_id: give(),
  },
  grant: {
    source: "./kms-grant",
    secret_arn: SECRET_ARN,
    kms_key_arn: KEY_ARN,
    grantees: { [give()]: ROLE_ARN },
  },
  key: {
    source: "./key-policy-statement",
    secret_arn: SECRET_ARN,
    kms_key_arn: KEY_ARN,
    roles: { [give()]: ROLE_ARN },
    owner: "agents",
    assume_role_external_id: give(),
  },
  made: {
    ...MADE,
    description: give(),
    tags: tags(give),
    rotation_partner_type: "SalesforceClientSecret",
    rotator_arn: ROLE_ARN,
    attach_rotator_policy: false,
    rotation_days: 30,
    rotation_metadata: { adminSecretArn: give(), consumerKey: give() },
  },
  watch: { ...WATCH, tags: tags(give) },
});

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const secretArn = (name: string): string => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
const keyArn = (name: string): string => `arn:aws:kms:us-east-1:111122223333:key/${name}`;

const ROOT = {
  source: "./root",
  owner: "agents",
  secrets: { own: { secret_arn: SECRET_ARN.replace("google", "own") } },
  readers: { agent: { role_arn: ROLE_ARN } },
  oauth2_providers: {},
};
const READER = {
  source: "./reader-policy",
  credential_provider: { kind: "apikey", name: "weather" },
  readers: { agent: { role_arn: ROLE_ARN } },
  secret: { secret_arn: SECRET_ARN },
};
const POLICY = { source: "./secret-policy", secret_arn: SECRET_ARN, readers: { agent: ROLE_ARN }, owner: "agents" };
const GRANT = {
  source: "./kms-grant",
  secret_arn: SECRET_ARN,
  kms_key_arn: KEY_ARN,
  grantees: { agent: ROLE_ARN },
  // The texts name many keys of one secret, and many secrets that are not there.
  compare_key: false,
};
const KEY = {
  source: "./key-policy-statement",
  secret_arn: SECRET_ARN,
  kms_key_arn: KEY_ARN,
  roles: { agent: ROLE_ARN },
  owner: "agents",
};

const FUNCTION_ARN = "arn:aws:lambda:us-east-1:111122223333:function:";
const ROTATED = {
  ...MADE,
  rotator_arn: ROLE_ARN,
  attach_rotator_policy: false,
  rotation_function_arn: `${FUNCTION_ARN}rotate`,
  rotation_days: 30,
};

const apiKey = (name: string, more: object = {}): object => ({
  api_key_providers: { [name]: { secret: "own", json_key: "key", readers: ["agent"], ...more } },
});

/** Calls with one text in an input that follows a rule: in the part that is free, if there is one. */
export const RULED: Readonly<Record<string, (text: string) => object>> = {
  "root owner": (owner) => ({ ...ROOT, owner }),
  "root secrets": (text) => ({ ...ROOT, secrets: { own: { secret_arn: secretArn(text) } }, ...apiKey("weather") }),
  "root readers": (text) => ({ ...ROOT, readers: { agent: { role_arn: role(text) } }, ...apiKey("weather") }),
  "root deployers": (text) => ({ ...ROOT, deployers: { one: role(text) }, ...apiKey("weather") }),
  "root api_key_providers": (text) => ({ ...ROOT, ...apiKey(text) }),
  "root tags": (text) => ({ ...ROOT, ...apiKey("weather"), tags: { tag: text } }),
  "root assume_role_arn": (text) => ({ ...ROOT, ...apiKey("weather"), assume_role_arn: role(text) }),
  "root payment_providers": (api_key_id) => ({
    ...ROOT,
    payment_providers: {
      wallet: {
        vendor: "CoinbaseCDP",
        api_key_id,
        api_key_secret: { secret: "own", json_key: "a" },
        wallet_secret: { secret: "own", json_key: "b" },
      },
    },
  }),
  "root oauth2_providers": (vendor) => ({
    ...ROOT,
    oauth2_providers: { idp: { vendor, client_id: "x", secret: "own", json_key: "key" } },
  }),
  "reader-policy credential_provider": (name) => ({ ...READER, credential_provider: { kind: "apikey", name } }),
  "reader-policy readers": (text) => ({ ...READER, readers: { agent: { role_arn: role(text) } } }),
  "reader-policy secret": (text) => ({ ...READER, secret: { secret_arn: secretArn(text) } }),
  "reader-policy additional_secrets": (text) => ({
    ...READER,
    additional_secrets: [{ secret_arn: secretArn(text) }],
  }),
  "reader-policy signing_key_arn": (text) => ({ ...READER, signing_key_arn: keyArn(text) }),
  "secret-policy secret_arn": (text) => ({ ...POLICY, secret_arn: secretArn(text) }),
  "secret-policy readers": (text) => ({ ...POLICY, readers: { agent: role(text) } }),
  "secret-policy deployers": (text) => ({ ...POLICY, deployers: { one: role(text) } }),
  "secret-policy policy_mode": (policy_mode) => ({ ...POLICY, policy_mode }),
  "secret-policy owner": (owner) => ({ ...POLICY, policy_mode: "ADDITIVE", owner }),
  "secret-policy assume_role_arn": (text) => ({ ...POLICY, policy_mode: "ADDITIVE", assume_role_arn: role(text) }),
  "secret-policy rotators": (text) => ({ ...POLICY, rotators: { one: role(text) } }),
  "agent-secret name": (name) => ({ ...MADE, name }),
  "agent-secret region": (region) => ({ ...MADE, region }),
  "agent-secret kms_key_arn": (text) => ({ ...MADE, kms_key_arn: keyArn(text) }),
  "agent-secret writers": (text) => ({ ...MADE, writers: { one: role(text) } }),
  "agent-secret replicas": (text) => ({
    ...MADE,
    replicas: { "us-west-2": keyArn(text).replace("us-east-1", "us-west-2") },
  }),
  "agent-secret rotator_arn": (text) => ({ ...ROTATED, rotator_arn: role(text) }),
  "agent-secret rotation_function_arn": (text) => ({ ...ROTATED, rotation_function_arn: `${FUNCTION_ARN}${text}` }),
  "agent-secret rotation_partner_type": (rotation_partner_type) => ({
    ...ROTATED,
    rotation_function_arn: null,
    rotation_partner_type,
  }),
  "agent-secret rotation_schedule": (rotation_schedule) => ({ ...ROTATED, rotation_days: null, rotation_schedule }),
  "agent-secret rotation_duration": (rotation_duration) => ({ ...ROTATED, rotation_duration }),
  "kms-grant secret_arn": (text) => ({ ...GRANT, secret_arn: secretArn(text) }),
  "kms-grant kms_key_arn": (text) => ({ ...GRANT, kms_key_arn: keyArn(text) }),
  "kms-grant grantees": (text) => ({ ...GRANT, grantees: { agent: role(text) } }),
  "key-policy-statement secret_arn": (text) => ({ ...KEY, secret_arn: secretArn(text) }),
  "key-policy-statement kms_key_arn": (text) => ({ ...KEY, kms_key_arn: keyArn(text) }),
  "key-policy-statement roles": (text) => ({ ...KEY, roles: { agent: role(text) } }),
  "key-policy-statement owner": (owner) => ({ ...KEY, owner }),
  "key-policy-statement assume_role_arn": (text) => ({ ...KEY, assume_role_arn: role(text) }),
};

/** Enumerations, and what is as narrow: nothing random is one of their values. */
export const ENUMERATIONS: ReadonlySet<string> = new Set([
  "root oauth2_providers",
  "secret-policy policy_mode",
  "agent-secret region",
  "agent-secret rotation_schedule",
  "agent-secret rotation_duration",
]);

/** Variables that take no text, or whose texts are looked at with another module's. */
export const NO_TEXT: ReadonlySet<string> = new Set([
  "root timeout_seconds",
  // No plan and no state has them.
  "root agent_secret_values",
  // All of it follows rules, but tags.
  "root watch",
  // No plan and no state has it.
  "agent-secret value",
  ...["awaits_value", "recovery_window_in_days", "rotate_immediately", "rotation_makes_passwords", "value_version"].map(
    (name) => `agent-secret ${name}`,
  ),
  // Rules of names and ARNs, as in the other modules; a watch is much to plan.
  ...[
    ...["api_key_providers", "deployers", "exceptions", "gateway_ids", "kms_key_arns", "oauth2_providers"],
    ...["payment_providers", "rotation_roles", "secret_prefixes", "signals", "topic_kms_key_arn", "topic_name"],
    ...["dashboard", "event_pattern_characters", "fetch_alarms", "secrets_per_rule"],
  ].map((name) => `watch ${name}`),
  // It is compared and arrives nowhere; its rule is that of kms-grant.
  "secret-policy kms_key_arn",
  "secret-policy service_principal",
  "secret-policy timeout_seconds",
  "key-policy-statement timeout_seconds",
  "kms-grant compare_key",
]);
