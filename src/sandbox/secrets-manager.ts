import { SECRET_POLICY_BYTES } from "../access/limits";
import type { Call, Handler, Handlers } from "./call";
import { oneOrMore, policyStatements } from "./policy-text";
import type { SecretAccess } from "./secret-access";
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

/**
 * The code and the text are those of the service, seen in
 * https://github.com/lgallard/terraform-aws-secrets-manager/issues/188 and https://github.com/gruntwork-io/cloud-nuke/issues/435.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/standalone-secret.html
 */
const REPLICA = "Operation not permitted on a replica secret. Call must be made in primary secret's region.";

const isEverybody = (principal: unknown): boolean =>
  principal === "*" || oneOrMore((principal as { AWS?: unknown } | undefined)?.AWS).includes("*");

const named = ({ arn, name }: Secret): { ARN: string; Name: string } => ({ ARN: arn, Name: name });

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html#awssecretsmanager-policy-keys */
const contextOf = ({ input: { BlockPublicPolicy } }: Call): Record<string, string> =>
  BlockPublicPolicy === undefined ? {} : { "secretsmanager:BlockPublicPolicy": String(BlockPublicPolicy) };

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html */
export function secretsManagerHandlers(secrets: Secrets, access: SecretAccess): Handlers {
  const on =
    (action: (secret: Secret, input: Call["input"]) => Readonly<Record<string, unknown>>): Handler =>
    (call) => {
      const secret = secrets.of(call.input.SecretId);
      access.check(call, call.operation, secret, contextOf(call));
      return action(secret, call.input);
    };
  /** A replica is changed at its primary alone. */
  const onPrimary = (action: Parameters<typeof on>[0]): Handler =>
    on((secret, input) => {
      if (secret.isReplica === true) throw new ServiceError("InvalidParameterException", REPLICA);
      return action(secret, input);
    });
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
    PutSecretValue: onPrimary((secret, { SecretString }) => {
      if (typeof SecretString !== "string" || SecretString.length > 65_536)
        throw new ServiceError("InvalidParameterException", "SecretString breaks its length.");
      Object.assign(secret, { value: SecretString, versionId: secrets.nextVersion(), lastChangedDate: new Date() });
      return { ...named(secret), VersionId: secret.versionId, VersionStages: ["AWSCURRENT"] };
    }),
    GetResourcePolicy: on((secret) => ({
      ...named(secret),
      ...(secret.policy !== undefined && { ResourcePolicy: secret.policy }),
    })),
    PutResourcePolicy: onPrimary((secret, { ResourcePolicy, BlockPublicPolicy }) => {
      const text = String(ResourcePolicy);
      if (Buffer.byteLength(text) > SECRET_POLICY_BYTES)
        throw new ServiceError("InvalidParameterException", `The policy is over ${SECRET_POLICY_BYTES} bytes.`);
      const statements = policyStatements(text);
      if (
        BlockPublicPolicy === true &&
        statements.some(
          ({ Effect, Principal, Condition }) => Effect === "Allow" && isEverybody(Principal) && !Condition,
        )
      )
        throw new ServiceError("PublicPolicyException", "The policy grants public access.");
      secret.policy = secrets.policyForm(text);
      secret.lastChangedDate = new Date();
      return named(secret);
    }),
    DeleteResourcePolicy: onPrimary((secret) => {
      delete secret.policy;
      return named(secret);
    }),
  };
}
