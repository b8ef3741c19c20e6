import {
  BedrockAgentCoreControlClient,
  GetAgentRuntimeCommand,
  GetApiKeyCredentialProviderCommand,
  GetConsentPortalCommand,
  GetGatewayCommand,
  GetGatewayTargetCommand,
  GetHarnessCommand,
  GetOauth2CredentialProviderCommand,
  GetPaymentConnectorCommand,
  GetPaymentCredentialProviderCommand,
  GetRegistryRecordCommand,
  GetTokenVaultCommand,
  ListAgentRuntimesCommand,
  ListApiKeyCredentialProvidersCommand,
  ListConsentPortalsCommand,
  ListGatewayTargetsCommand,
  ListGatewaysCommand,
  ListHarnessesCommand,
  ListOauth2CredentialProvidersCommand,
  ListPaymentConnectorsCommand,
  ListPaymentCredentialProvidersCommand,
  ListPaymentManagersCommand,
  ListRegistriesCommand,
  ListRegistryRecordsCommand,
  ListTagsForResourceCommand,
  ListWorkloadIdentitiesCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { GetAccountAuthorizationDetailsCommand, IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient, ListGrantsCommand } from "@aws-sdk/client-kms";
import {
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Action, Input } from "../calls";

/** What this needs of a command: the model of its answer. */
export interface Command {
  readonly schema?: unknown;
}

/** Each call by the command that makes it. Nothing else can be called, and nothing here changes or reads a value. */
export const COMMANDS: { readonly [A in Action]: new (input: Input<A>) => Command } = {
  "bedrock-agentcore:GetAgentRuntime": GetAgentRuntimeCommand,
  "bedrock-agentcore:GetApiKeyCredentialProvider": GetApiKeyCredentialProviderCommand,
  "bedrock-agentcore:GetConsentPortal": GetConsentPortalCommand,
  "bedrock-agentcore:GetGateway": GetGatewayCommand,
  "bedrock-agentcore:GetGatewayTarget": GetGatewayTargetCommand,
  "bedrock-agentcore:GetHarness": GetHarnessCommand,
  "bedrock-agentcore:GetOauth2CredentialProvider": GetOauth2CredentialProviderCommand,
  "bedrock-agentcore:GetPaymentConnector": GetPaymentConnectorCommand,
  "bedrock-agentcore:GetPaymentCredentialProvider": GetPaymentCredentialProviderCommand,
  "bedrock-agentcore:GetRegistryRecord": GetRegistryRecordCommand,
  "bedrock-agentcore:GetTokenVault": GetTokenVaultCommand,
  "bedrock-agentcore:ListAgentRuntimes": ListAgentRuntimesCommand,
  "bedrock-agentcore:ListApiKeyCredentialProviders": ListApiKeyCredentialProvidersCommand,
  "bedrock-agentcore:ListConsentPortals": ListConsentPortalsCommand,
  "bedrock-agentcore:ListGatewayTargets": ListGatewayTargetsCommand,
  "bedrock-agentcore:ListGateways": ListGatewaysCommand,
  "bedrock-agentcore:ListHarnesses": ListHarnessesCommand,
  "bedrock-agentcore:ListOauth2CredentialProviders": ListOauth2CredentialProvidersCommand,
  "bedrock-agentcore:ListPaymentConnectors": ListPaymentConnectorsCommand,
  "bedrock-agentcore:ListPaymentCredentialProviders": ListPaymentCredentialProvidersCommand,
  "bedrock-agentcore:ListPaymentManagers": ListPaymentManagersCommand,
  "bedrock-agentcore:ListRegistries": ListRegistriesCommand,
  "bedrock-agentcore:ListRegistryRecords": ListRegistryRecordsCommand,
  "bedrock-agentcore:ListTagsForResource": ListTagsForResourceCommand,
  "bedrock-agentcore:ListWorkloadIdentities": ListWorkloadIdentitiesCommand,
  "cloudtrail:LookupEvents": LookupEventsCommand,
  "iam:GetAccountAuthorizationDetails": GetAccountAuthorizationDetailsCommand,
  "iam:SimulatePrincipalPolicy": SimulatePrincipalPolicyCommand,
  "kms:DescribeKey": DescribeKeyCommand,
  "kms:GetKeyPolicy": GetKeyPolicyCommand,
  "kms:ListGrants": ListGrantsCommand,
  "organizations:DescribeOrganization": DescribeOrganizationCommand,
  "organizations:DescribePolicy": DescribePolicyCommand,
  "organizations:ListParents": ListParentsCommand,
  "organizations:ListPoliciesForTarget": ListPoliciesForTargetCommand,
  "secretsmanager:DescribeSecret": DescribeSecretCommand,
  "secretsmanager:GetResourcePolicy": GetResourcePolicyCommand,
  "secretsmanager:ListSecrets": ListSecretsCommand,
  "sts:GetCallerIdentity": GetCallerIdentityCommand,
};

/** The client of each service, by the prefix of its actions. */
export const CLIENTS = {
  "bedrock-agentcore": BedrockAgentCoreControlClient,
  cloudtrail: CloudTrailClient,
  iam: IAMClient,
  kms: KMSClient,
  organizations: OrganizationsClient,
  secretsmanager: SecretsManagerClient,
  sts: STSClient,
} as const;

export type ServicePrefix = keyof typeof CLIENTS;
