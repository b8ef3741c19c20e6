locals {
  # What texts look like, each once.
  patterns = {
    secret_arn        = "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+-[A-Za-z0-9]{6}$"
    kms_key_arn       = "^arn:(?:aws|aws-cn|aws-us-gov):kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$"
    role_arn          = "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/(?:[!-)+-.0->@-~]+/)*[A-Za-z0-9_+=,.@-]+$"
    json_key          = "^[^\\[\\]./$]+$"
    provider_name     = "^[A-Za-z0-9_-]+$"
    owner             = "^[A-Za-z0-9 ._:/=+@-]+$"
    region            = "^[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-[0-9]{1,2}$"
    workload_identity = "^[A-Za-z0-9_.-]{3,255}$|^[A-Za-z0-9_.-]{0,255}[*]$"
    workload_arn      = "^arn:aws[a-z-]*:bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:workload-identity-directory/default/workload-identity/[A-Za-z0-9_.-]{3,255}$"
    tag_key           = "^[a-zA-Z0-9 \\t\\n\\v\\f\\r._:/=+@-]+$"
    tag_value         = "^[a-zA-Z0-9 \\t\\n\\v\\f\\r._:/=+@-]*$"
    https_url         = "^https://[^ \\t\\n\\v\\f\\r/]"
    discovery_url = join(
      " ",
      ["^https://[^", "\\t\\n\\v\\f\\r/][^\\n\\r]*/[.]well-known/(?:openid-configuration|oauth-authorization-server)$"]
    )
    claim_name             = "^[A-Za-z0-9_.:#-]{1,255}$"
    payment_api_key_id     = "^[a-zA-Z0-9_-]+$"
    vpc_id                 = "^vpc-(?:[0-9a-z]{8}|[0-9a-z]{17})$"
    subnet_id              = "^subnet-[0-9a-zA-Z]{8,17}$"
    security_group_id      = "^sg-(?:[0-9a-z]{8}|[0-9a-z]{17})$"
    resource_configuration = "^(?:arn:[a-z0-9-]+:vpc-lattice:[a-zA-Z0-9-]+:[0-9]{12}:resourceconfiguration/)?rcfg-[0-9a-z]{17}$"
    session_arn            = "^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/"
    account                = "^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$"
    wildcard               = "[*?]"
    no_role                = "^arn:(?:aws|aws-cn|aws-us-gov):sts::[0-9]{12}:assumed-role/|^arn:(?:aws|aws-cn|aws-us-gov):iam::[0-9]{12}:root$|^[0-9]{12}$|[*?]"
    partial_secret_arn     = "^arn:(?:aws|aws-cn|aws-us-gov):secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]+$"
    shown_arn              = "^arn:"
    shown_json_key         = "^[$./[\\]_-]{0,2}(?:(?:[A-Za-z]{1,15}|[0-9]{1,2})[$./[\\]_-]{1,2}){0,5}(?:[A-Za-z]{1,15}[0-9]{0,2})?$"
    secret_name            = "(^(client|app|wallet)_secret|api_key|password|token|private_key|secret_(value|string))(_wo|_value)?$"
  }

  # What each object may hold.
  shapes = {
    secret = {
      secret_arn        = "text"
      kms_key_arn       = "text"
      look_up_kms_key   = "true or false"
      region            = "text"
      replicas          = "map of texts"
      policy_mode       = "text"
      key_access        = "text"
      service_principal = "true or false"
    }
    "agent secret" = {
      name                     = "text"
      description              = "text"
      value_version            = "number"
      region                   = "text"
      kms_key_arn              = "text"
      writers                  = "map of texts"
      recovery_window_in_days  = "number"
      replicas                 = "map of texts"
      tags                     = "map of texts"
      rotator_arn              = "text"
      attach_rotator_policy    = "true or false"
      rotation_function_arn    = "text"
      rotation_makes_passwords = "true or false"
      rotation_partner_type    = "text"
      rotation_metadata        = "map of texts"
      rotation_days            = "number"
      rotation_schedule        = "text"
      rotation_duration        = "text"
      rotate_immediately       = "true or false"
      policy_mode              = "text"
      service_principal        = "true or false"
    }
    reader = {
      role_arn               = "text"
      attach_policy          = "true or false"
      policy_kind            = "text"
      workload_identities    = "list of texts"
      workload_identity_arns = "list of texts"
      kind                   = "text"
      regions                = "list of texts"
      max_managed_policies   = "number"
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
      regions                = "list of texts"
      verify_json_key        = "true or false"
      tags                   = "map of texts"
    }
    custom = {
      discovery_url                 = "text"
      authorization_server_metadata = "authorization_server_metadata"
      client_authentication_method  = "text"
      token_audiences               = "list of texts"
      private_key_jwt               = "private_key_jwt"
      on_behalf_of                  = "on_behalf_of"
      private_endpoint              = "private_endpoint"
      private_endpoint_overrides    = "list of objects"
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
      regions         = "list of texts"
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
      regions                   = "list of texts"
      verify_json_key           = "true or false"
      tags                      = "map of texts"
    }
    "secret reference" = { secret = "text", json_key = "text" }
  }

  # What it must hold.
  required = {
    secret                        = ["secret_arn"]
    "agent secret"                = ["name"]
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
    agent_secrets     = var.agent_secrets
    readers           = var.readers
    oauth2_providers  = var.oauth2_providers
    api_key_providers = var.api_key_providers
    payment_providers = var.payment_providers
  }

  # What an entry of each is.
  shape_names = {
    secrets           = "secret"
    agent_secrets     = "agent secret"
    readers           = "reader"
    oauth2_providers  = "OAuth2 provider"
    api_key_providers = "API key provider"
    payment_providers = "payment provider"
  }

  # Each entry of those that hold objects.
  entries = flatten([
    for input, shape in local.shape_names : [
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
      if can(local.shapes[local.shapes[object.shape][attribute]]) && can(keys(value))
    ]
  ])

  nested_2 = flatten([
    for object in local.nested_1 : [
      for attribute, value in object.value : {
        at    = "${object.at}.${attribute}"
        shape = local.shapes[object.shape][attribute]
        value = value
      }
      if can(local.shapes[local.shapes[object.shape][attribute]]) && can(keys(value))
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
      if can(local.shapes[local.shapes[object.shape][attribute]]) && can(keys(value))
    ]
  ])

  nested_4 = flatten([
    for object in local.nested_3 : [
      for attribute, value in object.value : {
        at    = "${object.at}.${attribute}"
        shape = local.shapes[object.shape][attribute]
        value = value
      }
      if can(local.shapes[local.shapes[object.shape][attribute]]) && can(keys(value))
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
  wrong_attributes = flatten([
    for object in local.all_objects : [
      for attribute in keys(object.value) : {
        at        = "${object.at}.${attribute}"
        shape     = object.shape
        is_secret = can(regex(local.patterns.secret_name, attribute))
        near = [
          for known in keys(local.shapes[object.shape]) : known
          if substr(known, 0, 3) == lower(substr(attribute, 0, 3))
        ]
      }
      if !can(local.shapes[object.shape][attribute])
    ]
  ])

  pasted_secrets = [
    for wrong in local.wrong_attributes : join(
      " ",
      [
        "${wrong.at} would hold the secret itself, which Terraform would keep in files of its own. Take it",
        "out, change it at its vendor if it is a real one, and name instead the secret in Secrets Manager",
        "that holds it: secret = \"NAME\", json_key = \"KEY\".",
      ]
    )
    if wrong.is_secret
  ]

  wrong_names = [
    for wrong in local.wrong_attributes : join(
      " ",
      [
        "${wrong.at} is not among the attributes of",
        "the ${wrong.shape}.${length(wrong.near) > 0 ? " Did you mean ${join(" or ", wrong.near)}?" : ""}",
        "There are ${join(", ", keys(local.shapes[wrong.shape]))}.",
      ]
    )
    if !wrong.is_secret
  ]

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
      if !can(length([[true][object.value[attribute] != null ? 0 : 1]]))
    ]
  ])

  # All others that are given.
  attributes = flatten([
    for object in local.all_objects : [
      for attribute, value in object.value : {
        at    = "${object.at}.${attribute}"
        kind  = local.shapes[object.shape][attribute]
        value = value
      }
      if can(local.shapes[object.shape][attribute]) && can(length([[true][value != null ? 0 : 1]]))
    ]
  ])

  # By their kinds, each of which is looked at in its own way.
  of_kind = { for given in local.attributes : given.kind => given... }

  # Values of another type.
  wrong_types = concat(
    [
      for given in lookup(local.of_kind, "text", []) : "${given.at} is not a text. Write one text between quotes."
      if !can(length([tostring(given.value)]))
    ],
    [
      for given in lookup(local.of_kind, "text", []) : "${given.at} is empty. Give a text, or leave it out."
      if can(length([tostring(given.value)])) && !can(length([[true][given.value != "" ? 0 : 1]]))
    ],
    [
      for given in lookup(
        local.of_kind,
        "true or false",
        []
      ) : "${given.at} is neither true nor false. Write one of them, without quotes."
      if !can(length([tobool(given.value)]))
    ],
    [
      for given in lookup(local.of_kind, "number", []) : "${given.at} is not a number. Write one without quotes."
      if !can(length([tonumber(given.value)]))
    ],
    [
      for given in lookup(
        local.of_kind,
        "list of texts",
        []
      ) : "${given.at} is not a list of texts. Write [\"…\", \"…\"]."
      if can(keys(given.value)) || !can(length([toset([for one in given.value : tostring(one)])]))
    ],
    [
      for given in lookup(
        local.of_kind,
        "map of texts",
        []
      ) : "${given.at} is not a map of texts. Write { NAME = \"…\" }."
      if !can(keys(given.value)) || !can(length([[for one in given.value : tostring(one)]]))
    ],
    [
      for given in lookup(local.of_kind, "list of objects", []) : "${given.at} is not a list of objects. Write [{ … }]."
      if can(keys(given.value)) || !can([for one in given.value : one])
    ]
  )

  wrong_objects = [
    for given in local.attributes : join(
      " ",
      [
        "${given.at} is not an object. Write",
        "{ ${join(", ", [for attribute in coalescelist(local.required[given.kind], keys(local.shapes[given.kind])) : "${attribute} = …"])}",
        "}.",
      ]
    )
    if can(local.shapes[given.kind]) && !can(keys(given.value))
  ]

  shape_mistakes = concat(
    local.wrong_maps,
    local.wrong_entries,
    local.pasted_secrets,
    local.wrong_names,
    local.missing,
    local.wrong_types,
    local.wrong_objects
  )

  is_shaped = length(local.shape_mistakes) == 0
}
