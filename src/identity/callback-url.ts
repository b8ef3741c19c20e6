import { DataAwsCloudcontrolapiResource } from "@cdktf/provider-aws/lib/data-aws-cloudcontrolapi-resource";
import type { TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { addressOf } from "../terraform/address";
import { dataOnUse, providerArgument } from "../terraform/data-on-use";
import { expressionOf } from "../terraform/template";
import { argument, template } from "../terraform/text";
import { atSynthesis } from "../terraform/tokens";

/**
 * The callback URL of a provider that the bridge made: read back through Cloud Control, if anything uses it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-bedrockagentcore-oauth2credentialprovider.html
 */
export function callbackUrlOnUse(
  scope: Construct,
  identifier: string,
  madeBy: TerraformResource,
  { region, provider }: { readonly region?: string; readonly provider?: TerraformProvider },
): string {
  const properties = dataOnUse(
    scope,
    "CallbackUrl",
    DataAwsCloudcontrolapiResource.tfResourceType,
    "properties",
    () => ({
      type_name: "AWS::BedrockAgentCore::OAuth2CredentialProvider",
      identifier: argument(identifier),
      depends_on: [addressOf(madeBy)],
      ...(region !== undefined && { region }),
      ...providerArgument(provider),
    }),
  );
  return atSynthesis((resolve) => `\${jsondecode(${expressionOf(template(properties, resolve))})["CallbackUrl"]}`);
}
