import { BedrockAgentCoreControlClient } from "@aws-sdk/client-bedrock-agentcore-control";
import { KMSClient } from "@aws-sdk/client-kms";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { splitArn } from "../../access/arn";
import { classify, sdkError } from "./aws-error";
import type { Input } from "./input";
import { ExitCode, failed, refuse, Stop } from "./stop";

const CONNECTION_MILLISECONDS = 5000;
const ASSUME_ROLE_MILLISECONDS = 30_000;

/** The SDK's own clients, each made when it is needed. Repeating is the runner's business, so they try once. */
export interface Clients {
  readonly region: string;
  readonly control: BedrockAgentCoreControlClient;
  readonly secrets: SecretsManagerClient;
  readonly kms: KMSClient;
  readonly sts: STSClient;
  destroy(): void;
}

/**
 * Makes the clients the way the SDK does it everywhere: Region, profile, credentials and endpoints from the environment
 * and the shared files. What is missing is said before anything is called.
 */
export async function makeClients(input: Input): Promise<Clients> {
  const region = input.region ?? ("target" in input ? splitArn(input.target)?.region : undefined);
  const base = {
    ...(region !== undefined && { region }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECTION_MILLISECONDS },
  };
  const source = new STSClient(base);
  const found = await regionOf(source);
  await checkCredentials(source.config.credentials);
  const credentials = input.assumeRoleArn === undefined ? undefined : assumed(source, input, input.assumeRoleArn);
  const config = { ...base, ...(credentials && { credentials }) };
  const made: { destroy(): void }[] = [source];
  const once = <T extends { destroy(): void }>(make: () => T): (() => T) => {
    let client: T | undefined;
    return () => {
      if (!client) made.push((client = make()));
      return client;
    };
  };
  const control = once(() => new BedrockAgentCoreControlClient(config));
  const secrets = once(() => new SecretsManagerClient(config));
  const kms = once(() => new KMSClient(config));
  const sts = once(() => (credentials ? new STSClient(config) : source));
  return {
    region: found,
    get control() {
      return control();
    },
    get secrets() {
      return secrets();
    },
    get kms() {
      return kms();
    },
    get sts() {
      return sts();
    },
    destroy: () => made.forEach((client) => client.destroy()),
  };
}

async function regionOf(client: STSClient): Promise<string> {
  try {
    return await client.config.region();
  } catch {
    throw refuse('There is no AWS Region. Set AWS_REGION, give the profile a region, or add "region" to the input.');
  }
}

async function checkCredentials(credentials: () => Promise<unknown>): Promise<void> {
  try {
    await credentials();
  } catch (error) {
    const profile =
      process.env.AWS_PROFILE === undefined ? "" : ` AWS_PROFILE is ${JSON.stringify(process.env.AWS_PROFILE)}.`;
    throw refuse(
      `There are no AWS credentials: ${sdkError(error).message}.${profile} Terraform's provider block does not reach this program: set AWS_PROFILE, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached.`,
    );
  }
}

function assumed(sts: STSClient, input: Input, roleArn: string): AwsCredentialIdentityProvider {
  return async (): Promise<AwsCredentialIdentity> => {
    const { assumeRoleSessionName: session = "agentcore-identity-bridge", assumeRoleExternalId: ExternalId } = input;
    try {
      const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: session, ExternalId });
      const { Credentials } = await sts.send(command, { abortSignal: AbortSignal.timeout(ASSUME_ROLE_MILLISECONDS) });
      if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey)
        throw failed("STS answered AssumeRole without credentials.");
      return {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        sessionToken: Credentials.SessionToken,
        expiration: Credentials.Expiration,
      };
    } catch (error) {
      if (classify(error) !== "denied") throw error;
      throw new Stop(
        ExitCode.DENIED,
        `AWS denied sts:AssumeRole on ${roleArn}: ${sdkError(error).message}\nAllow it in the caller's identity policy and in the role's trust policy (with its external ID, if it asks for one).`,
      );
    }
  };
}
