import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";
import type { EncryptedSecret } from "./statements";
import { decryptSecret, DESCRIBE_SECRET, readSecrets, SIGN_AT_DEPLOYMENT, signAssertion } from "./statements";
import type { Place, ProviderKind } from "./vault";
import { PROVIDER_KINDS, providerArn, providerCollectionArn, tokenVaultArn } from "./vault";

/** One credential provider, as the deployer meets it. */
export interface DeployedProvider {
  readonly kind: ProviderKind;
  readonly name: string;
}

/** All that a role needs to run Terraform on credential providers of one token vault. */
export interface Deployment {
  readonly place: Place;
  readonly providers: readonly DeployedProvider[];
  /** Secrets that the providers reference. */
  readonly secretArns: readonly string[];
  /** Those among them that have a customer managed key. */
  readonly encryptedSecrets: readonly EncryptedSecret[];
  /** Secrets whose policy Terraform writes with this role. */
  readonly policySecretArns: readonly string[];
  /** Keys on which Terraform makes grants with this role. */
  readonly grantKeyArns: readonly string[];
  /** Keys to whose policy the bridge adds statements with this role. */
  readonly policyKeyArns: readonly string[];
  /** Roles whose inline policies Terraform writes with this role. */
  readonly policyRoleArns: readonly string[];
  /** Keys that sign client assertions. */
  readonly signingKeyArns: readonly string[];
  /** Whether a provider is reached through a VPC. */
  readonly hasPrivateEndpoint: boolean;
}

/**
 * The identity policy of the deployer: what the API asks for with an external secret. Nothing of what a managed secret
 * would need (creating, writing and deleting secrets) is granted.
 *
 * @see https://github.com/hashicorp/terraform-provider-awscc (`AWS_BedrockAgentCore_OAuth2CredentialProvider.json`, handlers)
 */
export function deployment(input: Deployment): Statement[] {
  const { place, encryptedSecrets, secretArns, signingKeyArns } = input;
  return [
    ...manageProviders(input),
    ...(secretArns.length > 0 ? [readSecrets(secretArns, { describe: true })] : []),
    ...encryptedSecrets.map((secret, index) => decryptSecret(secret, `${SID_PREFIX}Decrypt${index + 1}`)),
    ...sortedUnique(signingKeyArns).map((keyArn, index) =>
      signAssertion(keyArn, place, SIGN_AT_DEPLOYMENT, `${SID_PREFIX}Sign${index + 1}`),
    ),
    ...writeSecretPolicies(input),
    ...makeGrants(input),
    ...writeKeyPolicies(input),
    ...writeRolePolicies(input),
    ...(input.hasPrivateEndpoint ? connectPrivately(place) : []),
  ];
}

function manageProviders({ place, providers }: Deployment): Statement[] {
  return (Object.keys(PROVIDER_KINDS) as ProviderKind[]).flatMap((kind) => {
    const names = sortedUnique(providers.filter((provider) => provider.kind === kind).map(({ name }) => name));
    if (names.length === 0) return [];
    const { entity } = PROVIDER_KINDS[kind];
    const actions = [
      ...["Create", "Delete", "Get", "Update"].map((verb) => `${verb}${entity}`),
      "CreateTokenVault",
      "ListTagsForResource",
      "TagResource",
      "UntagResource",
    ];
    return [
      {
        Sid: `${SID_PREFIX}Manage${entity}`,
        Effect: "Allow" as const,
        Action: sortedUnique(actions.map((action) => `bedrock-agentcore:${action}`)),
        Resource: [
          tokenVaultArn(place),
          providerCollectionArn(place, kind),
          ...names.map((name) => providerArn(place, kind, name)),
        ],
      },
    ];
  });
}

/** What it takes to write the policy of a secret, beside describing it. */
export const WRITE_SECRET_POLICY = ["DeleteResourcePolicy", "GetResourcePolicy", "PutResourcePolicy"].map(
  (action) => `secretsmanager:${action}`,
);

function writeSecretPolicies({ policySecretArns }: Deployment): Statement[] {
  if (policySecretArns.length === 0) return [];
  return [
    {
      Sid: `${SID_PREFIX}SecretPolicy`,
      Effect: "Allow",
      Action: sortedUnique([DESCRIBE_SECRET, ...WRITE_SECRET_POLICY]),
      Resource: sortedUnique(policySecretArns),
    },
  ];
}

/**
 * Grants for Decrypt alone, and only with an encryption context.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-operations
 */
function makeGrants({ grantKeyArns }: Deployment): Statement[] {
  if (grantKeyArns.length === 0) return [];
  const keys = sortedUnique(grantKeyArns);
  return [
    {
      Sid: `${SID_PREFIX}CreateGrant`,
      Effect: "Allow",
      Action: "kms:CreateGrant",
      Resource: keys,
      Condition: {
        "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt"] },
        StringEquals: { "kms:GrantConstraintType": "EncryptionContextSubset" },
      },
    },
    {
      Sid: `${SID_PREFIX}ManageGrants`,
      Effect: "Allow",
      Action: ["kms:ListGrants", "kms:RevokeGrant"],
      Resource: keys,
    },
  ];
}

function writeKeyPolicies({ policyKeyArns }: Deployment): Statement[] {
  if (policyKeyArns.length === 0) return [];
  const actions = ["kms:GetKeyPolicy", "kms:PutKeyPolicy"];
  return [{ Sid: `${SID_PREFIX}KeyPolicy`, Effect: "Allow", Action: actions, Resource: sortedUnique(policyKeyArns) }];
}

function writeRolePolicies({ policyRoleArns }: Deployment): Statement[] {
  if (policyRoleArns.length === 0) return [];
  return [
    {
      Sid: `${SID_PREFIX}RolePolicy`,
      Effect: "Allow",
      Action: ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
      Resource: sortedUnique(policyRoleArns),
    },
  ];
}

/** The network part of a private endpoint. AgentCore makes these resources in the deployer's name, with names of its own. */
function connectPrivately({ partition, account }: Place): Statement[] {
  const lattice = [
    "AssociateViaAWSService",
    "CreateServiceNetworkResourceAssociation",
    "DeleteServiceNetworkResourceAssociation",
    "GetResourceConfiguration",
    "GetServiceNetworkResourceAssociation",
    "ListServiceNetworkResourceAssociations",
  ];
  return [
    {
      Sid: `${SID_PREFIX}PrivateEndpoint`,
      Effect: "Allow",
      Action: ["ec2:CreateNetworkInterface", ...lattice.map((action) => `vpc-lattice:${action}`)],
      Resource: "*",
    },
    {
      Sid: `${SID_PREFIX}ServiceLinkedRole`,
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: `arn:${partition}:iam::${account}:role/aws-service-role/*`,
    },
  ];
}
