import { TerraformOutput, TerraformStack } from "cdktf";
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
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { Construct } from "constructs";

export const SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/agent-AbCdEf";
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const AGENT_ROLE_ARN = "arn:aws:iam::111122223333:role/agents/checkout";
export const DEPLOYER_ROLE_ARN = "arn:aws:iam::111122223333:role/terraform";

/**
 * A payments company's agent: a Google client and a Coinbase wallet out of one secret whose policy and key belong to
 * other teams. Everything is made by the bridge, so no AWS provider is needed at all.
 */
export class PaymentsBridgeStack extends TerraformStack {
  public constructor(scope: Construct, id: string, { clientId = "1234567890-maps.apps.googleusercontent.com" } = {}) {
    super(scope, id);
    const secret = ExternalSecret.fromArn(this, "Secret", {
      secretArn: SECRET_ARN,
      kmsKeyArn: KEY_ARN,
      policyMode: SecretPolicyMode.ADDITIVE,
      keyAccess: KmsAccess.KEY_POLICY,
    });
    const google = new OAuth2CredentialProvider(this, "GoogleMaps", {
      name: "checkout-maps",
      vendor: OAuth2Vendor.google({ clientId }),
      clientSecret: secret.jsonKey("client_secret"),
      engine: Engine.BRIDGE,
    });
    const wallet = new PaymentCredentialProvider(this, "Wallet", {
      name: "checkout-wallet",
      vendor: PaymentVendor.coinbaseCdp({
        apiKeyId: "checkout",
        apiKeySecret: secret.jsonKey("coinbase_api_key"),
        walletSecret: secret.jsonKey("coinbase_wallet"),
      }),
    });
    // Both roles are managed elsewhere: their owners attach the documents.
    const agent = Reader.role(AGENT_ROLE_ARN, { attachPolicy: false });
    const deployer = new DeployerPolicy(this, "Deployer", {
      deployer: Deployer.role(DEPLOYER_ROLE_ARN),
      credentialProviders: [google, wallet],
    });
    const documents = { GoogleMaps: google.grantUse(agent), Wallet: wallet.grantUse(agent), Deployer: deployer };
    for (const [name, { policyDocument }] of Object.entries(documents))
      new TerraformOutput(this, `${name}Policy`, { value: policyDocument });
  }
}
