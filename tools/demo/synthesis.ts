import { App, LocalBackend } from "cdktf";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PaymentsBridgeStack } from "../../examples/payments-bridge/stack";

/** The example as Terraform JSON, and what of it the demo needs. */
export interface Synthesized {
  /** Where the configuration is. */
  readonly folder: string;
  readonly text: string;
  /** The policy documents that the stack offers, by the names of its outputs. */
  readonly policies: Readonly<Record<string, string>>;
  readonly resources: number;
}

interface TerraformJson {
  readonly output: Readonly<Record<string, { readonly value: string }>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Synthesizes the example into the folder; with another client ID it is the next version of the same stack. */
export function synthesize(temporary: string, clientId?: string): Synthesized {
  const outdir = join(temporary, "cdktf.out");
  const app = new App({ outdir });
  const stack = new PaymentsBridgeStack(app, "payments-bridge", { clientId });
  new LocalBackend(stack, { path: join(temporary, "terraform.tfstate") });
  app.synth();
  const folder = join(outdir, "stacks", "payments-bridge");
  const text = readFileSync(join(folder, "cdk.tf.json"), "utf8");
  const { output, resource } = JSON.parse(text) as TerraformJson;
  return {
    folder,
    text,
    policies: Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value])),
    resources: Object.values(resource).flatMap((ofType) => Object.keys(ofType)).length,
  };
}
