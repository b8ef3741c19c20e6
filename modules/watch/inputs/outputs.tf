output "targets" {
  value = var.targets
}

output "secrets" {
  value = var.secrets
}

output "signals" {
  value = var.signals
}
