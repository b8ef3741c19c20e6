import {
  INLINE_POLICY_CHARACTERS,
  MANAGED_POLICIES_OF_ROLE,
  MANAGED_POLICY_CHARACTERS,
} from "../../../../src/access/limits";
import { text, type Value, type Values } from "../cty";
import type { Making } from "../resource-facts";
import { attachedTo } from "./iam-principals";

/** Quotas as IAM refuses what is over them: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */

/** White space does not count. */
const charactersOf = (policy: Value | undefined): number => JSON.stringify(JSON.parse(text(policy) ?? "{}")).length;

export const policySize = ({ policy }: Values): string | undefined =>
  charactersOf(policy) > MANAGED_POLICY_CHARACTERS
    ? `LimitExceeded: Cannot exceed quota for PolicySize: ${MANAGED_POLICY_CHARACTERS}`
    : undefined;

/** All inline policies of a role share one. */
export function inlineQuota({ role, name, policy }: Values, { world }: Making): string | undefined {
  const others = world.list("aws_iam_role_policy").filter((one) => one.role === role && one.name !== name);
  const all = others.reduce((sum, one) => sum + charactersOf(one.policy), charactersOf(policy));
  return all > INLINE_POLICY_CHARACTERS
    ? `LimitExceeded: Maximum policy size of ${INLINE_POLICY_CHARACTERS} bytes exceeded for role ${text(role)}`
    : undefined;
}

export function attachmentQuota({ role, policy_arn }: Values, making: Making): string | undefined {
  const [found] = making.world.list("aws_iam_role").filter(({ name }) => name === role);
  const attached = attachedTo({ ...making, values: found ?? { name: role ?? null } }) as Value[];
  const others = attached.filter((arn) => arn !== policy_arn);
  const { policiesPerRole: most = MANAGED_POLICIES_OF_ROLE } = making.world.steering;
  return others.length >= most ? `LimitExceeded: Cannot exceed quota for PoliciesPerRole: ${most}` : undefined;
}
