import { randomBytes } from "node:crypto";
import { follows } from "../access/rule";
import { WORKLOAD_IDENTITY_NAME } from "../access/rules/names";
import { ServiceError } from "./service-error";

/** A workload identity in the sandbox's directory. */
export interface WorkloadIdentity {
  readonly name: string;
  /** Whether Runtime or Gateway has made it: then nobody else gets its tokens. */
  readonly isLinked: boolean;
  readonly returnUrls: readonly string[];
  readonly createdTime: Date;
  tags: Readonly<Record<string, string>>;
}

const invalid = (message: string): ServiceError => new ServiceError("ValidationException", message);

/** The workload identities of one account and Region, and their access tokens. */
export class WorkloadIdentities {
  private readonly all = new Map<string, WorkloadIdentity>();
  private readonly byToken = new Map<string, string>();

  public get list(): readonly WorkloadIdentity[] {
    return [...this.all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  public create(name: string, returnUrls: readonly string[] = [], isLinked = false, tags = {}): WorkloadIdentity {
    if (!follows(WORKLOAD_IDENTITY_NAME, name)) throw invalid(`name ${WORKLOAD_IDENTITY_NAME.words}`);
    if (this.all.has(name)) throw invalid(`WorkloadIdentity with name: ${name} already exists`);
    const made = { name, isLinked, returnUrls, createdTime: new Date(), tags };
    this.all.set(name, made);
    return made;
  }

  public find(name: string): WorkloadIdentity {
    const found = this.all.get(name);
    if (!found) throw new ServiceError("ResourceNotFoundException", `WorkloadIdentity with name: ${name} not found`);
    return found;
  }

  public delete(name: string): void {
    if (this.find(name).isLinked) throw invalid("WorkloadIdentity is linked to a service and cannot be deleted");
    this.all.delete(name);
    for (const [token, of] of this.byToken) if (of === name) this.byToken.delete(token);
  }

  /** A token such as AgentCore Runtime hands to its agent; it makes the workload identity as it needs it. */
  public tokenFor(name: string): string {
    if (!this.all.has(name)) this.create(name, [], true);
    const token = `sandbox-workload-${randomBytes(12).toString("hex")}`;
    this.byToken.set(token, name);
    return token;
  }

  /**
   * A token for whoever asks.
   *
   * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/get-workload-access-token.html
   */
  public tokenAsked(name: string): string {
    if (this.find(name).isLinked)
      throw invalid("WorkloadIdentity is linked to a service and cannot retrieve an access token by the caller");
    return this.tokenFor(name);
  }

  public nameOf(token: unknown): string {
    const name = this.byToken.get(String(token));
    if (name === undefined) throw new ServiceError("UnauthorizedException", "The workload access token is not valid.");
    return name;
  }
}
