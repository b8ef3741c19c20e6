import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import * as cdktf from "cdktf";
import { TerraformStack, TerraformVariable } from "cdktf";
import { AgentSecret, AgentSecretValue } from "cdktf-agentcore-identity";
import { inFolder, synthesizeInto, TARGETS } from "../support/program";

/** These tests run on CDKTF, and on its heir in `npm run test:edition`. */
const isCdkTerrain = "TerraformEphemeralResource" in cdktf;

const build = (app: App): void => {
  const stack = new TerraformStack(app, "stack");
  new AwsProvider(stack, "Aws", { region: "us-east-1" });
  const client_secret = new TerraformVariable(stack, "client_secret", { type: "string" });
  new AgentSecret(stack, "Secret", {
    name: "agents/google",
    value: AgentSecretValue.fromVariables({ client_secret }, { version: 1 }),
  });
};

const synthesizing = (context: Record<string, unknown>) => () =>
  inFolder((outdir) => synthesizeInto(outdir, build, { context }));

test("CDK Terrain writes a value only for a program that says its targets, CDKTF for any", () => {
  expect(synthesizing(TARGETS)).not.toThrow();
  expect(synthesizing({ targetVersions: { terraform: ">=1.11.0" } })).not.toThrow();
  const without = expect(synthesizing({}));
  if (isCdkTerrain) without.toThrow("write-only attributes requires terraform >=1.11.0");
  else without.not.toThrow();
});
