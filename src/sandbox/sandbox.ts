import * as agentCoreData from "@aws-sdk/client-bedrock-agentcore";
import * as agentCore from "@aws-sdk/client-bedrock-agentcore-control";
import * as cloudTrail from "@aws-sdk/client-cloudtrail";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as organizations from "@aws-sdk/client-organizations";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import * as sts from "@aws-sdk/client-sts";
import { agentCoreHandlers } from "./agentcore-control";
import { guarded } from "./agentcore-guard";
import { Audit } from "./audit";
import type { Authorize } from "./call";
import { cloudTrailHandlers } from "./cloudtrail";
import { consumerHandlers } from "./consumer-calls";
import { enforcement } from "./enforcement";
import { Iam } from "./iam";
import { iamHandlers } from "./iam-details";
import { iamRoleHandlers } from "./iam-roles";
import type { Intercept, LoggedCall } from "./interception";
import { Keys, kmsHandlers } from "./kms";
import { keyLifecycleHandlers } from "./kms-lifecycle";
import type { Delays, Lateness } from "./lateness";
import { modelOf } from "./operations";
import type { Organization } from "./organizations";
import { organizationsHandlers } from "./organizations";
import { awsJson, awsQuery, restJson } from "./protocol";
import { Roles } from "./roles";
import type { AgentRuntime } from "./runtimes";
import { runtimeHandlers } from "./runtimes";
import { SecretAccess } from "./secret-access";
import { Secrets } from "./secrets";
import { secretsManagerHandlers } from "./secrets-manager";
import { Server } from "./server";
import { simulateHandlers } from "./simulate-calls";
import { Principals, stsHandlers } from "./sts";
import { tokenHandlers } from "./token-calls";
import type { Rates } from "./throttle";
import { Throttle } from "./throttle";
import { Vaults } from "./vaults";
import { workloadIdentityHandlers } from "./workload-identity-calls";

const ACCOUNT = "111122223333";
const REGION = "us-east-1";
const PLACE = { partition: "aws", region: REGION, account: ACCOUNT } as const;

const MODELS = {
  agentCore: modelOf(agentCore),
  agentCoreData: modelOf(agentCoreData),
  cloudTrail: modelOf(cloudTrail),
  iam: modelOf(iam),
  kms: modelOf(kms),
  organizations: modelOf(organizations),
  secretsManager: modelOf(secretsManager),
  sts: modelOf(sts),
};

/** The access key that a new sandbox knows, and whose it is. */
export const DEPLOYER = {
  accessKeyId: "AKIASANDBOXDEPLOYER",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/terraform/sandbox`,
} as const;

export interface SandboxOptions {
  /** Whether policies and grants decide. Otherwise everybody may do everything. @default false */
  readonly enforce?: boolean;
  /** @default - one that is free */
  readonly port?: number;
  /** Regions beside `us-east-1`. @default none */
  readonly regions?: readonly string[];
  /** How often an account may call, such as `{ "bedrock-agentcore": 20 }`. @default - as often as it likes */
  readonly rates?: Rates;
  /** How late changes are seen. @default - at once */
  readonly delays?: Delays;
  /** Milliseconds since the epoch. @default - the machine's clock */
  readonly now?: () => number;
}

/**
 * Loopback stand-ins of the services that this package calls: AgentCore Identity with the calls by which agents
 * obtain credentials, Secrets Manager, KMS and STS. Requests and answers are checked against the SDK's own schemas.
 */
export class Sandbox {
  public static async start({
    enforce = false,
    port = 0,
    regions = [],
    rates = {},
    delays = {},
    now = Date.now,
  }: SandboxOptions = {}): Promise<Sandbox> {
    const sandbox = new Sandbox([REGION, ...regions], new Throttle(rates, now), { now, delays });
    if (enforce) sandbox.authorize = enforcement(sandbox);
    sandbox.address = await sandbox.server.listen(port);
    return sandbox;
  }

  public readonly region = REGION;
  public readonly account = ACCOUNT;
  /** What each account has of AgentCore Identity in each Region. */
  public readonly vaults = new Vaults();
  public readonly providers = this.vaults.at(PLACE).providers;
  public readonly secrets = new Secrets(PLACE);
  public readonly keys = new Keys();
  /** IAM roles, for permissions. */
  public readonly roles = new Roles();
  /** All of IAM: the roles, too. */
  public readonly iam: Iam;
  /** Agents in AgentCore Runtime, by ARN. */
  public readonly runtimes = new Map<string, AgentRuntime>();
  public readonly organizations: Organization[] = [];
  public readonly principals = new Principals();
  public readonly workloads = this.vaults.at(PLACE).workloads;
  /** What happened, as CloudTrail would tell it. */
  public readonly audit: Audit;
  /** Roles that ask for an external ID, and which. */
  public readonly externalIds = new Map<string, string>();
  /** Every request that was answered, in order. */
  public readonly calls: LoggedCall[] = [];
  /** Disturbs requests. */
  public intercept: Intercept | undefined;
  /** Decides whether a principal may do something. All may, unless this is replaced. */
  public authorize: Authorize = () => undefined;

  private address = "";
  private readonly server: Server;

  private constructor(
    regions: readonly string[],
    throttle: Throttle,
    public readonly lateness: Lateness,
  ) {
    this.iam = new Iam(this.roles, lateness);
    this.audit = new Audit(lateness.now);
    this.audit.delay = lateness.delays.events ?? 0;
    this.principals.add(DEPLOYER.accessKeyId, DEPLOYER.arn);
    const authorize: Authorize = (request) => this.authorize(request);
    const record: Audit["record"] = (happening) => this.audit.record(happening);
    const access = new SecretAccess({ secrets: this.secrets, keys: this.keys, authorize, record });
    const tokens = tokenHandlers({ vaults: this.vaults, access, authorize });
    this.server = new Server({
      principals: this.principals,
      regions,
      throttle,
      intercept: () => this.intercept,
      log: (call) => void this.calls.push(call),
      record,
      services: [
        {
          name: "secretsmanager",
          protocol: awsJson(MODELS.secretsManager, "secretsmanager"),
          handlers: secretsManagerHandlers(this.secrets, access, lateness),
          invalid: "ValidationException",
        },
        {
          name: "kms",
          protocol: awsJson(MODELS.kms, "TrentService"),
          handlers: {
            ...kmsHandlers(this.keys, authorize, lateness.now),
            ...keyLifecycleHandlers(this.keys, authorize, lateness.now),
          },
          invalid: "ValidationException",
        },
        {
          name: "cloudtrail",
          protocol: awsJson(MODELS.cloudTrail, "CloudTrail_20131101"),
          handlers: cloudTrailHandlers(this.audit, authorize, lateness.now),
          invalid: "InvalidParameterCombinationException",
        },
        {
          name: "iam",
          protocol: awsQuery(MODELS.iam),
          handlers: {
            ...iamHandlers(this.iam, authorize),
            ...iamRoleHandlers(this.iam, authorize),
            ...simulateHandlers(this.iam, this.organizations, authorize),
          },
          invalid: "ValidationError",
        },
        {
          name: "organizations",
          protocol: awsJson(MODELS.organizations, "AWSOrganizationsV20161128"),
          handlers: organizationsHandlers(this.organizations, authorize),
          invalid: "InvalidInputException",
        },
        {
          name: "sts",
          protocol: awsQuery(MODELS.sts),
          handlers: stsHandlers(this.principals, this.externalIds, authorize),
          invalid: "ValidationError",
        },
        {
          name: "bedrock-agentcore",
          protocol: restJson(MODELS.agentCore),
          handlers: guarded(
            {
              ...agentCoreHandlers(this.vaults, access),
              ...consumerHandlers(this.vaults),
              ...workloadIdentityHandlers(this.vaults),
            },
            (call) => this.vaults.of(call).place,
            authorize,
          ),
          invalid: "ValidationException",
        },
        {
          name: "bedrock-agentcore",
          protocol: restJson(MODELS.agentCoreData),
          handlers: {
            ...tokens,
            ...runtimeHandlers(this.runtimes, this.vaults, authorize, () => tokens.GetResourceApiKey),
          },
          invalid: "ValidationException",
        },
      ],
    });
  }

  public get endpoint(): string {
    return this.address;
  }

  /** What a program needs in its environment to meet the sandbox instead of AWS. */
  public get environment(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.address,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: DEPLOYER.accessKeyId,
      AWS_SECRET_ACCESS_KEY: "sandbox-secret-access-key",
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  /** The operations of all services that it has. */
  public get operations(): readonly string[] {
    return this.server.operations;
  }

  public close(): Promise<void> {
    return this.server.close();
  }
}
