import type { TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  ClientAuthenticationMethod,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PolicyKind,
  Reader,
  ReaderKind,
  type ReaderOptions,
  SigningAlgorithm,
} from "cdktf-agentcore-identity";
import { KEY_ARN, manyIn, manyNames, manySecretArn } from "../../support/fixtures";
import type { Case } from "./equality";
import { root } from "./equality";

const ROLE = "arn:aws:iam::111122223333:role/agents/runtime";
const CHECKER = "arn:aws:iam::111122223333:role/checker";
const SIGNING = KEY_ARN.replace(/key\/.*/, "key/5678abcd-12ab-34cd-56ef-1234567890ab");
const DISCOVERY = "https://idp.example.com/.well-known/openid-configuration";

const managed = (role = ROLE, options: ReaderOptions = {}): Reader =>
  Reader.role(role, { policyKind: PolicyKind.MANAGED, ...options });
const MANAGED = { role_arn: ROLE, policy_kind: "MANAGED" };

/** As many credential providers of one role, each with a secret of its own. */
export const many = (count: number, reader: object = MANAGED): object => ({
  secrets: Object.fromEntries(
    manyNames(count).map((name) => [name, { secret_arn: manySecretArn(name), kms_key_arn: KEY_ARN }]),
  ),
  readers: { runtime: reader },
  oauth2_providers: Object.fromEntries(
    manyNames(count).map((name) => [
      name,
      { vendor: "GoogleOauth2", client_id: "client-id", secret: name, json_key: "client_secret", readers: ["runtime"] },
    ]),
  ),
});

const numbers = (count: number, resources: number): Case => ({
  name: `the managed policies of a role with ${count} credential providers`,
  build: (stack) => void manyIn(stack, manyNames(count), managed()),
  configuration: root(many(count)),
  resources,
});

/** OAuth2 and API key credential providers in two Regions, and one that signs. */
function mixed(stack: TerraformStack): void {
  const secret = ExternalSecret.fromArn(stack, "Secret", { secretArn: manySecretArn("a"), kmsKeyArn: KEY_ARN });
  const google = new OAuth2CredentialProvider(stack, "Google", {
    name: "google",
    vendor: OAuth2Vendor.google({ clientId: "client-id" }),
    clientSecret: secret.jsonKey("client_secret"),
  });
  const reader = managed(ROLE, { kind: ReaderKind.GATEWAY, workloadIdentities: ["tools-*", "maps"] });
  google.grantUse(reader);
  google.inRegion("eu-west-1").grantUse(reader);
  google.grantUse(Reader.role(CHECKER));
  const weather = ExternalSecret.fromArn(stack, "Weather", { secretArn: manySecretArn("b") });
  new ApiKeyCredentialProvider(stack, "Key", { name: "weather", apiKey: weather.jsonKey("key") }).grantUse(reader);
  new OAuth2CredentialProvider(stack, "Signed", {
    name: "signed",
    vendor: OAuth2Vendor.custom({
      clientId: "client-id",
      discoveryUrl: DISCOVERY,
      privateKeyJwt: { kmsKeyArn: SIGNING, signingAlgorithm: SigningAlgorithm.RS256 },
    }),
  }).grantUse(reader);
  for (const audience of ["https://idp.example.com/one", "https://idp.example.com/two"])
    new OAuth2CredentialProvider(stack, audience, {
      name: audience.split("/").pop() ?? "",
      vendor: OAuth2Vendor.custom({
        discoveryUrl: DISCOVERY,
        clientAuthenticationMethod: ClientAuthenticationMethod.AWS_IAM_ID_TOKEN_JWT,
        tokenAudiences: [audience],
      }),
    }).grantUse(reader);
}

export const MANAGED_CASES: readonly Case[] = [
  numbers(1, 5),
  numbers(40, 126),
  {
    name: "the managed policy of a role with credential providers of several kinds and Regions",
    build: mixed,
    configuration: root({
      secrets: {
        a: { secret_arn: manySecretArn("a"), kms_key_arn: KEY_ARN, replicas: { "eu-west-1": null } },
        b: { secret_arn: manySecretArn("b") },
      },
      readers: {
        runtime: { ...MANAGED, kind: "GATEWAY", workload_identities: ["tools-*", "maps"] },
        checker: { role_arn: CHECKER, regions: ["us-east-1"] },
      },
      oauth2_providers: {
        google: {
          vendor: "GoogleOauth2",
          client_id: "client-id",
          secret: "a",
          json_key: "client_secret",
          readers: ["runtime", "checker"],
          regions: ["eu-west-1"],
        },
        signed: {
          vendor: "CustomOauth2",
          client_id: "client-id",
          custom: {
            discovery_url: DISCOVERY,
            private_key_jwt: { kms_key_arn: SIGNING, signing_algorithm: "RS256" },
          },
          readers: ["runtime"],
        },
        ...Object.fromEntries(
          ["one", "two"].map((name) => [
            name,
            {
              vendor: "CustomOauth2",
              custom: {
                discovery_url: DISCOVERY,
                client_authentication_method: "AWS_IAM_ID_TOKEN_JWT",
                token_audiences: [`https://idp.example.com/${name}`],
              },
              readers: ["runtime"],
            },
          ]),
        ),
      },
      api_key_providers: { weather: { secret: "b", json_key: "key", readers: ["runtime"] } },
    }),
    resources: 13,
  },
];
