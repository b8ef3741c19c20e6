variables {
  secret_arn  = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf"
  kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  roles       = { route-planner = "arn:aws:iam::111122223333:role/agents/route-planner" }
  owner       = "agents/google-oauth"
}

run "plans" {
  command = plan

  assert {
    condition = join(
      ",",
      jsondecode(terraform_data.content.triggers_replace.input).statements[*].Action
    ) == "kms:Decrypt"

    error_message = "The statement must allow Decrypt alone."
  }

  assert {
    condition = one(
      jsondecode(terraform_data.content.triggers_replace.input).statements
    ).Condition.StringEquals["kms:EncryptionContext:SecretARN"] == var.secret_arn

    error_message = "The statement must be bound to the secret."
  }

  assert {
    condition = one(
      jsondecode(terraform_data.content.triggers_replace.input).statements
    ).Condition.StringEquals["kms:ViaService"] == "secretsmanager.us-east-1.amazonaws.com"

    error_message = "Only Secrets Manager may ask."
  }
}
