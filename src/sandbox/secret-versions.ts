import { ServiceError } from "./service-error";

export const CURRENT = "AWSCURRENT";
export const PENDING = "AWSPENDING";
export const PREVIOUS = "AWSPREVIOUS";

interface Version {
  value?: string;
  readonly stages: Set<string>;
  createdDate: Date;
}

const notFound = (what: string): ServiceError =>
  new ServiceError("ResourceNotFoundException", `Secrets Manager can't find the specified secret value for ${what}`);

/**
 * The versions of one secret and their staging labels. Each label is on one version at most; the version that loses
 * `AWSCURRENT` gets `AWSPREVIOUS`.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version
 */
export class SecretVersions {
  private readonly all = new Map<string, Version>();

  public put(id: string, value: string, stages: readonly string[] = [CURRENT]): void {
    const version = this.all.get(id);
    if (version?.value !== undefined && version.value !== value)
      throw new ServiceError("ResourceExistsException", `A version with the ID ${id} is there, with another value.`);
    const { stages: labels = new Set<string>(), createdDate = new Date() } = version ?? {};
    this.all.set(id, { value, stages: labels, createdDate });
    for (const stage of stages) this.move(stage, id);
  }

  /** What a rotation begins with: a version without a value. */
  public begin(id: string): void {
    const stuck = [...this.all].find(([, { stages }]) => stages.has(PENDING) && !stages.has(CURRENT));
    if (stuck)
      throw new ServiceError(
        "InvalidRequestException",
        "A previous rotation isn't complete. That rotation will be reattempted.",
      );
    this.current();
    this.all.set(id, { stages: new Set(), createdDate: new Date() });
    this.move(PENDING, id);
  }

  /** Moves a label, to a version, from one, or both. */
  public label(stage: string, to: string | undefined, from: string | undefined): void {
    const holder = this.holder(stage);
    if (to !== undefined && !this.all.has(to)) throw notFound(`VersionId: ${to}`);
    if (holder !== undefined && holder !== from && holder !== to)
      throw new ServiceError(
        "InvalidParameterException",
        `The label ${stage} is on the version ${holder}: name it in RemoveFromVersionId.`,
      );
    if (to !== undefined) return this.move(stage, to);
    if (stage === CURRENT)
      throw new ServiceError(
        "InvalidParameterException",
        "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
      );
    this.all.get(from ?? "")?.stages.delete(stage);
  }

  public find(id: unknown, stage: unknown = CURRENT): { readonly id: string; readonly value: string } {
    const found = typeof id === "string" ? id : this.holder(String(stage));
    const value = this.all.get(found ?? "")?.value;
    if (found === undefined || value === undefined)
      throw notFound(typeof id === "string" ? `VersionId: ${id}` : `staging label: ${String(stage)}`);
    return { id: found, value };
  }

  public current(): { readonly id: string; readonly value: string } {
    return this.find(undefined);
  }

  /** Replaces the value of the current version. */
  public overwrite(value: string): void {
    const id = this.holder(CURRENT);
    if (id !== undefined) (this.all.get(id) as Version).value = value;
  }

  public stagesOf(id: string): string[] {
    return [...(this.all.get(id)?.stages ?? [])].sort();
  }

  /** All of them, those without a label, too. */
  public get ids(): string[] {
    return [...this.all.keys()];
  }

  public createdDate(id: string): Date {
    return this.all.get(id)?.createdDate ?? new Date(0);
  }

  /** Makes all of them as old as this. */
  public date(createdDate: Date): void {
    for (const version of this.all.values()) version.createdDate = createdDate;
  }

  /** By version, those without a label left out. */
  public get staged(): Readonly<Record<string, string[]>> {
    const ids = [...this.all.keys()].filter((id) => this.stagesOf(id).length > 0);
    return Object.fromEntries(ids.map((id) => [id, this.stagesOf(id)]));
  }

  private holder(stage: string): string | undefined {
    return [...this.all].find(([, { stages }]) => stages.has(stage))?.[0];
  }

  private move(stage: string, id: string): void {
    const holder = this.holder(stage);
    if (holder === id) return;
    if (holder !== undefined) this.all.get(holder)?.stages.delete(stage);
    this.all.get(id)?.stages.add(stage);
    if (stage === CURRENT && holder !== undefined) this.move(PREVIOUS, holder);
  }
}
