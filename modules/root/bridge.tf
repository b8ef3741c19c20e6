locals {
  # How the program runs.
  call = {
    owner                = local.owner
    timeoutSeconds       = var.timeout_seconds
    assumeRoleArn        = var.assume_role_arn
    assumeRoleExternalId = var.assume_role_external_id
  }
}
