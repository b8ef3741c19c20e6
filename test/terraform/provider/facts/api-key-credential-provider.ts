import { absent, exactlyOne, items, length, oneOf, pattern, present, requires, when, within } from "../check";
import { only, text, UNKNOWN, type Value, type Values } from "../cty";
import type { Making, ResourceFacts } from "../resource-facts";
import { elsewhere } from "./refusals";
import { managedSecretArn, providerArn, secretReference } from "./oauth2-credential-provider";

export const apiKeyCredentialProvider: ResourceFacts = {
  origin: "facts/provider-gaps.md 3.2 (provider source and documentation of 6.66) and 2.3",
  identity: (values) => text(values.name),
  checks: [
    length("name", 1, 128),
    pattern("name", /^[a-zA-Z0-9\-_]+$/),
    exactlyOne("api_key", "api_key_wo", "api_key_secret_config"),
    length("api_key", 1, 65536),
    requires("api_key_wo", "api_key_wo_version"),
    requires("api_key_wo_version", "api_key_wo"),
    oneOf("api_key_secret_source", ["MANAGED", "EXTERNAL"]),
    when(
      "api_key_secret_source",
      ["EXTERNAL"],
      [present("api_key_secret_config"), absent("api_key"), absent("api_key_wo")],
    ),
    when("api_key_secret_source", ["MANAGED"], [absent("api_key_secret_config")]),
    requires("api_key_secret_config", "api_key_secret_source"),
    items("api_key_secret_config", 0, 1),
    within("api_key_secret_config", secretReference),
  ],
  replaceOn: ["name"],
  // The service refuses to switch the source in place, and the provider knows it.
  replaceWhen: (prior, planned) => {
    const from = text(prior.api_key_secret_source);
    const to = text(planned.api_key_secret_source);
    return from !== undefined && to !== undefined && from !== to ? "api_key_secret_source" : undefined;
  },
  planned: { api_key_secret_source: sourceOf },
  computed: {
    credential_provider_arn: (making) => providerArn(making, "apikeycredentialprovider"),
    api_key_secret_arn: apiKeySecretArn,
  },
  // An update keeps the old ARN until the next refresh: policies must not be built from it.
  onRead: { api_key_secret_arn: apiKeySecretArn },
  refusesCreate: (values, making) => elsewhere(only(values.api_key_secret_config)?.secret_id ?? null, making),
  refusesUpdate: (_held, planned, making) => elsewhere(only(planned.api_key_secret_config)?.secret_id ?? null, making),
  notRefreshed: ["api_key", "api_key_wo", "api_key_wo_version", "api_key_secret_config"],
};

function sourceOf(config: Values): Value | undefined {
  if (config.api_key_secret_source !== null && config.api_key_secret_source !== undefined) {
    return config.api_key_secret_source;
  }
  return config.api_key_secret_config === UNKNOWN
    ? UNKNOWN
    : only(config.api_key_secret_config)
      ? "EXTERNAL"
      : "MANAGED";
}

function apiKeySecretArn(making: Making): Value {
  const secretId = text(only(making.values.api_key_secret_config)?.secret_id);
  return secretId ? [{ secret_arn: secretId }] : managedSecretArn(making, "apikey", making.values.api_key_secret_arn);
}
