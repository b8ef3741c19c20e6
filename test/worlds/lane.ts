import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Workspace } from "../terraform/workspace";
import { priorState } from "./prior";
import { configurationOf } from "./terraform";
import type { World } from "./world";

/** A working folder in which one world after the other is planned, with a stand-in that keeps running. */
export class Lane {
  private isReady = false;

  private constructor(private readonly workspace: Workspace) {}

  public static async open(): Promise<Lane> {
    return new Lane(await Workspace.ofFiles({}));
  }

  public async plan(world: World): Promise<unknown> {
    const { workspace } = this;
    const { root, module } = configurationOf(world);
    await workspace.write({ "main.tf.json": root, "w/main.tf.json": module });
    const state = join(workspace.folder, "terraform.tfstate");
    rmSync(state, { force: true });
    const prior = priorState(world, workspace.area.world);
    if (world.kind !== "create") writeFileSync(state, JSON.stringify(prior));
    if (!this.isReady) await workspace.init();
    this.isReady = true;
    return (await workspace.plan()).json;
  }

  public async close(): Promise<void> {
    await this.workspace.dispose();
  }
}
