import { BedrockAgentCoreClient } from "@aws-sdk/client-bedrock-agentcore";
import { BedrockAgentCoreControlClient } from "@aws-sdk/client-bedrock-agentcore-control";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { Place } from "../../src/access/vault";

/** Whose permissions are used, and where. The SDK finds what is left out, in the environment and the shared files. */
export interface Identity {
  readonly region: string;
  readonly profile?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Where AWS is. @default - as everywhere: by the environment, the profile, or AWS itself */
  readonly endpoint?: string;
}

const ignore = (): void => undefined;

/** AWS as somebody: a client of each service. */
export class Aws {
  public readonly control: BedrockAgentCoreControlClient;
  public readonly agents: BedrockAgentCoreClient;
  public readonly secrets: SecretsManagerClient;
  public readonly keys: KMSClient;
  public readonly iam: IAMClient;
  public readonly sts: STSClient;
  public readonly trail: CloudTrailClient;

  public constructor(public readonly identity: Identity) {
    const config = {
      ...identity,
      // Repeating is the business of `again`, on a clock of its own.
      maxAttempts: 1,
      logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      requestHandler: { connectionTimeout: 5000, requestTimeout: 60_000, throwOnRequestTimeout: true },
    };
    this.control = new BedrockAgentCoreControlClient(config);
    this.agents = new BedrockAgentCoreClient(config);
    this.secrets = new SecretsManagerClient(config);
    this.keys = new KMSClient(config);
    this.iam = new IAMClient(config);
    this.sts = new STSClient(config);
    this.trail = new CloudTrailClient(config);
  }

  public destroy(): void {
    const { control, agents, secrets, keys, iam, sts, trail } = this;
    for (const client of [control, agents, secrets, keys, iam, sts, trail]) client.destroy();
  }
}

/** An account, as whoever runs this. */
export interface Account {
  readonly label: string;
  readonly aws: Aws;
  readonly place: Place;
  /** Who runs this. */
  readonly callerArn: string;
}

export async function accountOf(label: string, aws: Aws): Promise<Account> {
  const { Account: account = "", Arn: callerArn = "" } = await aws.sts.send(new GetCallerIdentityCommand({}));
  const [, partition = "aws"] = callerArn.split(":");
  return { label, aws, callerArn, place: { partition, region: aws.identity.region, account } };
}
