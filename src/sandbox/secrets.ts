import type { Place } from "../access/vault";
import type { Call } from "./call";
import { SecretVersions } from "./secret-versions";
import { ServiceError } from "./service-error";

/** What a secret is made with. */
interface SecretOptions {
  readonly policy?: string;
  readonly kmsKeyId?: string;
  /** The service that owns it. */
  readonly owningService?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A secret of the sandbox. */
export class Secret {
  public readonly kmsKeyId?: string;
  public readonly owningService?: string;
  public tags: Readonly<Record<string, string>>;
  public policy?: string;
  public readonly versions = new SecretVersions();
  public lastChangedDate = new Date();
  /** Until a list tells of it. */
  public madeAt = 0;
  public isDeleted = false;
  /** Whether its value is bytes, kept as the text that stands for them. */
  public isBinary = false;
  /** When it is gone, once it is deleted. */
  public deletedDate?: Date;
  /** A replica is read here, and changed at its primary. */
  public isReplica?: boolean;
  /** Of a replica: where its primary is. */
  public primaryRegion?: string;
  /** Of a primary: what became of its replicas. */
  public replicas: readonly Replica[] = [];
  /** The ARN of the function that rotates it. */
  public rotationLambdaArn?: string;

  public constructor(
    public readonly arn: string,
    public readonly name: string,
    { policy, kmsKeyId, owningService, tags = {} }: SecretOptions = {},
  ) {
    this.tags = tags;
    if (owningService !== undefined) this.owningService = owningService;
    if (policy !== undefined) this.policy = policy;
    if (kmsKeyId !== undefined) this.kmsKeyId = kmsKeyId;
  }

  /** The current value. */
  public get value(): string {
    return this.versions.current().value;
  }

  public set value(value: string) {
    this.versions.overwrite(value);
  }
}

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ReplicationStatusType.html */
export interface Replica {
  readonly Region: string;
  readonly KmsKeyId?: string;
  readonly Status: "InSync" | "InProgress" | "Failed";
  readonly StatusMessage?: string;
}

/** The secrets of one account and Region. */
export class Secrets {
  /** How the service keeps a policy: the text as given, unless a test says otherwise. */
  public policyForm: (text: string) => string = (text) => text;
  /** Names of secrets in other Regions, by Region: no replica takes their place. */
  public readonly takenElsewhere = new Map<string, readonly string[]>();
  private readonly all = new Map<string, Secret>();
  private versions = 0;

  public constructor(public readonly place: Place) {}

  public add(arn: string, value: string | undefined, options: SecretOptions = {}): Secret {
    const name = (arn.split(":secret:")[1] as string).replace(/-[A-Za-z0-9]{6}$/, "");
    const secret = new Secret(arn, name, options);
    if (value !== undefined) secret.versions.put(this.nextVersion(), value);
    this.all.set(arn, secret);
    return secret;
  }

  /** Those of an account in a Region. */
  public in({ account, region }: Pick<Place, "account" | "region">): Secret[] {
    return [...this.all.values()].filter(({ arn }) => arn.includes(`:${region}:${account}:secret:`));
  }

  /** As a request of an account in a Region names it: by ARN, of whatever account, or by name. */
  public inRegion(secretId: unknown, { principal, region }: Pick<Call, "principal" | "region">): Secret | undefined {
    const { account } = principal;
    const byArn = this.all.get(String(secretId));
    if (byArn) return byArn.arn.split(":")[3] === region ? byArn : undefined;
    return this.in({ account, region }).find(({ name }) => name === secretId);
  }

  /** By ARN or name. @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
  public find(secretId: unknown): Secret | undefined {
    return this.all.get(String(secretId)) ?? [...this.all.values()].find(({ name }) => name === secretId);
  }

  public remove({ arn }: Secret): void {
    this.all.delete(arn);
  }

  /** Whether it is deleted or not. */
  public any(secretId: unknown, call?: Pick<Call, "principal" | "region">): Secret {
    const secret = call ? this.inRegion(secretId, call) : this.find(secretId);
    if (!secret)
      throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    return secret;
  }

  public of(secretId: unknown, call?: Pick<Call, "principal" | "region">): Secret {
    const secret = this.any(secretId, call);
    if (secret.isDeleted)
      throw new ServiceError(
        "InvalidRequestException",
        "You can't perform this operation on the secret because it was marked for deletion.",
      );
    return secret;
  }

  public nextVersion(): string {
    return `00000000-0000-4000-8000-${String(++this.versions).padStart(12, "0")}`;
  }
}

/** What an operation does with a secret. */
export type Action = (secret: Secret, input: Call["input"], call: Call) => Readonly<Record<string, unknown>>;

/** What each answer of the service names. */
export const named = ({ arn, name }: Secret): { ARN: string; Name: string } => ({ ARN: arn, Name: name });

/**
 * A secret of one of AWS's services is written by it alone.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html#API_PutSecretValue_Errors
 */
export function refuseManaged({ owningService }: Secret): void {
  if (owningService !== undefined)
    throw new ServiceError(
      "InvalidRequestException",
      `The secret is managed by ${owningService}, and you must use that service to update it.`,
    );
}
