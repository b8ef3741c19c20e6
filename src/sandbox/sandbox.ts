import * as agentCore from "@aws-sdk/client-bedrock-agentcore-control";
import * as kms from "@aws-sdk/client-kms";
import * as secretsManager from "@aws-sdk/client-secrets-manager";
import * as sts from "@aws-sdk/client-sts";
import type { ProviderKind } from "../access/vault";
import { agentCoreHandlers } from "./agentcore-control";
import type { Authorize, AuthorizationRequest, Handlers } from "./call";
import { CredentialProviders } from "./credential-providers";
import type { Intercept, LoggedCall } from "./interception";
import { Keys, kmsHandlers } from "./kms";
import { modelOf } from "./operations";
import { awsJson, awsQuery, restJson } from "./protocol";
import { Secrets, secretsManagerHandlers } from "./secrets-manager";
import { Server } from "./server";
import { ServiceError } from "./service-error";
import { Principals, stsHandlers } from "./sts";
import { TokenVault } from "./token-vault";
import { PROVIDER_KINDS, providerArn } from "../access/vault";

const ACCOUNT = "111122223333";
const REGION = "us-east-1";

const MODELS = {
  agentCore: modelOf(agentCore),
  kms: modelOf(kms),
  secretsManager: modelOf(secretsManager),
  sts: modelOf(sts),
};

/** The access key that a new sandbox knows, and whose it is. */
export const DEPLOYER = {
  accessKeyId: "AKIASANDBOXDEPLOYER",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/terraform/sandbox`,
} as const;

/**
 * Loopback stand-ins of the services that this package calls: the control plane of AgentCore Identity, Secrets Manager,
 * KMS and STS. Requests and answers are checked against the SDK's own schemas.
 */
export class Sandbox {
  public static async start(): Promise<Sandbox> {
    const sandbox = new Sandbox();
    sandbox.address = await sandbox.server.listen();
    return sandbox;
  }

  public readonly region = REGION;
  public readonly account = ACCOUNT;
  public readonly providers = new CredentialProviders({ partition: "aws", region: REGION, account: ACCOUNT });
  public readonly secrets = new Secrets();
  public readonly keys = new Keys();
  public readonly principals = new Principals();
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

  private constructor() {
    this.principals.add(DEPLOYER.accessKeyId, DEPLOYER.arn);
    const authorize: Authorize = (request) => this.authorize(request);
    this.server = new Server({
      principals: this.principals,
      region: REGION,
      intercept: () => this.intercept,
      log: (call) => void this.calls.push(call),
      services: [
        {
          name: "secretsmanager",
          protocol: awsJson(MODELS.secretsManager, "secretsmanager"),
          handlers: secretsManagerHandlers(this.secrets, authorize),
          invalid: "ValidationException",
        },
        {
          name: "kms",
          protocol: awsJson(MODELS.kms, "TrentService"),
          handlers: kmsHandlers(this.keys, authorize),
          invalid: "ValidationException",
        },
        {
          name: "sts",
          protocol: awsQuery(MODELS.sts),
          handlers: stsHandlers(this.principals, this.externalIds),
          invalid: "ValidationError",
        },
        {
          name: "bedrock-agentcore",
          protocol: restJson(MODELS.agentCore),
          handlers: this.guarded(agentCoreHandlers(this.providers, new TokenVault(), authorize)),
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

  public close(): Promise<void> {
    return this.server.close();
  }

  /** Asks before each operation of AgentCore whether the caller may do it. */
  private guarded(handlers: Handlers): Handlers {
    const place = { partition: "aws", region: REGION, account: ACCOUNT };
    const resource = (operation: string, { name, resourceArn }: Readonly<Record<string, unknown>>): string => {
      const kind = (Object.keys(PROVIDER_KINDS) as ProviderKind[]).find((one) =>
        operation.endsWith(PROVIDER_KINDS[one].entity),
      );
      return kind ? providerArn(place, kind, String(name)) : String(resourceArn ?? "*");
    };
    const guard =
      (name: string, handler: Handlers[string]): Handlers[string] =>
      (call) => {
        const request: AuthorizationRequest = {
          principal: call.principal,
          action: `bedrock-agentcore:${name}`,
          resource: resource(name, call.input),
        };
        const denied = this.authorize(request);
        if (denied !== undefined) throw new ServiceError("AccessDeniedException", denied);
        return handler(call);
      };
    return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, guard(name, handler)]));
  }
}
