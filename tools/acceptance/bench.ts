import * as control from "@aws-sdk/client-bedrock-agentcore-control";
import type { ProviderKind } from "../../src/access/vault";
import type { Pace } from "./again";
import { again } from "./again";
import type { Account } from "./aws";
import { Aws } from "./aws";
import type { Clock } from "./clock";
import { Interrupted } from "./clock";
import { createKey, removeKey } from "./make/keys";
import type { Reference } from "./make/providers";
import { createProvider, getProvider, removeProvider } from "./make/providers";
import { allow, assumed, createRole, removeRole } from "./make/roles";
import type { SecretContent } from "./make/secrets";
import { createSecret, putSecretPolicy, removeSecret } from "./make/secrets";
import { TAG } from "./names";
import type { Outcome } from "./outcome";
import { Final, outcomeOf } from "./outcome";
import type { Workshop } from "./workshop";

export interface BenchParts {
  readonly prefix: string;
  readonly here: Account;
  readonly other?: Account;
  readonly workshop: Workshop;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of what goes on, for whoever waits. */
  readonly say: (what: string) => void;
}

interface SecretOptions {
  /** @default - that of whoever runs this, in the Region that is asked about */
  readonly account?: Account;
  readonly kmsKeyArn?: string;
  readonly policy?: object;
}

const PAUSE = 5000;
/** As long as IAM may take until everybody sees what was written. */
const PATIENCE = 120_000;

/** What a question makes and asks by: everything that it makes is removed after it. */
export class Bench {
  public readonly clock: Clock;
  private readonly pace: Pace;
  private readonly clients: Aws[] = [];

  public constructor(
    public readonly parts: BenchParts,
    /** Stands in the names, so that a person knows which question something is of. */
    private readonly number: number,
  ) {
    this.clock = parts.clock;
    this.pace = parts;
  }

  public get here(): Account {
    return this.parts.here;
  }

  public name(what: string): string {
    return `${this.parts.prefix}-${this.number}-${what}`;
  }

  public close(): void {
    for (const client of this.clients) client.destroy();
  }

  public say(what: string): void {
    this.parts.say(what);
  }

  /** Another Region of the same account, for the same caller. */
  public inRegion(region: string): Account {
    const { here } = this.parts;
    const aws = new Aws({ ...here.aws.identity, region });
    this.clients.push(aws);
    return { ...here, aws, place: { ...here.place, region } };
  }

  public async secret(
    what: string,
    content: SecretContent,
    { account = this.here, kmsKeyArn, policy }: SecretOptions = {},
  ): Promise<string> {
    const name = this.name(what);
    this.say(`makes the secret ${name}`);
    const arn = await this.parts.workshop.make(
      { kind: "secret", name, account: account.label, remove: () => removeSecret(account.aws.secrets, name) },
      () => createSecret(account, name, this.parts.prefix, content, kmsKeyArn),
    );
    if (policy) await this.call(() => putSecretPolicy(account, arn, policy));
    return arn;
  }

  /** A key has no name before it is made: one whose answer is lost is found by `--clean`. */
  public async key(policy: object, account: Account): Promise<string> {
    this.say("makes a key");
    let arn: string | undefined;
    return this.parts.workshop.make(
      {
        kind: "key",
        name: `the key of ${this.parts.prefix}`,
        account: account.label,
        remove: () =>
          arn === undefined
            ? Promise.reject(new Final("whether it was made is not known: --clean finds it by its description"))
            : removeKey(account.aws.keys, arn),
      },
      async () => (arn = await createKey(account, this.parts.prefix, policy)),
    );
  }

  /** AWS as a new role that may do this and nothing else. */
  public async role(what: string, statements: readonly object[]): Promise<Aws> {
    const name = this.name(what);
    const { here, workshop, prefix } = this.parts;
    this.say(`makes the role ${name}`);
    const role = await workshop.make(
      { kind: "role", name, account: here.label, remove: () => removeRole(here.aws.iam, name) },
      () => createRole(here, name, prefix),
    );
    await this.call(() => allow(here, name, statements));
    const session = await this.settled(
      () => assumed(here, role),
      (outcome) => outcome.kind === "ok",
    );
    if (session.kind !== "ok") throw new Error(`${name} cannot be assumed: ${session.code}`);
    this.clients.push(session.value);
    return session.value;
  }

  /** A workload identity of its own: those of Runtime and Gateway give nobody else a token. */
  public async workload(what = "workload"): Promise<string> {
    const name = this.name(what);
    const { here, workshop, prefix } = this.parts;
    await workshop.make(
      {
        kind: "workload identity",
        name,
        account: here.label,
        remove: () => here.aws.control.send(new control.DeleteWorkloadIdentityCommand({ name })),
      },
      () => here.aws.control.send(new control.CreateWorkloadIdentityCommand({ name, tags: { [TAG]: prefix } })),
    );
    return name;
  }

  /** A provider, made by whoever runs this, or by a role whose permissions are asked about. */
  public async provider(kind: ProviderKind, what: string, reference: Reference, by?: Aws): Promise<Outcome<string>> {
    const name = this.name(what);
    const { here, workshop, prefix } = this.parts;
    this.say(`makes the provider ${name}`);
    const made = await outcomeOf(() =>
      workshop.make(
        {
          kind: "credential provider",
          name,
          account: here.label,
          remove: () => removeProvider(here.aws, kind, name, this.clock),
        },
        () => createProvider(by ?? here.aws, kind, name, { [TAG]: prefix }, reference),
      ),
    );
    if (made.kind !== "ok") return made;
    const ready = await this.ready(kind, name);
    return ready === undefined ? { kind: "ok", value: name } : { kind: "refused", code: ready, text: ready };
  }

  /** As `provider`, of one that has to be there. */
  public async readyProvider(kind: ProviderKind, what: string, reference: Reference): Promise<string> {
    const made = await this.provider(kind, what, reference);
    if (made.kind !== "ok") throw new Error(`the provider ${this.name(what)} was not made: ${made.code}`);
    return made.value;
  }

  /** Calls as often as it takes until the answer is one that does not come of a change that is not seen yet. */
  public async settled<T>(call: () => Promise<T>, isAnswer: (outcome: Outcome<T>) => boolean): Promise<Outcome<T>> {
    const until = this.clock.now() + PATIENCE;
    for (;;) {
      const outcome = await this.once(call);
      if (isAnswer(outcome) || this.clock.now() >= until) return outcome;
      this.say("waits until IAM is seen by all");
      await this.pause(PAUSE);
    }
  }

  public once<T>(call: () => Promise<T>): Promise<Outcome<T>> {
    return outcomeOf(() => this.call(call));
  }

  /** A call that may be repeated. */
  public call<T>(call: () => Promise<T>): Promise<T> {
    return again(this.pace, call, true);
  }

  public pause(milliseconds: number): Promise<void> {
    if (this.parts.signal.aborted) return Promise.reject(new Interrupted());
    return this.clock.sleep(milliseconds, this.parts.signal);
  }

  /** Waits for OAuth2; gives the status that it ended in instead of READY. */
  private async ready(kind: ProviderKind, name: string): Promise<string | undefined> {
    const until = this.clock.now() + PATIENCE;
    for (;;) {
      const { status } = await this.call(() => getProvider(this.here.aws, kind, name));
      if (status === undefined || status === "READY") return undefined;
      if (status.endsWith("_FAILED") || this.clock.now() >= until) return status;
      await this.pause(PAUSE);
    }
  }
}
