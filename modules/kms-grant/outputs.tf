output "grant_ids" {
  description = "The ID of each grant, by the grantee's name."
  value       = { for name, grant in aws_kms_grant.this : name => grant.grant_id }
}
