import { BedrockAgentCoreControlClient } from "@aws-sdk/client-bedrock-agentcore-control";
import { KMSClient } from "@aws-sdk/client-kms";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { splitArn } from "../../access/arn";
import { inCall } from "./aws-error";
import { CredentialSearch } from "./credential-search";
import type { Deadline, Wait } from "./deadline";
import type { Input } from "./input";
import { NO_CREDENTIALS } from "./error-rows-access";
import { rowOf, stopAt, UNKNOWN } from "./error-table";
import { failed, refuse } from "./stop";
import { asSaid } from "./visible";

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
 * and the shared files. What is missing is said before anything is called. Credentials are looked for once, by a client
 * that calls nothing, so that the log of its search holds nothing else.
 */
export async function makeClients(input: Input, deadline: Deadline, warn: (text: string) => void): Promise<Clients> {
  const region = input.region ?? ("target" in input ? splitArn(input.target)?.region : undefined);
  const base = {
    ...(region !== undefined && { region }),
    maxAttempts: 1,
    requestHandler: { connectionTimeout: CONNECTION_MILLISECONDS },
  };
  const search = new CredentialSearch((text) => warn(asSaid(text)));
  const finder = new STSClient({ ...base, logger: search });
  const own: AwsCredentialIdentityProvider = (properties) =>
    deadline.during(
      () => search.wait(),
      () => finder.config.credentials(properties),
    );
  const found = await deadline.during(
    () => search.wait(),
    () => regionOf(finder),
  );
  await checkCredentials(own);
  const source = new STSClient({ ...base, credentials: own });
  const assumable = input.assumeRoleArn;
  const credentials = assumable === undefined ? own : assumed(source, input, assumable, deadline);
  const config = { ...base, credentials };
  const made: { destroy(): void }[] = [finder, source];
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
  const sts = once(() => (assumable === undefined ? source : new STSClient(config)));
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
    const row = rowOf(error);
    throw stopAt(error, row === UNKNOWN ? NO_CREDENTIALS : row);
  }
}

function assumed(
  sts: STSClient,
  { assumeRoleSessionName = "agentcore-identity-bridge", assumeRoleExternalId: ExternalId }: Input,
  RoleArn: string,
  deadline: Deadline,
): AwsCredentialIdentityProvider {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: assumeRoleSessionName, ExternalId });
  const wait: Wait = {
    what: `AssumeRole of role ${RoleArn}`,
    fix: "Look whether STS is reached from here: its endpoint for this Region, a proxy, a firewall.",
  };
  const assume = () => sts.send(command, { abortSignal: AbortSignal.timeout(ASSUME_ROLE_MILLISECONDS) });
  return async (): Promise<AwsCredentialIdentity> => {
    try {
      const { Credentials } = await deadline.during(() => wait, assume);
      if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey)
        throw failed("STS answered AssumeRole without credentials.");
      return {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        sessionToken: Credentials.SessionToken,
        expiration: Credentials.Expiration,
      };
    } catch (error) {
      throw inCall(error, { action: "sts:AssumeRole", resource: RoleArn });
    }
  };
}
