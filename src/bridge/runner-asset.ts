import { AssetType, TerraformAsset, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { join } from "node:path";
import { Program } from "../terraform/program";

const FILE = "agentcore-identity-bridge.cjs";

/**
 * The bridge's program, copied beside the synthesized stack: its path is the same on every
 * machine and after every upgrade, so that no plan shows a change, and names neither the package's folder nor the file's
 * hash.
 */
export function runnerPath(scope: Construct): string {
  const stack = TerraformStack.of(scope);
  return Program.of(scope).share(`bridge of ${stack.node.path}`, () => {
    const path = join(__dirname, "../../assets", FILE);
    return new TerraformAsset(stack, "AgentCoreIdentityBridge", { path, type: AssetType.FILE, assetHash: "program" });
  }).path;
}
