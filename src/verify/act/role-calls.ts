import { splitArn } from "../../access/arn";
import type { AsRole, CallMade, Flow, Hands, TokenCall } from "../../live/hands";
import type { Group } from "../check";
import { Checks } from "../check";
import type { Acting } from "./acting";
import type { Attempt } from "./attempt";
import { answered, attempt, INTERRUPTED } from "./attempt";
import type { Asked } from "./call-answer";
import { granted, PROBE_PREFIX, refused } from "./call-answer";
import type { Pointer } from "./pointers";

/** A workload identity that was just made may not be known everywhere. */
const FRESH_ATTEMPTS = 4;
const FIRST_WAIT = 1000;

/** What one role is given when it asks for credentials, with workload identities of its own that go away again. */
export class RoleCalls {
  private readonly checks = new Checks("role");
  private readonly workloads = new Map<string, string>();
  /** What was made, or may have been. */
  private readonly made: { readonly region: string; readonly name: string }[] = [];
  private readonly asked = new Set<string>();
  private opened: Promise<AsRole | undefined> | undefined;

  public constructor(
    private readonly role: string,
    private readonly acting: Acting,
  ) {}

  public get group(): Group {
    return { kind: "role", subject: this.role, checks: this.checks.all };
  }

  /** The secrets of a provider are read together: it is asked once. */
  public async call(pointers: readonly Pointer[], when = ""): Promise<void> {
    const mine = pointers.filter(({ account }) => account === splitArn(this.role)?.account);
    for (const pointer of mine.filter(({ readers }) => readers === undefined || readers.includes(this.role))) {
      const key = `${pointer.kind}/${pointer.provider} ${pointer.region} ${when}`;
      if (!this.asked.has(key)) await this.ask(pointer, `token call for ${pointer.kind}/${pointer.provider}${when}`);
      this.asked.add(key);
    }
  }

  /** Takes back what was made, also after Ctrl-C. */
  public async end(): Promise<void> {
    const hands = this.hands;
    for (const { region, name } of this.made) {
      const done = hands ? await attempt(() => hands.deleteWorkload(region, name)) : { value: undefined };
      if ("value" in done || done.failure.error === "ResourceNotFoundException") continue;
      this.checks.fails(
        "call-left",
        `workload identity in ${region}`,
        `${name} was made for the calls and is still there: ${answered(done.failure)}`,
        `Delete it: aws bedrock-agentcore-control delete-workload-identity --name ${name} --region ${region}.`,
      );
    }
    (await this.opened)?.destroy();
    if (this.asked.size > 0) return;
    this.checks.unknown(
      "call",
      "token calls",
      "no credential provider that was read has it as a reader by the inputs",
      "Name it as a reader, there or by --expect, or give --call one that is.",
    );
  }

  private get hands(): Hands | undefined {
    return this.acting.hands.get(splitArn(this.role)?.account ?? "");
  }

  private async ask(pointer: Pointer, what: string): Promise<void> {
    const { kind, provider, region } = pointer;
    if (kind === "payment")
      return this.checks.note(
        "call",
        what,
        "not tried: GetResourcePaymentToken signs a payment request, and what it would sign only the payment manager knows. That its role may read, the proof says",
      );
    const workload = await this.workload(region, what);
    const as = workload === undefined ? undefined : await this.opened;
    if (workload === undefined || !as) return;
    this.acting.tell?.(`Calling as ${this.role}`);
    for (const flow of kind === "oauth2" ? FLOWS : [undefined]) {
      const asked: Asked = { role: this.role, pointer, workload, what, ...(flow && { flow }) };
      const answer = await this.patiently(as, region, { kind, provider, workload, ...(flow && { flow }) });
      // Nothing tells which flow a client is for: one that has no users may be asked as a machine.
      const isOther = "failure" in answer && answer.failure.error === "ValidationException";
      if (flow === "USER_FEDERATION" && isOther && !this.acting.signal.aborted) continue;
      return "value" in answer
        ? granted(this.checks, asked, answer.value)
        : refused(this.checks, asked, answer.failure);
    }
  }

  private async patiently(as: AsRole, region: string, call: TokenCall): Promise<Attempt<CallMade>> {
    const { clock, signal } = this.acting;
    for (let count = 1; ; count++) {
      if (signal.aborted) return { failure: { error: INTERRUPTED, isDenied: false } };
      const answer = await attempt(() => as.call(region, call));
      const isNew = "failure" in answer && answer.failure.error === "ResourceNotFoundException";
      if (!isNew || count === FRESH_ATTEMPTS) return answer;
      await clock.sleep(FIRST_WAIT * 2 ** (count - 1));
    }
  }

  /** The workload identity of a Region, once the role is assumed: where that is refused, nothing is made. */
  private async workload(region: string, what: string): Promise<string | undefined> {
    const known = this.workloads.get(region);
    if (known !== undefined) return known;
    const hands = this.hands;
    this.opened ??= this.open(hands, region);
    if (!(await this.opened) || !hands) return undefined;
    const name = `${PROBE_PREFIX}${this.acting.id()}`;
    if (this.acting.signal.aborted)
      return void this.checks.unknown("call", what, "it was interrupted", "Verify again.");
    const made = await attempt(() => hands.createWorkload(region, name));
    // What has no answer may have been made: it is deleted then, too.
    if ("value" in made || !made.failure.isDenied) this.made.push({ region, name });
    if ("value" in made) {
      this.workloads.set(region, name);
      return name;
    }
    const { isDenied, action = "bedrock-agentcore:CreateWorkloadIdentity" } = made.failure;
    return void this.checks.unknown(
      "call",
      what,
      `not tried: it needs a workload identity, and ${isDenied ? `${action} is denied to the caller` : answered(made.failure)}`,
      isDenied
        ? `Allow ${action}, and DeleteWorkloadIdentity, on workload-identity-directory/default and on workload-identity/${PROBE_PREFIX}* there to whoever verifies.`
        : "Verify again.",
    );
  }

  private async open(hands: Hands | undefined, region: string): Promise<AsRole | undefined> {
    const { checks, role, acting } = this;
    if (!hands) {
      const id = splitArn(role)?.account ?? "";
      checks.unknown(
        "call",
        "token calls",
        `account ${id} was not read`,
        `Read it, too: --account NAME=PROFILE of ${id}.`,
      );
      return undefined;
    }
    const become = await attempt(() => hands.become(role, region, acting.signal));
    if ("value" in become) return become.value;
    const { isDenied } = become.failure;
    checks.unknown(
      "call",
      "token calls",
      `not tried: ${isDenied ? "sts:AssumeRole is denied to the caller, by the trust policy of the role or by the caller's own" : answered(become.failure)}`,
      isDenied
        ? "A role that trusts AgentCore alone lets nobody else be it. Give --call a role with the same policies that trusts whoever verifies, or let its trust policy name the caller until a date (DateLessThan aws:CurrentTime); and allow the caller sts:AssumeRole on it."
        : "Verify again.",
    );
    return undefined;
  }
}

/** The mildest first. */
const FLOWS: readonly Flow[] = ["USER_FEDERATION", "M2M"];
