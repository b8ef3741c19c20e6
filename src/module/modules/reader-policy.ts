import { INLINE_POLICY_CHARACTERS, INLINE_POLICY_NAME_LENGTH, PROVIDER_NAME } from "../../access/limits";
import type { ModuleDefinition, Output, Variable } from "../definition";
import { show, use } from "../documents/examples";
import { hclOf, viaService } from "../policy";
import { matches, oneOf } from "../rules/expressions";
import { additionalSecretsVariable, readSecretVariable, signingKeyVariable } from "../rules/reader-secrets";
import { readersVariable, tooLong } from "../rules/readers";
import { apiKeyIn, KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { words } from "../words";
import { intendedReaders, showIntendedReaders, statedProvider } from "./intended-readers";
import { KINDS, kinds, PLACE, readerDocument } from "./reader-document";

const TYPE = "aws_iam_role_policy";

const providerVariable: Variable = {
  name: "credential_provider",
  description: "The credential provider that the readers may use.",
  type: {
    object: [
      { name: "kind", type: "string", description: `The kind of provider: ${KINDS.join(", ")}.` },
      { name: "name", type: "string", description: "Its name, which is unique in account and Region for each kind." },
    ],
  },
  nullable: false,
  validations: [
    {
      condition: oneOf(KINDS, "var.credential_provider.kind"),
      message: `kind "\${var.credential_provider.kind}" is none of ${KINDS.join(", ")}. Name one of them.`,
      broken: { credential_provider: { kind: "cookie", name: "weather" } },
    },
    {
      condition: matches(PROVIDER_NAME, "var.credential_provider.name"),
      message: words(
        (stack) => void apiKeyIn(stack, { name: "my provider" }),
        ["my provider", "var.credential_provider.name"],
      ),
      broken: { credential_provider: { kind: "apikey", name: "my provider" } },
    },
  ],
};

/** IAM shortens nothing: a name that is too long ends in a hash, as the constructs have it. */
const policyName = `length(local.name) <= ${INLINE_POLICY_NAME_LENGTH} ? local.name : "\${substr(local.name, 0, ${INLINE_POLICY_NAME_LENGTH - 9})}-\${substr(sha256(local.name), 0, 8)}"`;

export function readerPolicy(): ModuleDefinition {
  const source = "try(coalesce(try(var.secret.secret_arn, null), var.signing_key_arn), null)";
  return {
    folder: "reader-policy",
    summary:
      "Identity policies that let roles obtain credentials from one credential provider, read its secret and decrypt it, and nothing else.",
    notes: [
      "AgentCore reads the secret with the permissions of the role that asks for the credential. A role that may obtain a credential may, with this policy, also read the secret directly.",
      "The roles must be in the account of the AWS provider; for roles that are managed elsewhere say `attach_policy = false` and take the output `policy_documents`.",
    ],
    variables: [
      providerVariable,
      readersVariable(),
      readSecretVariable(),
      additionalSecretsVariable(),
      signingKeyVariable(),
    ],
    outputs: [
      {
        name: "policy_documents",
        description: "The policy of each reader as JSON text, attached or not, by the reader's name.",
        value: "local.policies",
      },
      statement(),
    ],
    main: [
      {
        locals: {
          "//": {
            region:
              "Where the provider stands: with its secret, or with its signing key, or where the AWS provider works.",
            via_secrets_manager:
              "The Chinese endpoints have a domain of their own; which one KMS sees there is not documented.",
            policies:
              "AgentCore asks for the vault, the provider, the workload identity directory and the workload identity, all four.",
          },
          region: `\${try(split(":", ${source})[3], data.aws_region.this[0].region)}`,
          partition: `\${try(split(":", ${source})[1], "aws")}`,
          name: "AgentCoreIdentity-${local.region}-${var.credential_provider.kind}-${var.credential_provider.name}",
          kind: `\${${hclOf(kinds)}[var.credential_provider.kind]}`,
          secrets: "${distinct(concat(var.secret[*], var.additional_secrets))}",
          secret_arns: "${sort(distinct(local.secrets[*].secret_arn))}",
          encrypted: "${[for secret in local.secrets : secret if secret.kms_key_arn != null]}",
          via_secrets_manager: `\${${viaService("secretsmanager", PLACE.region, "local.partition")}}`,
          via_agentcore_identity: `\${${viaService("bedrock-agentcore-identity", PLACE.region, "local.partition")}}`,
          readers:
            '${{ for name, reader in var.readers : name => merge(reader, { account = split(":", reader.role_arn)[4], partition = split(":", reader.role_arn)[1] }) }}',
          policies: `\${{ for name, reader in local.readers : name => ${readerDocument} }}`,
        },
      },
      {
        data: {
          aws_region: {
            this: {
              "//": "Only a client without a secret and without a signing key has no other Region.",
              count: "${var.secret == null && var.signing_key_arn == null ? 1 : 0}",
            },
          },
        },
      },
      {
        resource: {
          [TYPE]: {
            this: {
              for_each: "${{ for name, reader in var.readers : name => reader if reader.attach_policy }}",
              name: `\${${policyName}}`,
              role: '${regex("[^/]+$", each.value.role_arn)}',
              policy: "${local.policies[each.key]}",
              lifecycle: {
                precondition: {
                  condition: `\${length(local.policies[each.key]) <= ${INLINE_POLICY_CHARACTERS}}`,
                  error_message: tooLong("each.value.role_arn", "length(local.policies[each.key])"),
                },
              },
            },
          },
        },
      },
    ],
    minimal: {
      credential_provider: { kind: "apikey", name: "weather" },
      secret: { secret_arn: SECRET_ARN },
      readers: { "route-planner": { role_arn: ROLE_ARN } },
    },
    asserts: {
      "The policy must stand with the reader's role": `${TYPE}.this["route-planner"].role == "route-planner"`,
      "Only this secret may be read": `join(",", flatten([for statement in jsondecode(output.policy_documents["route-planner"]).Statement : statement.Resource if statement.Action == "secretsmanager:GetSecretValue"])) == "${SECRET_ARN}"`,
      "The readers must be stated": `join(",", output.intended_readers.providers["apikey/weather"].readers) == "${ROLE_ARN}"`,
      "Without a customer managed key nothing may be decrypted": `!strcontains(output.policy_documents["route-planner"], "kms:")`,
    },
    examples: [
      {
        name: "basic",
        about: "two roles use one provider; the policy of the second is attached elsewhere.",
        main: [
          use("weather", {
            credential_provider: { kind: "apikey", name: "weather" },
            secret: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN },
            readers: {
              "weather-agent": { role_arn: "arn:aws:iam::111122223333:role/weather-agent" },
              "forecast-gateway": {
                role_arn: "arn:aws:iam::111122223333:role/forecast-gateway",
                attach_policy: false,
                workload_identities: ["forecast-*"],
              },
            },
          }),
          show(
            "forecast_gateway_policy",
            "For the team that manages the gateway's role.",
            'module.weather.policy_documents["forecast-gateway"]',
          ),
          showIntendedReaders("weather"),
        ],
      },
      {
        name: "payment",
        about: "the role of a payment manager uses a wallet whose two keys are in two secrets.",
        main: [
          use("wallet", {
            credential_provider: { kind: "payment", name: "checkout-wallet" },
            secret: { secret_arn: SECRET_ARN.replace("google-oauth", "payments/coinbase-key"), kms_key_arn: KEY_ARN },
            additional_secrets: [
              { secret_arn: SECRET_ARN.replace("google-oauth", "payments/coinbase-wallet"), kms_key_arn: KEY_ARN },
            ],
            readers: { "payment-manager": { role_arn: "arn:aws:iam::111122223333:role/payment-manager" } },
          }),
          show("policy_documents", "What the role may do.", "module.wallet.policy_documents"),
          showIntendedReaders("wallet"),
        ],
      },
    ],
  };
}

const statement = (): Output =>
  intendedReaders({
    providers: `{ "\${var.credential_provider.kind}/\${var.credential_provider.name}" = ${statedProvider(
      {
        readers: "[for reader in values(var.readers) : reader.role_arn]",
        elsewhere: "[for reader in values(var.readers) : reader.role_arn if !reader.attach_policy]",
      },
      "[for secret in concat(var.secret[*], var.additional_secrets) : { secret_arn = secret.secret_arn, kms_key_arn = secret.kms_key_arn }]",
      "var.signing_key_arn[*]",
      // Secret and signing key tell theirs; a plan shows nothing of locals.
      "try(data.aws_region.this[0].region, null)",
    )} }`,
  });
