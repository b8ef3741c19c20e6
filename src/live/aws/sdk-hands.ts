import {
  BedrockAgentCoreControlClient,
  CreateWorkloadIdentityCommand,
  DeleteWorkloadIdentityCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import {
  ListSecretVersionIdsCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { AsRole, Hands, LabelMove, SecretVersion } from "../hands";
import { SESSION } from "../session";
import { RETURN_URL, SdkRole } from "./as-role";
import { CLIENT_OPTIONS } from "./clients";
import type { Identity } from "./sdk-caller";
import { copyValue, jsonKeysOf } from "./secret-values";

/** As short as AWS lets a session be. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SECONDS = 900;

interface Clients {
  readonly control: BedrockAgentCoreControlClient;
  readonly secrets: SecretsManagerClient;
  readonly sts: STSClient;
}

/** Acts by the SDK, whose own way of repeating is kept: every request here can be made twice. */
export class SdkHands implements Hands {
  private readonly clients = new Map<string, Clients>();

  public constructor(private readonly identity: Identity = {}) {}

  public jsonKeys(region: string, secretId: string): Promise<readonly string[] | undefined> {
    return jsonKeysOf(this.in(region).secrets, secretId);
  }

  public async versions(region: string, SecretId: string): Promise<readonly SecretVersion[]> {
    const found: SecretVersion[] = [];
    let NextToken: string | undefined;
    do {
      const page = await this.in(region).secrets.send(
        new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true, NextToken }),
      );
      for (const { VersionId: id = "", VersionStages: labels = [], CreatedDate: createdDate } of page.Versions ?? [])
        found.push({ id, labels, ...(createdDate && { createdDate }) });
      NextToken = page.NextToken;
    } while (NextToken !== undefined && NextToken !== "");
    return found;
  }

  public copyVersion(
    region: string,
    secretId: string,
    copy: { readonly from: string; readonly id: string; readonly label: string },
  ): Promise<void> {
    return copyValue(this.in(region).secrets, secretId, copy);
  }

  public async moveLabel(region: string, SecretId: string, { label, to, from }: LabelMove): Promise<void> {
    await this.in(region).secrets.send(
      new UpdateSecretVersionStageCommand({
        SecretId,
        VersionStage: label,
        RemoveFromVersionId: from,
        ...(to !== undefined && { MoveToVersionId: to }),
      }),
    );
  }

  public async rotate(region: string, SecretId: string, id: string): Promise<void> {
    await this.in(region).secrets.send(new RotateSecretCommand({ SecretId, ClientRequestToken: id }));
  }

  public async createWorkload(region: string, name: string): Promise<void> {
    await this.in(region).control.send(
      new CreateWorkloadIdentityCommand({ name, allowedResourceOauth2ReturnUrls: [RETURN_URL] }),
    );
  }

  public async deleteWorkload(region: string, name: string): Promise<void> {
    await this.in(region).control.send(new DeleteWorkloadIdentityCommand({ name }));
  }

  public async become(RoleArn: string, region: string, signal: AbortSignal): Promise<AsRole> {
    const { Credentials } = await this.in(region).sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: SESSION, DurationSeconds: SECONDS }),
    );
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "", SessionToken } = Credentials ?? {};
    const credentials = {
      accessKeyId,
      secretAccessKey,
      ...(SessionToken !== undefined && { sessionToken: SessionToken }),
    };
    const { endpoint } = this.identity;
    return new SdkRole({ credentials, ...(endpoint !== undefined && { endpoint }) }, this.identity, signal);
  }

  public destroy(): void {
    for (const one of this.clients.values())
      for (const client of Object.values(one) as Clients[keyof Clients][]) client.destroy();
  }

  private in(region: string): Clients {
    const options = { region, ...CLIENT_OPTIONS, ...this.identity };
    const found = this.clients.get(region) ?? {
      control: new BedrockAgentCoreControlClient(options),
      secrets: new SecretsManagerClient(options),
      sts: new STSClient(options),
    };
    this.clients.set(region, found);
    return found;
  }
}
