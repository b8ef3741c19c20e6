import type { Output } from "../definition";
import { intendedReaders, kindsOf, statedProvider } from "../modules/intended-readers";
import { ROLE_ARN } from "../rules/samples";
import { PLANNED } from "./planned";
import { noneIn } from "../rules/expressions";

/** A policy of its own for each workload identity would be too long. */
const TOO_LONG = {
  readers: {
    "route-planner": {
      role_arn: ROLE_ARN,
      workload_identities: Array.from({ length: 50 }, (_, index) => `identity-${"x".repeat(60)}-${index}`),
    },
  },
};

export const outputs = (): readonly Output[] => [
  {
    name: "oauth2_providers",
    description: "ARN and callback URL of each OAuth2 credential provider, by name.",
    value:
      "{ for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : name => { arn = provider.credential_provider_arn, callback_url = provider.callback_url } }",
    preconditions: [noneIn("managed_secrets")],
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
    value: "{ for name, arn in local.payment_arns : name => { arn = arn } }",
    dependsOn: ["terraform_data.payment_confirmation"],
  },
  {
    name: "reader_policy_documents",
    description:
      "The identity policy of each reader as JSON text, by kind and name of the provider and by the reader's name.",
    value:
      '{ for key, provider in local.providers : key => { for name in provider.readers : name => local.reader_documents["${key}/${name}"] } if length(provider.readers) > 0 }',
    preconditions: [
      {
        condition: "length(local.too_long) == 0",
        message:
          '${join("\\n", local.too_long)} Say policy_kind = "MANAGED" of the reader, or attach_policy = false and put the policy documents of its grants into managed policies.',
        broken: TOO_LONG,
      },
    ],
  },
  {
    name: "secret_policy_documents",
    description: "The resource policy of each secret as JSON text, written or not, by the secret's name.",
    value: "local.secret_policies",
    preconditions: [noneIn("wrong_keys")],
  },
  {
    name: "agent_secrets",
    description:
      "ARN, key and, for a rotator that is managed elsewhere, its policy as JSON text, of each secret that the module makes, by name.",
    value:
      "{ for name, made in module.agent_secrets : name => { secret_arn = made.secret_arn, kms_key_arn = made.kms_key_arn, rotator_policy_document = made.rotator_policy_document } }",
  },
  statement(),
];

const READERS = "[for name in provider.readers : local.readers[name].role_arn]";
const UNATTACHED =
  "[for name in provider.readers : local.readers[name].role_arn if !local.readers[name].attach_policy]";
const DEPLOYERS = "values(var.deployers)";

/** Who rotates a secret of the provider, which is one of those that are made here. */
const rotators = (when = ""): string =>
  `flatten([for name, arns in local.rotator_arns : arns if contains(provider.references[*].secret, name)${when}])`;

/** Who should read, for each credential provider. The policies of deployers are attached by somebody else. */
function statement(): Output {
  return intendedReaders({
    providers: `{ for key, provider in local.providers : key => ${statedProvider(
      {
        readers: READERS,
        deployers: `concat(${DEPLOYERS}, ${rotators()})`,
        rotators: `tolist(setsubtract(${rotators()}, ${DEPLOYERS}))`,
        elsewhere: `concat(${UNATTACHED}, ${DEPLOYERS}, ${rotators(" && !local.agent_secrets[name].attach_rotator_policy")})`,
        kinds: kindsOf("name in provider.readers", "local.readers[name]"),
      },
      "[for secret in local.provider_secrets[key] : { secret_arn = secret.secret_arn, kms_key_arn = secret.kms_key_arn }]",
      "provider.signing_key_arn[*]",
      "token_audiences = provider.token_audiences, name = provider.name, region = provider.region",
    )} }`,
    planned: PLANNED,
  });
}
