/** An allowed case and one that is not allowed, of one table, which differ in a single thing. */
export type Pair = readonly [table: string, allowed: string, notAllowed: string];

/**
 * The rules of AWS that the decision follows, each with the smallest examples for and against it: where to begin to
 * read the tables. What each operator does with `IfExists`, `ForAnyValue` and `ForAllValues` stands in
 * `operator-forms.ts`.
 */
export const RULES: Readonly<Record<string, readonly Pair[]>> = {
  "nothing is allowed by itself": [["statements", "action, exact", "nothing"]],
  "an explicit deny comes first": [
    ["statements", "deny of another action", "deny after allow"],
    ["same-account", "both", "identity policy denies, secret policy allows"],
    ["same-account", "identity policy alone", "secret policy denies, identity policy allows"],
    ["same-account", "identity policy alone", "boundary denies"],
    ["same-account", "session policy allows", "session policy denies"],
    ["guardrails", "SCP allows", "SCP denies"],
    ["kms-grants", "grant for the role", "key policy denies"],
  ],
  "in one account one side suffices": [
    ["same-account", "identity policy alone", "neither"],
    ["same-account", "secret policy alone", "neither"],
  ],
  "across accounts both sides must allow": [
    ["cross-account", "both sides", "identity policy alone"],
    ["cross-account", "both sides", "secret policy alone"],
    ["cross-account", "both sides, secret policy names the session", "boundary does not allow, session named"],
    ["kms", "cross-account, key policy names the role", "cross-account, key policy names the role, no identity policy"],
    ["kms", "cross-account, both sides", "cross-account, owner hands on to its own IAM only"],
  ],
  "an account in a policy hands the decision on to its IAM policies": [
    ["principals", "account, same account, identity policy allows", "account, same account, no identity policy"],
    ["cross-account", "root user, secret policy names the account", "root user, no secret policy"],
  ],
  "a key policy must name the principal or hand on to IAM": [
    ["kms", "key policy hands on to IAM, identity policy allows", "identity policy alone"],
    ["kms", "key policy hands on to IAM, identity policy allows", "key policy hands on to IAM, identity policy silent"],
    ["kms", "key policy hands on to IAM, identity policy allows", "key policy hands on other actions"],
    ["kms", "key policy names the role", "identity policy denies without help of the key policy"],
    ["kms", "root user, key policy names the account", "root user, key policy silent"],
  ],
  "a key policy statement without Resource has no effect": [
    ["kms", "key policy names the role", "key policy names the role, no Resource"],
    ["kms", "key policy denies, no Resource", "key policy denies"],
  ],
  "a role is named by its ARN": [
    ["principals", "role ARN", "role ARN, another role"],
    ["principals", "role ARN", "role ARN without its path"],
    ["principals", "role ARN", "wildcard for roles"],
    ["principals", "deny for another account", "deny for the role"],
  ],
  "a session is named by its own ARN": [
    ["principals", "session ARN", "session ARN, another session"],
    ["principals", "session ARN", "wildcard for sessions"],
    ["principals", "federated user ARN", "federated user ARN, another session"],
    ["kms-grants", "grant for the session", "grant for another session"],
  ],
  "a permissions boundary limits the role, not what names its session": [
    ["same-account", "boundary allows", "boundary does not allow"],
    [
      "same-account",
      "session ARN in the secret policy, boundary does not allow",
      "role ARN in the secret policy, boundary does not allow",
    ],
    [
      "kms",
      "key policy hands on to IAM, identity policy allows",
      "key policy hands on to IAM, boundary does not allow",
    ],
    ["kms", "key policy names the role", "key policy names the role, boundary does not allow"],
  ],
  "a session policy limits the role, not what names its session": [
    ["same-account", "session policy allows", "session policy does not allow"],
    [
      "same-account",
      "session ARN in the secret policy, session policy does not allow",
      "role ARN in the secret policy, session policy does not allow",
    ],
    ["same-account", "federated user with session policy", "federated user without session policy"],
    [
      "same-account",
      "user of the federated user named, session policy allows",
      "user of the federated user named by the secret policy",
    ],
    [
      "same-account",
      "federated user named by the secret policy",
      "user of the federated user named by the secret policy",
    ],
    ["same-account", "boundary and session policy, both allow", "boundary and session policy, both must allow"],
  ],
  "every level of SCPs must allow": [
    ["guardrails", "SCP allows", "SCP does not allow"],
    ["guardrails", "SCP allows", "SCP denies on one level"],
    ["guardrails", "SCP allows", "SCP alone"],
    ["guardrails", "SCP does not limit the management account", "SCP does not allow"],
  ],
  "an RCP takes away, whoever asks": [
    ["guardrails", "RCP without allow", "RCP denies"],
    ["guardrails", "RCP spares the organization", "RCP does not spare another organization"],
    ["guardrails", "RCP does not limit the management account’s resources", "RCP denies"],
    ["guardrails", "RCP does not limit kms:RetireGrant", "RCP limits the use of a key"],
    ["services", "secret policy names the service", "RCPs apply to services"],
  ],
  "a service is named by its principal": [
    ["services", "secret policy names the service", "secret policy names another service"],
    ["services", "everybody includes services", "secret policy names the role"],
  ],
  "in a forward access session the role is asked": [
    ["services", "forward access session: the role may", "forward access session: the role may not"],
    ["agentcore", "a network perimeter with exemption", "a network perimeter without exemption"],
  ],
  "an identity provider is named by a trust policy": [["principals", "identity provider", "another identity provider"]],
  "everybody includes callers without credentials": [
    ["principals", "everybody, anonymous caller", "account, anonymous caller"],
    ["principals", "everybody, anonymous caller", "everybody with a condition, anonymous caller"],
  ],
  "NotPrincipal denies everybody else": [
    ["principals", "NotPrincipal, session, role and account", "NotPrincipal, nobody of ours"],
    ["principals", "NotPrincipal, session, role and account", "NotPrincipal, role alone"],
    ["principals", "NotPrincipal, session, role and account", "NotPrincipal and a permissions boundary"],
    ["principals", "NotPrincipal, service is named", "NotPrincipal, another service is named"],
  ],
  NotAction: [
    ["statements", "NotAction, not named", "NotAction, named"],
    ["statements", "NotAction with Deny, named", "NotAction with Deny"],
  ],
  NotResource: [
    ["statements", "NotResource, not named", "NotResource, named"],
    ["statements", "action, exact", "NotResource with Deny"],
  ],
  "actions and their wildcards": [
    ["statements", "action, wildcard", "action, wildcard of another name"],
    ["statements", "action, question mark", "action, prefix is not enough"],
    ["statements", "action, all of the service", "action, another service"],
  ],
  "resources and their wildcards": [
    ["statements", "resource, exact", "resource, partial ARN"],
    ["statements", "resource, suffix as wildcards", "resource, suffix as too few wildcards"],
    ["statements", "resource, wildcard in the Region", "resource, another Region"],
    [
      "statements",
      "resource, a last wildcard across segments",
      "resource, a last wildcard across segments, another secret",
    ],
    ["statements", "resource, a last wildcard across segments", "resource, an inner wildcard across segments"],
    ["statements", "resource, segments left out", "resource, segments left out, other service"],
    ["statements", 'resource "*", action without a resource', "resource, action without a resource"],
  ],
  Null: [
    ["operators-bool-ip-binary", "Null true, key missing", "Null true, key there"],
    ["operators-bool-ip-binary", "Null false, key there", "Null false, key missing"],
    ["operators-sets", "ForAllValues, missing key", "ForAllValues with Null closes the trap"],
  ],
  "conditions are joined by AND, values by OR": [
    ["operators-string", "two keys of one operator, both hold", "two keys of one operator, one fails"],
    ["operators-string", "StringEquals, one of several values", "StringEquals, none of several values"],
    ["operators-string", "StringNotEquals, none of several values", "StringNotEquals, one of several values"],
  ],
  "a policy variable is filled in": [
    ["variables", "in a resource", "in a resource, another value"],
    ["variables", "in a condition", "in a condition, tags differ"],
    ["variables", "variables since 2012-10-17", "no variables in old policies"],
  ],
  "a policy variable without value equals nothing": [
    [
      "variables",
      "one resource cannot be resolved, another matches",
      "one resource cannot be resolved, the other differs",
    ],
    ["variables", "in a negated condition, variable missing", "in a condition, the same variable missing"],
  ],
  "a policy variable may have a default": [
    ["variables", "default for a missing key", "default is not used when the key is there"],
    ["variables", "in a condition, default value", "in a condition, another default value"],
  ],
  "${*}, ${?} and ${$} are the characters": [
    ["variables", "escaped asterisk is the character", "escaped asterisk is no wildcard"],
    ["variables", "escaped question mark is the character", "escaped question mark is no wildcard"],
    ["variables", "escaped dollar is the character", "escaped dollar begins no variable"],
  ],
  "kms:ViaService": [
    ["kms", "ViaService and SecretARN, met", "ViaService, another service"],
    ["kms", "ViaService and SecretARN, met", "ViaService, another Region"],
    ["kms", "ViaService and SecretARN, met", "ViaService, called directly"],
  ],
  "kms:EncryptionContext": [
    ["kms", "ViaService and SecretARN, met", "EncryptionContext, another secret"],
    ["kms", "Deny on EncryptionContext, not met", "Deny on EncryptionContext, met"],
    ["kms", "EncryptionContextKeys are filled in", "EncryptionContextKeys distinguish case"],
    ["kms", "EncryptionContextKeys, just the allowed", "EncryptionContextKeys, more than allowed"],
    ["agentcore", "decrypt", "decrypt another secret"],
  ],
  "kms:CallerAccount": [["kms", "CallerAccount is filled in", "CallerAccount, another"]],
  "kms:GrantOperations": [["kms", "CreateGrant for Decrypt only, met", "CreateGrant for Decrypt only, one more"]],
  "kms:GrantIsForAWSResource": [
    ["kms", "CreateGrant for AWS resources only, met", "CreateGrant for AWS resources only, direct"],
  ],
  "kms:GrantConstraintType": [["kms", "CreateGrant with a constraint, met", "CreateGrant with a constraint, none"]],
  "a grant allows beside all policies": [
    ["kms-grants", "grant for the role", "no grant"],
    ["kms-grants", "grant for the role", "grant for another role"],
    ["kms-grants", "one of several operations", "grant for another operation"],
    ["kms-grants", "constraint subset, met", "constraint subset, another secret"],
    ["kms-grants", "constraint equals, met", "constraint equals, more in the request"],
    ["kms-grants", "grant for the role", "SCP does not allow"],
    [
      "kms-grants",
      "another account, made by the caller’s account",
      "another account, made by the owner, no identity policy",
    ],
  ],
  "secretsmanager:VersionStage": [["principal-keys", "VersionStage, the current one", "VersionStage, current only"]],
  "secretsmanager:SecretId": [["principal-keys", "SecretId", "SecretId, asked by name"]],
  "aws:CalledVia": [
    ["services", "CalledVia, met", "CalledVia, called directly"],
    ["services", "CalledViaFirst is filled in", "CalledViaFirst is not the last"],
    ["services", "CalledViaLast is filled in", "CalledViaLast is not the first"],
  ],
  "aws:ViaAWSService": [["services", "ViaAWSService, in a chain", "ViaAWSService, called directly"]],
  "aws:SourceAccount": [["services", "SourceAccount, met", "SourceAccount, another"]],
  "aws:SourceArn": [["services", "SourceArn, met", "SourceArn, another"]],
  "aws:PrincipalArn": [
    ["principal-keys", "PrincipalArn is the role", "PrincipalArn is not the session"],
    ["principal-keys", "deny all but one role, this role", "deny all but one role, another role"],
  ],
  "aws:PrincipalAccount": [["principal-keys", "PrincipalAccount", "PrincipalAccount, another"]],
  "aws:PrincipalOrgID": [
    ["principal-keys", "PrincipalOrgID", "PrincipalOrgID, another"],
    ["principal-keys", "PrincipalOrgPaths", "PrincipalOrgPaths, another"],
  ],
  "aws:PrincipalTag": [["principal-keys", "PrincipalTag", "PrincipalTag, another value"]],
  "aws:PrincipalType": [["principal-keys", "PrincipalType of a user", "PrincipalType, another"]],
  "aws:PrincipalIsAWSService": [
    ["principal-keys", "PrincipalIsAWSService of a role", "PrincipalIsAWSService of a role is not true"],
    ["services", "deny for all but AWS services", "deny for all AWS services"],
  ],
  "aws:userid and aws:username": [
    ["principal-keys", "userid of a session", "userid of another session"],
    ["principal-keys", "username of a user", "username of another user"],
  ],
  "aws:ResourceAccount and aws:ResourceOrgID": [
    ["principal-keys", "ResourceAccount", "ResourceAccount, another"],
    ["principal-keys", "ResourceOrgID", "ResourceOrgID, another"],
  ],
  "aws:RequestedRegion": [["principal-keys", "RequestedRegion", "RequestedRegion, another"]],
  "a role is assumed with the consent of its trust policy": [
    [
      "trust",
      "trust policy hands on to the account, identity policy allows",
      "trust policy silent, identity policy allows",
    ],
    [
      "trust",
      "trust policy hands on to the account, identity policy allows",
      "trust policy hands on to the account, identity policy silent",
    ],
    ["trust", "another account, both sides", "another account, identity policy silent"],
  ],
  "AWS completes ARNs in identity policies": [
    ["arn-limits", "a last wildcard across segments in a secret policy", "incomplete ARN in a secret policy"],
    ["arn-limits", "whole ARN in a session policy", "incomplete ARN in a session policy"],
  ],
  "AWS takes no wildcard in service and resource type": [
    ["arn-limits", "wildcard behind the resource type", "wildcard in the resource type"],
    ["arn-limits", "incomplete ARN in an identity policy", "wildcard as the service"],
  ],
  "keys of a service are in requests to it only": [
    [
      "told-keys",
      "a key of KMS in a request to Secrets Manager, IfExists",
      "a key of KMS in a request to Secrets Manager",
    ],
  ],
  "aws:ResourceOrgPaths": [["told-keys", "ResourceOrgPaths", "ResourceOrgPaths, another organization"]],
};
