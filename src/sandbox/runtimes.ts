import { allowAgentCore } from "./agentcore-guard";
import type { Authorize, Call, Handler, Handlers } from "./call";
import { ServiceError } from "./service-error";
import type { Vaults } from "./vaults";

/** An agent in AgentCore Runtime, which asks for API keys as whoever invokes it says. */
export interface AgentRuntime {
  readonly roleArn: string;
  readonly workloadIdentity: string;
}

/**
 * Runtime hands its agent a workload access token and the credentials of its role. The agent of the sandbox takes
 * `{"provider": NAME}`, obtains that API key and tells whether it did, never what it is: docs/acceptance.md has its code.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_InvokeAgentRuntime.html
 */
export const runtimeHandlers = (
  runtimes: ReadonlyMap<string, AgentRuntime>,
  vaults: Vaults,
  authorize: Authorize,
  getApiKey: () => Handler | undefined,
): Handlers => ({
  InvokeAgentRuntime: (call) => {
    const arn = String(call.input.agentRuntimeArn);
    allowAgentCore(authorize, call, [arn]);
    const runtime = runtimes.get(arn);
    if (!runtime) throw new ServiceError("ResourceNotFoundException", `There is no agent runtime ${arn}.`);
    const { provider } = JSON.parse(String(call.input.payload)) as { provider?: unknown };
    return { contentType: "application/json", statusCode: 200, response: JSON.stringify(asked(provider)) };

    function asked(name: unknown): object {
      const { roleArn, workloadIdentity } = runtime as AgentRuntime;
      const [, , , , account = ""] = roleArn.split(":");
      const session = `${roleArn.replace(":iam::", ":sts::").replace(/:role\/(?:.*\/)?/, ":assumed-role/")}/runtime`;
      const token = vaults.of(call).workloads.tokenFor(workloadIdentity);
      const asking: Call = {
        ...call,
        operation: "GetResourceApiKey",
        principal: { arn: session, account, roleArn },
        input: { workloadIdentityToken: token, resourceCredentialProviderName: String(name) },
      };
      try {
        getApiKey()?.(asking);
        return { ok: true };
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        return { ok: false, error: error.code, message: error.message };
      }
    }
  },
});
