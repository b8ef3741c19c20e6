import type { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { SECRET_POLICY_BYTES } from "../access/limits";
import { addressOf } from "../terraform/address";
import type { Assertion } from "../terraform/check";
import { assertion } from "../terraform/check";
import { expression } from "../terraform/text";
import type { ExternalSecret } from "./external-secret";

/** The size of a policy with tokens is known in the plan, or after it. */
export function sizeGuard(secretArn: string): Assertion {
  return assertion(
    `\${length(self.policy) <= ${SECRET_POLICY_BYTES}}`,
    `The policy of ${secretArn} has more than the ${SECRET_POLICY_BYTES} bytes that Secrets Manager takes.`,
  );
}

/** Terraform's own policy resource replaces the whole policy: it must not, while the policy holds what is not ours. */
export function foreignStatementsGuard(
  { secretArn, _owner: owner }: ExternalSecret,
  current: DataAwsSecretsmanagerSecret,
): Assertion {
  const prefixes = [owner.sidPrefix, owner.sidPrefixFor(secretArn)];
  const isOurs = (quote: (text: string) => string): string =>
    `anytrue([for ours in [${prefixes.map(quote).join(", ")}] : startswith(try(statement.Sid, ""), ours)])`;
  const each = (): string =>
    `for statement in flatten([jsondecode(coalesce(${addressOf(current)}.policy, "{\\"Statement\\":[]}")).Statement])`;
  const foreign = expression(
    (quote) => `join(", ", [${each()} : try(statement.Sid, "one without Sid") if !${isOurs(quote)}])`,
  );
  return assertion(
    expression((quote) => `alltrue([${each()} : ${isOurs(quote)}])`),
    `The policy of ${secretArn} holds statements that are not marked as those of ${owner.text}: ${foreign}. SecretPolicyMode.EXCLUSIVE would delete them. Say policyMode: SecretPolicyMode.ADDITIVE to add ours beside them, or NONE and add the statements of SecretPolicy.policyDocument yourself. If they are what this configuration wrote under another owner or workspace, delete that policy first: aws secretsmanager delete-resource-policy --secret-id ${secretArn}`,
  );
}
