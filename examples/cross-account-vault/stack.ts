import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import {
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  Reader,
} from "cdktf-agentcore-identity";
import type { Construct } from "constructs";

/**
 * The security team keeps all secrets and their keys in a vault account (444455556666); agents run in another
 * (111122223333). Both sides must allow: the vault's secret policy and key grants, and the roles' identity policies.
 */
export class CrossAccountVaultStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    const agents = new AwsProvider(this, "Agents", { region: "us-east-1", allowedAccountIds: ["111122223333"] });
    const vault = new AwsProvider(this, "Vault", {
      alias: "vault",
      region: "us-east-1",
      allowedAccountIds: ["444455556666"],
      assumeRole: [{ roleArn: "arn:aws:iam::444455556666:role/secret-sharing" }],
    });

    const secret = ExternalSecret.fromArn(this, "SlackSecret", {
      secretArn: "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3",
      kmsKeyArn: "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee",
      provider: vault,
    });
    const slack = new OAuth2CredentialProvider(this, "Slack", {
      name: "slack",
      vendor: OAuth2Vendor.slack({ clientId: "1234567890.0987654321" }),
      clientSecret: secret.jsonKey("client_secret"),
      provider: agents,
    });
    slack.grantUse(Reader.role("arn:aws:iam::111122223333:role/support-agent"));
    new DeployerPolicy(this, "Deployer", {
      deployer: Deployer.role("arn:aws:iam::111122223333:role/terraform"),
      credentialProviders: [slack],
    });
  }
}
