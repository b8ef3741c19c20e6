locals {
  # What each object may hold.
  shapes = {
    secret = {
      secret_arn        = "text"
      kms_key_arn       = "text"
      policy_mode       = "text"
      key_access        = "text"
      service_principal = "true or false"
    }
    reader = {
      role_arn            = "text"
      attach_policy       = "true or false"
      workload_identities = "list of texts"
    }
    "OAuth2 provider" = {
      vendor                 = "text"
      client_id              = "text"
      tenant_id              = "text"
      issuer                 = "text"
      authorization_endpoint = "text"
      token_endpoint         = "text"
      custom                 = "custom"
      secret                 = "text"
      json_key               = "text"
      readers                = "list of texts"
      verify_json_key        = "true or false"
      tags                   = "map of texts"
    }
    custom = {
      discovery_url                 = "text"
      authorization_server_metadata = "authorization_server_metadata"
      client_authentication_method  = "text"
      private_key_jwt               = "private_key_jwt"
      on_behalf_of                  = "on_behalf_of"
      private_endpoint              = "private_endpoint"
      private_endpoint_overrides    = "list of private_endpoint_overrides"
    }
    authorization_server_metadata = {
      issuer                      = "text"
      authorization_endpoint      = "text"
      token_endpoint              = "text"
      response_types              = "list of texts"
      token_endpoint_auth_methods = "list of texts"
    }
    private_key_jwt = {
      kms_key_arn               = "text"
      signing_algorithm         = "text"
      additional_header_claims  = "map of texts"
      additional_payload_claims = "map of texts"
    }
    on_behalf_of = {
      grant_type          = "text"
      actor_token_content = "text"
      actor_token_scopes  = "list of texts"
    }
    private_endpoint = { managed_vpc = "managed_vpc", self_managed_lattice = "self_managed_lattice" }
    managed_vpc = {
      vpc_id             = "text"
      subnet_ids         = "list of texts"
      ip_address_type    = "text"
      security_group_ids = "list of texts"
      routing_domain     = "text"
      tags               = "map of texts"
    }
    self_managed_lattice       = { resource_configuration_identifier = "text" }
    private_endpoint_overrides = { domain = "text", private_endpoint = "private_endpoint" }
    "API key provider" = {
      secret          = "text"
      json_key        = "text"
      readers         = "list of texts"
      verify_json_key = "true or false"
      tags            = "map of texts"
    }
    "payment provider" = {
      vendor                    = "text"
      api_key_id                = "text"
      api_key_secret            = "secret reference"
      wallet_secret             = "secret reference"
      app_id                    = "text"
      authorization_id          = "text"
      app_secret                = "secret reference"
      authorization_private_key = "secret reference"
      adopt                     = "true or false"
      readers                   = "list of texts"
      verify_json_key           = "true or false"
      tags                      = "map of texts"
    }
    "secret reference" = { secret = "text", json_key = "text" }
  }

  # What it must hold.
  required = {
    secret                        = ["secret_arn"]
    reader                        = ["role_arn"]
    "OAuth2 provider"             = ["vendor"]
    custom                        = []
    authorization_server_metadata = ["issuer", "authorization_endpoint", "token_endpoint"]
    private_key_jwt               = ["kms_key_arn"]
    on_behalf_of                  = ["grant_type"]
    private_endpoint              = []
    managed_vpc                   = ["vpc_id", "subnet_ids"]
    self_managed_lattice          = ["resource_configuration_identifier"]
    private_endpoint_overrides    = ["domain", "private_endpoint"]
    "API key provider"            = ["secret", "json_key"]
    "payment provider"            = ["vendor"]
    "secret reference"            = ["secret", "json_key"]
  }
}

locals {
  # The inputs that are maps.
  given = {
    secrets           = var.secrets
    readers           = var.readers
    oauth2_providers  = var.oauth2_providers
    api_key_providers = var.api_key_providers
    payment_providers = var.payment_providers
  }

  # Each entry of those that hold objects.
  entries = flatten([
    for input, shape in {
      secrets           = "secret"
      readers           = "reader"
      oauth2_providers  = "OAuth2 provider"
      api_key_providers = "API key provider"
      payment_providers = "payment provider"
    } : [
      for name, value in local.given[input] : {
        input = input
        name  = name
        at    = "${input}[\"${name}\"]"
        shape = shape
        value = value
      }
    ]
    if can(keys(local.given[input]))
  ])

  objects = [for entry in local.entries : entry if can(keys(entry.value))]

  # The objects in the entries, level by level.
  nested_1 = flatten([
    for object in local.objects : [
      for attribute, value in object.value : {
        at    = "${object.at}.${attribute}"
        shape = local.shapes[object.shape][attribute]
        value = value
      }
      if can(keys(local.shapes[local.shapes[object.shape][attribute]])) && can(keys(value))
    ]
  ])

  nested_2 = flatten([
    for object in local.nested_1 : [
      for attribute, value in object.value : {
        at    = "${object.at}.${attribute}"
        shape = local.shapes[object.shape][attribute]
        value = value
      }
      if can(keys(local.shapes[local.shapes[object.shape][attribute]])) && can(keys(value))
    ]
  ])

  overrides = flatten([
    for object in local.nested_1 : [
      for index, value in object.value.private_endpoint_overrides : {
        at    = "${object.at}.private_endpoint_overrides[${index}]"
        shape = "private_endpoint_overrides"
        value = value
      }
    ]
    if can(object.value.private_endpoint_overrides[0])
  ])

  nested_3 = flatten([
    for object in concat(local.nested_2, [for override in local.overrides : override if can(keys(override.value))]) : [
      for attribute, value in object.value : {
        at    = "${object.at}.${attribute}"
        shape = local.shapes[object.shape][attribute]
        value = value
      }
      if can(keys(local.shapes[local.shapes[object.shape][attribute]])) && can(keys(value))
    ]
  ])

  nested_4 = flatten([
    for object in local.nested_3 : [
      for attribute, value in object.value : {
        at    = "${object.at}.${attribute}"
        shape = local.shapes[object.shape][attribute]
        value = value
      }
      if can(keys(local.shapes[local.shapes[object.shape][attribute]])) && can(keys(value))
    ]
  ])

  all_objects = concat(
    local.objects,
    local.nested_1,
    local.nested_2,
    local.nested_3,
    local.nested_4,
    [for override in local.overrides : override if can(keys(override.value))]
  )

  # What is no map at all.
  wrong_maps = [
    for name, value in local.given : "${name} is not a map. Write ${name} = { NAME = { … } }."
    if !can(keys(value))
  ]

  # What is no object.
  wrong_entries = [
    for entry in concat(local.entries, local.overrides) : join(
      " ",
      [
        "${entry.at} is not an object. Write",
        "{ ${join(", ", [for attribute in local.required[entry.shape] : "${attribute} = …"])} }.",
      ]
    )
    if !can(keys(entry.value))
  ]

  # Attributes that there are not. Their values are never shown.
  wrong_names = flatten([
    for object in local.all_objects : [
      for attribute in keys(object.value) : can(regex("^(client_secret|api_key|app_secret|wallet_secret|secret_value|secret_string|password|token|access_token|private_key|authorization_private_key)(_wo|_value)?$", attribute)) ? join(
        " ",
        [
          "${object.at}.${attribute} would hold the secret itself, which Terraform would keep in files of its",
          "own. Take it out, change it at its vendor if it is a real one, and name instead the secret in",
          "Secrets Manager that holds it: secret = \"NAME\", json_key = \"KEY\".",
        ]
      ) : join(" ", ["${object.at}.${attribute} is no attribute of", "a ${object.shape}.${join("", [for known in keys(local.shapes[object.shape]) : " Did you mean ${known}?" if substr(known, 0, 3) == lower(substr(attribute, 0, 3))])}", "There are ${join(", ", keys(local.shapes[object.shape]))}."])
      if !contains(keys(local.shapes[object.shape]), attribute)
    ]
  ])

  # Attributes that must be there.
  missing = flatten([
    for object in local.all_objects : [
      for attribute in local.required[object.shape] : join(
        " ",
        [
          "${object.at}.${attribute} is missing. Every ${object.shape}",
          "needs ${join(" and ", local.required[object.shape])}.",
        ]
      )
      if !contains(keys(object.value), attribute) || !can(
        length([regex("false", lookup(object.value, attribute, null) == null)])
      )
    ]
  ])

  # Values of another type. `length([…])` is known and no secret, whatever stands in the list.
  wrong_types = flatten([
    for object in local.all_objects : [
      for attribute, value in object.value : [
        local.shapes[object.shape][attribute] == "text" && !(
          can(length([tostring(value)]))
        ) ? "${object.at}.${attribute} is not a text. Write one text between quotes." : null,
        local.shapes[object.shape][attribute] == "true or false" && !(
          can(length([tobool(value)]))
        ) ? "${object.at}.${attribute} is neither true nor false. Write one of them, without quotes." : null,
        local.shapes[object.shape][attribute] == "list of texts" && !(
          !can(keys(value))
          && can(length([toset([for one in value : tostring(one)])]))
        ) ? "${object.at}.${attribute} is not a list of texts. Write [\"…\"]." : null,
        local.shapes[object.shape][attribute] == "map of texts" && !(
          can(keys(value))
          && can(length([[for one in value : tostring(one)]]))
        ) ? "${object.at}.${attribute} is not a map of texts. Write { name = \"…\" }." : null,
        local.shapes[object.shape][attribute] == "text" && can(length([tostring(value)])) && !can(
          length([regex("(?s).", value)])
        ) ? "${object.at}.${attribute} is empty. Give a text, or leave it out." : null,
        contains(keys(local.shapes), local.shapes[object.shape][attribute]) && !can(keys(value)) ? join(
          " ",
          [
            "${object.at}.${attribute} is not an object. Write ${attribute} = { … }",
            "with ${join(", ", keys(lookup(local.shapes, local.shapes[object.shape][attribute], {})))}.",
          ]
        ) : null,
        startswith(local.shapes[object.shape][attribute], "list of ") && local.shapes[object.shape][attribute] != "list of texts" && (
          can(keys(value))
          || !can([for one in value : one])
        ) ? "${object.at}.${attribute} is not a list of objects. Write [{ … }]." : null,
      ]
      if can(local.shapes[object.shape][attribute]) && !!can(length([regex("false", value == null)]))
    ]
  ])

  shape_mistakes = compact(
    concat(local.wrong_maps, local.wrong_entries, local.wrong_names, local.missing, flatten(local.wrong_types))
  )

  is_shaped = length(local.shape_mistakes) == 0
}
