import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import type { Caller } from "../calls";
import type { Hands } from "../hands";
import { SESSION } from "../session";
import type { Identity } from "./sdk-caller";
import { SdkCaller } from "./sdk-caller";
import { SdkHands } from "./sdk-hands";

/** As whom an account is read. Left out: as the environment says. */
export interface As {
  readonly profile?: string;
  readonly roleArn?: string;
}

/** Somebody who can call AWS. */
export interface Connection {
  readonly caller: Caller;
  readonly hands: Hands;
  /** The Region of the profile or environment, if it tells one. */
  readonly region: string | undefined;
  destroy(): void;
}

/** Where roles are assumed if nothing says where. */
const ANYWHERE = "us-east-1";

export async function connect({ profile, roleArn }: As): Promise<Connection> {
  const own: Identity = profile === undefined ? {} : { profile };
  const region = await regionOf(own);
  const identity: Identity = roleArn === undefined ? own : { credentials: assumed(own, roleArn, region ?? ANYWHERE) };
  const [caller, hands] = [new SdkCaller(identity), new SdkHands(identity)];
  const destroy = (): void => [caller, hands].forEach((one) => one.destroy());
  return { caller, hands, region, destroy };
}

async function regionOf(identity: Identity): Promise<string | undefined> {
  const client = new STSClient({ ...identity });
  try {
    return await client.config.region();
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}

function assumed(own: Identity, RoleArn: string, region: string): AwsCredentialIdentityProvider {
  const client = new STSClient({ ...own, region });
  return async (): Promise<AwsCredentialIdentity> => {
    const { Credentials } = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: SESSION }));
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      ...(Credentials?.SessionToken !== undefined && { sessionToken: Credentials.SessionToken }),
      ...(Credentials?.Expiration && { expiration: Credentials.Expiration }),
    };
  };
}
