import type { TerraformStack } from "cdktf";
import type { Steering } from "./provider/steering";
import { Workspace } from "./workspace";

export interface PlannedWith {
  readonly world?: Steering;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Plans stacks of one name, one after the other, in one workspace, which is initialized once: no plan leaves anything. */
export class Planner {
  private workspace?: Workspace;

  /** The text of the plan after "planned: ", or the errors. */
  public async plan(stack: TerraformStack, { world = {}, variables = {} }: PlannedWith = {}): Promise<string> {
    if (this.workspace) this.workspace.replaceStack(stack);
    else await (this.workspace = Workspace.ofStack(stack)).init();
    this.workspace.steer(world);
    const values = Object.entries(variables).map(([name, value]) => `-var=${name}=${value}`);
    return this.workspace.plan(...values).then(
      ({ text }) => `planned: ${text}`,
      (error: Error) => error.message,
    );
  }
}
