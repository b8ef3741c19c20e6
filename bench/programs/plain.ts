import { BedrockagentcoreOauth2CredentialProvider } from "@cdktf/provider-aws/lib/bedrockagentcore-oauth2-credential-provider";
import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecretsmanagerSecretPolicy } from "@cdktf/provider-aws/lib/secretsmanager-secret-policy";
import { KEY_ARN, report, roleArn, roleName, secretArn } from "./report";

const KEY_ID = KEY_ARN.split("/")[1] as string;
const VAULT = "arn:aws:bedrock-agentcore:us-east-1:111122223333";

/** What a careful team writes by hand for the same: the same resources, guards and policies, without this package. */
report((stack, size) => {
  new AwsProvider(stack, "Aws", { region: "us-east-1" });
  stack.addOverride("terraform.required_version", ">= 1.11.0");
  stack.addOverride("terraform.required_providers.aws.version", ">= 6.66.0, < 7.0.0");
  for (let index = 0; index < size; index++) {
    const arn = secretArn(index);
    const current = new DataAwsSecretsmanagerSecret(stack, `Current${index}`, { arn });
    const read = { Sid: "ReadSecret", Effect: "Allow", Action: "secretsmanager:GetSecretValue" };
    new SecretsmanagerSecretPolicy(stack, `Policy${index}`, {
      secretArn: arn,
      blockPublicPolicy: true,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { ...read, Principal: { AWS: ["a", "b"].map((role) => roleArn(index, role)) }, Resource: "*" },
          {
            ...read,
            Sid: "Service",
            Principal: { Service: "bedrock-agentcore.amazonaws.com" },
            Resource: "*",
            Condition: { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
          },
        ],
      }),
      lifecycle: {
        precondition: [
          {
            condition: `\${alltrue([for s in flatten([jsondecode(coalesce(${current.fqn}.policy, "{\\"Statement\\":[]}")).Statement]) : contains(["ReadSecret", "Service"], try(s.Sid, ""))])}`,
            errorMessage: "The policy holds statements of others.",
          },
          {
            condition: `\${contains(["${KEY_ARN}", "${KEY_ID}"], coalesce(${current.fqn}.kms_key_id, "alias/aws/secretsmanager"))}`,
            errorMessage: `Secret ${arn} is encrypted with another key than ${KEY_ARN}.`,
          },
          {
            condition: `\${!strcontains(coalesce(${current.fqn}.kms_key_id, "alias/aws/secretsmanager"), "alias/")}`,
            errorMessage: `Secret ${arn} has its key by an alias.`,
          },
        ],
      },
    });
    const provider = new BedrockagentcoreOauth2CredentialProvider(stack, `Provider${index}`, {
      name: `client-${index}`,
      credentialProviderVendor: "GoogleOauth2",
      lifecycle: {
        postcondition: [
          {
            condition:
              '${!strcontains(try(self.client_secret_arn[0].secret_arn, ""), ":secret:bedrock-agentcore-identity!")}',
            errorMessage: "The provider has a managed secret.",
          },
        ],
      },
    });
    provider.addOverride("oauth2_provider_config", [
      {
        google_oauth2_provider_config: [
          {
            client_id: `client-${index}`,
            client_secret_source: "EXTERNAL",
            client_secret_config: [{ secret_id: arn, json_key: "client_secret" }],
          },
        ],
      },
    ]);
    stack.addOverride(`check.Provider${index}`, {
      assert: [
        {
          condition: `\${try(${provider.fqn}.client_secret_arn[0].secret_arn, "") == "${arn}"}`,
          error_message: "Another secret is read.",
        },
      ],
    });
    for (const role of ["a", "b"]) {
      new KmsGrant(stack, `Grant${index}${role}`, {
        keyId: KEY_ARN,
        granteePrincipal: roleArn(index, role),
        operations: ["Decrypt"],
        constraints: [{ encryptionContextSubset: { SecretARN: arn } }],
      });
      new IamRolePolicy(stack, `Use${index}${role}`, {
        name: `use-client-${index}`,
        role: roleName(index, role),
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Use",
              Effect: "Allow",
              Action: "bedrock-agentcore:GetResourceOauth2Token",
              Resource: [
                `${VAULT}:token-vault/default`,
                `${VAULT}:token-vault/default/oauth2credentialprovider/client-${index}`,
                `${VAULT}:workload-identity-directory/default`,
                `${VAULT}:workload-identity-directory/default/workload-identity/*`,
              ],
            },
            { ...read, Resource: [arn] },
            {
              Sid: "Decrypt",
              Effect: "Allow",
              Action: "kms:Decrypt",
              Resource: [KEY_ARN],
              Condition: {
                StringEquals: {
                  "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
                  "kms:EncryptionContext:SecretARN": arn,
                },
              },
            },
          ],
        }),
      });
    }
  }
});
