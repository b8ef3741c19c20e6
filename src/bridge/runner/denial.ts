import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { callOf, sdkError } from "./aws-error";
import type { Clients } from "./clients";
import { advice, rowOf } from "./error-table";
import { ExitCode, Stop } from "./stop";

const IDENTITY_MILLISECONDS = 5000;

/**
 * The end of a run by a denial: which action, on what, to whom. AgentCore reads secrets in the caller's name, so what is
 * missing may be another action than the one called.
 */
export async function denial(error: unknown, clients: Clients, secretArns: readonly string[]): Promise<Stop> {
  const called = callOf(error);
  const { message } = sdkError(error);
  const named = /perform:?\s+([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1];
  const isOther = named !== undefined && named !== called.action;
  const action = isOther ? named : called.action;
  const isSecret = isOther && action.startsWith("secretsmanager:");
  const { arn: principal, account } = await callerOf(clients);
  const on = isSecret
    ? secretArns.join(" and ")
    : isOther
      ? `what ${called.action} needs`
      : called.resource.replace(":*:", `:${account}:`);
  const also = isSecret
    ? " AgentCore reads the secret with the caller's permissions: allow GetSecretValue and DescribeSecret, and kms:Decrypt if its key is customer managed."
    : "";
  const during = isOther ? ` (while ${called.action} was called)` : "";
  return new Stop(
    ExitCode.DENIED,
    `AWS denied ${action} on ${on} to ${principal}${during}: ${message}\n${advice(rowOf(error), called, { action, on, principal, also })}`,
  );
}

/** Best effort: the message is useful without it. */
async function callerOf({ sts }: Clients): Promise<{ readonly arn: string; readonly account: string }> {
  try {
    const abortSignal = AbortSignal.timeout(IDENTITY_MILLISECONDS);
    const { Arn, Account } = await sts.send(new GetCallerIdentityCommand({}), { abortSignal });
    return { arn: Arn ?? "the caller", account: Account ?? "*" };
  } catch {
    return { arn: "the caller (sts:GetCallerIdentity did not say who)", account: "*" };
  }
}
