import { ServiceError } from "./service-error";

/** A secret of the sandbox. */
export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly kmsKeyId?: string;
  policy?: string;
  value: string;
  versionId: string;
  lastChangedDate: Date;
  isDeleted: boolean;
  /** A replica is read here, and changed at its primary. */
  isReplica?: boolean;
}

/** The secrets of one account and Region. */
export class Secrets {
  /** How the service keeps a policy: the text as given, unless a test says otherwise. */
  public policyForm: (text: string) => string = (text) => text;
  private readonly all = new Map<string, Secret>();
  private versions = 0;

  public add(arn: string, value: string, options: { policy?: string; kmsKeyId?: string } = {}): Secret {
    const name = (arn.split(":secret:")[1] as string).replace(/-[A-Za-z0-9]{6}$/, "");
    const secret: Secret = {
      arn,
      name,
      ...options,
      value,
      versionId: this.nextVersion(),
      lastChangedDate: new Date(),
      isDeleted: false,
    };
    this.all.set(arn, secret);
    return secret;
  }

  /** By ARN or name. @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
  public find(secretId: unknown): Secret | undefined {
    return this.all.get(String(secretId)) ?? [...this.all.values()].find(({ name }) => name === secretId);
  }

  public of(secretId: unknown): Secret {
    const secret = this.find(secretId);
    if (!secret)
      throw new ServiceError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
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
