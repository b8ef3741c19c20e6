import type { CompiledPolicy } from "../decision";
import { MANAGED_POLICY_CHARACTERS, MANAGED_POLICY_VERSIONS } from "../access/limits";
import { compiledPolicy } from "./compiled-policy";
import { ServiceError } from "./service-error";

/** A version of a managed policy: as it was given, and as it decides. */
export interface ManagedPolicy {
  readonly document: unknown;
  readonly compiled: CompiledPolicy;
}

interface Managed {
  /** By their numbers; the newest that was made the default one holds. */
  readonly versions: Map<number, ManagedPolicy>;
  latest: number;
  valid: number;
}

const IAM_ARN = /^arn:[^:]+:iam::(?:aws|[0-9]{12}):policy\/[\w+=,.@/-]+$/;

export const limitExceeded = (message: string): ServiceError => new ServiceError("LimitExceeded", message, 409);

/**
 * Managed policies of IAM with their quotas: no API, only this.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export class ManagedPolicies {
  private readonly all = new Map<string, Managed>();

  /** Like IAM's CreatePolicy. */
  public create(arn: string, document: unknown): void {
    if (!IAM_ARN.test(arn)) throw new Error(`${arn} is not the ARN of a managed policy`);
    if (this.all.has(arn)) throw new ServiceError("EntityAlreadyExists", `A policy called ${arn} already exists.`, 409);
    this.all.set(arn, { versions: new Map([[1, sized(arn, document)]]), latest: 1, valid: 1 });
  }

  /** Like IAM's CreatePolicyVersion, which sets the default version. Gives its number. */
  public createVersion(arn: string, document: unknown): number {
    const policy = this.of(arn);
    if (policy.versions.size >= MANAGED_POLICY_VERSIONS)
      throw limitExceeded(
        `A managed policy can have up to ${MANAGED_POLICY_VERSIONS} versions. Before you create a new version, you must delete an existing version.`,
      );
    policy.versions.set(policy.latest + 1, sized(arn, document));
    policy.latest += 1;
    policy.valid = policy.latest;
    return policy.latest;
  }

  /** Like IAM's DeletePolicyVersion. */
  public deleteVersion(arn: string, version: number): void {
    const { versions, valid } = this.of(arn);
    if (version === valid)
      throw new ServiceError("DeleteConflict", "Cannot delete the default version of a policy.", 409);
    if (!versions.delete(version))
      throw new ServiceError("NoSuchEntity", `Policy ${arn} version v${version} does not exist.`, 404);
  }

  /** What holds of a policy now. */
  public current(arn: string): ManagedPolicy {
    const { versions, valid } = this.of(arn);
    return versions.get(valid) as ManagedPolicy;
  }

  public has(arn: string): boolean {
    return this.all.has(arn);
  }

  public get arns(): string[] {
    return [...this.all.keys()];
  }

  private of(arn: string): Managed {
    const found = this.all.get(arn);
    if (!found) throw new ServiceError("NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`, 404);
    return found;
  }
}

function sized(arn: string, document: unknown): ManagedPolicy {
  const compiled = compiledPolicy(`managed policy ${arn}`, document);
  if (charactersOf(document) > MANAGED_POLICY_CHARACTERS)
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${MANAGED_POLICY_CHARACTERS}`);
  return { document, compiled };
}

/** IAM does not count white space. */
export const charactersOf = (document: unknown): number =>
  JSON.stringify(typeof document === "string" ? JSON.parse(document) : document).length;
