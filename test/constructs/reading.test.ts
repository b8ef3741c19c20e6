import type { App } from "cdktf";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import * as library from "cdktf-agentcore-identity";
import type { ExternalSecret } from "cdktf-agentcore-identity";
import {
  AgentSecret,
  AgentSecretKey,
  AgentSecretRotation,
  AgentSecretValue,
  ApiKeyCredentialProvider,
  AwsProviderVersion,
  MovedConstruct,
  BridgeRemoval,
  CredentialProvider,
  Deployer,
  DeployerPolicy,
  Engine,
  KeyPolicyStatement,
  KmsAccess,
  KmsDecryptGrant,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PartnerSecretType,
  PaymentCredentialProvider,
  PaymentVendor,
  PrivateEndpoint,
  Reader,
  Role,
  Rotator,
  SecretPolicy,
  SecretPolicyMode,
  SecretTags,
  TokenVaultKey,
} from "cdktf-agentcore-identity";
import {
  apiKeyIn,
  googleIn,
  KEY_ARN,
  OTHER_ROLE_ARN,
  OTHER_SECRET_ARN,
  ROLE_ARN,
  SECRET_ARN,
  secretIn,
} from "../support/fixtures";
import { stackText } from "../support/program";
import { stackIn, tokenFor } from "../support/synth";

const DEPLOYER_ARN = "arn:aws:iam::111122223333:role/terraform";

interface Kind {
  readonly engine: Engine;
  readonly hasReaders: boolean;
}

/** An instance of each public class. */
function everything(stack: TerraformStack, { engine, hasReaders }: Kind): object[] {
  const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE });
  const other = secretIn(
    stack,
    { secretArn: OTHER_SECRET_ARN, policyMode: SecretPolicyMode.ADDITIVE, keyAccess: KmsAccess.KEY_POLICY },
    "Other",
  );
  const own = secretIn(stack, { secretArn: SECRET_ARN.replace("google-oauth", "own") }, "Own");
  const reference = secret.jsonKey("api_key");
  const vendor = OAuth2Vendor.google({ clientId: "client-id" });
  const paymentVendor = PaymentVendor.coinbaseCdp({ apiKeyId: "id", apiKeySecret: reference, walletSecret: reference });
  const google = googleIn(stack, other, { engine, vendor });
  const weather = apiKeyIn(stack, secret, "Weather", { engine, tags: { team: "agents" } });
  const wallet = new PaymentCredentialProvider(stack, "Wallet", { name: "wallet", vendor: paymentVendor });
  const imported = OAuth2CredentialProvider.fromOAuth2CredentialProviderAttributes(stack, "Imported", {
    name: "elsewhere",
    secrets: [secret],
  });
  const reader = Reader.role(ROLE_ARN);
  const deployer = Deployer.role(DEPLOYER_ARN);
  const granted = hasReaders ? [google, weather, wallet, imported].map((one) => one.grantUse(reader)) : [];
  const roles = { readers: [reader], deployers: [deployer] };
  return [
    ...[secret, other, own, reference, vendor, paymentVendor, google, weather, wallet, imported, reader, deployer],
    ...granted,
    new SecretPolicy(stack, "OwnPolicy", { secret: own, ...roles }),
    new KeyPolicyStatement(stack, "OwnKey", { secret: own, roles: [reader] }),
    new KmsDecryptGrant(stack, "Grant", { kmsKeyArn: KEY_ARN, secretArn: SECRET_ARN, grantee: reader }),
    new TokenVaultKey(stack, "Vault", { kmsKeyArn: tokenFor("var.key"), roles: [reader] }),
    ...(hasReaders
      ? [new DeployerPolicy(stack, "Deployer", { deployer, credentialProviders: [google, weather, wallet] })]
      : []),
    ...agentSecrets(stack, secret),
    PrivateEndpoint.selfManagedLattice("rcfg-0123456789abcdef0"),
    new BridgeRemoval(stack, "Removal"),
    AwsProviderVersion,
    MovedConstruct,
  ];
}

/** A secret that is made for an agent, with all that it is made of. */
function agentSecrets(stack: TerraformStack, tagged: ExternalSecret): object[] {
  const rotator = Rotator.role(OTHER_ROLE_ARN);
  const secretType = PartnerSecretType.SALESFORCE_CLIENT_SECRET;
  const rotation = AgentSecretRotation.byPartner({ secretType, rotator, everyDays: 30 });
  const value = AgentSecretValue.generated(["api_key"], { version: 1 });
  const key = new AgentSecretKey(stack, "AgentKey", { region: "us-east-1" });
  const made = new AgentSecret(stack, "AgentSecret", { name: "made", region: "us-east-1", key, value, rotation });
  const tags = new SecretTags(stack, "Tags", { secret: tagged, tags: { team: "a" } });
  return [rotator, secretType, rotation, value, key, made, made.replicaIn("eu-west-1"), tags];
}

/** Reads each public member that is no method; gives what there was to read. */
function read(instance: object): string[] {
  const names: string[] = [];
  for (let owner = instance; isOurs(owner); owner = Object.getPrototypeOf(owner) as object) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
      if (name.startsWith("_") || name === "node" || typeof value === "function") continue;
      for (let times = 0; times < 3; times++) void (instance as Readonly<Record<string, unknown>>)[name];
      names.push(name);
    }
  }
  return names;
}

const isOurs = (owner: unknown): boolean =>
  owner !== null && owner !== Object.prototype && owner !== Function.prototype && !isConstruct(owner as object);

/** The class of cdktf's itself. */
const isConstruct = (owner: object): boolean =>
  (owner as { constructor: { name: string } }).constructor.name === "Construct";

const KINDS = [Engine.NATIVE, Engine.BRIDGE].flatMap((engine) =>
  [true, false].map((hasReaders): [string, Kind] => [
    `${engine}, ${hasReaders ? "with" : "without"} readers`,
    { engine, hasReaders },
  ]),
);

describe.each(KINDS)("to read all public members makes nothing: %s", (_, kind) => {
  const names: string[] = [];
  const paths = (scope: Construct): string[] => scope.node.findAll().map(({ node }) => node.path);
  const build =
    (isRead: boolean) =>
    (app: App): void => {
      const stack = stackIn(app, "stack", null);
      const instances = everything(stack, kind);
      const before = paths(app);
      if (isRead) names.push(...instances.flatMap(read));
      expect(paths(app)).toEqual(before);
    };

  test("the synthesized stack is the same to the byte", () => {
    expect(stackText(build(true))).toBe(stackText(build(false)));
    expect(names).toEqual(
      expect.arrayContaining([
        "callbackUrl",
        "credentialProviderArn",
        "policyDocument",
        "keyPolicyDocument",
        "resource",
      ]),
    );
  });
});

test("the table has all public classes", () => {
  const abstract: unknown[] = [CredentialProvider, Role];
  const classes = Object.values(library).filter((one) => typeof one === "function" && !abstract.includes(one));
  let instances: object[] = [];
  stackText((app) => void (instances = everything(stackIn(app, "stack"), { engine: Engine.BRIDGE, hasReaders: true })));
  const missing = classes.filter(
    (one) => !instances.some((instance) => instance === one || instance instanceof (one as new () => object)),
  );
  expect(missing).toEqual([]);
  expect(instances.some((instance) => instance instanceof ApiKeyCredentialProvider)).toBe(true);
});

describe("what is used is made", () => {
  const data = (text: string): string[] => Object.keys((JSON.parse(text) as { data?: object }).data ?? {});
  const bridged = (use?: (google: OAuth2CredentialProvider, app: App) => void) => (app: App) => {
    const stack = stackIn(app, "stack");
    const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE });
    use?.(googleIn(stack, secret, { engine: Engine.BRIDGE }), app);
  };
  const output = (name: "callbackUrl" | "credentialProviderArn") => (google: OAuth2CredentialProvider) =>
    void new TerraformOutput(google, "Output", { value: google[name] });

  test("nothing of a bridged provider that nobody asks", () => {
    expect(data(stackText(bridged()))).toEqual([]);
  });

  test("the account for its ARN, that and the callback URL for its callback URL", () => {
    expect(data(stackText(bridged(output("credentialProviderArn"))))).toEqual(["aws_caller_identity"]);
    expect(data(stackText(bridged(output("callbackUrl"))))).toEqual([
      "aws_caller_identity",
      "aws_cloudcontrolapi_resource",
    ]);
  });

  test("where it stands, if another stack uses it", () => {
    const build = bridged((google, app) => {
      const other = new TerraformStack(app, "other");
      new TerraformOutput(other, "Output", { value: google.callbackUrl });
    });
    expect(data(stackText(build))).toEqual(["aws_caller_identity", "aws_cloudcontrolapi_resource"]);
    expect(data(stackText(build, "other"))).toEqual(["terraform_remote_state"]);
  });
});
