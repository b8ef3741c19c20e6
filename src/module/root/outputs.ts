import { Reader } from "../../access/reader";
import type { Output, Validation } from "../definition";
import { intendedReaders, statedProvider } from "../modules/intended-readers";
import { paymentArn } from "../modules/payment-parts";
import { manyIdentities, tooLong } from "../modules/reader-document";
import { apiKeyIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../rules/samples";
import { expressionInScope } from "../scope";
import { words } from "../words";
import { elsewhere, OTHER_ACCOUNT, READER } from "./samples";
import { keyOf } from "./scopes";

/** Of each role, with all its providers. */
const inlineLimit = (): Validation => ({
  condition: "length(local.too_long) == 0",
  message: tooLong(
    'join(", ", [for name in keys(local.too_long) : var.readers[name].role_arn])',
    'join(", ", [for lengths in values(local.too_long) : sum(lengths)])',
    [/\b1(?= inline policies)/, 'join(", ", [for lengths in values(local.too_long) : length(lengths)])'],
  ),
  broken: { readers: { [READER]: { role_arn: ROLE_ARN, workload_identities: manyIdentities(50) } } },
});

/** Stands with an output: it needs all providers, whose validations refer to the secrets. */
const foreignSecrets = (): Validation => ({
  condition: "length(local.foreign_secrets) == 0",
  message: words(
    (stack) => {
      const secret = secretIn(stack, { secretArn: elsewhere(SECRET_ARN), kmsKeyArn: elsewhere(KEY_ARN) });
      apiKeyIn(stack, {}, secret).grantUse(Reader.role(ROLE_ARN));
    },
    [elsewhere(SECRET_ARN), 'join(", ", local.foreign_secrets)'],
    [
      new RegExp(`(?<=is in account )${OTHER_ACCOUNT}`),
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
  broken: { readers: { [READER]: { role_arn: elsewhere(ROLE_ARN) } } },
});

const paymentArnOf = expressionInScope(`"${paymentArn}"`, {
  "var.name": "name",
  "local.region": `local.regions[${keyOf("payment", "name")}]`,
  "local.partition": `local.partitions[${keyOf("payment", "name")}]`,
  "data.aws_caller_identity.this": "data.aws_caller_identity.this[0]",
});

export const outputs = (): readonly Output[] => [
  {
    name: "oauth2_providers",
    description: "ARN and callback URL of each OAuth2 credential provider, by name.",
    value:
      "{ for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : name => { arn = provider.credential_provider_arn, callback_url = provider.callback_url } }",
  },
  {
    name: "api_key_providers",
    description: "ARN of each API key credential provider, by name.",
    value:
      "{ for name, provider in aws_bedrockagentcore_api_key_credential_provider.this : name => { arn = provider.credential_provider_arn } }",
  },
  {
    name: "payment_providers",
    description: "ARN of each payment credential provider, by name.",
    value: `{ for name in keys(var.payment_providers) : name => { arn = ${paymentArnOf} } }`,
    dependsOn: ["terraform_data.payment_confirmation"],
  },
  {
    name: "reader_policy_documents",
    description:
      "The identity policy of each reader as JSON text, by kind and name of the provider and by the reader's name.",
    value:
      '{ for key, provider in local.providers : key => { for name in provider.readers : name => local.reader_documents["${key}/${name}"] } if length(provider.readers) > 0 }',
    preconditions: [inlineLimit()],
  },
  {
    name: "secret_policy_documents",
    description: "The resource policy of each secret as JSON text, written or not, by the secret's name.",
    value: "local.secret_policies",
    preconditions: [foreignSecrets()],
  },
  statement(),
];

const READERS = "[for name in provider.readers : var.readers[name].role_arn]";
const UNATTACHED = "[for name in provider.readers : var.readers[name].role_arn if !var.readers[name].attach_policy]";
const DEPLOYERS = "values(var.deployers)";

/** Who should read, for each credential provider. The policies of deployers are attached by somebody else. */
function statement(): Output {
  return intendedReaders({
    providers: `{ for key, provider in local.providers : key => ${statedProvider(
      { readers: READERS, deployers: DEPLOYERS, elsewhere: `concat(${UNATTACHED}, ${DEPLOYERS})` },
      "[for secret in local.provider_secrets[key] : { secret_arn = secret.secret_arn, kms_key_arn = secret.kms_key_arn }]",
      "provider.signing_key_arn[*]",
    )} }`,
  });
}
