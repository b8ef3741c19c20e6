import { modelOfSnapshot } from "../../../src/cli/commands/model";
import { givenPolicy } from "../../../src/plan/given";
import { sourceOfState } from "../../../src/plan/from-state";
import { modelWith } from "../../../src/plan/model-with";
import { wantedIn } from "../../../src/plan/wanted";
import { answerOf } from "../../../src/report/answer";
import { resultData } from "../../../src/report/json";
import type { Check } from "../../../src/verify/check";
import { simulated } from "../../../src/verify/simulate/ask";
import { verified } from "../../../src/verify/verify";
import type { Account } from "./world";
import { ACCOUNT, callerOf, furnished, REGION, snapshotOf, stateOf } from "./world";

export interface Scene {
  /** Before the account is read. */
  readonly before?: (account: Account) => void;
  /** Between reading and asking the simulator. */
  readonly after?: (account: Account) => void;
  /** Files for `--policy`. */
  readonly policy?: readonly string[];
  readonly state?: object;
}

export interface Said {
  /** `STATE id what: text`, and the way out, of all that the simulator's checks say. */
  readonly lines: string[];
  readonly checks: readonly Check[];
  /** What the proof says, and whether it says the same without the simulator. */
  readonly verdict: string | undefined;
  readonly isProofTheSame: boolean;
  /** What was asked of the simulator. */
  readonly asked: readonly Readonly<Record<string, unknown>>[];
}

/** What verify says with --simulate. */
export async function saidOf({ before, after, policy = [], state = stateOf() }: Scene): Promise<Said> {
  const account = await furnished();
  const { sandbox } = account;
  const caller = callerOf(sandbox);
  try {
    before?.(account);
    const snapshot = await snapshotOf(sandbox);
    after?.(account);
    const sources = [sourceOfState(state as Parameters<typeof sourceOfState>[0], "state.json")];
    const given = { policies: [], accounts: new Map([["", ACCOUNT]]) };
    const model = modelWith(sources, given);
    const live = modelOfSnapshot(snapshot, policy.map(givenPolicy), model.expected);
    const simulation = await simulated(live, new Map([[ACCOUNT, { caller, region: REGION }]]));
    const inputs = { name: "state.json", model, wanted: wantedIn(sources, given) };
    const found = verified(inputs, { snapshot, model: live, simulation });
    const { proof } = verified(inputs, { snapshot, model: live });
    const checks = found.groups.flatMap((group) => group.checks).filter(({ id }) => id.startsWith("simulate."));
    return {
      isProofTheSame:
        JSON.stringify(found.proof && resultData(found.proof)) === JSON.stringify(proof && resultData(proof)),
      verdict: proof && answerOf(proof).state,
      checks,
      lines: checks.map(({ state: one, id, what, text, fix }) => `${one} ${id} ${what}: ${text} WAY ${fix}`),
      asked: sandbox.calls
        .filter(({ operation }) => operation === "SimulatePrincipalPolicy")
        .map(({ input }) => input as Readonly<Record<string, unknown>>),
    };
  } finally {
    caller.destroy();
    await sandbox.close();
  }
}

/** An organization whose member may not ask for its policies, but whose SCPs hold. */
export const inOrganization =
  (scp: object, delegated: readonly string[] = []) =>
  ({ sandbox }: Account): void =>
    void sandbox.organizations.push({
      id: "o-a1b2c3d4e5",
      managementAccount: "999900001111",
      delegated,
      parents: { [ACCOUNT]: "r-root" },
      attached: { "r-root": ["p-all", "p-one"] },
      policies: [
        {
          id: "p-all",
          name: "FullAWSAccess",
          kind: "SERVICE_CONTROL_POLICY",
          document: { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
        },
        { id: "p-one", name: "one", kind: "SERVICE_CONTROL_POLICY", document: scp },
      ],
    });
