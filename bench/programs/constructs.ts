import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { ExternalSecret, OAuth2CredentialProvider, OAuth2Vendor, Reader } from "cdktf-agentcore-identity";
import { KEY_ARN, report, roleArn, secretArn } from "./report";

report((stack, size) => {
  new AwsProvider(stack, "Aws", { region: "us-east-1" });
  for (let index = 0; index < size; index++) {
    const secret = ExternalSecret.fromArn(stack, `Secret${index}`, { secretArn: secretArn(index), kmsKeyArn: KEY_ARN });
    const provider = new OAuth2CredentialProvider(stack, `Provider${index}`, {
      name: `client-${index}`,
      vendor: OAuth2Vendor.google({ clientId: `client-${index}` }),
      clientSecret: secret.jsonKey("client_secret"),
    });
    provider.grantUse(Reader.role(roleArn(index, "a")));
    provider.grantUse(Reader.role(roleArn(index, "b")));
  }
});
