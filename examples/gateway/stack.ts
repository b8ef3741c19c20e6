import { BedrockagentcoreGateway } from "@cdktf/provider-aws/lib/bedrockagentcore-gateway";
import { BedrockagentcoreGatewayTarget } from "@cdktf/provider-aws/lib/bedrockagentcore-gateway-target";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ApiKeyCredentialProvider,
  ApiKeyLocation,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  Reader,
  ReaderKind,
} from "cdktf-agentcore-identity";
import type { Construct } from "constructs";

const ACCOUNT = "111122223333";
const REGION = "us-east-1";
const ROLE = "tools-gateway";

/** Only this account's gateways of this name: the ARN of the gateway itself is known when it is there. */
const TRUST_GATEWAY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "bedrock-agentcore.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": ACCOUNT },
        ArnLike: { "aws:SourceArn": `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/tools-*` },
      },
    },
  ],
});

const FORECAST = JSON.stringify({
  openapi: "3.0.3",
  info: { title: "Weather", version: "1" },
  servers: [{ url: "https://weather.example.com" }],
  paths: {
    "/forecast": { get: { operationId: "forecast", responses: { "200": { description: "The forecast." } } } },
  },
});

/**
 * A gateway whose tools are an MCP server behind Okta and a weather API with a key. Both credentials stay in the team's
 * secrets; the gateway's role gets what it needs, through the gateway's own workload identity, before a target is made.
 */
export class GatewayStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: REGION });
    const role = new IamRole(this, "Role", { name: ROLE, assumeRolePolicy: TRUST_GATEWAY });
    const gateway = new BedrockagentcoreGateway(this, "Gateway", {
      name: "tools",
      roleArn: role.arn,
      authorizerType: "AWS_IAM",
      protocolType: "MCP",
    });
    const reader = Reader.role(role.arn, {
      account: ACCOUNT,
      roleName: ROLE,
      kind: ReaderKind.GATEWAY,
      workloadIdentityArns: [gateway.workloadIdentityDetails.get(0).workloadIdentityArn],
    });

    const okta = new OAuth2CredentialProvider(this, "Tickets", {
      name: "tickets",
      vendor: OAuth2Vendor.okta({ clientId: "0oa1b2c3d4", issuer: "https://team.okta.example/oauth2/default" }),
      clientSecret: ExternalSecret.fromArn(this, "TicketsSecret", {
        secretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:tickets-oauth-AbCdEf`,
        kmsKeyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      }).jsonKey("client_secret"),
    });
    new BedrockagentcoreGatewayTarget(this, "TicketsTarget", {
      gatewayIdentifier: gateway.gatewayId,
      name: "tickets",
      targetConfiguration: [{ mcp: [{ mcpServer: [{ endpoint: "https://tickets.example.com/mcp" }] }] }],
      ...okta.gatewayOAuth({ reader, scopes: ["tickets.read"] }),
    });

    const weather = new ApiKeyCredentialProvider(this, "Weather", {
      name: "forecasts",
      apiKey: ExternalSecret.fromArn(this, "WeatherSecret", {
        secretArn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:weather-api-GhIjKl`,
      }).jsonKey("api_key"),
    });
    new BedrockagentcoreGatewayTarget(this, "WeatherTarget", {
      gatewayIdentifier: gateway.gatewayId,
      name: "weather",
      targetConfiguration: [{ mcp: [{ openApiSchema: [{ inlinePayload: [{ payload: FORECAST }] }] }] }],
      ...weather.gatewayApiKey({
        reader,
        credentialLocation: ApiKeyLocation.HEADER,
        credentialParameterName: "x-api-key",
      }),
    });
    new TerraformOutput(this, "GatewayUrl", { value: gateway.gatewayUrl });
  }
}
