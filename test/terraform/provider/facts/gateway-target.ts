import type { ProviderKind } from "../../../../src/access/vault";
import { PROVIDER_KINDS, tokenVaultArn, workloadIdentityDirectoryArn } from "../../../../src/access/vault";
import { compilePolicy } from "../../../../src/decision";
import { readSecret, type AwsCall } from "../aws-calls";
import { only, text, type Value, type Values } from "../cty";
import { denial } from "../permissions";
import type { Making } from "../resource-facts";
import { elsewhere } from "./refusals";

/**
 * What AgentCore says to a new gateway target. An MCP server is asked for its tools at once, with the gateway's role: a
 * role that may not read yet makes the target fail.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-outbound-auth.html
 * @see https://github.com/awslabs/nx-plugin-for-aws/pull/1066
 */
export function refusesTarget(values: Values, making: Making): string | undefined {
  const { world } = making;
  const gateway = world
    .list("aws_bedrockagentcore_gateway")
    .find((one) => one.gateway_id === values.gateway_identifier && one.region === making.region);
  const configuration = only(values.credential_provider_configuration);
  const [oauth, apiKey] = [only(configuration?.oauth), only(configuration?.api_key)];
  const used = oauth ?? apiKey;
  if (!used) return undefined;
  const away = elsewhere(used.provider_arn ?? null, making);
  if (away !== undefined) return away;
  if (oauth?.grant_type === "AUTHORIZATION_CODE" && !text(oauth.default_return_url))
    return "ValidationException: defaultReturnUrl is required for AUTHORIZATION_CODE";
  // A gateway that is made elsewhere has a role of which nothing is known.
  if (!gateway || !asksForTools(values)) return undefined;
  // https://github.com/hashicorp/terraform-provider-aws/issues/48114
  if (oauth?.grant_type === "AUTHORIZATION_CODE")
    return "unexpected state 'CREATE_PENDING_AUTH', wanted target 'READY'";
  const why = denied(making, gateway, used, oauth ? "oauth2" : "apikey");
  return why && `Failed to connect and fetch tools. Authorization error when sending message: ${why}`;
}

const asksForTools = ({ target_configuration }: Values): boolean =>
  only(only(only(target_configuration)?.mcp)?.mcp_server) !== undefined;

/** Why the gateway's role does not obtain the credential; a role that is made elsewhere is taken to. */
function denied(making: Making, gateway: Values, used: Values, kind: ProviderKind): string | undefined {
  const { world } = making;
  const roleArn = text(gateway.role_arn) ?? "";
  const role = roleArn.replace(/^.*\//, "");
  if (!world.list("aws_iam_role").some(({ arn }) => arn === roleArn)) return undefined;
  const attached = world.list("aws_iam_role_policy_attachment").filter((one) => one.role === role);
  const documents = [
    ...world.list("aws_iam_role_policy").filter((one) => one.role === role),
    ...attached.flatMap(({ policy_arn }) => world.list("aws_iam_policy").filter(({ arn }) => arn === policy_arn)),
  ];
  const policies = documents.map(({ policy }, index) =>
    compilePolicy(`policy ${index + 1} of ${role}`, "identity", text(policy) ?? ""),
  );
  return callsOf(making, gateway, used, kind)
    .map((call) => denial(world, making, call, roleArn, policies) && `${call.action} on ${call.resource} is denied`)
    .find((one) => one !== undefined);
}

function callsOf(making: Making, gateway: Values, used: Values, kind: ProviderKind): AwsCall[] {
  const identity = text(only(gateway.workload_identity_details)?.workload_identity_arn) ?? "";
  const directory = workloadIdentityDirectoryArn(making);
  const providerArn = text(used.provider_arn) ?? "";
  const on = (name: string, ...resources: string[]): AwsCall[] =>
    resources.map((resource) => ({ action: `bedrock-agentcore:${name}`, resource }));
  return [
    ...on("GetWorkloadAccessToken", directory, identity),
    ...on(PROVIDER_KINDS[kind].use, tokenVaultArn(making), providerArn, directory, identity),
    ...secretsOf(making, providerArn).flatMap((arn) => readSecret(making, arn, ["bedrock-agentcore.amazonaws.com"])),
  ];
}

/** The secrets of a credential provider that an apply has made. */
function secretsOf({ world }: Making, providerArn: string): string[] {
  const found: Values | undefined = ["oauth2", "api_key"]
    .flatMap((kind) => world.list(`aws_bedrockagentcore_${kind}_credential_provider`))
    .find((one) => one.credential_provider_arn === providerArn);
  const held: Value[] = [found?.client_secret_arn ?? null, found?.api_key_secret_arn ?? null];
  return held.flatMap((one) => text(only(one)?.secret_arn) ?? []);
}
