import { mkdtempSync, mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { cache } from "./paths";
import { endAll } from "./run";
import { RunningProviders } from "./running-providers";

/** Names the folder of this test run; the workers inherit it. */
const runVariable = "TERRAFORM_TEST_RUN";

export function folderOfRun(): string {
  const run = (process.env[runVariable] ??= String(process.pid));
  return join(cache, "workspaces", run);
}

/**
 * The ground that one test stands on, inside the clone: Terraform's working folders, its temporary files, and the
 * account that the stand-in pretends to talk to.
 */
export class Area {
  readonly folder: string;
  readonly states: string;
  readonly temporary: string;
  readonly world: string;
  readonly providers = new RunningProviders();

  constructor() {
    mkdirSync(folderOfRun(), { recursive: true });
    this.folder = mkdtempSync(join(folderOfRun(), "test-"));
    this.states = this.make("states");
    this.temporary = this.make("tmp");
    this.world = this.make("world");
    open.add(this);
  }

  make(name: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  async remove(): Promise<void> {
    open.delete(this);
    await this.providers.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const open = new Set<Area>();

/** Ends what still runs and removes what the tests of this file made. */
export async function removeAreas(): Promise<void> {
  endAll();
  await Promise.all([...open].map((area) => area.remove()));
}
