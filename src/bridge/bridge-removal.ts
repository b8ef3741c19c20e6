import { Construct } from "constructs";
import { Program } from "../terraform/program";

/**
 * Keeps in a stack what removes the objects of the bridge. Every other construct of this package does so, too: this one
 * is for a stack from which the last of them goes. Without it Terraform would forget the objects and leave them at AWS;
 * `agentcore-identity check` says so before the apply. Take it out when an apply has removed them.
 */
export class BridgeRemoval extends Construct {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    Program.of(this);
  }
}
