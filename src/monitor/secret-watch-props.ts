import type { Deployer } from "../access/deployer";
import type { Reader } from "../access/reader";
import type { WatchSeverity, WatchSignal } from "../access/watch/signal";
import type { ExternalSecret } from "../secret/external-secret";
import type { WatchPlace } from "./watch-place";
import type { WatchTarget } from "./watch-target";

/** What a watch does with one signal. */
export interface WatchSignalOptions {
  /** Which signal. */
  readonly signal: WatchSignal;

  /**
   * How loud it is.
   *
   * @default - PAGE, but TICKET for CHANGED and DELETED_READ
   */
  readonly severity?: WatchSeverity;

  /**
   * Whether it is watched at all.
   *
   * @default true
   */
  readonly isOn?: boolean;
}

/** Saved queries for Athena. */
export interface WatchAthenaOptions {
  /** The database with the table. */
  readonly database: string;

  /**
   * The table of CloudTrail records, as Athena's page about CloudTrail makes it.
   *
   * @default cloudtrail_logs
   * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
   */
  readonly table?: string;

  /**
   * The workgroup.
   *
   * @default - Athena's default one
   */
  readonly workgroup?: string;
}

/** Properties of a watch. */
export interface SecretWatchProps extends WatchPlace {
  /** Stands in the names of all that is made: 1 to 20 letters, digits, `-` and `_`, once in an account and Region. */
  readonly name: string;

  /** Where signals go. */
  readonly targets: WatchTarget[];

  /**
   * Secrets beside those of the stack's credential providers, which are watched anyway with all that is known of them.
   *
   * @default - none
   */
  readonly secrets?: ExternalSecret[];

  /**
   * Beginnings of secret ARNs, with a part of the name: `arn:aws:secretsmanager:us-east-1:111122223333:secret:agents/`.
   * One rule then stands for any number of secrets, and cannot tell their readers apart.
   *
   * @default - none
   */
  readonly secretPrefixes?: string[];

  /**
   * Who reads the secrets of `secrets` and `secretPrefixes` through AgentCore. Without any nobody is unexpected there.
   *
   * @default - none
   */
  readonly readers?: Reader[];

  /**
   * Roles that run Terraform, beside those of the stack's deployer policies. What they change and read is no signal.
   *
   * @default - none
   */
  readonly deployers?: Deployer[];

  /**
   * ARNs of roles that rotate the secrets: of rotation functions, or of managed external secrets. Those that the program
   * names as a `Rotator` are known, each for its own secret.
   *
   * @default - none beside those
   */
  readonly rotationRoleArns?: string[];

  /**
   * ARNs of roles and users that may read the secrets without AgentCore.
   *
   * @default - none
   */
  readonly exceptionArns?: string[];

  /**
   * IDs of gateways whose targets use the credential providers: changes of their targets are signals.
   *
   * @default - none
   */
  readonly gatewayIds?: string[];

  /**
   * What differs for single signals.
   *
   * @default - all are on, as loud as usual
   */
  readonly signals?: WatchSignalOptions[];

  /**
   * The name of the log group that a trail writes to. Then signals are metric filters on it with alarms, in place of rules
   * of EventBridge: for accounts where events go to a log group, or rules are somebody else's. Alarms tell topics only.
   *
   * @default - rules of EventBridge
   */
  readonly trailLogGroupName?: string;

  /**
   * Whether AgentCore Identity's own metrics of failed fetches become alarms, one for each credential provider.
   *
   * @default true
   */
  readonly fetchAlarms?: boolean;

  /**
   * Whether there is a dashboard.
   *
   * @default true
   */
  readonly dashboard?: boolean;

  /**
   * The log group whose records saved queries of Logs Insights look at.
   *
   * @default - `trailLogGroupName`; without it no queries are saved
   */
  readonly queryLogGroupName?: string;

  /**
   * Saved queries for Athena.
   *
   * @default - none
   */
  readonly athena?: WatchAthenaOptions;

  /**
   * How long an event pattern may be, 512 to 4096 characters: the account's quota, if it was raised.
   *
   * @default 2048
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
   */
  readonly eventPatternCharacters?: number;

  /**
   * Tags of rules and alarms.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}
