import type * as Control from "@aws-sdk/client-bedrock-agentcore-control";
import type * as Trail from "@aws-sdk/client-cloudtrail";
import type * as Iam from "@aws-sdk/client-iam";
import type * as Kms from "@aws-sdk/client-kms";
import type * as Organizations from "@aws-sdk/client-organizations";
import type * as Secrets from "@aws-sdk/client-secrets-manager";
import type * as Sts from "@aws-sdk/client-sts";

interface Call<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** Every call that reading an account makes, by the IAM action that allows it. All of them only read. */
export interface Calls {
  "bedrock-agentcore:GetAgentRuntime": Call<Control.GetAgentRuntimeCommandInput, Control.GetAgentRuntimeCommandOutput>;
  "bedrock-agentcore:GetApiKeyCredentialProvider": Call<
    Control.GetApiKeyCredentialProviderCommandInput,
    Control.GetApiKeyCredentialProviderCommandOutput
  >;
  "bedrock-agentcore:GetConsentPortal": Call<
    Control.GetConsentPortalCommandInput,
    Control.GetConsentPortalCommandOutput
  >;
  "bedrock-agentcore:GetGateway": Call<Control.GetGatewayCommandInput, Control.GetGatewayCommandOutput>;
  "bedrock-agentcore:GetGatewayTarget": Call<
    Control.GetGatewayTargetCommandInput,
    Control.GetGatewayTargetCommandOutput
  >;
  "bedrock-agentcore:GetHarness": Call<Control.GetHarnessCommandInput, Control.GetHarnessCommandOutput>;
  "bedrock-agentcore:GetOauth2CredentialProvider": Call<
    Control.GetOauth2CredentialProviderCommandInput,
    Control.GetOauth2CredentialProviderCommandOutput
  >;
  "bedrock-agentcore:GetPaymentConnector": Call<
    Control.GetPaymentConnectorCommandInput,
    Control.GetPaymentConnectorCommandOutput
  >;
  "bedrock-agentcore:GetPaymentCredentialProvider": Call<
    Control.GetPaymentCredentialProviderCommandInput,
    Control.GetPaymentCredentialProviderCommandOutput
  >;
  "bedrock-agentcore:GetRegistryRecord": Call<
    Control.GetRegistryRecordCommandInput,
    Control.GetRegistryRecordCommandOutput
  >;
  "bedrock-agentcore:GetTokenVault": Call<Control.GetTokenVaultCommandInput, Control.GetTokenVaultCommandOutput>;
  "bedrock-agentcore:ListAgentRuntimes": Call<
    Control.ListAgentRuntimesCommandInput,
    Control.ListAgentRuntimesCommandOutput
  >;
  "bedrock-agentcore:ListApiKeyCredentialProviders": Call<
    Control.ListApiKeyCredentialProvidersCommandInput,
    Control.ListApiKeyCredentialProvidersCommandOutput
  >;
  "bedrock-agentcore:ListConsentPortals": Call<
    Control.ListConsentPortalsCommandInput,
    Control.ListConsentPortalsCommandOutput
  >;
  "bedrock-agentcore:ListGatewayTargets": Call<
    Control.ListGatewayTargetsCommandInput,
    Control.ListGatewayTargetsCommandOutput
  >;
  "bedrock-agentcore:ListGateways": Call<Control.ListGatewaysCommandInput, Control.ListGatewaysCommandOutput>;
  "bedrock-agentcore:ListHarnesses": Call<Control.ListHarnessesCommandInput, Control.ListHarnessesCommandOutput>;
  "bedrock-agentcore:ListOauth2CredentialProviders": Call<
    Control.ListOauth2CredentialProvidersCommandInput,
    Control.ListOauth2CredentialProvidersCommandOutput
  >;
  "bedrock-agentcore:ListPaymentConnectors": Call<
    Control.ListPaymentConnectorsCommandInput,
    Control.ListPaymentConnectorsCommandOutput
  >;
  "bedrock-agentcore:ListPaymentCredentialProviders": Call<
    Control.ListPaymentCredentialProvidersCommandInput,
    Control.ListPaymentCredentialProvidersCommandOutput
  >;
  "bedrock-agentcore:ListPaymentManagers": Call<
    Control.ListPaymentManagersCommandInput,
    Control.ListPaymentManagersCommandOutput
  >;
  "bedrock-agentcore:ListRegistries": Call<Control.ListRegistriesCommandInput, Control.ListRegistriesCommandOutput>;
  "bedrock-agentcore:ListRegistryRecords": Call<
    Control.ListRegistryRecordsCommandInput,
    Control.ListRegistryRecordsCommandOutput
  >;
  "bedrock-agentcore:ListTagsForResource": Call<
    Control.ListTagsForResourceCommandInput,
    Control.ListTagsForResourceCommandOutput
  >;
  "bedrock-agentcore:ListWorkloadIdentities": Call<
    Control.ListWorkloadIdentitiesCommandInput,
    Control.ListWorkloadIdentitiesCommandOutput
  >;
  "cloudtrail:LookupEvents": Call<Trail.LookupEventsCommandInput, Trail.LookupEventsCommandOutput>;
  "iam:GetAccountAuthorizationDetails": Call<
    Iam.GetAccountAuthorizationDetailsCommandInput,
    Iam.GetAccountAuthorizationDetailsCommandOutput
  >;
  "iam:SimulatePrincipalPolicy": Call<
    Iam.SimulatePrincipalPolicyCommandInput,
    Iam.SimulatePrincipalPolicyCommandOutput
  >;
  "kms:DescribeKey": Call<Kms.DescribeKeyCommandInput, Kms.DescribeKeyCommandOutput>;
  "kms:GetKeyPolicy": Call<Kms.GetKeyPolicyCommandInput, Kms.GetKeyPolicyCommandOutput>;
  "kms:ListGrants": Call<Kms.ListGrantsCommandInput, Kms.ListGrantsCommandOutput>;
  "organizations:DescribeOrganization": Call<
    Organizations.DescribeOrganizationCommandInput,
    Organizations.DescribeOrganizationCommandOutput
  >;
  "organizations:DescribePolicy": Call<
    Organizations.DescribePolicyCommandInput,
    Organizations.DescribePolicyCommandOutput
  >;
  "organizations:ListParents": Call<Organizations.ListParentsCommandInput, Organizations.ListParentsCommandOutput>;
  "organizations:ListPoliciesForTarget": Call<
    Organizations.ListPoliciesForTargetCommandInput,
    Organizations.ListPoliciesForTargetCommandOutput
  >;
  "secretsmanager:DescribeSecret": Call<Secrets.DescribeSecretCommandInput, Secrets.DescribeSecretCommandOutput>;
  "secretsmanager:GetResourcePolicy": Call<
    Secrets.GetResourcePolicyCommandInput,
    Secrets.GetResourcePolicyCommandOutput
  >;
  "secretsmanager:ListSecrets": Call<Secrets.ListSecretsCommandInput, Secrets.ListSecretsCommandOutput>;
  "sts:GetCallerIdentity": Call<Sts.GetCallerIdentityCommandInput, Sts.GetCallerIdentityCommandOutput>;
}

export type Action = keyof Calls;
export type Input<A extends Action> = Calls[A]["input"];
export type Output<A extends Action> = Omit<Calls[A]["output"], "$metadata">;

/** Somebody who may call AWS in one account: the only way by which anything here comes to it. */
export interface Caller {
  /** @param region the services that have one endpoint for all take it, too */
  call<A extends Action>(action: A, region: string, input: Input<A>): Promise<Output<A>>;
}
