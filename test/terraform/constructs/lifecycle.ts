import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { RawPlan } from "../harness/plan";
import type { Steering } from "../provider/steering";
import { Workspace } from "../workspace";

/** A program before and after one change, and what an account must look like for it. */
export interface Variant {
  readonly name: string;
  readonly build: (stack: TerraformStack, change: boolean) => void;
  readonly world?: Steering;
  /** What Terraform finds in its environment: ephemeral input variables are told to each command anew. */
  readonly environment?: Record<string, string>;
  /** What the change does: addresses by their type, since their names follow from construct paths. */
  readonly change: Partial<Record<"create" | "read" | "update" | "replace" | "delete", readonly string[]>>;
  /** The Region of the stack's AWS provider; with `null` the variant declares it. */
  readonly region?: string | null;
  /** Proves the readers of what was applied. */
  readonly proves?: (applied: RawPlan) => void;
}

/** A stack of a user's program. */
export function stackOf(build: (stack: TerraformStack) => void, region: string | null = "us-east-1"): TerraformStack {
  const stack = new TerraformStack(new App({ skipValidation: true }), "stack");
  if (region !== null) new AwsProvider(stack, "Aws", { region });
  build(stack);
  return stack;
}

const typesOf = (addresses: readonly string[] = []): string[] =>
  addresses.map((address) => address.split(".")[0] as string).sort();

/** Takes a variant through its whole life: made, unchanged, changed, unchanged, gone. */
export async function live({ build, world, environment, change, region, proves }: Variant): Promise<void> {
  const stack = (changed: boolean): TerraformStack => stackOf((one) => build(one, changed), region);
  const workspace = Workspace.ofStack(stack(false), { world, environment });
  await workspace.init();
  await workspace.validate();
  const first = await workspace.plan();
  await workspace.apply(first);
  const applied = await workspace.plan();
  expect(applied.summary).toEqual({});
  proves?.(applied.json);

  workspace.replaceStack(stack(true));
  const second = await workspace.plan();
  const summary = Object.fromEntries(
    Object.entries(second.summary).map(([action, addresses]) => [action, typesOf(addresses)]),
  );
  expect(summary).toEqual(
    Object.fromEntries(Object.entries(change).map(([action, types]) => [action, [...types].sort()])),
  );
  await workspace.apply(second);
  const third = await workspace.plan();
  expect(third.summary).toEqual({});
  expect(third.checks.filter(({ status }) => status !== "pass")).toEqual([]);

  await workspace.destroy();
  expect((await workspace.state()).isEmpty).toBe(true);
}
