import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  Deployer,
  DeployerPolicy,
  ExternalSecret,
  Reader,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { Construct } from "constructs";

const TRUST_AGENTCORE = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "bedrock-agentcore.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    },
  ],
});

/**
 * A weather API's key. The stack makes secret and role itself, so their ARNs are known only to Terraform; the value is put
 * into the secret by somebody else. A second role is managed by another team, which gets its policy as a document.
 */
export class ApiKeyStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const role = new IamRole(this, "Agent", { name: "weather-agent", assumeRolePolicy: TRUST_AGENTCORE });
    const made = new SecretsmanagerSecret(this, "Made", { name: "weather-api" });

    const secret = ExternalSecret.fromAttributes(this, "Secret", {
      secretArn: made.arn,
      region: "eu-west-1",
      account: "111122223333",
      policyMode: SecretPolicyMode.NONE,
    });
    const weather = new ApiKeyCredentialProvider(this, "Weather", {
      name: "weather",
      apiKey: secret.jsonKey("api_key"),
    });
    weather.grantUse(Reader.role(role.arn, { account: "111122223333", roleName: role.name }));
    const theirs = weather.grantUse(
      Reader.role("arn:aws:iam::111122223333:role/forecast-gateway", { attachPolicy: false }),
    );

    const deployer = new DeployerPolicy(this, "Deployer", {
      deployer: Deployer.role("arn:aws:iam::111122223333:role/terraform"),
      credentialProviders: [weather],
    });
    new TerraformOutput(this, "ForecastGatewayPolicy", { value: theirs.policyDocument });
    new TerraformOutput(this, "DeployerPolicyDocument", { value: deployer.policyDocument });
  }
}
