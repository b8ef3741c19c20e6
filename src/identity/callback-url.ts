import { DataAwsCloudcontrolapiResource } from "@cdktf/provider-aws/lib/data-aws-cloudcontrolapi-resource";
import type { TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { addressOf } from "../terraform/address";
import { argument } from "../terraform/text";
import { atSynthesis } from "../terraform/tokens";

const ID = "CallbackUrl";

/**
 * The callback URL of a provider that the bridge made, read back through Cloud Control once somebody asks for it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-oauth2credentialprovider.html
 */
export function readCallbackUrl(
  scope: Construct,
  identifier: string,
  madeBy: TerraformResource,
  provider: TerraformProvider | undefined,
): string {
  const existing = scope.node.tryFindChild(ID) as DataAwsCloudcontrolapiResource | undefined;
  const typeName = "AWS::BedrockAgentCore::OAuth2CredentialProvider";
  const data =
    existing ??
    new DataAwsCloudcontrolapiResource(scope, ID, {
      typeName,
      identifier: argument(identifier),
      provider,
      dependsOn: [madeBy],
    });
  return atSynthesis(() => `\${jsondecode(${addressOf(data)}.properties)["CallbackUrl"]}`);
}
