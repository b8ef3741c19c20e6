import { AWS_RATES } from "../../src/sandbox/aws-rates";
import { AS_AWS } from "../../src/sandbox/lateness";
import { Sandbox } from "../../src/sandbox/sandbox";
import { PROVIDER_KINDS } from "../../src/access/vault";
import type { Clock } from "./clock";
import { skippingClock } from "./clock";
import type { Identity } from "./aws";

const REGION = "us-east-1";
export const OTHER_REGION = "us-west-2";
export const OTHER_ACCOUNT = "444455556666";
export const RUNTIME_ARN = `arn:aws:bedrock-agentcore:${REGION}:111122223333:runtime/acceptance-AbCdEf`;

/** Accounts of the sandbox in which everything can be asked, and a clock on which nobody waits. */
export interface SandboxWorld {
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly here: Identity;
  readonly other: Identity;
}

const may = (Action: unknown): object => ({
  all: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] },
});

export async function sandboxWorld(clock: Clock = skippingClock()): Promise<SandboxWorld> {
  const sandbox = await Sandbox.start({
    enforce: true,
    regions: [OTHER_REGION],
    delays: AS_AWS,
    rates: AWS_RATES,
    now: () => clock.now(),
  });
  const administrator = (account: string): Identity => {
    const role = `arn:aws:iam::${account}:role/administrator`;
    sandbox.roles.put(role, may("*") as Record<string, unknown>);
    const { accessKeyId } = sandbox.principals.assume(role, "acceptance");
    const credentials = { accessKeyId, secretAccessKey: "sandbox-secret-access-key" };
    return { region: REGION, endpoint: sandbox.endpoint, credentials };
  };
  // An agent that may use every provider and read no secret, as docs/acceptance.md has it made.
  const agent = "arn:aws:iam::111122223333:role/acceptance-agent";
  sandbox.roles.put(agent, may(`bedrock-agentcore:${PROVIDER_KINDS.apikey.use}`) as Record<string, unknown>);
  sandbox.runtimes.set(RUNTIME_ARN, { roleArn: agent, workloadIdentity: "acceptance-agent" });
  return { sandbox, clock, here: administrator(sandbox.account), other: administrator(OTHER_ACCOUNT) };
}
