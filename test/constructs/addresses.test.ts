import { DataAwsIamRole } from "@cdktf/provider-aws/lib/data-aws-iam-role";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type { ReaderOptions } from "cdktf-agentcore-identity";
import {
  Deployer,
  DeployerPolicy,
  Engine,
  ExternalSecret,
  KmsAccess,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PaymentCredentialProvider,
  PaymentVendor,
  PrivateEndpoint,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import { apiKeyIn, googleIn, KEY_ARN, SECRET_ARN, secretIn } from "../support/fixtures";
import { refusals, resources, synth, tokenFor } from "../support/synth";

/** What Terraform keeps in its state, or names a check by. */
function addresses(build: (stack: TerraformStack) => void): string[] {
  const { resource = {}, data = {}, ephemeral = {}, check = {} } = synth(build);
  // Where a Region is not known, Terraform is asked for the one of its AWS provider: it calls nothing for that.
  const { aws_region: _region, ...read } = data;
  return Object.entries({ ...resource, ...read, ...ephemeral, check })
    .flatMap(([type, all]) => Object.keys(all).map((name) => `${type}.${name}`))
    .sort();
}

/** All texts that a program may know or not. */
const KNOWN = {
  readerArn: "arn:aws:iam::111122223333:role/agents/runtime",
  lookedUpArn: "arn:aws:iam::111122223333:role/gateway",
  deployerArn: "arn:aws:iam::111122223333:role/terraform",
  secretArn: SECRET_ARN,
  kmsKeyArn: KEY_ARN,
  region: "us-east-1",
  account: "111122223333",
  owner: "team",
  jsonKey: "client_secret",
  clientId: "client-id",
  name: "google-maps",
  vpc: "vpc-0123456789abcdef0",
  tag: "agents",
};
type Texts = typeof KNOWN;

interface Modes {
  readonly engine: Engine;
  readonly policyMode: SecretPolicyMode;
  readonly keyAccess: KmsAccess;
}

const program =
  ({ engine, ...modes }: Modes, given: Partial<Texts>) =>
  (stack: TerraformStack): void => {
    const runtime = new IamRole(stack, "Runtime", { name: "runtime", assumeRolePolicy: "{}" });
    const gateway = new DataAwsIamRole(stack, "Gateway", { name: "gateway" });
    const texts: Texts = { ...KNOWN, readerArn: runtime.arn, lookedUpArn: gateway.arn, ...given };
    const { secretArn, kmsKeyArn, region, account, owner, name, clientId, jsonKey, vpc, tag } = texts;
    const secret = ExternalSecret.fromAttributes(stack, "Secret", {
      ...{ secretArn, kmsKeyArn, region, account, owner },
      ...modes,
    });
    const google = new OAuth2CredentialProvider(stack, "Google", {
      ...{ name, engine, owner, verifyJsonKey: true, tags: { team: tag } },
      vendor: OAuth2Vendor.google({ clientId }),
      clientSecret: secret.jsonKey(jsonKey),
    });
    const inside = new OAuth2CredentialProvider(stack, "Inside", {
      ...{ name: "inside", engine },
      vendor: OAuth2Vendor.custom({
        clientId,
        discoveryUrl: "https://idp.internal/.well-known/openid-configuration",
        privateEndpoint: PrivateEndpoint.managedVpc({
          vpcId: vpc,
          subnetIds: ["subnet-0123456789abcdef0"],
        }),
      }),
      clientSecret: secret.jsonKey(jsonKey),
    });
    const reference = secret.jsonKey(jsonKey);
    const wallet = new PaymentCredentialProvider(stack, "Wallet", {
      ...{ name: "wallet", owner },
      vendor: PaymentVendor.coinbaseCdp({ apiKeyId: "id", apiKeySecret: reference, walletSecret: reference }),
    });
    const providers = [google, inside, wallet];
    for (const provider of providers) {
      provider.grantUse(Reader.role(texts.readerArn));
      provider.grantUse(Reader.role(texts.lookedUpArn));
    }
    const deployer = Deployer.role(texts.deployerArn, { roleName: "terraform", attachPolicy: true });
    new DeployerPolicy(stack, "Deployer", { deployer, credentialProviders: providers });
  };

const ALL_MODES: Modes[] = [Engine.NATIVE, Engine.BRIDGE].flatMap((engine) =>
  [SecretPolicyMode.EXCLUSIVE, SecretPolicyMode.ADDITIVE, SecretPolicyMode.NONE].flatMap((policyMode) =>
    [KmsAccess.GRANT, KmsAccess.KEY_POLICY, KmsAccess.NONE].map((keyAccess) => ({ engine, policyMode, keyAccess })),
  ),
);

/** The program with tokens for these, and all else known. */
function withTokens(names: readonly (keyof Texts)[]): Partial<Texts> {
  const known = Object.entries(KNOWN).filter(([name]) => !names.includes(name as keyof Texts));
  // Tokens for the two roles are the program's own.
  const tokens = names.filter((name) => !OWN_ROLES.includes(name)).map((name) => [name, tokenFor(`var.${name}`)]);
  return Object.fromEntries([...known, ...tokens]) as Partial<Texts>;
}

const OWN_ROLES: readonly (keyof Texts)[] = ["readerArn", "lookedUpArn"];
const ALL = Object.keys(KNOWN) as (keyof Texts)[];

describe("addresses do not tell whether a value is known", () => {
  test.each(ALL_MODES)("$engine, $policyMode, $keyAccess", (modes) => {
    const expected = addresses(program(modes, KNOWN));
    for (const names of [OWN_ROLES, ALL]) expect(addresses(program(modes, withTokens(names)))).toEqual(expected);
  });

  test.each(ALL)("%s alone", (name) => {
    for (const modes of ALL_MODES.filter(({ policyMode, keyAccess }) => ALONE.includes(`${policyMode} ${keyAccess}`)))
      expect(addresses(program(modes, withTokens([name])))).toEqual(addresses(program(modes, KNOWN)));
  });
});

const ALONE = ["EXCLUSIVE GRANT", "ADDITIVE KEY_POLICY"];

describe("a role", () => {
  const granted = (arn: (stack: TerraformStack) => string, options?: ReaderOptions): string[] =>
    addresses((stack) => void googleIn(stack, secretIn(stack)).grantUse(Reader.role(arn(stack), options))).filter(
      (address) => /Use|Decrypt/.test(address),
    );
  const known = granted(() => "arn:aws:iam::111122223333:role/agent");

  test("is called by its name: of a token by the one that is given", () => {
    expect(known).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.Google_Use-agent_/),
      expect.stringMatching(/^aws_kms_grant\.Secret_Decrypt-agent_/),
    ]);
    expect(granted(() => tokenFor("var.role"), { roleName: "agent" })).toEqual(known);
    expect(granted(() => tokenFor("var.role"), { roleName: "other" })).not.toEqual(known);
  });

  test("of which nobody tells the name is called by its expression", () => {
    expect(granted(() => tokenFor("var.role"))[0]).toMatch(/Use--?var-role-[0-9a-f]{8}/);
    const unnamed = granted((stack) => new IamRole(stack, "Agent", { assumeRolePolicy: "{}" }).arn);
    expect(unnamed[0]).toMatch(/Use--?aws_iam_role-Agent-arn-[0-9a-f]{8}|Use--?aws-iam-role-Agent-arn-[0-9a-f]{8}/);
  });
});

describe("roles of one name", () => {
  const [AGENT, OTHER] = ["arn:aws:iam::111122223333:role/agent", "arn:aws:iam::111122223333:role/other"];

  test("in one account are one role: a second ARN is refused, and not left out without a word", () => {
    const twice = (second: (stack: TerraformStack) => string) => (stack: TerraformStack) => {
      const [google, weather] = [googleIn(stack, secretIn(stack)), apiKeyIn(stack, secretIn(stack, {}, "Same"))];
      google.grantUse(Reader.role(AGENT));
      google.grantUse(Reader.role(second(stack)));
      weather.grantUse(Reader.role(AGENT));
    };
    const rule = /has the name of another reader, arn:aws:iam::111122223333:role\/agent/;
    const lines = refusals(
      twice((stack) => new IamRole(stack, "Agent", { name: "agent", assumeRolePolicy: "{}" }).arn),
    );
    expect(lines.filter((line) => rule.test(line))).toHaveLength(1);
    expect(refusals(twice(() => OTHER)).filter((line) => rule.test(line))).toEqual([]);
  });

  const vault = (accounts: readonly ("dev" | "prod")[]) => (stack: TerraformStack) => {
    const providers = ["dev", "prod"].map((alias) => new AwsProvider(stack, alias, { alias, region: "us-east-1" }));
    const secret = secretIn(stack, {
      provider: new AwsProvider(stack, "vault", { alias: "vault", region: "us-east-1" }),
    });
    const of = { dev: "444455556666", prod: "777788889999" };
    for (const account of accounts) {
      const google = googleIn(stack, secret, { provider: providers[account === "dev" ? 0 : 1] }, `Google-${account}`);
      google.grantUse(Reader.role(`arn:aws:iam::${of[account]}:role/agent`));
    }
  };
  const grants = (accounts: readonly ("dev" | "prod")[]): string[] =>
    Object.keys(resources(synth(vault(accounts)), "aws_kms_grant"));

  test("in two accounts have each their grant on the key, and one more changes no other's address", () => {
    const [both, dev, prod] = [grants(["dev", "prod"]), grants(["dev"]), grants(["prod"])];
    expect(both).toHaveLength(2);
    expect([...dev, ...prod].sort()).toEqual([...both].sort());
    expect(grants(["prod", "dev"]).sort()).toEqual([...both].sort());
  });
});
