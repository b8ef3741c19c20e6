import { Reader } from "../../access/reader";
import {
  INLINE_POLICY_CHARACTERS,
  INLINE_POLICY_NAME_LENGTH,
  PROVIDER_NAME,
  WORKLOAD_IDENTITY_NAME,
} from "../../access/limits";
import { SecretPolicyMode } from "../../access/modes";
import type { Statement } from "../../access/policy";
import { decryptSecret, readSecrets, SIGN_AT_RUN_TIME, signAssertion, useProvider } from "../../access/statements";
import type { Place, ProviderKind } from "../../access/vault";
import { PROVIDER_KINDS } from "../../access/vault";
import { ExternalSecret } from "../../secret/external-secret";
import { keyArnGuards, secretArnGuards } from "../../terraform/guards";
import type { Field, ModuleDefinition, Validation, Variable } from "../definition";
import type { Body } from "../hcl/json";
import { hclOf, policyExpression, spread, viaService, viaServiceText, withText } from "../policy";
import { show, use } from "../documents/examples";
import { every, matches, oneOf, orEmpty } from "../rules/expressions";
import { forEvery, fromGuard } from "../rules/guard";
import { coinbase, paymentIn } from "../rules/payment-samples";
import { areDistinct, areRoles, otherAccount } from "../rules/roles";
import { apiKeyIn, grantedIn, KEY_ARN, ROLE_ARN, SECRET_ARN, secretIn } from "../rules/samples";
import { replaced } from "../synthesis";
import { words } from "../words";

const TYPE = "aws_iam_role_policy";
const KINDS = Object.keys(PROVIDER_KINDS) as ProviderKind[];

const PLACE: Place = { partition: "${reader.partition}", region: "${local.region}", account: "${reader.account}" };
const SECRETS = viaServiceText("secretsmanager", PLACE.region);
const SIGNING = viaServiceText("bedrock-agentcore-identity", PLACE.region);

/** Action and ARN depend on the kind of provider. */
const kinds: Body = Object.fromEntries(
  KINDS.map((kind) => [
    kind,
    { action: `bedrock-agentcore:${PROVIDER_KINDS[kind].use}`, collection: PROVIDER_KINDS[kind].collection },
  ]),
);

function useOfProvider(): Statement {
  const [kind] = KINDS as [ProviderKind];
  const { collection } = PROVIDER_KINDS[kind];
  const statement = useProvider(PLACE, kind, "${var.credential_provider.name}", ["${identity}"]);
  const { Action, Resource } = statement;
  const [identity, ...others] = [...(Resource as readonly string[])].reverse();
  const list = `concat(${hclOf(others.reverse())}, [for identity in reader.workload_identities : ${hclOf(identity as string)}])`;
  return replaced({ ...statement, Resource: `\${${list}}` } as unknown as Body, {
    [Action as string]: "${local.kind.action}",
    [`/${collection}/`]: "/${local.kind.collection}/",
  }) as unknown as Statement;
}

const secret = { secretArn: "${var.secret.secret_arn}", keyArn: "${var.secret.kms_key_arn}" };
const encrypted = { secretArn: "${secret.secret_arn}", keyArn: "${secret.kms_key_arn}" };

/** As the constructs number them: one alone has none. */
const decryptSid = `${decryptSecret({ ...encrypted, ...PLACE }).Sid}\${length(local.encrypted) > 1 ? index + 1 : ""}`;

const policy = policyExpression([
  { statement: useOfProvider() },
  { statement: spread(readSecrets(["${local.secret_arns}"]), "local.secret_arns"), when: "length(local.secrets) > 0" },
  {
    statement: withText(decryptSecret({ ...encrypted, ...PLACE }, decryptSid), SECRETS, "local.via_secrets_manager"),
    each: "index, secret in local.encrypted",
  },
  {
    statement: withText(
      signAssertion("${var.signing_key_arn}", PLACE, SIGN_AT_RUN_TIME),
      SIGNING,
      "local.via_agentcore_identity",
    ),
    when: "var.signing_key_arn != null",
  },
]);

const nullable = (variable: string, validation: Validation): Validation => ({
  ...validation,
  condition: `${variable} == null ? true : ${validation.condition}`,
  message: validation.message.replace(/\$\{(var\.[\w.]+)\}/g, (_, name: string) => `\${${orEmpty(name)}}`),
});

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

const ELSEWHERE = SECRET_ARN.replace("us-east-1", "eu-west-1");
const ROLE_ARNS = "values(var.readers)[*].role_arn";
const IDENTITIES = "flatten([for reader in values(var.readers) : tolist(reader.workload_identities)])";
const isIdentity = matches(WORKLOAD_IDENTITY_NAME, "name");
const accounts = 'distinct([for reader in values(var.readers) : try(split(":", reader.role_arn)[4], "")])';
const other = "arn:aws:iam::444455556666:role/agent";

const SECRET_FIELDS: readonly Field[] = [
  { name: "secret_arn", type: "string", description: "The full ARN of the secret, with its 6-character suffix." },
  {
    name: "kms_key_arn",
    type: "string",
    optional: true,
    description: "The customer managed key that encrypts it; by default the AWS managed key aws/secretsmanager.",
  },
];

function secretVariable(): Variable {
  const [isSecret] = secretArnGuards(secret.secretArn, "", "");
  const [isKey, isNear] = keyArnGuards(secret.keyArn, '${try(split(":", var.secret.secret_arn)[3], "")}');
  if (!isSecret || !isKey || !isNear) throw new Error("the constructs guard no secret");
  const reference = { secret_arn: SECRET_ARN };
  const key = (validation: Validation): Validation => nullable("try(var.secret.kms_key_arn, null)", validation);
  return {
    name: "secret",
    description:
      "The secret that the provider references, and its customer managed key. By default there is none: for a client that proves itself without a secret.",
    type: { object: SECRET_FIELDS },
    default: null,
    nullable: true,
    validations: [
      nullable("var.secret", fromGuard(isSecret, { secret: { secret_arn: SECRET_ARN.slice(0, -7) } })),
      key(
        fromGuard(isKey, { secret: { ...reference, kms_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/secrets" } }),
      ),
      key(fromGuard(isNear, { secret: { ...reference, kms_key_arn: KEY_ARN.replace("us-east-1", "us-west-2") } })),
    ],
  };
}

/** A payment credential provider has two references, which may lead to two secrets. */
function additionalSecretsVariable(): Variable {
  const region = 'try(split(":", var.secret.secret_arn)[3], "")';
  const arns = "var.additional_secrets[*].secret_arn";
  const keys = "compact(var.additional_secrets[*].kms_key_arn)";
  const [isSecret] = secretArnGuards("${each.value}", "", "");
  const [isKey, isNear] = keyArnGuards("${each.value}", `\${${region}}`);
  if (!isSecret || !isKey || !isNear) throw new Error("the constructs guard no secret");
  const reference = { secret_arn: SECRET_ARN.replace("google-oauth", "wallet") };
  const broken = (change: Body): Body => ({ additional_secrets: [{ ...reference, ...change }] });
  return {
    name: "additional_secrets",
    description:
      "Secrets that the provider references beside that one: a payment credential provider has two references. The same secret again changes nothing. By default there are none.",
    type: { list: { object: SECRET_FIELDS } },
    default: [],
    nullable: false,
    validations: [
      forEvery(isSecret, "each.value", arns, broken({ secret_arn: SECRET_ARN.slice(0, -7) })),
      forEvery(isKey, "each.value", keys, broken({ kms_key_arn: KEY_ARN.replace(/key\/.*/, "alias/secrets") })),
      forEvery(isNear, "each.value", keys, broken({ kms_key_arn: KEY_ARN.replace("us-east-1", "us-west-2") })),
      {
        condition: "length(var.additional_secrets) == 0 || var.secret != null",
        message: "additional_secrets are given, but secret is not. Give the first of them as secret.",
        broken: { secret: null, ...broken({}) },
      },
      {
        condition: `var.secret == null ? true : alltrue([for arn in ${arns} : try(split(":", arn)[3], "") == ${region}])`,
        message: words(
          (stack) => {
            const other = ExternalSecret.fromArn(stack, "Other", { secretArn: ELSEWHERE });
            paymentIn(stack, coinbase(stack, { walletSecret: other.jsonKey("wallet") }));
          },
          [
            "eu-west-1, us-east-1",
            `join(", ", sort(distinct(concat([${region}], [for arn in ${arns} : try(split(":", arn)[3], "")]))))`,
          ],
        ),
        broken: broken({ secret_arn: ELSEWHERE }),
      },
    ],
  };
}

const accountsAre = (account: string): string => `alltrue([for account in ${accounts} : account == ${account}])`;

const partitionRule = (): Validation => ({
  condition:
    'alltrue([for reader in values(var.readers) : try(split(":", reader.role_arn)[1], "") == local.partition])',
  message: words(
    (stack) => grantedIn(stack, Reader.role("arn:aws-cn:iam::111122223333:role/agent")),
    [
      "arn:aws-cn:iam::111122223333:role/agent",
      'join(", ", [for reader in values(var.readers) : reader.role_arn if try(split(":", reader.role_arn)[1], "") != local.partition])',
    ],
    [/aws(?=\. Ref)/, "local.partition"],
  ),
  broken: { readers: { agent: { role_arn: "arn:aws-cn:iam::111122223333:role/agent" } } },
});

/** The AWS managed key works in its own account only. */
const isReadable = `secret.kms_key_arn != null || ${accountsAre('try(split(":", secret.secret_arn)[4], "")')}`;
const unreadable = (shown: string): string =>
  `join(", ", [for secret in local.secrets : ${shown} if !(${isReadable})])`;
const crossAccountRule = (): Validation => ({
  condition: every("secret", "local.secrets", isReadable),
  message: words(
    (stack) => {
      const secret = secretIn(stack, { policyMode: SecretPolicyMode.NONE });
      apiKeyIn(stack, {}, secret).grantUse(Reader.role(other));
    },
    [SECRET_ARN, unreadable("secret.secret_arn")],
    ["111122223333", unreadable('try(split(":", secret.secret_arn)[4], "")')],
    ["444455556666", `join(", ", ${accounts})`],
  ),
  broken: { secret: { secret_arn: SECRET_ARN }, readers: { agent: { role_arn: other } } },
});

const readersVariable = (): Variable => ({
  name: "readers",
  description:
    "Roles that obtain credentials at run time, by a name of your choice. Adding or removing one touches only its own policy.",
  type: {
    map: {
      object: [
        { name: "role_arn", type: "string", description: "The ARN of the IAM role, path included." },
        {
          name: "attach_policy",
          type: "bool",
          optional: true,
          default: true,
          description: "Whether the policy is attached to the role; otherwise it is only offered as a document.",
        },
        {
          name: "workload_identities",
          type: { set: "string" },
          optional: true,
          default: ["*"],
          description: "Workload identities through which the role may obtain credentials; each may end in *.",
        },
      ],
    },
  },
  nullable: false,
  validations: [
    areRoles(ROLE_ARNS, { readers: { agent: { role_arn: "arn:aws:sts::111122223333:assumed-role/agents/i-0abc" } } }),
    areDistinct("readers", ROLE_ARNS, { readers: { one: { role_arn: ROLE_ARN }, two: { role_arn: ROLE_ARN } } }),
    {
      condition: `length(${accounts}) <= 1`,
      message: otherAccount(`join(", ", sort(${accounts}))`),
      broken: {
        secret: { secret_arn: SECRET_ARN, kms_key_arn: KEY_ARN },
        readers: { one: { role_arn: ROLE_ARN }, two: { role_arn: other } },
      },
    },
    partitionRule(),
    crossAccountRule(),
    {
      condition: "alltrue([for reader in values(var.readers) : length(reader.workload_identities) > 0])",
      message: words((stack) => grantedIn(stack, Reader.role(ROLE_ARN, { workloadIdentities: [] }))),
      broken: { readers: { agent: { role_arn: ROLE_ARN, workload_identities: [] } } },
    },
    {
      condition: `alltrue([for name in ${IDENTITIES} : ${isIdentity}])`,
      message: words(
        (stack) => grantedIn(stack, Reader.role(ROLE_ARN, { workloadIdentities: ["my agent"] })),
        ["my agent", `join(", ", [for name in ${IDENTITIES} : name if !${isIdentity}])`],
      ),
      broken: { readers: { agent: { role_arn: ROLE_ARN, workload_identities: ["my agent"] } } },
    },
  ],
});

function signingKeyVariable(): Variable {
  const [isKey] = keyArnGuards("${var.signing_key_arn}", "");
  if (!isKey) throw new Error("the constructs guard no key");
  return {
    name: "signing_key_arn",
    description:
      "The KMS key that signs client assertions, for a custom vendor with private_key_jwt. By default there is none.",
    type: "string",
    default: null,
    nullable: true,
    validations: [
      nullable(
        "var.signing_key_arn",
        fromGuard(isKey, { signing_key_arn: "arn:aws:kms:us-east-1:111122223333:alias/signing" }),
      ),
    ],
  };
}

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
      secretVariable(),
      additionalSecretsVariable(),
      signingKeyVariable(),
    ],
    outputs: [
      {
        name: "policy_documents",
        description: "The policy of each reader as JSON text, attached or not, by the reader's name.",
        value: "local.policies",
      },
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
          policies: `\${{ for name, reader in local.readers : name => ${policy} }}`,
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
              for_each: "${{ for name, reader in local.readers : name => reader if reader.attach_policy }}",
              name: `\${${policyName}}`,
              role: '${regex("[^/]+$", each.value.role_arn)}',
              policy: "${local.policies[each.key]}",
              lifecycle: {
                precondition: {
                  condition: `\${length(local.policies[each.key]) <= ${INLINE_POLICY_CHARACTERS}}`,
                  error_message: tooLong(),
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
        ],
      },
    ],
  };
}

const tooLong = (): string =>
  words(
    (stack) => {
      const workloadIdentities = Array.from({ length: 100 }, (_, index) => `identity-${"x".repeat(60)}-${index}`);
      grantedIn(stack, Reader.role(ROLE_ARN, { workloadIdentities }));
    },
    [ROLE_ARN, "each.value.role_arn"],
    [/\d{5}(?= characters together)/, "length(local.policies[each.key])"],
  );
