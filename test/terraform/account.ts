import { modelWith } from "../../src/plan/model-with";
import { sourceOfPlan } from "../../src/plan/from-plan";
import type { Result } from "../../src/report/result";
import { resultOf } from "../../src/report/result";
import { Sandbox } from "../../src/sandbox/sandbox";
import { FOREIGN_KEY_POLICY, FOREIGN_SECRET_POLICY } from "../bridge/support/objects";
import { KEY_ARN, SECRET_ARN } from "../support/fixtures";
import type { Workspace, WorkspaceOptions } from "./workspace";

/** A sandbox with the secret and the key of the fixtures; both have a policy that somebody else wrote. */
export async function accountWith(jsonKeys: readonly string[], value = "value"): Promise<Sandbox> {
  const sandbox = await Sandbox.start();
  const text = JSON.stringify(Object.fromEntries(jsonKeys.map((key) => [key, value])));
  sandbox.secrets.add(SECRET_ARN, text, { policy: FOREIGN_SECRET_POLICY, kmsKeyId: KEY_ARN });
  sandbox.keys.add(KEY_ARN, FOREIGN_KEY_POLICY);
  return sandbox;
}

/** What Terraform and the programs that it starts need to meet a sandbox. */
export const inSandbox = (sandbox: Sandbox): WorkspaceOptions => ({
  environment: { ...sandbox.environment, PATH: process.env.PATH as string },
});

/** The operations that changed something, in order. */
export const changesIn = ({ calls }: Pick<Sandbox, "calls">): string[] =>
  calls.map(({ operation }) => operation).filter((name) => !/^(Get|Describe|List)/.test(name));

/** Does something once, when the sandbox sees the operation. */
export function onceAt(sandbox: Sandbox, operation: string, when: "before" | "after", act: () => void): void {
  sandbox.intercept = (call, phase) => {
    if (call.operation !== operation || phase !== when) return undefined;
    sandbox.intercept = undefined;
    act();
    return undefined;
  };
}

/** What `check` says of a workspace's plan, with the policies that secret and key have now. */
export async function checkedIn(sandbox: Sandbox, workspace: Workspace): Promise<Result> {
  const { json } = await workspace.plan();
  const policies = [
    { kind: "secret" as const, arn: SECRET_ARN, text: sandbox.secrets.of(SECRET_ARN).policy ?? "{}" },
    { kind: "key" as const, arn: KEY_ARN, text: sandbox.keys.of(KEY_ARN).policy },
  ].map(({ text, ...one }) => ({ ...one, file: `${one.kind}.json`, document: JSON.parse(text) as unknown }));
  return resultOf("plan.json", modelWith(sourceOfPlan(json, "plan.json"), { policies, account: "111122223333" }));
}
