import { Reader } from "../../access/reader";
import type { Validation } from "../definition";
import { apiKeyIn, grantedIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../rules/samples";
import { words } from "../words";

const CROSS_ACCOUNT = SECRET_ARN.replace("111122223333", "444455556666");

/** Stands with an output: it needs all providers, whose validations refer to the secrets. */
export const foreignSecrets = (): Validation => ({
  condition: "length(local.foreign_secrets) == 0",
  message: words(
    (stack) => {
      const secret = secretIn(stack, {
        secretArn: CROSS_ACCOUNT,
        kmsKeyArn: KEY_ARN.replace("111122223333", "444455556666"),
      });
      apiKeyIn(stack, {}, secret).grantUse(Reader.role(ROLE_ARN));
    },
    [CROSS_ACCOUNT, 'join(", ", local.foreign_secrets)'],
    [
      /(?<=is in account )444455556666/,
      'join(", ", [for name in local.foreign_secrets : split(":", var.secrets[name].secret_arn)[4]])',
    ],
    [
      /(?<=readers are in )111122223333/,
      'join(", ", flatten([for name in local.foreign_secrets : local.reader_accounts[name]]))',
    ],
  ).replace(
    /Give the external_secret .*?, or say (.*)\.$|Give the ExternalSecret .*?, or say (.*)\.$/,
    "Use modules/secret-policy and modules/kms-grant with the AWS provider of its account, and say $1$2 here.",
  ),
  broken: { readers: { "route-planner": { role_arn: ROLE_ARN.replace("111122223333", "444455556666") } } },
});

export function inlineLimit(): Validation {
  const message = words(
    (stack) => {
      const workloadIdentities = Array.from({ length: 100 }, (_, index) => `identity-${"x".repeat(60)}-${index}`);
      grantedIn(stack, Reader.role(ROLE_ARN, { workloadIdentities }));
    },
    [ROLE_ARN, 'join(", ", keys(local.too_long))'],
    [/\b1(?= inline policies)/, 'join(", ", [for lengths in values(local.too_long) : length(lengths)])'],
    [/\d{5}(?= characters together)/, 'join(", ", [for lengths in values(local.too_long) : sum(lengths)])'],
  );
  const workload_identities = Array.from({ length: 50 }, (_, index) => `identity-${"x".repeat(60)}-${index}`);
  return {
    condition: "length(local.too_long) == 0",
    message,
    broken: { readers: { "route-planner": { role_arn: ROLE_ARN, workload_identities } } },
  };
}
