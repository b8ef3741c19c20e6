import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { callOf, classify, sdkError, wayOutOf } from "./aws-error";
import type { Clients } from "./clients";
import type { Clock } from "./clock";
import type { Deadline } from "./deadline";
import { ExitCode, failed, HOPELESS, Stop } from "./stop";

/** The longest that one request may take before it counts as lost. */
const ATTEMPT_MILLISECONDS = 30_000;
const FIRST_WAIT_MILLISECONDS = 400;
const LONGEST_WAIT_MILLISECONDS = 8000;
const NEW_PRINCIPAL_MILLISECONDS = 60_000;
const IDENTITY_MILLISECONDS = 5000;
/** What vanishes between a look and a change shows at the next look; what stays absent is something else, such as a secret. */
const ABSENCES = 3;

/** One look at an object, and perhaps one change of it. It is repeated, from the look on, until it says `done`. */
export type Step<T> = { readonly done: T } | { readonly again: "at once" | "later"; readonly because: string };

export interface SessionOptions {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly deadline: Deadline;
  /** Writes a line for the user. */
  readonly log: (line: string) => void;
  /** Secrets of the input: AgentCore reads them with the caller's permissions. */
  readonly secretArns: readonly string[];
  readonly attemptMilliseconds?: number;
}

/** One run: every call of AWS under one time limit, with errors that say what to do. */
export class Session {
  public readonly clients: Clients;
  private lastCall = "";

  public constructor(private readonly options: SessionOptions) {
    this.clients = options.clients;
  }

  public log(line: string): void {
    this.options.log(line);
  }

  /** Calls AWS once. `action` and `resource` are what a policy would name. */
  public async call<T>(
    action: string,
    resource: string,
    send: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const { deadline } = this.options;
    const left = deadline.left();
    if (left <= 0) throw deadline.passed(`${action} was still to be called`);
    this.lastCall = `${action} on ${resource}`;
    const limit = Math.min(left, this.options.attemptMilliseconds ?? ATTEMPT_MILLISECONDS);
    try {
      return await deadline.during(
        () => ({
          what: this.lastCall,
          fix: "Look whether the service is reached from here: its endpoint, a proxy, a firewall.",
        }),
        () => send({ abortSignal: AbortSignal.timeout(Math.ceil(limit)) }),
      );
    } catch (error) {
      throw await this.explained(error, action, resource);
    }
  }

  /**
   * Repeats a step until it is done. Whatever passes (throttling, server errors, lost connections, an update that still
   * runs) is waited out with exponential backoff and full jitter; the next step looks again before it changes anything,
   * so it does not matter whether the service acted before it failed.
   *
   * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
   */
  public async converge<T>(step: () => Promise<Step<T>>): Promise<T> {
    const since = { start: this.options.clock.now(), absences: 0 };
    for (let waits = 0; ;) {
      let because: string;
      try {
        const outcome = await step();
        if ("done" in outcome) return outcome.done;
        because = outcome.because;
        if (outcome.again === "at once") {
          waits = 0;
          continue;
        }
      } catch (error) {
        because = this.passing(error, since);
      }
      await this.pause(waits++, because);
    }
  }

  private async pause(waits: number, because: string): Promise<void> {
    const { clock } = this.options;
    const most = Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(waits, 10));
    const wait = clock.random() * most;
    if (wait >= this.options.deadline.left()) throw this.options.deadline.passed(because);
    if (waits === 0 || waits % 5 === 0) this.log(`waiting: ${because}`);
    await clock.sleep(wait);
  }

  /** Why it makes sense to try again; throws if it does not. */
  private passing(error: unknown, since: { readonly start: number; absences: number }): string {
    if (error instanceof Stop) throw error;
    const { name, message } = sdkError(error);
    const kind = classify(error);
    const isPassing =
      kind === "busy" ||
      kind === "passing" ||
      (kind === "absent" && ++since.absences <= ABSENCES) ||
      (kind === "new principal" && this.options.clock.now() - since.start < NEW_PRINCIPAL_MILLISECONDS);
    const call = callOf(error) ?? this.lastCall;
    if (isPassing) return `${call}: ${name}: ${message}`;
    throw failed(`${call} failed (${name}): ${message}\n${HOPELESS} ${wayOutOf(message)}`);
  }

  private async explained(error: unknown, action: string, resource: string): Promise<unknown> {
    if (error instanceof Stop) return error;
    const { name, message } = sdkError(error);
    switch (classify(error)) {
      case "denied":
        return this.denied(message, action, resource);
      case "unauthenticated":
        return new Stop(
          ExitCode.DENIED,
          `AWS does not accept the credentials (${name}): ${message}.\n${HOPELESS} Renew them: an SSO session or temporary credentials may have ended.`,
        );
      case "final":
        return failed(`${action} on ${resource} failed (${name}): ${message}\n${HOPELESS} ${wayOutOf(message)}`);
      default:
        return error;
    }
  }

  /** AgentCore reads secrets in the caller's name, so what is missing may be another action than the one called. */
  private async denied(message: string, called: string, resource: string): Promise<Stop> {
    const named = /perform:?\s+([a-z0-9-]+:[A-Za-z0-9]+)/.exec(message)?.[1];
    const isOther = named !== undefined && named !== called;
    const action = isOther ? named : called;
    const isSecret = isOther && action.startsWith("secretsmanager:");
    const principal = await this.principal();
    const on = isSecret
      ? this.options.secretArns.join(" and ")
      : isOther
        ? `what ${called} needs`
        : resource.replace(":*:", `:${principal.account}:`);
    const also = isSecret
      ? " AgentCore reads the secret with the caller's permissions: allow GetSecretValue and DescribeSecret, and kms:Decrypt if its key is customer managed."
      : "";
    return new Stop(
      ExitCode.DENIED,
      `AWS denied ${action} on ${on} to ${principal.arn}${isOther ? ` (while ${called} was called)` : ""}: ${message}\n${HOPELESS} Allow ${action} on ${on} in that principal's identity policy, and look for a Deny or a missing statement in the policy of the resource.${also}`,
    );
  }

  /** Best effort: the message is useful without it. */
  private async principal(): Promise<{ readonly arn: string; readonly account: string }> {
    try {
      const abortSignal = AbortSignal.timeout(IDENTITY_MILLISECONDS);
      const { Arn, Account } = await this.clients.sts.send(new GetCallerIdentityCommand({}), { abortSignal });
      return { arn: Arn ?? "the caller", account: Account ?? "*" };
    } catch {
      return { arn: "the caller (sts:GetCallerIdentity did not say who)", account: "*" };
    }
  }
}
