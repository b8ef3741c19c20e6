import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import {
  ActorTokenContent,
  Deployer,
  DeployerPolicy,
  EndpointIpAddressType,
  OAuth2CredentialProvider,
  OAuth2Vendor,
  OnBehalfOfGrantType,
  PrivateEndpoint,
  Reader,
  SigningAlgorithm,
  TokenVaultKey,
} from "cdktf-agentcore-identity";
import type { Construct } from "constructs";

const SIGNING_KEY = "arn:aws:kms:eu-central-1:111122223333:key/5678dcba-12ab-34cd-56ef-0987654321fe";
const TOKEN_VAULT_KEY = "arn:aws:kms:eu-central-1:111122223333:key/9999aaaa-12ab-34cd-56ef-111122223333";

/** A bank's own identity provider inside its VPC: assertions are signed in KMS, so there is no client secret at all. */
export class CustomIdpStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-central-1" });

    const bank = new OAuth2CredentialProvider(this, "Bank", {
      name: "bank-idp",
      vendor: OAuth2Vendor.custom({
        clientId: "ledger-agent",
        discoveryUrl: "https://idp.bank.example/.well-known/openid-configuration",
        privateKeyJwt: {
          kmsKeyArn: SIGNING_KEY,
          signingAlgorithm: SigningAlgorithm.PS256,
          additionalHeaderClaims: { kid: "2026-06" },
        },
        onBehalfOf: {
          grantType: OnBehalfOfGrantType.TOKEN_EXCHANGE,
          actorTokenContent: ActorTokenContent.M2M,
          actorTokenScopes: ["ledger.read"],
        },
        privateEndpoint: PrivateEndpoint.managedVpc({
          vpcId: "vpc-0a1b2c3d4e5f60718",
          subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0f1e2d3c4b5a69788"],
          ipAddressType: EndpointIpAddressType.IPV4,
        }),
      }),
    });
    const reader = Reader.role("arn:aws:iam::111122223333:role/ledger-agent", { workloadIdentities: ["ledger-*"] });
    const deployer = Deployer.role("arn:aws:iam::111122223333:role/terraform");
    bank.grantUse(reader);

    const vaultKey = new TokenVaultKey(this, "TokenVaultKey", {
      kmsKeyArn: TOKEN_VAULT_KEY,
      roles: [reader, deployer],
    });
    new DeployerPolicy(this, "Deployer", { deployer, credentialProviders: [bank], tokenVaultKey: vaultKey });
    new TerraformOutput(this, "TokenVaultKeyPolicy", { value: vaultKey.keyPolicyDocument });
  }
}
