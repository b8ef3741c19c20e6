/** The parts of Terraform's JSON that the tests look at: https://developer.hashicorp.com/terraform/internals/json-format */

export type Action = "no-op" | "create" | "read" | "update" | "replace" | "delete" | "forget";

type Json = Record<string, unknown>;

interface RawChange {
  actions: string[];
  before: Json | null;
  after: Json | null;
  after_unknown: Json | boolean;
  replace_paths?: (string | number)[][];
}

interface RawResourceChange {
  address: string;
  mode: string;
  type: string;
  change: RawChange;
  action_reason?: string;
}

export interface RawPlan {
  resource_changes?: RawResourceChange[];
  resource_drift?: RawResourceChange[];
  output_changes?: Record<string, { actions: string[]; after?: unknown }>;
  checks?: { address: { to_display: string }; status: string; instances?: { problems?: { message: string }[] }[] }[];
}

export interface Change {
  address: string;
  type: string;
  action: Action;
  before: Json | null;
  after: Json | null;
  /** True where the value is known only after the apply. */
  afterUnknown: Json;
  replacePaths: string[];
  reason: string | undefined;
}

export interface CheckResult {
  address: string;
  status: string;
  problems: string[];
}

export class Plan {
  constructor(
    readonly json: RawPlan,
    /** The saved plan file. */
    readonly file: string,
    /** What Terraform printed, on one line; warnings stand here. */
    readonly text: string,
  ) {}

  /** All resources and data sources that the plan mentions, also those that stay as they are. */
  get changes(): Change[] {
    return (this.json.resource_changes ?? []).map(toChange);
  }

  /** What a refresh has found to differ from the state. */
  get drift(): Change[] {
    return (this.json.resource_drift ?? []).map(toChange);
  }

  /** Addresses by action, without those that stay: `{ create: ["aws_x.y"] }`. */
  get summary(): Partial<Record<Action, string[]>> {
    const summary: Partial<Record<Action, string[]>> = {};
    for (const { action, address } of this.changes) if (action !== "no-op") (summary[action] ??= []).push(address);
    return summary;
  }

  get outputs(): Record<string, { action: Action; after: unknown }> {
    return Object.fromEntries(
      Object.entries(this.json.output_changes ?? {}).map(([name, { actions, after }]) => [
        name,
        { action: toAction(actions), after },
      ]),
    );
  }

  get checks(): CheckResult[] {
    return (this.json.checks ?? []).map((check) => ({
      address: check.address.to_display,
      status: check.status,
      problems: (check.instances ?? []).flatMap(({ problems = [] }) => problems.map(({ message }) => message)),
    }));
  }

  /** Whether an apply would do nothing: no resource, no data source and no output changes. */
  get isEmpty(): boolean {
    return (
      this.changes.every(({ action }) => action === "no-op") &&
      Object.values(this.outputs).every(({ action }) => action === "no-op")
    );
  }

  change(address: string): Change {
    const change = this.changes.find((one) => one.address === address);
    if (!change) throw new Error(`the plan has no ${address}; it has: ${this.addresses()}`);
    return change;
  }

  /** The only resource of a type. */
  only(type: string): Change {
    const found = this.changes.filter((one) => one.type === type);
    if (found.length !== 1) throw new Error(`the plan has ${found.length} of ${type}; it has: ${this.addresses()}`);
    return found[0];
  }

  private addresses(): string {
    return this.changes.map(({ address }) => address).join(", ");
  }
}

function toChange(raw: RawResourceChange): Change {
  const { before, after, actions } = raw.change;
  return {
    address: raw.address,
    type: raw.type,
    action: toAction(actions),
    before,
    after,
    afterUnknown: typeof raw.change.after_unknown === "object" ? raw.change.after_unknown : {},
    replacePaths: (raw.change.replace_paths ?? []).map((path) => path.join(".")),
    reason: raw.action_reason,
  };
}

function toAction(actions: string[]): Action {
  return actions.length === 2 ? "replace" : (actions[0] as Action);
}
