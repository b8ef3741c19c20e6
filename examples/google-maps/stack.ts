import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { ExternalSecret, OAuth2CredentialProvider, OAuth2Vendor, Reader } from "cdktf-agentcore-identity";
import type { Construct } from "constructs";

/** A payments company lets two agents use one Google Maps client, whose secret and key it owns already. */
export class GoogleMapsStack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "us-east-1" });

    const secret = ExternalSecret.fromArn(this, "GoogleSecret", {
      secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf",
      kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    });
    const google = new OAuth2CredentialProvider(this, "GoogleMaps", {
      name: "google-maps",
      vendor: OAuth2Vendor.google({ clientId: "1234567890-maps.apps.googleusercontent.com" }),
      clientSecret: secret.jsonKey("client_secret"),
      verifyJsonKey: true,
      tags: { team: "payments" },
    });
    google.grantUse(Reader.role("arn:aws:iam::111122223333:role/agents/route-planner"));
    google.grantUse(Reader.role("arn:aws:iam::111122223333:role/agents/fraud-check"));

    new TerraformOutput(this, "CallbackUrl", { value: google.callbackUrl });
  }
}
