import { isOpen, isUnknown, Unknown } from "../decision";
import type { Conflict, ModelSecret, StatedPolicy } from "../proof/model";
import type { MaybeKnown } from "../proof/values";
import { contradiction, goneFor, statedPolicy } from "../proof/stated-policy";
import type { GivenPolicy } from "./given";
import type { Inputs, PlanResource } from "./inputs";
import type { KeyNames } from "./key-names";
import type { MadeAnew } from "./made-anew";
import type { Planned } from "./planned";
import { isAbsent, itemsOf, member, textOf } from "./planned";
import { BareNames } from "./secret-names";
import type { Undone } from "./undone";
import { addAlternative, Written } from "./written";

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const policyOf = (at: string, value: unknown, doubt?: string): StatedPolicy =>
  statedPolicy(at, "secret policy", "resource", value, doubt);
/** How the AWS provider writes that there is no policy. */
const isNone = (value: Planned | undefined): boolean =>
  isAbsent(value) || (typeof value === "string" && /^\s*(?:\{\s*\})?\s*$/.test(value));

/** Secrets with their policies and keys after the apply. */
export class Secrets {
  public readonly all = new Map<string, Mutable<ModelSecret>>();
  private readonly bareNames = new BareNames();
  public readonly conflicts: Conflict[] = [];
  /** Where the policy of a secret was found, if it is one that counts. */
  private readonly written = new Written();
  /** Secrets whose policy the apply deletes, with what does so. */
  private readonly taken: ReadonlyMap<unknown, string>;
  /** Secrets that an input shows without a policy, with where. */
  private readonly bare = new Map<string, string>();
  private readonly made = new Map<string, { readonly at: string; readonly key: MaybeKnown | null }>();

  public constructor(
    private readonly inputs: Inputs,
    private readonly keys: KeyNames,
    private readonly given: readonly GivenPolicy[],
    private readonly undone: Undone,
    private readonly anew: MadeAnew,
  ) {
    const deleted = inputs.deleted("aws_secretsmanager_secret_policy").filter((one) => !one.does("create"));
    this.taken = new Map(deleted.map((one) => [textOf(one.attribute("secret_arn")), one.at]));
  }

  /** @param referenced secrets that credential providers name, with who names them */
  public build(referenced: Iterable<readonly [arn: string, at: string]>): void {
    for (const [arn, at] of referenced) this.secret(arn, at);
    for (const resource of this.inputs.data("aws_secretsmanager_secret")) this.addData(resource);
    for (const resource of this.inputs.standing("aws_secretsmanager_secret")) this.addSecret(resource);
    this.addPolicies();
    this.addGiven();
    for (const resource of this.inputs.standing("aws_secretsmanager_secret")) this.addReplicas(resource);
    for (const resource of this.inputs.deleted("aws_secretsmanager_secret")) this.addDeleted(resource);
  }

  public secret(arn: string, at: string): Mutable<ModelSecret> {
    const found = this.all.get(arn);
    if (found) return found;
    const made = { arn, at, isPolicyCertain: false };
    this.all.set(arn, made);
    this.bareNames.add(arn);
    return made;
  }

  /** What AWS has before the apply; a secret that nobody asks about is none of ours. */
  private addData(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    const secret = typeof arn === "string" ? this.all.get(arn) : undefined;
    if (!secret) return;
    const [policy, key] = [resource.attribute("policy"), resource.attribute("kms_key_id")];
    if (!isNone(policy) && !this.taken.has(secret.arn))
      secret.policy = policyOf(resource.at, this.anew.document(policy));
    else this.noteBare(secret.arn, resource.at, policy);
    secret.isPolicyCertain = !isUnknown(policy) && !isAbsent(policy);
    // An empty text is the AWS managed key; what is not there tells nothing.
    this.setKey(secret, resource.at, isUnknown(key) || isAbsent(key) ? undefined : this.keys.of(key, resource), false);
  }

  private addSecret(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    if (typeof arn !== "string") return;
    const secret = this.secret(arn, resource.at);
    secret.at = resource.at;
    this.setKey(secret, resource.at, this.keyOf(resource), true);
    const policy = this.ownPolicy(resource, arn);
    secret.isPolicyCertain = true;
    delete secret.policy;
    if (policy) secret.policy = policy;
    // Of what the apply makes nobody has seen anything.
    else if (!resource.isNew) this.noteBare(arn, resource.at, resource.attribute("policy"));
  }

  /** That there is no policy is seen only where the attribute is: an empty one, or one that the apply deletes. */
  private noteBare(arn: string, at: string, value: Planned | undefined): void {
    const where = this.taken.get(arn) ?? (typeof value === "string" ? at : undefined);
    if (where !== undefined) this.bare.set(arn, where);
  }

  /**
   * The policy that stands in the secret itself. What is not configured the refresh may have seen: that is of before, and
   * goes if its own resource goes.
   */
  private ownPolicy(resource: PlanResource, arn: string): StatedPolicy | undefined {
    const value = resource.attribute("policy");
    if (resource.configures("policy") !== false) {
      if (!isNone(value)) {
        const policy = policyOf(
          resource.at,
          this.anew.policyOf(resource, value),
          this.undone.doubt(resource, "secret policy", arn),
        );
        if (resource.configures("policy") === true) this.written.add(arn, policy);
        return policy;
      }
      // An empty text keeps what is there, an empty object takes it away.
      const before = resource.before("policy");
      return value === "" && !resource.isNew && !isNone(before)
        ? policyOf(resource.at, this.anew.document(before))
        : undefined;
    }
    if (isNone(value) || (isUnknown(value) && resource.isNew)) return undefined;
    return this.taken.has(arn) ? undefined : policyOf(resource.at, this.anew.document(value));
  }

  /** A key that is taken out of the configuration stays at AWS. */
  private keyOf(resource: PlanResource): MaybeKnown | null | undefined {
    const [after, before] = [resource.attribute("kms_key_id"), resource.before("kms_key_id")];
    const stays = textOf(after) === undefined && !resource.isNew && textOf(before) !== undefined;
    return this.keys.of(stays ? before : after, resource);
  }

  /** What a plan makes of a secret outranks what anybody has read of it; two plans may make different things of it. */
  private setKey(secret: Mutable<ModelSecret>, at: string, key: MaybeKnown | null | undefined, isMade: boolean): void {
    if (key === undefined) return;
    const made = this.made.get(secret.arn);
    if (isMade && made && !isUnknown(made.key) && !isUnknown(key) && made.key !== key && !isOpen(`${made.key}${key}`))
      this.conflicts.push({
        subject: secret.arn,
        at: [made.at, at],
        text: `${made.at} gives it the key ${made.key ?? "aws/secretsmanager"}, ${at} gives it ${key ?? "aws/secretsmanager"}.`,
      });
    if (isMade) this.made.set(secret.arn, { at, key });
    if (isMade || !made) secret.keyArn = key;
  }

  private addPolicies(): void {
    const open: PlanResource[] = [];
    for (const resource of this.inputs.standing("aws_secretsmanager_secret_policy")) {
      const arn = this.arnOf(resource.attribute("secret_arn"), resource);
      if (arn === undefined) {
        open.push(resource);
        continue;
      }
      const doubt = this.undone.doubt(resource, "secret policy", resource.attribute("secret_arn"));
      const policy = this.anew.policyOf(resource, resource.attribute("policy"));
      this.written.add(arn, policyOf(resource.at, policy, doubt));
      const secret = this.secret(arn, resource.at);
      secret.isPolicyCertain = true;
    }
    this.written.settle((arn, at) => this.secret(arn, at));
    for (const resource of open) this.addOpen(resource);
  }

  /** A bare name or a partial ARN names the secret, too. */
  private arnOf(value: Planned | undefined, { place }: PlanResource): string | undefined {
    const text = textOf(value);
    if (typeof text !== "string") return undefined;
    return this.all.has(text) ? text : (this.bareNames.only(text, place) ?? text);
  }

  /** A policy of a secret that only the apply tells: it may be that of any of which the policy is not seen elsewhere. */
  private addOpen(resource: PlanResource): void {
    const why = new Unknown(`${resource.at} may be it: which secret that is for only an apply tells`);
    for (const secret of this.all.values())
      if (!this.written.has(secret.arn)) addAlternative(secret, policyOf(resource.at, why));
  }

  private addGiven(): void {
    for (const { kind, arn, file, document } of this.given) {
      if (kind !== "secret") continue;
      const secret = this.secret(arn, file);
      // What the plan writes is newer than what anybody has read, and so is what it has seen.
      const { policy } = secret;
      const bare = this.bare.get(arn);
      if (policy && policy.compiled.unreadable === undefined)
        this.conflicts.push(...contradiction(arn, policy, { at: file, document }));
      else if (!policy && bare !== undefined)
        this.conflicts.push({
          subject: arn,
          at: [bare, file],
          text: `${file} gives it a policy, and by ${bare}, which counts, it has none: leave the file out, or give the plan that writes the policy, too.`,
        });
      else if (!this.written.has(arn)) {
        secret.policy = policyOf(file, this.anew.document(document));
        secret.isPolicyCertain = true;
      }
    }
  }

  /**
   * A replica has the policy of its primary, which AWS copies, and a key of its own.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/create-manage-multi-region-secrets.html
   */
  private addReplicas(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    const primary = typeof arn === "string" ? this.all.get(arn) : undefined;
    const blocks = itemsOf(resource.attribute("replica"));
    if (!primary) return;
    if (isUnknown(blocks)) {
      this.addOpenReplicas(primary, resource, blocks);
      return;
    }
    for (const block of blocks) {
      const region = textOf(member(block, "region"));
      if (typeof region !== "string") continue;
      const [partition, service, , ...rest] = primary.arn.split(":").slice(1);
      const replica = this.all.get(["arn", partition, service, region, ...rest].join(":"));
      if (!replica) continue;
      const { policy, otherPolicies } = primary;
      Object.assign(replica, { at: resource.at, isPolicyCertain: true, policy, otherPolicies });
      const key = member(block, "kms_key_id");
      this.setKey(replica, resource.at, isUnknown(key) ? key : this.keys.of(key, resource), true);
    }
  }

  /** Of what may be a replica the key is not known. */
  private addOpenReplicas(primary: ModelSecret, { at }: PlanResource, why: Unknown): void {
    const regionless = (arn: string): string => arn.replace(/^((?:[^:]*:){3})[^:]*/, "$1");
    for (const one of this.all.values()) {
      if (one.arn === primary.arn || regionless(one.arn) !== regionless(primary.arn) || this.made.has(one.arn))
        continue;
      const { policy, otherPolicies } = primary;
      Object.assign(one, { at, isPolicyCertain: true, policy, otherPolicies });
      one.keyArn = why;
    }
  }

  /** Nobody reads a secret that is marked for deletion; one that is made anew has another ARN. */
  private addDeleted(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    const secret = typeof arn === "string" ? this.all.get(arn) : undefined;
    if (!secret) return;
    secret.policy = goneFor(resource.at, "deletion of the secret", "resource");
    secret.isPolicyCertain = true;
    delete secret.otherPolicies;
  }
}
