import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  KmsAccess,
  KmsDecryptGrant,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  Reader,
  SecretPolicy,
  SecretPolicyMode,
  TokenVaultKey,
} from "cdktf-agentcore-identity";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { OAUTH2_VENDORS } from "../../../src/access/oauth2-vendors";
import {
  googleIn,
  KEY_ARN,
  manyIn,
  manyNames,
  OTHER_ROLE_ARN,
  reader,
  ROLE_ARN,
  SECRET_ARN,
  secretIn,
} from "../../support/fixtures";
import type { Variant } from "./lifecycle";
import { usable } from "./usable";

const POLICY = "aws_secretsmanager_secret_policy";
const GRANT = "aws_kms_grant";
const ROLE_POLICY = "aws_iam_role_policy";
const OAUTH2 = "aws_bedrockagentcore_oauth2_credential_provider";
const API_KEY = "aws_bedrockagentcore_api_key_credential_provider";

const deployer = (attachPolicy = false): Deployer =>
  Deployer.role("arn:aws:iam::111122223333:role/terraform", { attachPolicy });

const TRUST = JSON.stringify({ Version: "2012-10-17", Statement: [] });

/** Each construct and each of its switches, with the smallest change that tells what it touches. */
export const VARIANTS: readonly Variant[] = [
  {
    name: "a new reader touches only its own permissions",
    build: (stack, change) => {
      const google = googleIn(stack, secretIn(stack));
      google.grantUse(reader());
      if (change) google.grantUse(reader(OTHER_ROLE_ARN));
    },
    change: { create: [GRANT, ROLE_POLICY], update: [POLICY] },
  },
  {
    name: "a reader less takes only its own permissions away",
    build: (stack, change) => {
      const google = googleIn(stack, secretIn(stack));
      google.grantUse(reader());
      if (!change) google.grantUse(reader(OTHER_ROLE_ARN));
    },
    change: { delete: [GRANT, ROLE_POLICY], update: [POLICY] },
  },
  {
    name: "another JSON key updates the provider in place",
    build: (stack, change) => {
      const secret = secretIn(stack);
      googleIn(stack, secret, { clientSecret: secret.jsonKey(change ? "new_secret" : "client_secret") }).grantUse(
        reader(),
      );
    },
    change: { update: [OAUTH2] },
  },
  {
    name: "a new tag updates the provider in place",
    build: (stack, change) => {
      googleIn(stack, secretIn(stack), { tags: change ? { team: "a", stage: "prod" } : { team: "a" } });
    },
    change: { update: [OAUTH2] },
  },
  {
    name: "another name replaces the provider and its permissions",
    build: (stack, change) =>
      googleIn(stack, secretIn(stack), { name: change ? "maps" : "google-maps" }).grantUse(reader()),
    change: { replace: [OAUTH2, ROLE_POLICY] },
  },
  {
    name: "a secret under the AWS managed key needs no grant",
    build: (stack, change) => {
      const google = googleIn(stack, secretIn(stack, { kmsKeyArn: undefined }));
      google.grantUse(reader());
      if (change) google.grantUse(reader(OTHER_ROLE_ARN));
    },
    change: { create: [ROLE_POLICY], update: [POLICY] },
  },
  {
    name: "policies and grants that are written elsewhere",
    build: (stack, change) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE, keyAccess: KmsAccess.NONE });
      const google = googleIn(stack, secret);
      google.grantUse(reader());
      if (change) google.grantUse(reader(OTHER_ROLE_ARN));
    },
    change: { create: [ROLE_POLICY] },
  },
  {
    name: "readers whose roles are managed elsewhere",
    build: (stack, change) => {
      const google = googleIn(stack, secretIn(stack));
      google.grantUse(Reader.role(ROLE_ARN, { attachPolicy: false }));
      if (change) google.grantUse(Reader.role(OTHER_ROLE_ARN, { attachPolicy: false }));
    },
    change: { create: [GRANT], update: [POLICY] },
  },
  {
    name: "a JSON key that Terraform verifies",
    build: (stack, change) => {
      const secret = secretIn(stack);
      googleIn(stack, secret, {
        verifyJsonKey: true,
        clientSecret: secret.jsonKey(change ? "second" : "client_secret"),
      });
    },
    world: { secrets: { [SECRET_ARN]: { secretString: { client_secret: "a", second: "b" } } } },
    change: { update: [OAUTH2] },
  },
  {
    name: "an API key",
    build: (stack, change) => {
      const secret = secretIn(stack);
      const provider = new ApiKeyCredentialProvider(stack, "Key", {
        name: "weather",
        apiKey: secret.jsonKey(change ? "second" : "api_key"),
        verifyJsonKey: true,
        tags: { team: "a" },
      });
      provider.grantUse(reader());
    },
    world: { secrets: { [SECRET_ARN]: { secretString: { api_key: "a", second: "b" } } } },
    change: { update: [API_KEY] },
  },
  {
    name: "a secret and a role that the same program makes",
    build: (stack, change) => {
      const role = new IamRole(stack, "Agent", { name: "agent", assumeRolePolicy: TRUST });
      const made = new SecretsmanagerSecret(stack, "Made", { name: "made", kmsKeyId: KEY_ARN });
      const secret = ExternalSecret.fromAttributes(stack, "Secret", {
        secretArn: made.arn,
        region: "us-east-1",
        account: "111122223333",
        kmsKeyArn: KEY_ARN,
        populatedBy: [made],
      });
      const google = googleIn(stack, secret);
      google.grantUse(Reader.role(role.arn));
      if (change) google.grantUse(Reader.role(OTHER_ROLE_ARN));
    },
    change: { create: [GRANT, ROLE_POLICY], update: [POLICY] },
  },
  {
    name: "a Region that only Terraform knows",
    build: (stack, change) => {
      new AwsProvider(stack, "Aws", {});
      googleIn(stack, secretIn(stack), { tags: { change: String(change) } });
    },
    region: null,
    change: { update: [OAUTH2] },
  },
  {
    name: "a deployer, let in before its providers are made",
    build: (stack, change) => {
      const google = googleIn(stack, secretIn(stack));
      google.grantUse(reader());
      const credentialProviders = [google];
      new DeployerPolicy(stack, "Deployer", { deployer: deployer(change), credentialProviders });
    },
    change: { create: [ROLE_POLICY] },
  },
  {
    name: "the key of the token vault",
    build: (stack, change) => {
      const kmsKeyArn = change ? KEY_ARN.replace("1234abcd", "9999abcd") : KEY_ARN;
      new TokenVaultKey(stack, "Key", { kmsKeyArn, roles: [reader(), deployer()] });
    },
    change: { update: ["aws_bedrockagentcore_token_vault_cmk"] },
  },
  {
    name: "a policy and a grant without a provider",
    build: (stack, change) => {
      const secret = secretIn(stack);
      new SecretPolicy(stack, "Policy", { secret, readers: change ? [reader(), reader(OTHER_ROLE_ARN)] : [reader()] });
      new KmsDecryptGrant(stack, "Grant", { kmsKeyArn: KEY_ARN, secretArn: SECRET_ARN, grantee: reader() });
    },
    world: { secrets: { [SECRET_ARN]: { kmsKeyId: KEY_ARN } } },
    change: { update: [POLICY] },
  },
  {
    name: "a role with 40 credential providers, in managed policies, and one less",
    build: (stack, change) => void manyIn(stack, manyNames(change ? 39 : 40)),
    change: { update: ["aws_iam_policy"], delete: [OAUTH2, POLICY, GRANT] },
    proves: (applied) => {
      const [renamed, ...others] = manyNames(40);
      expect(usable(applied)).toEqual([renamed, ...others]);
      expect(usable(applied, `oauth2credentialprovider/${renamed}"`, 'oauth2credentialprovider/other"')).toEqual(
        others,
      );
    },
  },
  {
    name: "a role whose managed policy is divided, and later joined again",
    build: (stack, change) => void manyIn(stack, manyNames(change ? 10 : 25)),
    change: {
      update: ["aws_iam_policy"],
      delete: [
        "aws_iam_policy",
        "aws_iam_role_policy_attachment",
        ...Array.from({ length: 15 }, () => [OAUTH2, POLICY, GRANT]).flat(),
      ],
    },
  },
  {
    name: "a key that changes with the secret that the same program makes",
    build: (stack, change) => {
      const kmsKeyArn = change ? KEY_ARN.replace("1234abcd", "9999abcd") : KEY_ARN;
      const made = new SecretsmanagerSecret(stack, "Made", { name: "made", kmsKeyId: kmsKeyArn });
      const place = { secretArn: made.arn, region: "us-east-1", account: "111122223333" };
      const secret = ExternalSecret.fromAttributes(stack, "Secret", { ...place, kmsKeyArn });
      new SecretPolicy(stack, "Policy", { secret, readers: [reader()] });
    },
    // Terraform reads what refers to a changing secret after it has changed it.
    change: { read: ["data"], update: ["aws_secretsmanager_secret"] },
  },
  {
    name: "all vendors in one stack",
    build: (stack, change) => allVendors(stack, change),
    change: { update: Array.from({ length: Object.keys(OAUTH2_VENDORS).length }, () => OAUTH2) },
  },
];

function allVendors(stack: TerraformStack, change: boolean): void {
  const secret = secretIn(stack);
  const clientId = change ? "second" : "first";
  for (const [id, row] of Object.entries(OAUTH2_VENDORS)) {
    const vendor =
      row.config === "custom"
        ? OAuth2Vendor.custom({ clientId, discoveryUrl: "https://idp.example/.well-known/openid-configuration" })
        : OAuth2Vendor.of(row.vendor, { clientId, ...(row.needsField && { issuer: "https://idp.example" }) });
    new OAuth2CredentialProvider(stack, id, { name: id, vendor, clientSecret: secret.jsonKey("client_secret") });
  }
}
