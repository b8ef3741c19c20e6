import { App } from "cdktf";
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { GivenPolicy } from "../../src/plan/given";
import { modelWith } from "../../src/plan/model-with";
import { sourceOfStack } from "../../src/plan/from-stack";
import type { Result } from "../../src/report/result";
import { resultOf } from "../../src/report/result";
import { inFolder, filesIn } from "../support/program";

/** The JSON of a stack, as CDKTF writes it. */
export type StackJson = Record<string, unknown> & { resource: Record<string, Record<string, Record<string, unknown>>> };

export function stackJson(Stack: new (scope: Construct, id: string) => TerraformStack): StackJson {
  return inFolder((outdir) => {
    const app = new App({ outdir, stackTraces: false });
    new Stack(app, "stack");
    app.synth();
    return JSON.parse(filesIn(outdir)["stacks/stack/cdk.tf.json"] as string) as StackJson;
  });
}

/** The same, made once for all tests of a file: nobody may change it. */
export function synthesized(Stack: Parameters<typeof stackJson>[0]): () => StackJson {
  let made: StackJson | undefined;
  return () => (made ??= stackJson(Stack));
}

/** The key policy that KMS gives to a key by itself. */
export const defaultKeyPolicy = (arn: string): GivenPolicy => ({
  kind: "key",
  arn,
  file: "key-policy.json",
  document: {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${arn.split(":")[4]}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  },
});

export function check(stack: unknown, policies: readonly GivenPolicy[] = [], account = "111122223333"): Result {
  return resultOf("cdk.tf.json", modelWith(sourceOfStack(stack, "cdk.tf.json"), { policies, account }));
}

/** `NAME use read decrypt`, one line for each principal. */
export const table = ({ rows }: Result): string[] =>
  rows.map(({ principal, standing, use, read, decrypt }) =>
    [principal.split("/").pop(), standing, use.verdict, read.verdict, decrypt.verdict].join(" "),
  );

/** `ID subject: detail` of what is violated. */
export const violations = ({ findings }: Result): string[] =>
  findings
    .filter(({ state, rule }) => state === "violated" && rule.severity !== "note")
    .map(({ rule, detail }) => `${rule.id} ${detail}`);

/** A document that a stack offers as an output. */
export const outputOf = (stack: StackJson, name: string): unknown =>
  JSON.parse((stack.output as Record<string, { value: string }>)[name]?.value ?? "null") as unknown;
