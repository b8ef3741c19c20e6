type Json = Record<string, unknown>;

interface RawModule {
  resources?: { address: string; type: string; mode: string; values: Json }[];
  child_modules?: RawModule[];
}

export interface RawState {
  values?: { root_module: RawModule; outputs?: Record<string, { value: unknown; sensitive: boolean }> };
}

export interface StateResource {
  address: string;
  type: string;
  mode: string;
  values: Json;
}

/** What `terraform show -json` tells of the state. */
export class State {
  constructor(readonly json: RawState) {}

  get resources(): StateResource[] {
    return this.json.values ? resourcesOf(this.json.values.root_module) : [];
  }

  get outputs(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(this.json.values?.outputs ?? {}).map(([name, { value }]) => [name, value]),
    );
  }

  get isEmpty(): boolean {
    return this.resources.length === 0;
  }

  values(address: string): Json {
    const found = this.resources.find((one) => one.address === address);
    if (!found) {
      const known = this.resources.map((one) => one.address).join(", ");
      throw new Error(`the state has no ${address}; it has: ${known || "nothing"}`);
    }
    return found.values;
  }
}

function resourcesOf(module: RawModule): StateResource[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesOf)];
}
