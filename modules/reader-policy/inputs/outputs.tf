output "credential_provider" {
  value = var.credential_provider
}

output "readers" {
  value = var.readers
}

output "secret" {
  value = var.secret
}

output "additional_secrets" {
  value = var.additional_secrets
}

output "partition" {
  value = local.partition
}

output "secrets" {
  value = local.secrets
}
