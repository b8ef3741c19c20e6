import { TerraformVariable } from "cdktf";
import {
  AgentSecret,
  AgentSecretRotation,
  AwsProviderVersion,
  type AgentSecretProps,
  AgentSecretValue,
  Deployer,
  PartnerSecretType,
  Reader,
  Rotator,
  SecretPolicyMode,
} from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { googleIn } from "../../support/fixtures";
import type { Case } from "./equality";
import { root } from "./equality";

const NAME = "agents/route-planner/google";
const ACCOUNT = "111122223333";
const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:rotate-client-secret`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const IRELAND = KEY.replace("us-east-1", "eu-west-1");

const fromVariable = (stack: TerraformStack): AgentSecretValue =>
  AgentSecretValue.fromVariables(
    { client_secret: new TerraformVariable(stack, "client_secret", { type: "string" }) },
    { version: 1 },
  );

const VARIABLE = { client_secret: { type: "string", ephemeral: true, sensitive: true } };
const VALUE = { client_secret: "${var.client_secret}" };
const WRITERS = { terraform: role("terraform") };

/** The module alone: who reads the secret is not its matter. */
function alone(stack: TerraformStack, props: Partial<AgentSecretProps>): AgentSecret {
  // As the modules are: what is new in this version is null on both sides.
  AwsProviderVersion.widen(stack);
  return new AgentSecret(stack, "Secret", { name: NAME, policyMode: SecretPolicyMode.NONE, ...props });
}

const made = (inputs: object, variable: object = {}): object => ({
  provider: { aws: { region: "us-east-1" } },
  ...(Object.keys(variable).length > 0 && { variable }),
  module: { secret: { source: "./agent-secret", name: NAME, ...inputs } },
});

const byFunction = (more: object = {}): AgentSecretRotation =>
  AgentSecretRotation.byFunction({
    functionArn: FUNCTION,
    rotator: Rotator.role(role("rotate")),
    everyDays: 30,
    ...more,
  });
const BY_FUNCTION = { rotator_arn: role("rotate"), rotation_function_arn: FUNCTION, rotation_days: 30 };

export const AGENT_SECRET_CASES: readonly Case[] = [
  {
    name: "an agent's secret with a key, writers, tags and a description",
    build: (stack) =>
      void alone(stack, {
        writers: [Deployer.role(role("terraform"))],
        description: "For the route planner",
        recoveryWindowInDays: 7,
        tags: { team: "travel" },
      }),
    configuration: made({
      writers: WRITERS,
      description: "For the route planner",
      recovery_window_in_days: 7,
      tags: { team: "travel" },
    }),
    resources: 2,
  },
  {
    name: "an agent's secret with a key that is there already, and a replica",
    build: (stack) => void alone(stack, { kmsKeyArn: KEY }).replicaIn("eu-west-1", { kmsKeyArn: IRELAND }),
    configuration: made({ kms_key_arn: KEY, replicas: { "eu-west-1": IRELAND } }),
    resources: 1,
  },
  {
    name: "an agent's secret of another Region than the AWS provider's, with its key and its rotation",
    build: (stack) =>
      void alone(stack, {
        region: "eu-west-1",
        value: fromVariable(stack),
        rotation: AgentSecretRotation.byFunction({
          functionArn: FUNCTION.replace("us-east-1", "eu-west-1"),
          rotator: Rotator.role(role("rotate")),
          everyDays: 30,
        }),
      }),
    configuration: made(
      {
        region: "eu-west-1",
        value: VALUE,
        value_version: 1,
        ...BY_FUNCTION,
        rotation_function_arn: FUNCTION.replace("us-east-1", "eu-west-1"),
      },
      VARIABLE,
    ),
    environment: { TF_VAR_client_secret: "first" },
    resources: 7,
  },
  {
    name: "an agent's secret of another Region, and a credential provider there and of its replica",
    build: (stack) => {
      const secret = new AgentSecret(stack, "Secret", {
        name: NAME,
        region: "eu-west-1",
        writers: [Deployer.role(role("terraform"))],
        value: fromVariable(stack),
      });
      const google = googleIn(stack, secret);
      google.grantUse(Reader.role(role("agents/runtime")));
      google.inRegion("us-east-1", { kmsKeyArn: KEY }).grantUse(Reader.role(role("agents/runtime")));
    },
    configuration: {
      ...root({
        agent_secrets: {
          google: {
            name: NAME,
            region: "eu-west-1",
            writers: WRITERS,
            value_version: 1,
            replicas: { "us-east-1": KEY },
          },
        },
        agent_secret_values: { google: VALUE },
        readers: { runtime: { role_arn: role("agents/runtime") } },
        oauth2_providers: {
          "google-maps": {
            vendor: "GoogleOauth2",
            client_id: "client-id",
            secret: "google",
            json_key: "client_secret",
            regions: ["us-east-1"],
            readers: ["runtime"],
          },
        },
      }),
      variable: VARIABLE,
    },
    environment: { TF_VAR_client_secret: "first" },
    resources: 10,
  },
  {
    name: "an agent's secret with a value that a function rotates",
    build: (stack) =>
      void alone(stack, {
        value: fromVariable(stack),
        rotation: byFunction({ makesPasswords: true, immediately: false }),
      }),
    configuration: made(
      { value: VALUE, value_version: 1, ...BY_FUNCTION, rotation_makes_passwords: true, rotate_immediately: false },
      VARIABLE,
    ),
    environment: { TF_VAR_client_secret: "first" },
    resources: 7,
  },
  {
    name: "an agent's secret that a partner rotates, and a rotator that is managed elsewhere",
    build: (stack) =>
      void alone(stack, {
        value: fromVariable(stack),
        rotation: AgentSecretRotation.byPartner({
          secretType: PartnerSecretType.SALESFORCE_CLIENT_SECRET,
          rotator: Rotator.role(role("rotate"), { attachPolicy: false }),
          schedule: "rate(10 days)",
          duration: "3h",
          metadata: { adminSecretArn: "salesforce-admin" },
        }),
      }),
    configuration: made(
      {
        value: VALUE,
        value_version: 1,
        rotator_arn: role("rotate"),
        attach_rotator_policy: false,
        rotation_partner_type: "SalesforceClientSecret",
        rotation_schedule: "rate(10 days)",
        rotation_duration: "3h",
        rotation_metadata: { adminSecretArn: "salesforce-admin" },
      },
      VARIABLE,
    ),
    environment: { TF_VAR_client_secret: "first" },
    resources: 5,
  },
  {
    name: "an agent's secret, its rotator, and a credential provider of it in one call",
    build: (stack) => {
      const secret = new AgentSecret(stack, "Secret", {
        name: NAME,
        writers: [Deployer.role(role("terraform"))],
        value: fromVariable(stack),
        rotation: byFunction(),
      });
      googleIn(stack, secret).grantUse(Reader.role(role("agents/runtime")));
    },
    configuration: {
      ...root({
        agent_secrets: { google: { name: NAME, writers: WRITERS, value_version: 1, ...BY_FUNCTION } },
        agent_secret_values: { google: VALUE },
        readers: { runtime: { role_arn: role("agents/runtime") } },
        oauth2_providers: {
          "google-maps": {
            vendor: "GoogleOauth2",
            client_id: "client-id",
            secret: "google",
            json_key: "client_secret",
            readers: ["runtime"],
          },
        },
      }),
      variable: VARIABLE,
    },
    environment: { TF_VAR_client_secret: "first" },
    resources: 11,
  },
];
