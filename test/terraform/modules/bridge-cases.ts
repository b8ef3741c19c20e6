import type { TerraformStack } from "cdktf";
import {
  type BridgeOptions,
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  type ExternalSecretOptions,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PaymentCredentialProvider,
  PaymentVendor,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import { type Case, root } from "./equality";

const arn = (name: string): string => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const OTHER_KEY = "arn:aws:kms:us-east-1:111122223333:key/aaaabbbb-1111-2222-3333-ccccddddeeee";
const ROLES = {
  planner: "arn:aws:iam::111122223333:role/agents/planner",
  checker: "arn:aws:iam::111122223333:role/checker",
};
const TERRAFORM = "arn:aws:iam::111122223333:role/terraform";

/** How the program runs, said to both. */
const OPTIONS: BridgeOptions = { timeoutSeconds: 60, assumeRoleArn: TERRAFORM, assumeRoleExternalId: "agents" };
const INPUTS = { timeout_seconds: 60, assume_role_arn: TERRAFORM, assume_role_external_id: "agents" };

/** The secret's policy and key are left alone. */
const NOTHING = { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE };

interface Place {
  readonly region: string;
  readonly there: (text: string) => string;
}
const HERE: Place = { region: "us-east-1", there: (text) => text };
const CHINA: Place = {
  region: "cn-north-1",
  there: (text) => text.replace("arn:aws:", "arn:aws-cn:").replace("us-east-1", "cn-north-1"),
};

const secret = (
  stack: TerraformStack,
  name: string,
  options: ExternalSecretOptions,
  { there } = HERE,
): ExternalSecret =>
  ExternalSecret.fromArn(stack, name, {
    secretArn: there(arn(name)),
    ...options,
    ...(options.kmsKeyArn !== undefined && { kmsKeyArn: there(options.kmsKeyArn) }),
  });

const readers = ({ there }: Place): Record<string, object> =>
  Object.fromEntries(Object.entries(ROLES).map(([name, role]) => [name, { role_arn: there(role) }]));
const roles = ({ there }: Place, more: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...ROLES, ...more }).map(([name, role]) => [name, there(role)]));
const grantAll = (provider: PaymentCredentialProvider | OAuth2CredentialProvider, { there }: Place): void =>
  Object.values(ROLES).forEach((role) => provider.grantUse(Reader.role(there(role))));

const configuration = (region: string, module: Readonly<Record<string, object>>): object => ({
  provider: { aws: { region } },
  module,
});

/** A wallet whose keys are in two secrets, with a customer managed key each. */
function coinbase(stack: TerraformStack, place: Place = HERE): void {
  const [api, wallet] = (
    [
      ["api", KEY],
      ["wallet", OTHER_KEY],
    ] as const
  ).map(([name, kmsKeyArn]) => secret(stack, name, { ...NOTHING, kmsKeyArn }, place)) as [
    ExternalSecret,
    ExternalSecret,
  ];
  const vendor = PaymentVendor.coinbaseCdp({
    apiKeyId: "key-1",
    apiKeySecret: api.jsonKey("api_key"),
    walletSecret: wallet.jsonKey("wallet"),
  });
  const tags = { team: "payments" };
  grantAll(new PaymentCredentialProvider(stack, "Wallet", { name: "wallet", vendor, tags, bridge: OPTIONS }), place);
}

const alone = (names: readonly string[], { there }: Place): Record<string, object> =>
  Object.fromEntries(
    names.map((name) => [name, { secret_arn: there(arn(name)), policy_mode: "NONE", key_access: "NONE" }]),
  );

/** Providers of the root module; their readers have modules of their own. */
const COINBASE = (place: Place = HERE): Record<string, object> => ({
  wallet: {
    source: "./root",
    secrets: alone(["api", "wallet"], place),
    payment_providers: {
      wallet: {
        vendor: "CoinbaseCDP",
        api_key_id: "key-1",
        api_key_secret: { secret: "api", json_key: "api_key" },
        wallet_secret: { secret: "wallet", json_key: "wallet" },
        tags: { team: "payments" },
      },
    },
    ...INPUTS,
  },
  wallet_readers: {
    source: "./reader-policy",
    credential_provider: { kind: "payment", name: "wallet" },
    secret: { secret_arn: place.there(arn("api")), kms_key_arn: place.there(KEY) },
    additional_secrets: [{ secret_arn: place.there(arn("wallet")), kms_key_arn: place.there(OTHER_KEY) }],
    readers: readers(place),
  },
});

/** Both keys in one secret, with the AWS managed key. */
function privy(stack: TerraformStack): void {
  const one = secret(stack, "privy", NOTHING);
  const vendor = PaymentVendor.stripePrivy({
    appId: "app",
    authorizationId: "authorization",
    appSecret: one.jsonKey("app"),
    authorizationPrivateKey: one.jsonKey("private_key"),
  });
  grantAll(new PaymentCredentialProvider(stack, "Privy", { name: "privy", vendor }), HERE);
}

const PRIVY: Record<string, object> = {
  privy: {
    source: "./root",
    secrets: alone(["privy"], HERE),
    payment_providers: {
      privy: {
        vendor: "StripePrivy",
        app_id: "app",
        authorization_id: "authorization",
        app_secret: { secret: "privy", json_key: "app" },
        authorization_private_key: { secret: "privy", json_key: "private_key" },
      },
    },
  },
  privy_readers: {
    source: "./reader-policy",
    credential_provider: { kind: "payment", name: "privy" },
    secret: { secret_arn: arn("privy") },
    additional_secrets: [{ secret_arn: arn("privy") }],
    readers: readers(HERE),
  },
};

/** A secret whose policy and key others write, too. */
function shared(stack: TerraformStack, name: string, options: ExternalSecretOptions, place: Place): void {
  const provider = new OAuth2CredentialProvider(stack, name, {
    name,
    vendor: OAuth2Vendor.google({ clientId: "client" }),
    clientSecret: secret(
      stack,
      `${name}-secret`,
      { policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY, ...options },
      place,
    ).jsonKey("client_secret"),
  });
  grantAll(provider, place);
  const deployer = Deployer.role(place.there(TERRAFORM));
  new DeployerPolicy(stack, `Deployer-${name}`, { deployer, credentialProviders: [provider] });
}

function SHARED(name: string, inputs: object, place: Place, key?: string): Record<string, object> {
  const secret_arn = place.there(arn(`${name}-secret`));
  return {
    [name]: {
      source: "./root",
      secrets: { [name]: { secret_arn, policy_mode: "NONE", key_access: "NONE" } },
      oauth2_providers: {
        [name]: { vendor: "GoogleOauth2", client_id: "client", secret: name, json_key: "client_secret" },
      },
    },
    [`${name}_readers`]: {
      source: "./reader-policy",
      credential_provider: { kind: "oauth2", name },
      secret: { secret_arn, ...(key !== undefined && { kms_key_arn: place.there(key) }) },
      readers: readers(place),
    },
    [`${name}_policy`]: {
      source: "./secret-policy",
      secret_arn,
      readers: roles(place),
      deployers: { terraform: place.there(TERRAFORM) },
      policy_mode: "ADDITIVE",
      ...inputs,
    },
    ...(key !== undefined && {
      [`${name}_key`]: {
        source: "./key-policy-statement",
        secret_arn,
        kms_key_arn: place.there(key),
        roles: roles(place, { terraform: TERRAFORM }),
        ...(inputs as { assume_role_arn?: string }),
      },
    }),
  };
}

/** A bridge is three resources. */
export const BRIDGE_CASES: readonly Case[] = [
  {
    name: "payment providers of both vendors, with and without customer managed keys",
    build: (stack) => {
      coinbase(stack);
      privy(stack);
    },
    configuration: configuration(HERE.region, { ...COINBASE(), ...PRIVY }),
    resources: 2 * (3 + 2),
  },
  {
    name: "statements beside those of others, with and without a customer managed key",
    build: (stack) => {
      shared(stack, "keyed", { kmsKeyArn: KEY, bridge: OPTIONS }, HERE);
      shared(stack, "plain", { servicePrincipal: true }, HERE);
    },
    configuration: configuration(HERE.region, {
      ...SHARED("keyed", INPUTS, HERE, KEY),
      ...SHARED("plain", { service_principal: true }, HERE),
    }),
    resources: 1 + 2 + 3 + 3 + (1 + 2 + 3),
  },
  {
    name: "all that the bridge makes, by the root module",
    build: (stack) => {
      coinbase(stack);
      shared(stack, "keyed", { kmsKeyArn: KEY, bridge: OPTIONS }, HERE);
    },
    configuration: root({
      secrets: {
        api: { secret_arn: arn("api"), kms_key_arn: KEY, policy_mode: "NONE", key_access: "NONE" },
        wallet: { secret_arn: arn("wallet"), kms_key_arn: OTHER_KEY, policy_mode: "NONE", key_access: "NONE" },
        keyed: { secret_arn: arn("keyed-secret"), kms_key_arn: KEY, policy_mode: "ADDITIVE", key_access: "KEY_POLICY" },
      },
      readers: readers(HERE),
      deployers: { terraform: TERRAFORM },
      oauth2_providers: {
        keyed: {
          vendor: "GoogleOauth2",
          client_id: "client",
          secret: "keyed",
          json_key: "client_secret",
          readers: Object.keys(ROLES),
        },
      },
      payment_providers: {
        wallet: {
          vendor: "CoinbaseCDP",
          api_key_id: "key-1",
          api_key_secret: { secret: "api", json_key: "api_key" },
          wallet_secret: { secret: "wallet", json_key: "wallet" },
          readers: Object.keys(ROLES),
          tags: { team: "payments" },
        },
      },
      ...INPUTS,
    }),
    resources: 3 + 2 + (1 + 2 + 3 + 3),
  },
  {
    name: "the bridge in the partition aws-cn",
    region: CHINA.region,
    build: (stack) => {
      coinbase(stack, CHINA);
      shared(stack, "keyed", { kmsKeyArn: KEY }, CHINA);
    },
    configuration: configuration(CHINA.region, { ...COINBASE(CHINA), ...SHARED("keyed", {}, CHINA, KEY) }),
    resources: 3 + 2 + (1 + 2 + 3 + 3),
  },
];
