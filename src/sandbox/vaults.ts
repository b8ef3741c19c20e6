import type { Place } from "../access/vault";
import type { Call } from "./call";
import { Consumers } from "./consumers";
import { CredentialProviders } from "./credential-providers";
import { TokenVault } from "./token-vault";
import { WorkloadIdentities } from "./workload-identities";

/** What one account has of AgentCore Identity in one Region. */
export interface VaultHere {
  readonly place: Place;
  readonly providers: CredentialProviders;
  readonly vault: TokenVault;
  readonly workloads: WorkloadIdentities;
  /** What refers to the providers. */
  readonly consumers: Consumers;
}

/** The token vaults of all accounts and Regions, each made when somebody comes to it. */
export class Vaults {
  private readonly all = new Map<string, VaultHere>();

  public at(place: Place): VaultHere {
    const key = `${place.account} ${place.region}`;
    const found = this.all.get(key) ?? {
      place,
      providers: new CredentialProviders(place),
      vault: new TokenVault(),
      workloads: new WorkloadIdentities(),
      consumers: new Consumers(),
    };
    this.all.set(key, found);
    return found;
  }

  /** That of the caller's account, in the Region that is called. */
  public of({ principal, region }: Pick<Call, "principal" | "region">): VaultHere {
    const [, partition = "aws"] = principal.arn.split(":");
    return this.at({ partition, region, account: principal.account });
  }
}
