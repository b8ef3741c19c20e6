import type { TerraformStack } from "cdktf";
import type { ReaderOptions } from "cdktf-agentcore-identity";
import {
  ApiKeyCredentialProvider,
  Deployer,
  DeployerPolicy,
  Engine,
  ExternalSecret,
  KmsDecryptGrant,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PaymentCredentialProvider,
  PaymentVendor,
  Reader,
  SecretPolicy,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import { KEY_ARN } from "../../support/fixtures";
import { tokenFor } from "../../support/synth";

/** One input that follows a rule: a construct of its own with a piece of text in it. */
export interface RuledInput {
  readonly input: string;
  readonly build: (stack: TerraformStack, id: string, text: string) => void;
}

const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;
const secretArn = (name: string): string => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`;

const identityArn = (name: string): string =>
  `arn:aws:bedrock-agentcore:us-east-1:111122223333:workload-identity-directory/default/workload-identity/${name}`;

const secretOf = (stack: TerraformStack, id: string, more: object = {}): ExternalSecret =>
  ExternalSecret.fromArn(stack, `${id}Secret`, {
    secretArn: secretArn(id),
    policyMode: SecretPolicyMode.NONE,
    ...more,
  });

const apiKey = (stack: TerraformStack, id: string, more: object = {}): ApiKeyCredentialProvider =>
  new ApiKeyCredentialProvider(stack, id, { name: id, apiKey: secretOf(stack, id).jsonKey("key"), ...more });

const oauth2 = (stack: TerraformStack, id: string, vendor: OAuth2Vendor): OAuth2CredentialProvider =>
  new OAuth2CredentialProvider(stack, id, { name: id, vendor, clientSecret: secretOf(stack, id).jsonKey("key") });

const reading = (stack: TerraformStack, id: string, roleArn: string, options?: ReaderOptions): void =>
  void apiKey(stack, id).grantUse(Reader.role(roleArn, options));

const grant = (stack: TerraformStack, id: string, more: object): void =>
  void new KmsDecryptGrant(stack, id, {
    kmsKeyArn: KEY_ARN,
    secretArn: secretArn(id),
    region: "us-east-1",
    grantee: Reader.role(role(id)),
    ...more,
  });

const policy = (mode: SecretPolicyMode) => (stack: TerraformStack, id: string, text: string) =>
  void new SecretPolicy(stack, id, {
    secret: secretOf(stack, id, { policyMode: mode }),
    readers: [Reader.role(role(text))],
  });

const deployer = (stack: TerraformStack, id: string, name: string, more: object = {}): void =>
  void new DeployerPolicy(stack, `${id}Deployer`, {
    deployer: Deployer.role(role(name), { attachPolicy: true }),
    credentialProviders: [apiKey(stack, id)],
    ...more,
  });

/** Inputs that follow a rule, with a text in the part that is free. */
export const PARTS: readonly RuledInput[] = [
  { input: "name, native", build: (stack, id, name) => apiKey(stack, id, { name }) },
  { input: "name, bridge", build: (stack, id, name) => apiKey(stack, id, { name, engine: Engine.BRIDGE }) },
  { input: "tag, native", build: (stack, id, text) => apiKey(stack, id, { tags: { tag: text } }) },
  {
    input: "tag, bridge",
    build: (stack, id, text) => apiKey(stack, id, { tags: { tag: text }, engine: Engine.BRIDGE }),
  },
  { input: "tag key", build: (stack, id, text) => apiKey(stack, id, { tags: { [text]: "tag" } }) },
  { input: "owner", build: (stack, id, owner) => apiKey(stack, id, { owner, engine: Engine.BRIDGE }) },
  {
    input: "jsonKey",
    build: (stack, id, text) => apiKey(stack, id, { apiKey: secretOf(stack, `${id}Other`).jsonKey(text) }),
  },
  {
    input: "assumeRoleArn",
    build: (stack, id, text) => apiKey(stack, id, { engine: Engine.BRIDGE, bridge: { assumeRoleArn: role(text) } }),
  },
  { input: "roleArn of a reader", build: (stack, id, text) => reading(stack, id, role(text)) },
  {
    input: "workloadIdentities",
    build: (stack, id, text) => reading(stack, id, role(id), { workloadIdentities: [text] }),
  },
  {
    input: "workloadIdentityArns",
    build: (stack, id, text) => reading(stack, id, role(id), { workloadIdentityArns: [identityArn(text)] }),
  },
  { input: "roleArn of an exclusive policy", build: policy(SecretPolicyMode.EXCLUSIVE) },
  { input: "roleArn of an additive policy", build: policy(SecretPolicyMode.ADDITIVE) },
  {
    input: "secretArn",
    build: (stack, id, text) => {
      const [region, account] = ["us-east-1", "111122223333"];
      const given = { secretArn: secretArn(text), region, account, policyMode: SecretPolicyMode.NONE };
      const secret = ExternalSecret.fromAttributes(stack, `${id}Other`, given);
      apiKey(stack, id, { apiKey: secret.jsonKey("key") });
    },
  },
  {
    input: "discoveryUrl",
    build: (stack, id, text) => {
      const discoveryUrl = `https://${text}/.well-known/openid-configuration`;
      oauth2(stack, id, OAuth2Vendor.custom({ clientId: id, discoveryUrl }));
    },
  },
  {
    input: "issuer",
    build: (stack, id, text) => oauth2(stack, id, OAuth2Vendor.okta({ clientId: id, issuer: `https://${text}` })),
  },
  {
    input: "kmsKeyArn of a signing key",
    build: (stack, id, text) => {
      const vendor = OAuth2Vendor.custom({
        clientId: id,
        discoveryUrl: "https://idp.example.com/.well-known/openid-configuration",
        privateKeyJwt: { kmsKeyArn: `arn:aws:kms:us-east-1:111122223333:key/${text}` },
      });
      new OAuth2CredentialProvider(stack, id, { name: id, vendor });
    },
  },
  {
    input: "apiKeyId of a payment provider",
    build: (stack, id, apiKeyId) => {
      const secret = secretOf(stack, id);
      const vendor = PaymentVendor.coinbaseCdp({
        apiKeyId,
        apiKeySecret: secret.jsonKey("a"),
        walletSecret: secret.jsonKey("b"),
      });
      new PaymentCredentialProvider(stack, id, { name: id, vendor });
    },
  },
  { input: "grantee", build: (stack, id, text) => grant(stack, id, { grantee: Reader.role(role(text)) }) },
  {
    input: "retiringPrincipal",
    build: (stack, id, text) => grant(stack, id, { retiringPrincipal: Deployer.role(role(text)) }),
  },
  { input: "secretArn of a grant", build: (stack, id, text) => grant(stack, id, { secretArn: secretArn(text) }) },
  {
    input: "kmsKeyArn of a grant",
    build: (stack, id, text) => grant(stack, id, { kmsKeyArn: `arn:aws:kms:us-east-1:111122223333:key/${text}` }),
  },
  { input: "roleArn of a deployer", build: (stack, id, text) => deployer(stack, id, text) },
  {
    input: "permissionsBoundaryArn",
    build: (stack, id, text) => {
      const permissionsBoundaryArn = `arn:aws:iam::111122223333:policy/${text}`;
      const provider = apiKey(stack, id);
      provider.grantUse(Reader.role(role(id)));
      new DeployerPolicy(stack, `${id}Deployer`, {
        deployer: Deployer.role(role(`${id}-deployer`), { attachPolicy: true }),
        credentialProviders: [provider],
        permissionsBoundaryArn,
      });
    },
  },
];

/** Inputs of which a text is the whole: no random one fits. */
export const WHOLES: readonly RuledInput[] = [
  { input: "secretArn", build: (stack, id, text) => attributes(stack, id, { secretArn: text }) },
  { input: "region", build: (stack, id, region) => attributes(stack, id, { region }) },
  { input: "account", build: (stack, id, account) => attributes(stack, id, { account }) },
  { input: "kmsKeyArn", build: (stack, id, kmsKeyArn) => attributes(stack, id, { kmsKeyArn }) },
  { input: "roleArn", build: (stack, id, text) => reading(stack, id, text) },
  {
    input: "workloadIdentityArns",
    build: (stack, id, text) => reading(stack, id, role(id), { workloadIdentityArns: [text] }),
  },
  {
    input: "account of a role",
    build: (stack, id, account) => reading(stack, id, tokenFor("var.role"), { account, roleName: id }),
  },
  {
    input: "assumeRoleArn",
    build: (stack, id, text) => apiKey(stack, id, { engine: Engine.BRIDGE, bridge: { assumeRoleArn: text } }),
  },
  { input: "grantee", build: (stack, id, text) => grant(stack, id, { grantee: Reader.role(text) }) },
  {
    input: "retiringPrincipal",
    build: (stack, id, text) => grant(stack, id, { retiringPrincipal: Deployer.role(text) }),
  },
  { input: "kmsKeyArn of a grant", build: (stack, id, text) => grant(stack, id, { kmsKeyArn: text }) },
  {
    input: "roleArn of a deployer",
    build: (stack, id, text) =>
      void new DeployerPolicy(stack, `${id}Deployer`, {
        deployer: Deployer.role(text, { attachPolicy: true }),
        credentialProviders: [apiKey(stack, id)],
      }),
  },
];

function attributes(stack: TerraformStack, id: string, more: object): void {
  const secret = ExternalSecret.fromAttributes(stack, `${id}Other`, {
    secretArn: secretArn(id),
    region: "us-east-1",
    account: "111122223333",
    policyMode: SecretPolicyMode.NONE,
    ...more,
  });
  apiKey(stack, id, { apiKey: secret.jsonKey("key") }).grantUse(Reader.role(role(id)));
}
