locals {
  # How the program runs.
  call = {
    timeoutSeconds       = var.bridge.timeout_seconds
    assumeRoleArn        = var.bridge.assume_role_arn
    assumeRoleExternalId = var.bridge.assume_role_external_id
  }
}
