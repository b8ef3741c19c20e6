locals {
  # The secrets whose keys are looked up, with their Regions.
  looking_up = {
    for name in try(keys(var.secrets), []) : name => coalesce(
      try(tostring(var.secrets[name].region), null),
      local.region
    )
    if try(tobool(var.secrets[name].look_up_kms_key), false) == true
  }

  # What is no ARN, or is elsewhere, is refused with all else that is wrong, and AWS is not asked.
  is_there = {
    for name, region in local.looking_up : name => can(
      regex(
        "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$",
        var.secrets[name].secret_arn
      )
    ) && try(split(":", var.secrets[name].secret_arn)[3], "") == region
  }

  # And all their replicas.
  looked_up = merge(
    [
      for name, region in local.looking_up : merge(
        { (name) = { arn = var.secrets[name].secret_arn, region = region } },
        {
          for place in try(keys(var.secrets[name].replicas), []) : "${name}/${place}" => {
            arn    = join(":", [for index, part in split(":", var.secrets[name].secret_arn) : index == 3 ? place : part])
            region = place
          }
          if can(regex("^[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2}$", place)) && (
            startswith(place, "cn-")
            ? "aws-cn"
            : (startswith(place, "us-gov-") ? "aws-us-gov" : "aws")
          ) == (startswith(region, "cn-") ? "aws-cn" : (startswith(region, "us-gov-") ? "aws-us-gov" : "aws"))
        }
      )
      if can(length([[true][local.is_there[name] ? 0 : 1]]))
    ]...
  )
}

# Their keys, by ARN, ID or alias.
data "aws_secretsmanager_secret" "looked_up" {
  for_each = local.looked_up

  arn    = each.value.arn
  region = each.value.region
}
