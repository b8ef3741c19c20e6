import { instance, optional, requireKinds } from "../access/argument-kinds";
import { PartnerSecretType } from "../access/partner-secret-type";
import type { Problem } from "../access/problem";
import { Rotator } from "../access/rotator";
import { eachProblems, givenNumberProblems, givenProblems, knownProblems } from "../access/rule";
import {
  FUNCTION_ARN,
  ROTATION_DAYS,
  ROTATION_DURATION,
  ROTATION_METADATA_KEY,
  ROTATION_METADATA_VALUE,
  ROTATION_SCHEDULE,
} from "../access/rules/agent-secret";
import { textProblems } from "../access/written-text";

/** When a secret is rotated. Exactly one of `everyDays` and `schedule`. */
export interface RotationSchedule {
  /**
   * The days between two rotations, 1 to 1000.
   *
   * @default - the schedule says it
   */
  readonly everyDays?: number;

  /**
   * `rate(12 hours)`, at least four hours, `rate(10 days)`, or `cron(0 16 1,15 * ? *)`: on the hour, in UTC.
   *
   * @default - everyDays says it
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
   */
  readonly schedule?: string;

  /**
   * The window within which it is rotated, in hours: `1h` to `24h`.
   *
   * @default - an hour for a schedule in hours, the rest of the UTC day for one in days
   */
  readonly duration?: string;

  /**
   * Whether it is rotated at once, too, whenever Terraform sets the rotation. Otherwise it is tried, and rotated on
   * schedule.
   *
   * @default true
   */
  readonly immediately?: boolean;
}

/** Properties of `AgentSecretRotation.byFunction`. */
export interface FunctionRotationProps extends RotationSchedule {
  /**
   * The ARN of the Lambda function, in the secret's Region; a token is fine. It must keep the secret a JSON object with the
   * keys that credential providers name.
   */
  readonly functionArn: string;

  /** The function's execution role. */
  readonly rotator: Rotator;

  /**
   * Whether the function asks Secrets Manager for random passwords.
   *
   * @default false
   */
  readonly makesPasswords?: boolean;

  /**
   * Whether the function's policy already lets Secrets Manager invoke it for this secret.
   *
   * @default false: an `aws_lambda_permission` for this secret is made
   */
  readonly isInvokable?: boolean;
}

/** Properties of `AgentSecretRotation.byPartner`. */
export interface PartnerRotationProps extends RotationSchedule {
  /** The type of managed external secret. A secret keeps its type for ever: another one makes another secret. */
  readonly secretType: PartnerSecretType;

  /** The role that Secrets Manager assumes; it must trust `secretsmanager.amazonaws.com`. */
  readonly rotator: Rotator;

  /**
   * What the partner asks for beside the value. It is no secret: it stands in plan and state.
   *
   * @default - nothing
   */
  readonly metadata?: { [key: string]: string };
}

const SCHEDULE_KINDS = {
  everyDays: optional("number"),
  schedule: optional(ROTATION_SCHEDULE),
  duration: optional(ROTATION_DURATION),
  immediately: optional("boolean"),
  rotator: instance(Rotator, "Rotator.role"),
} as const;

/** How a secret that is made for an agent is rotated. */
export class AgentSecretRotation {
  /**
   * By a Lambda function of yours.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda.html
   */
  public static byFunction(props: FunctionRotationProps): AgentSecretRotation {
    requireKinds("AgentSecretRotation.byFunction", props, {
      ...SCHEDULE_KINDS,
      functionArn: FUNCTION_ARN,
      makesPasswords: optional("boolean"),
      isInvokable: optional("boolean"),
    });
    const { functionArn } = props;
    return new AgentSecretRotation(props, [
      ...textProblems({ functionArn }),
      ...knownProblems(FUNCTION_ARN, "functionArn", functionArn),
    ]);
  }

  /**
   * By Secrets Manager at the partner that issued it, without a function.
   *
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/managed-external-secrets.html
   */
  public static byPartner(props: PartnerRotationProps): AgentSecretRotation {
    requireKinds("AgentSecretRotation.byPartner", props, {
      ...SCHEDULE_KINDS,
      secretType: instance(PartnerSecretType, "PartnerSecretType"),
      metadata: optional("map of texts"),
    });
    const { secretType, metadata = {} } = props;
    return new AgentSecretRotation({ ...props, makesPasswords: true, secretType: secretType.name }, [
      ...secretType._problems,
      ...textProblems({ metadata }),
      ...eachProblems(ROTATION_METADATA_KEY, "a key of metadata", Object.keys(metadata)),
      ...Object.entries(metadata).flatMap(([key, value]) =>
        knownProblems(ROTATION_METADATA_VALUE, `metadata.${key}`, value),
      ),
    ]);
  }

  /** The role that rotates. */
  public readonly rotator: Rotator;

  /** @internal */
  public readonly _parts: RotationParts;

  /** @internal */
  public readonly _problems: readonly Problem[];

  private constructor(parts: RotationParts, problems: readonly Problem[]) {
    this.rotator = parts.rotator;
    this._parts = parts;
    this._problems = [...this.rotator._problems, ...problems, ...scheduleProblems(parts)];
  }
}

/** What both kinds of rotation are made of. */
export interface RotationParts extends RotationSchedule {
  readonly rotator: Rotator;
  readonly functionArn?: string;
  readonly isInvokable?: boolean;
  readonly makesPasswords?: boolean;
  readonly secretType?: string;
  readonly metadata?: { readonly [key: string]: string };
}

function scheduleProblems({ everyDays, schedule, duration }: RotationSchedule): Problem[] {
  const both = everyDays !== undefined && schedule !== undefined;
  const neither = everyDays === undefined && schedule === undefined;
  return [
    ...(both || neither
      ? [
          {
            subject: "schedule",
            rule: both ? "is given beside everyDays, and both say when to rotate" : "is missing, and everyDays, too",
            fix: "Give exactly one of everyDays and schedule.",
          },
        ]
      : []),
    ...textProblems({ schedule, duration }),
    ...givenNumberProblems(ROTATION_DAYS, "everyDays", everyDays),
    ...givenProblems(ROTATION_SCHEDULE, "schedule", schedule),
    ...givenProblems(ROTATION_DURATION, "duration", duration),
  ];
}
