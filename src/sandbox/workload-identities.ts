import { randomBytes } from "node:crypto";
import { follows } from "../access/rule";
import { WORKLOAD_IDENTITY_NAME } from "../access/rules/names";
import { ServiceError } from "./service-error";

/** Workload identities and their access tokens. Every name exists: AgentCore Runtime makes them as it needs them. */
export class WorkloadIdentities {
  private readonly byToken = new Map<string, string>();

  /** Those that somebody made or asked a token for. */
  public readonly known = new Set<string>();

  public get names(): string[] {
    return [...this.known].sort();
  }

  /** A token such as AgentCore Runtime hands to its agent. */
  public tokenFor(name: string): string {
    if (!follows(WORKLOAD_IDENTITY_NAME, name))
      throw new ServiceError("ValidationException", `workloadName ${WORKLOAD_IDENTITY_NAME.words}`);
    const token = `sandbox-workload-${randomBytes(12).toString("hex")}`;
    this.byToken.set(token, name);
    this.known.add(name);
    return token;
  }

  public nameOf(token: unknown): string {
    const name = this.byToken.get(String(token));
    if (name === undefined) throw new ServiceError("UnauthorizedException", "The workload access token is not valid.");
    return name;
  }
}
