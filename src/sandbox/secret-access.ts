import { viaServiceNames } from "../access/arn";
import { SERVICE_PRINCIPAL } from "../access/statements";
import type { Happening } from "./audit";
import type { Authorize, Call, Principal } from "./call";
import type { Keys } from "./kms";
import type { Secret, Secrets } from "./secrets";
import { ServiceError } from "./service-error";

const SECRETS_MANAGER = "secretsmanager.amazonaws.com";

/** What Secrets Manager asks KMS for. @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
const KMS_OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  GetSecretValue: ["Decrypt"],
  PutSecretValue: ["GenerateDataKey", "Decrypt"],
};

/** Whose permissions a request is decided by, and the services that ask in its name. */
export interface Caller {
  readonly principal: Principal;
  readonly region: string;
  readonly calledVia?: readonly string[];
}

export interface SecretAccessParts {
  readonly secrets: Secrets;
  readonly keys: Keys;
  readonly authorize: Authorize;
  readonly record: (happening: Happening) => void;
}

/** Every way to a secret: asked directly, or by AgentCore in the caller's name. */
export class SecretAccess {
  public constructor(private readonly parts: SecretAccessParts) {}

  /** Whether the sandbox has a secret at all. */
  public knows(secretId: string): boolean {
    return this.parts.secrets.find(secretId) !== undefined;
  }

  /** Stops unless the caller may do this with the secret, and its key allows it, too. */
  public check(caller: Caller, operation: string, secret: Secret, context?: Readonly<Record<string, string>>): void {
    this.allow(caller, `secretsmanager:${operation}`, secret.arn, {
      ...context,
      "secretsmanager:SecretId": secret.arn,
      "secretsmanager:VersionStage": "AWSCURRENT",
    });
    for (const kmsOperation of KMS_OPERATIONS[operation] ?? []) this.useKey(caller, kmsOperation, secret);
  }

  /** Whoever has a secret rotated needs this of the function, too. @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
  public invoke({ principal, region }: Caller, functionArn: string): void {
    this.allow({ principal, region }, "lambda:InvokeFunction", functionArn);
  }

  /** An operation that is about no secret in particular. */
  public checkAll({ principal, operation }: Call): void {
    this.allow({ principal, region: "" }, `secretsmanager:${operation}`, "*");
  }

  /**
   * What AgentCore does as a forward access session: the caller's own permissions decide. A secret that the sandbox does
   * not have is undefined, and decided without a secret policy.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
   */
  public forward(
    { principal, region }: Call,
    operation: "DescribeSecret" | "GetSecretValue",
    secretId: string,
  ): Secret | undefined {
    const caller: Caller = { principal, region, calledVia: [SERVICE_PRINCIPAL] };
    const happening = { ...caller, service: "secretsmanager", operation, input: { SecretId: secretId } } as const;
    const secret = this.parts.secrets.find(secretId);
    try {
      if (secret) this.check(caller, operation, secret);
      else this.allow(caller, `secretsmanager:${operation}`, secretId);
      this.parts.record(happening);
      return secret;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      this.parts.record({ ...happening, error });
      // The text up to the status code was observed on the service: see docs/sandbox.md.
      throw new ServiceError(
        "AccessDeniedException",
        `You are not authorized to perform: secretsmanager:${operation} (Service: AgentCredentialProvider, Status Code: 403). ${error.message}`,
      );
    }
  }

  private allow(
    { principal, calledVia }: Caller,
    action: string,
    resource: string,
    context?: Readonly<Record<string, string>>,
  ): void {
    const denied = this.parts.authorize({ principal, action, resource, calledVia, context });
    if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
  }

  private useKey(caller: Caller, operation: string, secret: Secret): void {
    const { kmsKeyId, arn } = secret;
    const [, partition = "aws", , region = caller.region, account] = arn.split(":");
    if (kmsKeyId === undefined) {
      // The key aws/secretsmanager lets in only its own account, and asks nobody there.
      if (account === caller.principal.account) return;
      throw new ServiceError(
        "AccessDeniedException",
        `${arn} has no customer managed key: no other account can read it.`,
      );
    }
    const key = this.parts.keys.find(kmsKeyId);
    const [versionId = "new"] = Object.keys(secret.versions.staged);
    const encryptionContext = { SecretARN: arn, SecretVersionId: versionId };
    const via: Caller = { ...caller, calledVia: [...(caller.calledVia ?? []), SECRETS_MANAGER] };
    const happening = {
      ...via,
      service: "kms",
      operation,
      input: { EncryptionContext: encryptionContext, EncryptionAlgorithm: "SYMMETRIC_DEFAULT" },
      key: key?.arn ?? kmsKeyId,
    } as const;
    const names = viaServiceNames("secretsmanager", region, partition);
    try {
      if (key?.isPendingDeletion) throw new ServiceError("DecryptionFailure", `${key.arn} is pending deletion.`);
      if (key?.isDisabled) throw new ServiceError("DecryptionFailure", `${key.arn} is disabled.`);
      this.allow(via, `kms:${operation}`, key?.arn ?? kmsKeyId, {
        "kms:ViaService": typeof names === "string" ? names : (names[0] as string),
        "kms:EncryptionContext:SecretARN": arn,
        "kms:EncryptionContext:SecretVersionId": versionId,
      });
      this.parts.record(happening);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      this.parts.record({ ...happening, error });
      throw new ServiceError(error.code, `Access to KMS is not allowed. ${error.message}`);
    }
  }
}
