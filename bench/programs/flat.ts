const SECRET = "${each.value.secret_arn}";
const VAULT = "arn:aws:bedrock-agentcore:us-east-1:111122223333";
const USE = `{ Sid = "Use", Effect = "Allow", Action = "bedrock-agentcore:GetResourceOauth2Token", Resource = ["${VAULT}:token-vault/default", "${VAULT}:token-vault/default/oauth2credentialprovider/\${each.value.provider}", "${VAULT}:workload-identity-directory/default", "${VAULT}:workload-identity-directory/default/workload-identity/*"] }`;
const READ =
  '{ Sid = "ReadSecret", Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = [each.value.secret_arn] }';
const DECRYPT =
  '{ Sid = "Decrypt", Effect = "Allow", Action = "kms:Decrypt", Resource = [local.key_arn], Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.us-east-1.amazonaws.com", "kms:EncryptionContext:SecretARN" = each.value.secret_arn } } }';
const READERS =
  '{ Sid = "Readers", Effect = "Allow", Principal = { AWS = [for role in each.value.roles : "arn:aws:iam::111122223333:role/${role}"] }, Action = "secretsmanager:GetSecretValue", Resource = "*" }';
const SERVICE =
  '{ Sid = "Service", Effect = "Allow", Principal = { Service = "bedrock-agentcore.amazonaws.com" }, Action = "secretsmanager:GetSecretValue", Resource = "*", Condition = { StringEquals = { "aws:SourceAccount" = ["111122223333"] } } }';
const document = (...statements: readonly string[]): string =>
  `\${jsonencode({ Version = "2012-10-17", Statement = [${statements.join(", ")}] })}`;

export interface Wish {
  readonly name: string;
  readonly secretArn: string;
  readonly roles: readonly string[];
}

/** What a careful team writes by hand for the same, in one module: the same resources, policies and guards. */
export function flatConfiguration(wishes: readonly Wish[], keyArn: string): object {
  return {
    provider: { aws: { region: "us-east-1" } },
    locals: {
      key_arn: keyArn,
      providers: Object.fromEntries(
        wishes.map(({ name, secretArn, roles }) => [name, { secret_arn: secretArn, roles }]),
      ),
      uses: '${merge([for name, provider in local.providers : { for role in provider.roles : "${name}/${role}" => { provider = name, role = role, secret_arn = provider.secret_arn } }]...)}',
    },
    data: {
      aws_secretsmanager_secret: { current: { for_each: "${local.providers}", arn: "${each.value.secret_arn}" } },
    },
    resource: {
      aws_bedrockagentcore_oauth2_credential_provider: {
        this: {
          for_each: "${local.providers}",
          name: "${each.key}",
          credential_provider_vendor: "GoogleOauth2",
          oauth2_provider_config: {
            google_oauth2_provider_config: {
              client_id: "${each.key}",
              client_secret_source: "EXTERNAL",
              client_secret_config: { secret_id: "${each.value.secret_arn}", json_key: "client_secret" },
            },
          },
          lifecycle: {
            postcondition: [
              {
                condition:
                  '${!strcontains(try(self.client_secret_arn[0].secret_arn, ""), ":secret:bedrock-agentcore-identity!")}',
                error_message: "The provider has a managed secret.",
              },
            ],
          },
        },
      },
      aws_secretsmanager_secret_policy: {
        this: {
          for_each: "${local.providers}",
          secret_arn: SECRET,
          policy: document(READERS, SERVICE),
          block_public_policy: true,
          lifecycle: {
            precondition: [
              {
                condition:
                  '${alltrue([for s in flatten([jsondecode(coalesce(data.aws_secretsmanager_secret.current[each.key].policy, "{\\"Statement\\":[]}")).Statement]) : contains(["Readers", "Service"], try(s.Sid, ""))])}',
                error_message: "The policy holds statements of others.",
              },
              {
                condition:
                  '${contains([local.key_arn, split("/", local.key_arn)[1]], coalesce(data.aws_secretsmanager_secret.current[each.key].kms_key_id, "alias/aws/secretsmanager"))}',
                error_message: "The secret has another key.",
              },
            ],
          },
        },
      },
      aws_iam_role_policy: {
        this: {
          for_each: "${local.uses}",
          name: "AgentCoreIdentity-us-east-1-oauth2-${each.value.provider}",
          role: "${each.value.role}",
          policy: document(USE, READ, DECRYPT),
        },
      },
      aws_kms_grant: {
        this: {
          for_each: "${local.uses}",
          key_id: "${local.key_arn}",
          grantee_principal: "arn:aws:iam::111122223333:role/${each.value.role}",
          operations: ["Decrypt"],
          constraints: { encryption_context_subset: { SecretARN: "${each.value.secret_arn}" } },
        },
      },
    },
    check: {
      secrets: {
        assert: [
          {
            condition:
              '${alltrue([for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : try(provider.client_secret_arn[0].secret_arn, "") == local.providers[name].secret_arn])}',
            error_message: "A provider reads another secret.",
          },
        ],
      },
    },
  };
}

/** The same wish to the root module. */
export function moduleConfiguration(wishes: readonly Wish[], keyArn: string, source: string): object {
  const readers = wishes
    .flatMap(({ roles }) => roles)
    .map((role) => [role, { role_arn: `arn:aws:iam::111122223333:role/${role}` }]);
  return {
    provider: { aws: { region: "us-east-1" } },
    module: {
      agentcore_identity: {
        source,
        owner: "bench",
        secrets: Object.fromEntries(
          wishes.map(({ name, secretArn }) => [name, { secret_arn: secretArn, kms_key_arn: keyArn }]),
        ),
        readers: Object.fromEntries(readers) as object,
        oauth2_providers: Object.fromEntries(
          wishes.map(({ name, roles }) => [
            name,
            { vendor: "GoogleOauth2", client_id: name, secret: name, json_key: "client_secret", readers: roles },
          ]),
        ),
      },
    },
  };
}
