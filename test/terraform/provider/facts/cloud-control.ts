import { arn, json } from "../check";
import { isRecord, text, type Value, type Values } from "../cty";
import { regionalArn, type Making, type ResourceFacts } from "../resource-facts";

/** Properties that CloudFormation's schema marks create-only and write-only, for the types that the project uses. */
const knownTypes: Record<string, { createOnly: string[]; writeOnly: string[]; kind: string }> = {
  "AWS::BedrockAgentCore::OAuth2CredentialProvider": {
    createOnly: ["Name", "CredentialProviderVendor"],
    writeOnly: ["Oauth2ProviderConfigInput"],
    kind: "oauth2credentialprovider",
  },
  "AWS::BedrockAgentCore::ApiKeyCredentialProvider": {
    createOnly: ["Name"],
    writeOnly: ["ApiKey", "ApiKeySecretConfig", "ApiKeySecretSource"],
    kind: "apikeycredentialprovider",
  },
  "AWS::BedrockAgentCore::PaymentCredentialProvider": {
    createOnly: ["Name", "CredentialProviderVendor"],
    writeOnly: ["ProviderConfigurationInput"],
    kind: "paymentcredentialprovider",
  },
};

export const cloudControlResource: ResourceFacts = {
  origin: "facts/provider-gaps.md 3.6",
  identity: (values) => text(values.id),
  checks: [json("desired_state"), arn("role_arn")],
  replaceOn: ["type_name"],
  replaceWhen: (prior, planned) => {
    const [before, after] = [stateOf(prior), stateOf(planned)];
    const createOnly = knownTypes[text(planned.type_name) ?? ""]?.createOnly ?? [];
    return after && createOnly.some((name) => before?.[name] !== after[name]) ? "desired_state" : undefined;
  },
  computed: {
    id: (making) => arnOf(making),
    properties,
    schema: () => "{}",
  },
  unknownAfter: { properties: ["desired_state"] },
  notRefreshed: ["desired_state"],
};

function stateOf(values: Values): Values | undefined {
  const given = text(values.desired_state);
  if (given === undefined) return undefined;
  const parsed = JSON.parse(given) as Value;
  return isRecord(parsed) ? parsed : undefined;
}

function arnOf(making: Making): string {
  const kind = knownTypes[text(making.values.type_name) ?? ""]?.kind;
  const name = text(stateOf(making.values)?.Name) ?? making.random;
  return kind ? regionalArn(making, "bedrock-agentcore", `token-vault/default/${kind}/${name}`) : name;
}

function properties(making: Making): Value {
  const known = knownTypes[text(making.values.type_name) ?? ""];
  const given = Object.entries(stateOf(making.values) ?? {}).filter(([name]) => !known?.writeOnly.includes(name));
  const old = making.prior && (JSON.parse(text(making.prior.properties) ?? "{}") as { CallbackUrl?: string });
  const made = known && {
    CredentialProviderArn: arnOf(making),
    CallbackUrl:
      old?.CallbackUrl ??
      `https://bedrock-agentcore.${making.region}.amazonaws.com/identities/oauth2/callback/${making.random}`,
  };
  return JSON.stringify({ ...Object.fromEntries(given), ...made });
}
