variable "owner" {
  type = string
}

variable "deployers" {
  type = map(string)
}

variable "tags" {
  type = map(string)
}

variable "timeout_seconds" {
  type = number
}

variable "assume_role_arn" {
  type = string
}

variable "aws_region" {
  type = string
}

variable "aws_partition" {
  type = string
}

variable "aws_account" {
  type = string
}

variable "secrets" {
  type = any
}

variable "agent_secrets" {
  type = any
}

variable "readers" {
  type = any
}

variable "oauth2_providers" {
  type = any
}

variable "api_key_providers" {
  type = any
}

variable "payment_providers" {
  type = any
}

variable "looked_up" {
  type = any
}
