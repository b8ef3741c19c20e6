import { randomBytes } from "node:crypto";
import { ServiceError } from "./service-error";

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateWorkloadIdentity.html */
const NAME = /^[A-Za-z0-9_.-]{3,255}$/;

/** Workload identities and their access tokens. Every name exists: AgentCore Runtime makes them as it needs them. */
export class WorkloadIdentities {
  private readonly byToken = new Map<string, string>();

  /** A token such as AgentCore Runtime hands to its agent. */
  public tokenFor(name: string): string {
    if (!NAME.test(name)) throw new ServiceError("ValidationException", `workloadName does not match ${NAME.source}`);
    const token = `sandbox-workload-${randomBytes(12).toString("hex")}`;
    this.byToken.set(token, name);
    return token;
  }

  public nameOf(token: unknown): string {
    const name = this.byToken.get(String(token));
    if (name === undefined) throw new ServiceError("UnauthorizedException", "The workload access token is not valid.");
    return name;
  }
}
