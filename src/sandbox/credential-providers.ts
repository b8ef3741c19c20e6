import { countProblems, follows } from "../access/rule";
import { TAG_COUNT, TAG_KEY, TAG_VALUE } from "../access/rules/tags";
import type { Place, ProviderKind } from "../access/vault";
import { PROVIDER_KINDS, providerArn } from "../access/vault";
import { ServiceError } from "./service-error";

/** Where a secret of a provider is: one that AgentCore keeps, or a reference. */
export interface SecretPlace {
  readonly source: "EXTERNAL" | "MANAGED";
  readonly secretArn: string;
  readonly jsonKey?: string;
}

export type Status =
  "CREATING" | "CREATE_FAILED" | "UPDATING" | "UPDATE_FAILED" | "READY" | "DELETING" | "DELETE_FAILED";

/** A credential provider in the sandbox's vault. */
export interface Provider {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly arn: string;
  readonly vendor: string;
  readonly callbackUrl: string;
  readonly createdTime: Date;
  lastUpdatedTime: Date;
  config: Readonly<Record<string, unknown>>;
  secrets: Readonly<Record<string, SecretPlace>>;
  tags: Readonly<Record<string, string>>;
  status: Status;
  failureReason?: string;
  /** How many more looks see the status as it is, before it becomes the next one. */
  looks: number;
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/bedrock-agentcore-limits.html */
const QUOTA = 50;

/** All credential providers of one account and Region, of all kinds. */
export class CredentialProviders {
  /** How many looks an OAuth2 provider stays in a passing status. */
  public pendingLooks = 0;
  /** What the next passing status of an OAuth2 provider ends in, instead of READY. */
  public nextFailure: string | undefined;
  /** How many of a kind there may be. */
  public quota = QUOTA;

  private readonly all = new Map<string, Provider>();
  private made = 0;

  public constructor(private readonly place: Place) {}

  public list(kind?: ProviderKind): Provider[] {
    return [...this.all.values()].filter((provider) => kind === undefined || provider.kind === kind);
  }

  /** A look at a provider: what passes with time passes with looks here. */
  public look(kind: ProviderKind, name: string): Provider {
    const provider = this.find(kind, name);
    if (provider.looks > 0 && --provider.looks === 0) this.settle(provider);
    return this.find(kind, name);
  }

  public create(
    kind: ProviderKind,
    name: string,
    vendor: string,
    content: Pick<Provider, "config" | "secrets" | "tags">,
  ): Provider {
    if (this.all.has(key(kind, name)))
      throw new ServiceError("ConflictException", `Credential provider with name: ${name} already exists`);
    if (this.list(kind).length >= this.quota)
      throw new ServiceError("ServiceQuotaExceededException", `You can have ${this.quota} providers of this kind.`);
    const now = new Date();
    const callbackUrl = `https://bedrock-agentcore.${this.place.region}.amazonaws.com/identities/oauth2/callback/${String(++this.made).padStart(8, "0")}`;
    const provider: Provider = {
      kind,
      name,
      arn: providerArn(this.place, kind, name),
      vendor,
      callbackUrl,
      createdTime: now,
      lastUpdatedTime: now,
      ...content,
      status: "READY",
      looks: 0,
    };
    this.all.set(key(kind, name), provider);
    this.begin(provider, "CREATING");
    return provider;
  }

  public update(
    kind: ProviderKind,
    name: string,
    vendor: string,
    content: Pick<Provider, "config" | "secrets">,
  ): Provider {
    const provider = this.settled(kind, name, "UPDATE");
    if (provider.vendor !== vendor)
      throw new ServiceError("ValidationException", "The credential provider vendor cannot be changed.");
    refuseSwitch(provider, content.secrets);
    Object.assign(provider, content, { lastUpdatedTime: new Date() });
    this.begin(provider, "UPDATING");
    return provider;
  }

  public delete(kind: ProviderKind, name: string): void {
    const provider = this.settled(kind, name, "DELETE");
    this.begin(provider, "DELETING");
    if (provider.looks === 0) this.all.delete(key(kind, name));
  }

  public byArn(arn: string): Provider {
    const provider = this.list().find((one) => one.arn === arn);
    if (!provider) throw new ServiceError("ResourceNotFoundException", `No resource ${arn}`);
    return provider;
  }

  private find(kind: ProviderKind, name: string): Provider {
    const provider = this.all.get(key(kind, name));
    if (!provider)
      throw new ServiceError(
        "ResourceNotFoundException",
        `${PROVIDER_KINDS[kind].entity} with name: ${name} not found`,
      );
    return provider;
  }

  /** Observed on the service: see facts/agentcore-api.md 1.1. */
  private settled(kind: ProviderKind, name: string, verb: string): Provider {
    const provider = this.find(kind, name);
    if (provider.looks > 0)
      throw new ServiceError(
        "ConflictException",
        `${verb === "DELETE" ? "UPDATE" : verb} in progress for resource with id '${name}'. Please retry after update completes`,
      );
    return provider;
  }

  private begin(provider: Provider, status: "CREATING" | "UPDATING" | "DELETING"): void {
    provider.looks = provider.kind === "oauth2" ? this.pendingLooks : 0;
    provider.status = provider.looks > 0 ? status : "READY";
    provider.failureReason = undefined;
  }

  private settle(provider: Provider): void {
    if (provider.status === "DELETING") return void this.all.delete(key(provider.kind, provider.name));
    const failure = this.nextFailure;
    this.nextFailure = undefined;
    provider.failureReason = failure;
    provider.status =
      failure === undefined ? "READY" : provider.status === "CREATING" ? "CREATE_FAILED" : "UPDATE_FAILED";
  }
}

const key = (kind: ProviderKind, name: string): string => `${kind}/${name}`;

/** @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-update-oauth-client.html */
function refuseSwitch(provider: Provider, secrets: Provider["secrets"]): void {
  for (const [name, { source }] of Object.entries(secrets)) {
    const before = provider.secrets[name];
    if (before && before.source !== source)
      throw new ServiceError(
        "ValidationException",
        `The source of ${name} cannot be changed from ${before.source} to ${source}.`,
      );
  }
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_TagResource.html */
export function checkedTags(tags: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const entries = Object.entries(tags);
  const isRight = ([name, value]: [string, string]): boolean => follows(TAG_KEY, name) && follows(TAG_VALUE, value);
  if (countProblems(TAG_COUNT, "tags", entries.length).length > 0 || !entries.every(isRight))
    throw new ServiceError("ValidationException", "The tags break their limits.");
  return tags;
}
