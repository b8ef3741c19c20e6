import type { Deployment, MadeGrants } from "./deployment";
import type { Statement } from "./policy";
import { SID_PREFIX, sortedUnique } from "./policy";
import { secretContext } from "./statements";

/**
 * For each secret of a key: grants for `Decrypt`, and of a rotator's for writing, of this secret alone, to the roles that the
 * program names.
 *
 * KMS puts the pairs of a grant's constraint into `kms:EncryptionContext:…` of the request; without a constraint the key
 * is absent, and the statement does not match. `ForAllValues` would match without operations, but then there is no grant.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grant-authorization.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-encryption-context
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-operations
 */
export function makeGrants({ grants }: Deployment): Statement[] {
  if (grants.length === 0) return [];
  const create = together(grants).map((made, index): Statement => ({
    Sid: `${SID_PREFIX}CreateGrant${index + 1}`,
    Effect: "Allow",
    Action: "kms:CreateGrant",
    Resource: [made.keyArn],
    Condition: {
      "ForAllValues:StringEquals": { "kms:GrantOperations": made.operations ?? ["Decrypt"] },
      ...secretContext(made.secretArn, {
        "kms:GrantConstraintType": "EncryptionContextSubset",
        "kms:GranteePrincipal": made.granteeArns,
        ...(made.retiringRoleArn !== undefined && { "kms:RetiringPrincipal": made.retiringRoleArn }),
      }),
    },
  }));
  return [...create, ...lookAfterGrants(grants)];
}

/** One entry for each key, secret and retiring role, in an order that no order of calls changes. */
function together(grants: readonly MadeGrants[]): MadeGrants[] {
  const byName = new Map<string, MadeGrants>();
  for (const made of grants) {
    const name = [made.secretArn, made.keyArn, made.retiringRoleArn ?? "", ...(made.operations ?? [])].join(" ");
    const granteeArns = sortedUnique([...(byName.get(name)?.granteeArns ?? []), ...made.granteeArns]);
    byName.set(name, { ...made, granteeArns });
  }
  return sortedUnique(byName.keys()).map((name) => byName.get(name) as MadeGrants);
}

/**
 * `kms:RevokeGrant` takes no condition about the grant: it would end every grant on the key, those of others, too. So
 * grants name the deployer as their retiring principal, which may retire them, and only them, without any permission.
 * Revoking remains for grants without one, where several roles run Terraform: a grant has one retiring principal.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grant-delete.html
 */
function lookAfterGrants(grants: readonly MadeGrants[]): Statement[] {
  const keys = (made: readonly MadeGrants[]): string[] => sortedUnique(made.map(({ keyArn }) => keyArn));
  const statement = (name: string, Action: string, Resource: string[]): Statement[] =>
    Resource.length === 0 ? [] : [{ Sid: SID_PREFIX + name, Effect: "Allow", Action, Resource }];
  return [
    ...statement("ListGrants", "kms:ListGrants", keys(grants)),
    ...statement(
      "RevokeGrant",
      "kms:RevokeGrant",
      keys(grants.filter(({ retiringRoleArn }) => retiringRoleArn === undefined)),
    ),
  ];
}

/**
 * A key policy is never put past KMS's own check that the key stays manageable. The parameter is absent or false then;
 * both are allowed. What the policy says, no condition tells.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-bypass-policy-lockout-safety-check
 */
export function writeKeyPolicies({ policyKeyArns }: Deployment): Statement[] {
  if (policyKeyArns.length === 0) return [];
  const allow = { Effect: "Allow", Resource: sortedUnique(policyKeyArns) } as const;
  return [
    { Sid: `${SID_PREFIX}KeyPolicy`, ...allow, Action: "kms:GetKeyPolicy" },
    {
      Sid: `${SID_PREFIX}PutKeyPolicy`,
      ...allow,
      Action: "kms:PutKeyPolicy",
      Condition: { BoolIfExists: { "kms:BypassPolicyLockoutSafetyCheck": "false" } },
    },
  ];
}
