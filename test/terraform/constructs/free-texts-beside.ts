import type { TerraformStack } from "cdktf";
import { BedrockagentcoreGatewayTarget } from "@cdktf/provider-aws/lib/bedrockagentcore-gateway-target";
import {
  AgentSecret,
  AgentSecretKey,
  AgentSecretRotation,
  AgentSecretValue,
  ExternalSecret,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  PartnerSecretType,
  Reader,
  ReaderKind,
  Rotator,
  SecretTags,
} from "cdktf-agentcore-identity";
import { KEY_ARN, ROLE_ARN } from "../../support/fixtures";
import type { Give } from "./free-texts";

const OTHER_SECRET_ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:beside-AbCdEf";

/** A text wherever any is taken by secrets that are made here, by tags, and by what calls with a credential. */
export function textsBeside(stack: TerraformStack, give: Give, copies: number): void {
  const secret = ExternalSecret.fromArn(stack, "SecretBeside", { secretArn: OTHER_SECRET_ARN, kmsKeyArn: KEY_ARN });
  const tags = (): { [key: string]: string } => ({ team: give(), "read by": give() });
  const reader = Reader.role(ROLE_ARN, { attachPolicy: false, kind: ReaderKind.GATEWAY });
  const provider = new OAuth2CredentialProvider(stack, "Beside", {
    name: "beside",
    vendor: OAuth2Vendor.google({ clientId: "beside" }),
    clientSecret: secret.jsonKey("client_secret"),
  });
  for (let copy = 0; copy < copies; copy++) {
    const key = new AgentSecretKey(stack, `Key${copy}`, { description: give(), tags: tags(), writers: [] });
    new AgentSecret(stack, `Made${copy}`, {
      name: `made-${copy}`,
      description: give(),
      tags: tags(),
      kmsKeyArn: key.keyArn,
      value: AgentSecretValue.outOfBand(["client_secret"]),
      rotation: AgentSecretRotation.byPartner({
        secretType: PartnerSecretType.SALESFORCE_CLIENT_SECRET,
        rotator: Rotator.role(ROLE_ARN),
        everyDays: 30,
        metadata: { adminSecretArn: give(), consumerKey: give() },
      }),
    });
    new BedrockagentcoreGatewayTarget(stack, `Target${copy}`, {
      gatewayIdentifier: "gateway-0123456789",
      name: `target-${copy}`,
      targetConfiguration: [{ mcp: [{ mcpServer: [{ endpoint: "https://mcp.example.com/mcp" }] }] }],
      ...provider.gatewayOAuth({
        reader,
        scopes: [give(/(?<=^.{40}).*/gs), give(/(?<=^.{40}).*/gs)],
        customParameters: { audience: give(), resource: give() },
      }),
    });
  }
  new SecretTags(stack, "Tags", { secret, tags: tags() });
}
