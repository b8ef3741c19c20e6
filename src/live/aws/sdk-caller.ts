import type { AwsCredentialIdentityProvider } from "@smithy/types";
import type { Action, Caller, Input, Output } from "../calls";
import { CLIENT_OPTIONS } from "./clients";
import type { Command, ServicePrefix } from "./commands";
import { CLIENTS, COMMANDS } from "./commands";
import { withoutSensitive } from "./sensitive";

/** Whose permissions are used. Left out: those that the SDK finds everywhere, in the environment and the shared files. */
export interface Identity {
  readonly profile?: string;
  readonly credentials?: AwsCredentialIdentityProvider;
  /** Where AWS is. @default - as everywhere: by the environment, the profile, or AWS itself */
  readonly endpoint?: string;
}

interface Client {
  send(command: Command): Promise<object>;
  destroy(): void;
}

/** Calls AWS by the SDK, with one client for each service and Region. Repeating is somebody else's business. */
export class SdkCaller implements Caller {
  private readonly clients = new Map<string, Client>();

  public constructor(private readonly identity: Identity = {}) {}

  public async call<A extends Action>(action: A, region: string, input: Input<A>): Promise<Output<A>> {
    const service = action.slice(0, action.indexOf(":")) as ServicePrefix;
    const command = new COMMANDS[action](input);
    const answer = await this.client(service, region).send(command);
    const [, , , , , output] = command.schema as readonly unknown[];
    return withoutSensitive(output, answer) as Output<A>;
  }

  public destroy(): void {
    for (const client of this.clients.values()) client.destroy();
  }

  private client(service: ServicePrefix, region: string): Client {
    const key = `${service} ${region}`;
    const found =
      this.clients.get(key) ??
      (new CLIENTS[service]({
        region,
        maxAttempts: 1,
        ...CLIENT_OPTIONS,
        ...this.identity,
      }) as unknown as Client);
    this.clients.set(key, found);
    return found;
  }
}
