import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { TerraformStack } from "cdktf";
import { TerraformVariable } from "cdktf";
import type { AgentSecretProps } from "cdktf-agentcore-identity";
import {
  AgentSecret,
  AgentSecretRotation,
  AgentSecretValue,
  Deployer,
  PartnerSecretType,
  Reader,
  Rotator,
} from "cdktf-agentcore-identity";
import { googleIn } from "../../support/fixtures";

export const ACCOUNT = "111122223333";
export const NAME = "agents/route-planner/google";
export const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:rotate-client-secret`;
export const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;

export const deployer = (): Deployer => Deployer.role(role("terraform"));
export const rotator = (): Rotator => Rotator.role(role("rotate-client-secret"));

export const byFunction = (everyDays = 30): AgentSecretRotation =>
  AgentSecretRotation.byFunction({ functionArn: FUNCTION, rotator: rotator(), everyDays });

export const byPartner = (schedule = "rate(10 days)"): AgentSecretRotation =>
  AgentSecretRotation.byPartner({
    secretType: PartnerSecretType.SALESFORCE_CLIENT_SECRET,
    rotator: rotator(),
    schedule,
    duration: "3h",
    metadata: { adminSecretArn: "salesforce-admin" },
  });

/** A value from an input variable, which is called `client_secret`. */
export const fromVariable = (stack: TerraformStack, version = 1): AgentSecretValue =>
  AgentSecretValue.fromVariables(
    { client_secret: new TerraformVariable(stack, "client_secret", { type: "string" }) },
    { version },
  );

export interface Made {
  readonly secret: AgentSecret;
}

/** A secret made for an agent, with a credential provider that one role may use. */
export function madeIn(
  stack: TerraformStack,
  props: Partial<AgentSecretProps> = {},
  readers = ["agents/runtime"],
): Made {
  const secret = new AgentSecret(stack, "Secret", {
    name: NAME,
    ...(!props.kmsKeyArn && { writers: [deployer()] }),
    ...props,
  });
  const google = googleIn(stack, secret);
  for (const name of readers) google.grantUse(Reader.role(role(name)));
  return { secret };
}

export const existingKey = (stack: TerraformStack): string => new KmsKey(stack, "Existing", {}).arn;
