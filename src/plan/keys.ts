import { splitArn } from "../access/arn";
import type { KmsGrant } from "../decision";
import { isUnknown, openParts, shownText, Unknown } from "../decision";
import type { Conflict, ModelKey, StatedPolicy } from "../proof/model";
import type { MaybeKnown } from "../proof/values";
import { isObject } from "../proof/values";
import { contradiction, goneFor, statedPolicy } from "../proof/stated-policy";
import type { GivenPolicy } from "./given";
import type { Inputs, PlanResource } from "./inputs";
import type { KeyNames } from "./key-names";
import type { MadeAnew } from "./made-anew";
import type { Planned } from "./planned";
import { isAbsent, itemsOf, member, textIn, textOf } from "./planned";
import type { Mutable } from "./secrets";
import type { Undone } from "./undone";
import { addAlternative, Written } from "./written";

type Key = Mutable<ModelKey> & { grants: KmsGrant[] };

const policyOf = (at: string, value: unknown): StatedPolicy => statedPolicy(at, "key policy", "resource", value);
const TYPES = ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key"] as const;

/** The attribute that says whether the key works. */
const ENABLED = {
  aws_kms_key: "is_enabled",
  aws_kms_external_key: "enabled",
  aws_kms_replica_key: "enabled",
  aws_kms_replica_external_key: "enabled",
} as const;

/** Customer managed keys with their policies and grants after the apply. */
export class Keys {
  public readonly all = new Map<string, Key>();
  public readonly conflicts: Conflict[] = [];
  private readonly written = new Written();
  /** What deletes the policy of a key, by the ID or ARN that it gives. */
  private readonly taking: ReadonlyMap<unknown, PlanResource>;

  public constructor(
    private readonly inputs: Inputs,
    private readonly names: KeyNames,
    given: readonly GivenPolicy[],
    private readonly undone: Undone,
    private readonly anew: MadeAnew,
  ) {
    // Of two the first counts.
    this.taking = new Map(
      [...inputs.deleted("aws_kms_key_policy")].reverse().map((one) => [one.attribute("key_id"), one]),
    );
    const files = given.filter(({ kind }) => kind === "key");
    for (const { arn, file, document } of files)
      this.key(arn).policy = this.restored(arn) ?? policyOf(file, anew.document(document));
    for (const type of TYPES) for (const resource of inputs.standing(type)) this.addKey(resource);
    this.addPolicies();
    for (const { arn, file, document } of files) this.compare(arn, { at: file, document });
    for (const resource of inputs.standing("aws_kms_grant")) this.addGrant(resource);
    for (const type of TYPES) {
      for (const resource of inputs.deleted(type)) this.shut(resource, "deletion of the key");
      for (const resource of inputs.of(type)) this.shutIfDisabled(resource, ENABLED[type]);
    }
  }

  public key(arn: string): Key {
    const found = this.all.get(arn) ?? { arn, grants: [] };
    this.all.set(arn, found);
    return found;
  }

  private shutIfDisabled(resource: PlanResource, name: string): void {
    const enabled = resource.attribute(name);
    const [arn, what] = [textOf(resource.attribute("arn")), "state of the key, which is disabled"];
    if (enabled === false) this.shut(resource, what);
    // What is not configured the AWS provider enables.
    else if (isUnknown(enabled) && typeof arn === "string" && resource.configures(name) !== false)
      addAlternative(this.key(arn), goneFor(resource.at, what, "resource"));
  }

  /** A key that waits for its deletion, or is disabled, decrypts for nobody. */
  private shut(resource: PlanResource, what: string): void {
    const arn = textOf(resource.attribute("arn"));
    if (typeof arn !== "string") return;
    const key = this.key(arn);
    key.policy = goneFor(resource.at, what, "resource");
    delete key.otherPolicies;
  }

  private addKey(resource: PlanResource): void {
    const arn = textOf(resource.attribute("arn"));
    if (typeof arn !== "string") return;
    const policy = this.ownPolicy(resource, arn);
    Object.assign(this.key(arn), { policy, at: resource.at });
    if (resource.configures("policy") !== true) return;
    this.written.add(arn, policy);
    this.addRestored(arn, resource);
  }

  /** A key without a policy of its own gets AWS's; what the refresh saw is of before, and goes if its resource goes. */
  private ownPolicy(resource: PlanResource, arn: string): StatedPolicy {
    const value = resource.attribute("policy");
    const isOurs = resource.configures("policy") !== false;
    const standard = policyOf(resource.at, defaultKeyPolicy(arn));
    if (isAbsent(value) || value === "") return standard;
    if (isOurs) return policyOf(resource.at, this.anew.policyOf(resource, value));
    if (resource.isNew) return standard;
    return this.restored(arn) ? standard : policyOf(resource.at, this.anew.document(value));
  }

  /** AWS's own policy, if the apply deletes the one of the key. */
  private restored(arn: string): StatedPolicy | undefined {
    // Of a resource that is gone its provider may not be known, so an ID alone suffices: IDs of keys are unique.
    const gone = this.taking.get(arn) ?? this.taking.get(arn.slice(arn.lastIndexOf(":key/") + ":key/".length));
    // Whoever skips the lockout check leaves the policy in force.
    const isRestored = gone && gone.attribute("bypass_policy_lockout_safety_check") !== true;
    return isRestored ? policyOf(gone.at, defaultKeyPolicy(arn)) : undefined;
  }

  /** What the plan shows of a key counts; a file that says otherwise is found. */
  private compare(arn: string, given: Pick<StatedPolicy, "at" | "document">): void {
    const { policy } = this.key(arn);
    if (policy && policy.at !== given.at && policy.compiled.unreadable === undefined)
      this.conflicts.push(...contradiction(arn, policy, given));
  }

  private addPolicies(): void {
    const open: PlanResource[] = [];
    for (const resource of this.inputs.standing("aws_kms_key_policy")) {
      const arn = this.names.arnOf(resource.attribute("key_id"), resource);
      const before = resource.before("key_id");
      // The AWS provider writes the policy to the old key, and only if the text changes.
      const isMoved = resource.does("update") && before !== undefined && this.names.arnOf(before, resource) !== arn;
      const policy = policyOf(
        resource.at,
        isMoved
          ? new Unknown(`the update of ${resource.at} to another key writes no policy there`)
          : this.anew.policyOf(resource, resource.attribute("policy")),
      );
      if (isUnknown(arn)) open.push(resource);
      else {
        this.written.add(arn, policy);
        this.addRestored(arn, resource);
      }
    }
    this.written.settle((arn) => this.key(arn));
    for (const resource of open)
      for (const key of this.all.values())
        if (openParts(key.arn).length > 0)
          addAlternative(
            key,
            policyOf(resource.at, new Unknown(`${resource.at} may be it: which key that is for only an apply tells`)),
          );
  }

  /** Whoever deletes a key policy puts AWS's own in its place, before or after another one is written. */
  private addRestored(arn: string, resource: PlanResource): void {
    const other = this.undone.by(resource, "key policy", arn);
    if (other) this.written.add(arn, policyOf(resource.at, defaultKeyPolicy(arn)));
  }

  private addGrant(resource: PlanResource): void {
    const keyArn = this.names.arnOf(resource.attribute("key_id"), resource);
    const { account } = resource.place;
    const operations = itemsOf(resource.attribute("operations"));
    const grant = {
      name: resource.at,
      granteePrincipal: this.anew.grantee(
        resource,
        textIn(resource.attribute("grantee_principal"), "its grantee principal"),
      ),
      operations: isUnknown(operations) ? [operations] : operations.map((one) => textIn(one, "an operation")),
      constraints: constraintsOf(resource.attribute("constraints")),
      issuingAccount: account,
    };
    if (!isUnknown(keyArn)) this.key(keyArn).grants.push({ ...grant, keyArn });
    else {
      // It may be a grant on any of these keys: what it allows is not known of any.
      const open = { encryptionContextEquals: keyArn };
      for (const key of this.all.values()) key.grants.push({ ...grant, keyArn: key.arn, constraints: open });
    }
  }
}

type Constraints = NonNullable<KmsGrant["constraints"]>;

function constraintsOf(value: Planned | undefined): Constraints {
  const blocks = itemsOf(value);
  if (isUnknown(blocks)) return { encryptionContextEquals: blocks };
  const [block] = blocks;
  if (isUnknown(block)) return { encryptionContextEquals: block };
  const [exact, subset] = ["encryption_context_equals", "encryption_context_subset"].map((name) =>
    pairs(member(block, name)),
  );
  return {
    ...(exact !== undefined && { encryptionContextEquals: exact }),
    ...(subset !== undefined && { encryptionContextSubset: subset }),
  };
}

/**
 * @see https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_KmsGrantConstraints.html "An empty map is treated as not specified."
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/kms/grant.go expandGrantConstraints
 */
function pairs(value: Planned | undefined): Readonly<Record<string, MaybeKnown>> | Unknown | undefined {
  if (isUnknown(value)) return value;
  // The AWS provider gives both to KMS, an empty one for what is not set: that is none.
  if (isAbsent(value) || !isObject(value) || Object.keys(value).length === 0) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textIn(one as Planned, key)]));
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function defaultKeyPolicy(keyArn: string): object {
  const { partition = "aws", account = shownText(keyArn) } = splitArn(keyArn) ?? {};
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${partition}:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
}
