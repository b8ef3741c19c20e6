import { App, TerraformStack } from "cdktf";
import { performance } from "node:perf_hooks";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Runs a program of N providers, synthesizes it and prints what it took. */
export function report(build: (stack: TerraformStack, size: number) => void): void {
  const size = Number(process.argv[2]);
  const outdir = process.env.OUTDIR as string;
  const start = performance.now();
  const app = new App({ outdir, skipValidation: true });
  const stack = new TerraformStack(app, "bench");
  build(stack, size);
  app.synth();
  const milliseconds = performance.now() - start;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const { resource, data } = JSON.parse(readFileSync(join(outdir, "stacks/bench/cdk.tf.json"), "utf8")) as Record<
    string,
    Record<string, object>
  >;
  const resources = [resource, data]
    .flatMap((kind) => Object.values(kind ?? {}))
    .flatMap((byId) => Object.keys(byId))
    // Two in each stack, however much there is in it: nobody writes them by hand.
    .filter((id) => !id.startsWith("agentcore_identity_removal_")).length;
  console.log(JSON.stringify({ milliseconds, megabytes, resources }));
}

export const secretArn = (index: number): string =>
  `arn:aws:secretsmanager:us-east-1:111122223333:secret:team/client-${index}-AbCdEf`;
export const roleName = (index: number, role: string): string => `agent-${index}-${role}`;
export const roleArn = (index: number, role: string): string =>
  `arn:aws:iam::111122223333:role/${roleName(index, role)}`;
export const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
