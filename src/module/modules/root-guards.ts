import { Reader } from "../../access/reader";
import type { Validation } from "../definition";
import { manyIdentities, tooLong } from "../rules/readers";
import { apiKeyIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../rules/samples";
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

export const inlineLimit = (): Validation => ({
  condition: "length(local.too_long) == 0",
  message: tooLong(
    'join(", ", keys(local.too_long))',
    'join(", ", [for lengths in values(local.too_long) : sum(lengths)])',
    [/\b1(?= inline policies)/, 'join(", ", [for lengths in values(local.too_long) : length(lengths)])'],
  ),
  broken: { readers: { "route-planner": { role_arn: ROLE_ARN, workload_identities: manyIdentities(50) } } },
});
