import { makeGrants, writeKeyPolicies } from "./deployer-key-statements";
import { connectPrivately } from "./deployer-network-statements";
import { writeManagedPolicies } from "./deployer-policy-statements";
import { makeSecrets } from "./deployer-secret-statements";
import type { Deployment } from "./deployment";
import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";
import type { EncryptedSecret } from "./statements";
import { decryptSecret, DESCRIBE_SECRET, readSecrets, SIGN_AT_DEPLOYMENT, signAssertion } from "./statements";
import type { Place, ProviderKind } from "./vault";
import { PROVIDER_KINDS, providerArn, providerCollectionArn, tokenVaultArn } from "./vault";

/**
 * The identity policy of the deployer: what the API asks for with an external secret, each statement as tight as AWS has
 * conditions for. Secrets are created, written and deleted only if the program makes them, by their names. What
 * stays wide is told in the README under "What the deployer could do".
 *
 * @see https://github.com/hashicorp/terraform-provider-awscc (`AWS_BedrockAgentCore_OAuth2CredentialProvider.json`, handlers)
 */
export function deployment(input: Deployment): Statement[] {
  const { place, secretArns, signingKeyArns } = input;
  return [
    ...manageProviders(input),
    ...(secretArns.length > 0 ? [readSecrets(secretArns, { describe: true })] : []),
    ...encryptedOnce(input).map((secret, index) => decryptSecret(secret, `${SID_PREFIX}Decrypt${index + 1}`)),
    ...sortedUnique(signingKeyArns).map((keyArn, index) =>
      signAssertion(keyArn, place, SIGN_AT_DEPLOYMENT, `${SID_PREFIX}Sign${index + 1}`),
    ),
    ...makeSecrets(input),
    ...readCurrentSecrets(input),
    ...writeSecretPolicies(input),
    ...makeGrants(input),
    ...writeKeyPolicies(input),
    ...writeRolePolicies(input),
    ...writeManagedPolicies(input),
    ...(input.setsTokenVaultKey ? [setTokenVaultKey(place)] : []),
    ...connectPrivately(input),
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

/**
 * Which key it is, no condition tells; that key's own policy has to let the deployer in, see `TokenVaultKey`.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrockagentcore.html
 */
const setTokenVaultKey = (place: Place): Statement => ({
  Sid: `${SID_PREFIX}TokenVault`,
  Effect: "Allow",
  Action: ["bedrock-agentcore:GetTokenVault", "bedrock-agentcore:SetTokenVaultCMK"],
  Resource: [tokenVaultArn(place)],
});

/** Each secret once, in an order that no order of calls changes. */
function encryptedOnce({ encryptedSecrets }: Deployment): EncryptedSecret[] {
  const byName = new Map(encryptedSecrets.map((secret) => [`${secret.secretArn} ${secret.keyArn}`, secret]));
  return sortedUnique(byName.keys()).map((name) => byName.get(name) as EncryptedSecret);
}

/**
 * The AWS provider's data source of a secret, from which its key is read, reads its policy, too.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret_data_source.go
 */
function readCurrentSecrets({ comparedSecretArns, policySecretArns }: Deployment): Statement[] {
  const Resource = sortedUnique(comparedSecretArns.filter((arn) => !policySecretArns.includes(arn)));
  if (Resource.length === 0) return [];
  return [
    {
      Sid: `${SID_PREFIX}CompareKey`,
      Effect: "Allow",
      Action: [DESCRIBE_SECRET, "secretsmanager:GetResourcePolicy"],
      Resource,
    },
  ];
}

/** What it takes to write the policy of a secret, beside describing it. */
export const WRITE_SECRET_POLICY = ["DeleteResourcePolicy", "GetResourcePolicy", "PutResourcePolicy"].map(
  (action) => `secretsmanager:${action}`,
);

/**
 * A policy is only put with `BlockPublicPolicy`, by which Secrets Manager refuses one that lets everybody in. Both the AWS
 * provider and the bridge send it. Who else gets in, no condition tells.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html#awssecretsmanager-policy-keys
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html
 */
function writeSecretPolicies({ policySecretArns }: Deployment): Statement[] {
  if (policySecretArns.length === 0) return [];
  const put = "secretsmanager:PutResourcePolicy";
  const Resource = sortedUnique(policySecretArns);
  return [
    {
      Sid: `${SID_PREFIX}SecretPolicy`,
      Effect: "Allow",
      Action: sortedUnique([DESCRIBE_SECRET, ...WRITE_SECRET_POLICY.filter((action) => action !== put)]),
      Resource,
    },
    {
      Sid: `${SID_PREFIX}PutSecretPolicy`,
      Effect: "Allow",
      Action: put,
      Resource,
      Condition: { Bool: { "secretsmanager:BlockPublicPolicy": "true" } },
    },
  ];
}

/**
 * What an inline policy says, no condition tells: the permissions boundary of the role is the only limit.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
function writeRolePolicies({ policyRoleArns, permissionsBoundaryArn }: Deployment): Statement[] {
  if (policyRoleArns.length === 0) return [];
  const read = "iam:GetRolePolicy";
  const write = ["iam:DeleteRolePolicy", "iam:PutRolePolicy"];
  const Resource = sortedUnique(policyRoleArns);
  const allow = { Effect: "Allow", Resource } as const;
  if (permissionsBoundaryArn === undefined)
    return [{ Sid: `${SID_PREFIX}RolePolicy`, ...allow, Action: sortedUnique([read, ...write]) }];
  return [
    // Reading has no such condition key: with the condition it would never be allowed.
    { Sid: `${SID_PREFIX}ReadRolePolicy`, ...allow, Action: read },
    {
      Sid: `${SID_PREFIX}RolePolicy`,
      ...allow,
      Action: write,
      Condition: { StringEquals: { "iam:PermissionsBoundary": permissionsBoundaryArn } },
    },
  ];
}
