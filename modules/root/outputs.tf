output "oauth2_providers" {
  description = "ARN and callback URL of each OAuth2 credential provider, by name."

  value = {
    for name, provider in aws_bedrockagentcore_oauth2_credential_provider.this : name => {
      arn          = provider.credential_provider_arn
      callback_url = provider.callback_url
    }
  }

  precondition {
    condition     = length(local.managed_secrets) == 0
    error_message = join("\n", local.managed_secrets)
  }
}

output "api_key_providers" {
  description = "ARN of each API key credential provider, by name."

  value = {
    for name, provider in aws_bedrockagentcore_api_key_credential_provider.this : name => {
      arn = provider.credential_provider_arn
    }
  }
}

output "payment_providers" {
  description = "ARN of each payment credential provider, by name."
  value       = { for name, arn in local.payment_arns : name => { arn = arn } }
  depends_on  = [terraform_data.payment_confirmation]
}

output "reader_policy_documents" {
  description = "The identity policy of each reader as JSON text, by kind and name of the provider and by the reader's name."

  value = {
    for key, provider in local.providers : key => {
      for name in provider.readers : name => local.reader_documents["${key}/${name}"]
    }
    if length(provider.readers) > 0
  }

  precondition {
    condition = length(local.too_long) == 0

    error_message = join(
      " ",
      [
        "${join("\n", local.too_long)} Say policy_kind = \"MANAGED\" of the reader, or attach_policy =",
        "false and put the policy documents of its grants into managed policies.",
      ]
    )
  }
}

output "secret_policy_documents" {
  description = "The resource policy of each secret as JSON text, written or not, by the secret's name."
  value       = local.secret_policies

  precondition {
    condition     = length(local.wrong_keys) == 0
    error_message = join("\n", local.wrong_keys)
  }
}

output "agent_secrets" {
  description = "ARN, key and, for a rotator that is managed elsewhere, its policy as JSON text, of each secret that the module makes, by name."

  value = {
    for name, made in module.agent_secrets : name => {
      secret_arn              = made.secret_arn
      kms_key_arn             = made.kms_key_arn
      rotator_policy_document = made.rotator_policy_document
    }
  }
}

output "intended_readers" {
  description = "Who should read, for agentcore-identity check, which looks for it in the outputs of a plan: repeat it as an output of the root module."

  value = {
    format = "agentcore-identity/readers/1"
    providers = {
      for key, provider in local.providers : key => {
        readers = [for name in provider.readers : local.readers[name].role_arn]
        deployers = concat(
          values(var.deployers),
          flatten([for name, arns in local.rotator_arns : arns if contains(provider.references[*].secret, name)])
        )
        rotators = tolist(
          setsubtract(
            flatten([for name, arns in local.rotator_arns : arns if contains(provider.references[*].secret, name)]),
            values(var.deployers)
          )
        )
        elsewhere = concat(
          [for name in provider.readers : local.readers[name].role_arn if !local.readers[name].attach_policy],
          values(var.deployers),
          flatten([
            for name, arns in local.rotator_arns : arns
            if contains(provider.references[*].secret, name) && !local.agent_secrets[name].attach_rotator_policy
          ])
        )
        kinds = [
          for name in provider.readers : { role_arn = local.readers[name].role_arn, kind = local.readers[name].kind }
          if local.readers[name].kind != "RUNTIME"
        ]
        token_audiences = provider.token_audiences
        name            = provider.name
        region          = provider.region
        secrets = [
          for secret in local.provider_secrets[key] : {
            secret_arn  = secret.secret_arn
            kms_key_arn = secret.kms_key_arn
          }
        ]
        signing_keys = provider.signing_key_arn[*]
      }
    }
    planned = length(local.agent_secrets) == 0 ? null : {
      secrets = {
        for name in keys(local.agentcore_identity_made) : name => {
          name        = try(local.agent_secrets[name].name, null)
          region      = local.planned_secrets[name].region
          secret_arn  = local.planned_secrets[name].secret_arn
          kms_key_arn = local.planned_secrets[name].kms_key_arn
        }
      }
      references = merge(
        {
          for name in keys(local.exclusive_policies) : "aws_secretsmanager_secret_policy.this[\"${name}\"]" => name
          if lookup(local.is_made, name, false)
        },
        {
          for key, grant in local.grants : "aws_kms_grant.this[\"${key}\"]" => grant.secret
          if lookup(local.is_made, grant.secret, false)
        },
        {
          for name, provider in local.oauth2_providers : "aws_bedrockagentcore_oauth2_credential_provider.this[\"${name}\"]" => provider.secret
          if lookup(local.is_made, coalesce(provider.secret, "/"), false)
        },
        {
          for name, provider in local.api_key_providers : "aws_bedrockagentcore_api_key_credential_provider.this[\"${name}\"]" => provider.secret
          if lookup(local.is_made, coalesce(provider.secret, "/"), false)
        }
      )
      policies = merge(
        {
          for key in keys(
            local.attached_documents
          ) : "aws_iam_role_policy.this[\"${key}\"]" => local.planned_documents[key]
          if anytrue([
            for one in local.providers[local.uses[key].provider].references : lookup(local.is_made, one.secret, false)
          ])
        },
        {
          for id in keys(local.managed_first) : "aws_iam_policy.first[\"${id}\"]" => local.planned_managed_documents[id]
        },
        { for id in keys(local.managed_more) : "aws_iam_policy.more[\"${id}\"]" => local.planned_managed_documents[id] },
        {
          for name, made in module.agent_secrets : "module.agent_secrets[\"${name}\"].aws_iam_role_policy.this[0]" => replace(
            replace(made.planned_rotator_policy, "made-secret", local.planned_secrets[name].secret_arn),
            "made-key",
            local.planned_secrets[name].kms_key_arn
          )
        }
      )
    }
  }
}
