import { MANAGED_POLICY_CHARACTERS } from "../../access/limits";
import { PolicyKind } from "../../access/modes";
import { oneOf } from "../../access/rule";
import { PROVIDER_NAME } from "../../access/rules/names";
import { WORKLOAD_IDENTITY_ARN } from "../../access/workload-identity-arn";
import type { ModuleDefinition, Output, Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { show, use } from "../documents/examples";
import { textRule } from "../rules/from-rule";
import {
  additionalSecretsVariable,
  readSecretVariable,
  signingKeyVariable,
  tokenAudiencesVariable,
} from "../rules/reader-secrets";
import { accessRules, readersVariable } from "../rules/readers";
import { KEY_ARN, ROLE_ARN, SECRET_ARN } from "../rules/samples";
import { intendedReaders, kindsOf, showIntendedReaders, statedProvider } from "./intended-readers";
import { fromInputs, inputsCall, inputsFiles } from "../twins";
import { hclOf } from "../policy";
import { inputLocals, KINDS, lengthRule, policyPrefix, readerLocals, readerUses, SOURCE } from "./reader-document";

const TYPE = "aws_iam_role_policy";

const providerVariable: Variable = {
  name: "credential_provider",
  called: "credential provider",
  description: "The credential provider that the readers may use.",
  type: {
    object: [
      { name: "kind", type: "string", description: `The kind of provider: ${KINDS.join(", ")}.` },
      { name: "name", type: "string", description: "Its name, which is unique in account and Region for each kind." },
    ],
  },
  nullable: false,
  validations: [
    textRule(
      oneOf(KINDS, "https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/Welcome.html"),
      "kind",
      "var.credential_provider.kind",
      { credential_provider: { kind: "cookie", name: "weather" } },
    ),
    textRule(PROVIDER_NAME, "name", "var.credential_provider.name", {
      credential_provider: { kind: "apikey", name: "my provider" },
    }),
  ],
};

function readersOfProvider(): Variable {
  const { description, validations = [], ...variable } = readersVariable();
  return {
    ...variable,
    called: "reader",
    description: `${description} Adding or removing one touches only its own policy.`,
    validations: [...validations, ...accessRules(), kindRule(), identityRule()],
  };
}

/** What a role of a kind does not use it is not given. */
const kindRule = (): Validation => ({
  condition: `alltrue([for reader in values(var.readers) : contains(lookup(${hclOf(readerUses)}, reader.kind, []), var.credential_provider.kind)])`,
  message: `kind of a reader is one that does not use credential providers of the kind \${var.credential_provider.kind}. Say whose role it is.`,
  broken: { readers: { agent: { role_arn: ROLE_ARN, kind: "CONSENT_PORTAL" } } },
});

/** Agents use credential providers of their own account and Region. */
const identityRule = (): Validation => ({
  condition: `alltrue(flatten([for reader in values(var.readers) : [for arn in reader.workload_identity_arns : try([split(":", arn)[3], split(":", arn)[4]] == [try(split(":", ${SOURCE})[3], split(":", arn)[3]), split(":", reader.role_arn)[4]], true)]]))`,
  message: `workload_identity_arns are of another account or Region than the credential provider. ${WORKLOAD_IDENTITY_ARN.fix}`,
  broken: { readers: { agent: { role_arn: ROLE_ARN, workload_identity_arns: [ELSEWHERE] } } },
});
const ELSEWHERE =
  "arn:aws:bedrock-agentcore:us-east-1:444455556666:workload-identity-directory/default/workload-identity/agent";

const VARIABLES: readonly Variable[] = [
  providerVariable,
  readersOfProvider(),
  readSecretVariable(),
  additionalSecretsVariable(),
  signingKeyVariable(),
  tokenAudiencesVariable(),
];

export function readerPolicy(): ModuleDefinition {
  const definition = readerPolicyOfTyped();
  return {
    ...definition,
    main: [inputsCall(VARIABLES), ...fromInputs(definition.main, VARIABLES)],
    outputs: fromInputs(definition.outputs, VARIABLES),
    files: inputsFiles(VARIABLES, inputLocals()),
  };
}

/** A managed policy for each reader that wants one. Other calls make policies for the same role, so the name has an end of its own. */
const managed = (): Body => ({
  resource: {
    aws_iam_policy: {
      managed: {
        for_each: `\${{ for name, reader in var.readers : name => reader if reader.attach_policy && reader.policy_kind == "${PolicyKind.MANAGED}" }}`,
        name_prefix: policyPrefix("local.name"),
        path: "/agentcore-identity/",
        policy: "${local.policies[each.key]}",
        lifecycle: { create_before_destroy: true, precondition: lengthRule(MANAGED_POLICY_CHARACTERS) },
      },
    },
    aws_iam_role_policy_attachment: {
      managed: {
        for_each: "${aws_iam_policy.managed}",
        role: '${regex("[^/]+$", var.readers[each.key].role_arn)}',
        policy_arn: "${each.value.arn}",
        lifecycle: { create_before_destroy: true },
      },
    },
  },
});

/** In the names of variables that have types. */
function readerPolicyOfTyped(): ModuleDefinition {
  return {
    folder: "reader-policy",
    summary:
      "Identity policies that let roles obtain credentials from one credential provider, read its secret and decrypt it, and nothing else.",
    notes: [
      "AgentCore reads the secret with the permissions of the role that asks for the credential. A role that may obtain a credential may, with this policy, also read the secret directly.",
      "The roles must be in the account of the AWS provider; for roles that are managed elsewhere say `attach_policy = false` and take the output `policy_documents`.",
    ],
    variables: VARIABLES,
    outputs: [
      {
        name: "policy_documents",
        description: "The policy of each reader as JSON text, attached or not, by the reader's name.",
        value: "local.policies",
      },
      statement(),
    ],
    main: [
      { locals: readerLocals() },
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
              for_each: `\${{ for name, reader in var.readers : name => reader if reader.attach_policy && reader.policy_kind == "${PolicyKind.INLINE}" }}`,
              name_prefix: policyPrefix("local.name"),
              role: '${regex("[^/]+$", each.value.role_arn)}',
              policy: "${local.policies[each.key]}",
              lifecycle: {
                precondition: lengthRule(),
              },
            },
          },
        },
      },
      managed(),
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
        kinds: kindsOf("reader in values(var.readers)", "reader"),
      },
      "[for secret in concat(var.secret[*], var.additional_secrets) : { secret_arn = secret.secret_arn, kms_key_arn = secret.kms_key_arn }]",
      "var.signing_key_arn[*]",
      // Secret and signing key tell theirs; a plan shows nothing of locals.
      "token_audiences = var.token_audiences, region = try(data.aws_region.this[0].region, null)",
    )} }`,
  });
