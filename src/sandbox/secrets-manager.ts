import { SECRET_POLICY_BYTES } from "../access/limits";
import type { Authorize, Call, Handler, Handlers } from "./call";
import { policyStatements } from "./policy-text";
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
  public of(secretId: unknown): Secret {
    const secret = this.all.get(String(secretId)) ?? [...this.all.values()].find(({ name }) => name === secretId);
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

const named = ({ arn, name }: Secret): { ARN: string; Name: string } => ({ ARN: arn, Name: name });

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export function secretsManagerHandlers(secrets: Secrets, authorize: Authorize): Handlers {
  const on =
    (action: (secret: Secret, input: Call["input"]) => Readonly<Record<string, unknown>>): Handler =>
    ({ operation, input, principal }) => {
      const secret = secrets.of(input.SecretId);
      const denied = authorize({ principal, action: `secretsmanager:${operation}`, resource: secret.arn });
      if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
      return action(secret, input);
    };
  return {
    DescribeSecret: on((secret) => ({
      ...named(secret),
      ...(secret.kmsKeyId && { KmsKeyId: secret.kmsKeyId }),
      LastChangedDate: secret.lastChangedDate,
      VersionIdsToStages: { [secret.versionId]: ["AWSCURRENT"] },
    })),
    GetSecretValue: on((secret) => ({
      ...named(secret),
      SecretString: secret.value,
      VersionId: secret.versionId,
      VersionStages: ["AWSCURRENT"],
    })),
    PutSecretValue: on((secret, { SecretString }) => {
      if (typeof SecretString !== "string" || SecretString.length > 65_536)
        throw new ServiceError("InvalidParameterException", "SecretString breaks its length.");
      Object.assign(secret, { value: SecretString, versionId: secrets.nextVersion(), lastChangedDate: new Date() });
      return { ...named(secret), VersionId: secret.versionId, VersionStages: ["AWSCURRENT"] };
    }),
    GetResourcePolicy: on((secret) => ({
      ...named(secret),
      ...(secret.policy !== undefined && { ResourcePolicy: secret.policy }),
    })),
    PutResourcePolicy: on((secret, { ResourcePolicy, BlockPublicPolicy }) => {
      const text = String(ResourcePolicy);
      if (Buffer.byteLength(text) > SECRET_POLICY_BYTES)
        throw new ServiceError("InvalidParameterException", `The policy is over ${SECRET_POLICY_BYTES} bytes.`);
      const statements = policyStatements(text);
      if (
        BlockPublicPolicy === true &&
        statements.some(({ Effect, Principal, Condition }) => Effect === "Allow" && Principal === "*" && !Condition)
      )
        throw new ServiceError("PublicPolicyException", "The policy grants public access.");
      secret.policy = secrets.policyForm(text);
      secret.lastChangedDate = new Date();
      return named(secret);
    }),
    DeleteResourcePolicy: on((secret) => {
      delete secret.policy;
      return named(secret);
    }),
  };
}
