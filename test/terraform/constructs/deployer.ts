import { TerraformOutput, type TerraformStack } from "cdktf";
import { CredentialProvider, Deployer, DeployerPolicy, TokenVaultKey } from "cdktf-agentcore-identity";
import type { Plan } from "../harness/plan";

export const DEPLOYER_ARN = "arn:aws:iam::111122223333:role/terraform";
const OUTPUT = "TestedDeployerPolicy";

/** Puts out the policy of the stack's deployer. A stack without one gets it. */
export function withDeployerOutput<S extends TerraformStack>(stack: S): S {
  const all = stack.node.findAll();
  const policy =
    all.find((construct) => construct instanceof DeployerPolicy) ??
    new DeployerPolicy(stack, "Deployer", {
      deployer: Deployer.role(DEPLOYER_ARN),
      credentialProviders: providersOf(stack),
      tokenVaultKey: all.find((construct) => construct instanceof TokenVaultKey),
    });
  new TerraformOutput(stack, OUTPUT, { value: policy.policyDocument });
  return stack;
}

export const providersOf = (stack: TerraformStack): CredentialProvider[] =>
  stack.node.findAll().filter((construct) => construct instanceof CredentialProvider);

export interface Document {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid: string }[];
}

/** The deployer's policy as a plan knows it. */
export function deployerPolicyOf(plan: Plan): Document {
  const { after } = plan.outputs[OUTPUT] ?? {};
  if (typeof after !== "string") throw new Error("the plan does not know the deployer's policy");
  return JSON.parse(after) as Document;
}
