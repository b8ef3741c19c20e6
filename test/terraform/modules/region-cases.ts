import {
  ApiKeyCredentialProvider,
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PaymentCredentialProvider,
  PaymentVendor,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { Steering } from "../provider/steering";
import type { Case } from "./equality";
import { root } from "./equality";

const HOME = "us-east-1";
const IRELAND = "eu-west-1";
const SYDNEY = "ap-southeast-2";

export const SECRET = `arn:aws:secretsmanager:${HOME}:111122223333:secret:google-oauth-AbCdEf`;
const WEATHER = `arn:aws:secretsmanager:${IRELAND}:111122223333:secret:weather-GhIjKl`;
export const keyIn = (region: string): string =>
  `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const PLANNER = "arn:aws:iam::111122223333:role/agents/planner";
const CHECKER = "arn:aws:iam::111122223333:role/checker";
const TERRAFORM = "arn:aws:iam::111122223333:role/terraform";

/** The root module over three Regions, as one AWS provider serves them. */
export const THREE_REGIONS = {
  secrets: {
    google: {
      secret_arn: SECRET,
      kms_key_arn: keyIn(HOME),
      replicas: { [IRELAND]: keyIn(IRELAND), [SYDNEY]: null },
    },
  },
  readers: {
    planner: { role_arn: PLANNER, regions: [HOME] },
    checker: { role_arn: CHECKER, regions: [IRELAND, SYDNEY] },
  },
  oauth2_providers: {
    google: {
      vendor: "GoogleOauth2",
      client_id: "client",
      secret: "google",
      json_key: "client_secret",
      regions: [HOME, IRELAND, SYDNEY],
      readers: ["planner", "checker"],
    },
  },
};

/** The same without stated keys, but for one. */
export const LOOKED_UP = {
  ...THREE_REGIONS,
  secrets: {
    google: {
      secret_arn: SECRET,
      look_up_kms_key: true,
      replicas: { [IRELAND]: null, [SYDNEY]: keyIn(SYDNEY) },
    },
  },
};
export const LOOKED_UP_WORLD: Steering = {
  secrets: {
    [SECRET]: { kmsKeyId: keyIn(HOME) },
    [SECRET.replace(HOME, IRELAND)]: { kmsKeyId: keyIn(IRELAND).split("/")[1], isReplica: true },
    [SECRET.replace(HOME, SYDNEY)]: { kmsKeyId: keyIn(SYDNEY), isReplica: true },
  },
};

export const REGION_CASES: readonly Case[] = [
  {
    name: "keys that are looked up, of a secret and of one of its replicas, by ARN and by ID",
    build: (stack) => {
      const secret = ExternalSecret.fromArn(stack, "Secret", { secretArn: SECRET, lookUpKmsKey: true });
      const google = new OAuth2CredentialProvider(stack, "Google", {
        name: "google",
        vendor: OAuth2Vendor.google({ clientId: "client" }),
        clientSecret: secret.jsonKey("client_secret"),
      });
      google.grantUse(Reader.role(PLANNER));
      google.inRegion(IRELAND).grantUse(Reader.role(CHECKER));
      google.inRegion(SYDNEY, { kmsKeyArn: keyIn(SYDNEY) }).grantUse(Reader.role(CHECKER));
    },
    configuration: root(LOOKED_UP),
    world: LOOKED_UP_WORLD,
    resources: 10,
  },
  {
    name: "one credential provider in three Regions",
    build: (stack) => {
      const secret = ExternalSecret.fromArn(stack, "Secret", { secretArn: SECRET, kmsKeyArn: keyIn(HOME) });
      const google = new OAuth2CredentialProvider(stack, "Google", {
        name: "google",
        vendor: OAuth2Vendor.google({ clientId: "client" }),
        clientSecret: secret.jsonKey("client_secret"),
      });
      google.grantUse(Reader.role(PLANNER));
      google.inRegion(IRELAND, { kmsKeyArn: keyIn(IRELAND) }).grantUse(Reader.role(CHECKER));
      google.inRegion(SYDNEY).grantUse(Reader.role(CHECKER));
    },
    configuration: root(THREE_REGIONS),
    resources: 9,
  },
  {
    name: "a secret of another Region than the AWS provider's, and a deployer",
    build: (stack) => {
      const secret = ExternalSecret.fromArn(stack, "Secret", { secretArn: WEATHER, kmsKeyArn: keyIn(IRELAND) });
      const weather = new ApiKeyCredentialProvider(stack, "Weather", {
        name: "weather",
        apiKey: secret.jsonKey("key"),
      });
      weather.grantUse(Reader.role(PLANNER));
      new DeployerPolicy(stack, "Deploy", { deployer: Deployer.role(TERRAFORM), credentialProviders: [weather] });
    },
    configuration: root({
      secrets: { weather: { secret_arn: WEATHER, region: IRELAND, kms_key_arn: keyIn(IRELAND) } },
      readers: { planner: { role_arn: PLANNER } },
      deployers: { terraform: TERRAFORM },
      api_key_providers: { weather: { secret: "weather", json_key: "key", readers: ["planner"] } },
    }),
    resources: 5,
  },
  {
    name: "the bridge in two Regions",
    build: (stack) => {
      const secret = ExternalSecret.fromArn(stack, "Secret", {
        secretArn: SECRET,
        kmsKeyArn: keyIn(HOME),
        policyMode: SecretPolicyMode.ADDITIVE,
        keyAccess: KmsAccess.KEY_POLICY,
      });
      secret.replicaIn(IRELAND, { kmsKeyArn: keyIn(IRELAND) });
      const pay = new PaymentCredentialProvider(stack, "Pay", {
        name: "pay",
        vendor: PaymentVendor.coinbaseCdp({
          apiKeyId: "id",
          apiKeySecret: secret.jsonKey("api"),
          walletSecret: secret.jsonKey("wallet"),
        }),
      });
      pay.grantUse(Reader.role(PLANNER));
      pay.inRegion(IRELAND).grantUse(Reader.role(PLANNER));
    },
    configuration: root({
      secrets: {
        google: {
          secret_arn: SECRET,
          kms_key_arn: keyIn(HOME),
          policy_mode: "ADDITIVE",
          key_access: "KEY_POLICY",
          replicas: { [IRELAND]: keyIn(IRELAND) },
        },
      },
      readers: { planner: { role_arn: PLANNER } },
      payment_providers: {
        pay: {
          vendor: "CoinbaseCDP",
          api_key_id: "id",
          api_key_secret: { secret: "google", json_key: "api" },
          wallet_secret: { secret: "google", json_key: "wallet" },
          regions: [IRELAND],
          readers: ["planner"],
        },
      },
    }),
    resources: 17,
  },
];
