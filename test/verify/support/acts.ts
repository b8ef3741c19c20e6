import { randomUUID } from "node:crypto";
import { workloadIdentityArn, workloadIdentityDirectoryArn } from "../../../src/access/vault";
import type { Clock } from "../../../src/live/clock";
import { SdkHands } from "../../../src/live/aws/sdk-hands";
import type { Snapshot } from "../../../src/live/snapshot";
import { sourceOfState } from "../../../src/plan/from-state";
import { modelWith } from "../../../src/plan/model-with";
import { Sandbox } from "../../../src/sandbox/sandbox";
import { Account as Live } from "../../../src/verify/account";
import { actGroups } from "../../../src/verify/act/act";
import type { Acting, Acts } from "../../../src/verify/act/acting";
import type { Group } from "../../../src/verify/check";
import { Account, ACCOUNT, AGENT, CANARY, document, READ, REGION, snapshotOf, stateOf, VERIFIER } from "./world";

const PLACE = { partition: "aws", region: REGION, account: ACCOUNT };

/** A session of a role that begins by itself. */
export const trusting = (AWS: string): object =>
  document({ Effect: "Allow", Principal: { AWS }, Action: "sts:AssumeRole" });

/** What lets an agent's role ask with workload identities of these names. */
export const tokens = (name = "*"): object => ({
  Effect: "Allow",
  Action: "bedrock-agentcore:GetWorkloadAccessToken",
  Resource: [workloadIdentityDirectoryArn(PLACE), workloadIdentityArn(PLACE, name)],
});

/** An account in which policies decide. Whoever verifies may do everything, and be the agent. */
export async function enforced(): Promise<Account> {
  const account = new Account(await Sandbox.start({ enforce: true }));
  const { sandbox } = account;
  sandbox.iam.putRole(VERIFIER, { all: document({ Effect: "Allow", Action: "*", Resource: "*" }) });
  account.role([...READ, tokens()], { trust: trusting(VERIFIER) });
  // Nothing of it was written in the last minutes.
  for (const secret of [account.google, account.weather]) secret.versions.date(new Date("2026-01-01T00:00:00Z"));
  return account;
}

/** A clock that does not wait, and tells how often somebody would have. */
export const quick = (then: () => void = () => undefined): Clock & { readonly slept: number[] } => {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    random: () => 0,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      then();
      return Promise.resolve();
    },
  };
};

const NOTHING: Acts = { jsonKey: false, calls: [], rotations: [] };

let sound: Promise<Snapshot> | undefined;

/** What was read before anything was planted: to read it for each test takes most of the time. */
const readBefore = (): Promise<Snapshot> =>
  (sound ??= enforced().then(({ sandbox }) => snapshotOf(sandbox).finally(() => void sandbox.close())));

/**
 * What is done in the account, as groups of checks.
 *
 * @param options `isRead`: that the account is read first, for a test that plants something of which a snapshot tells
 */
export async function done(
  { sandbox }: Account,
  acts: Partial<Acts>,
  { isRead = false, ...acting }: Partial<Acting> & { readonly isRead?: boolean } = {},
  state: object = stateOf(),
): Promise<Group[]> {
  const { accessKeyId } = sandbox.principals.assume(VERIFIER, "agentcore-identity-verify");
  const credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: "x" });
  const hands = new SdkHands({ credentials, endpoint: sandbox.endpoint });
  const sources = [sourceOfState(state as Parameters<typeof sourceOfState>[0], "state.json")];
  const { providers } = modelWith(sources, { policies: [], accounts: new Map([["", ACCOUNT]]) });
  try {
    const groups = await actGroups(
      new Live(await (isRead ? snapshotOf(sandbox) : readBefore())),
      providers,
      { ...NOTHING, ...acts },
      {
        hands: new Map([[ACCOUNT, hands]]),
        clock: quick(),
        signal: new AbortController().signal,
        id: randomUUID,
        ...acting,
      },
    );
    if (JSON.stringify(groups).includes(CANARY)) throw new Error("a value is in the answer");
    return groups;
  } finally {
    hands.destroy();
  }
}

/** `STATE id subject what: text WAY way`, of all checks. */
export const linesOf = (groups: readonly Group[]): string[] =>
  groups.flatMap(({ subject, checks }) =>
    checks.map(
      ({ state, id, what, text, fix }) =>
        `${state} ${id} ${subject} ${what}: ${text}${fix === undefined ? "" : ` WAY ${fix}`}`,
    ),
  );

/** Those that are neither ok nor a note. */
export const badOf = (groups: readonly Group[]): string[] =>
  linesOf(groups).filter((line) => /^(?:fails|unknown) /.test(line));

/** The operations that were called, in order, by whoever acts. */
export const operations = ({ sandbox }: Account): string[] => sandbox.calls.map(({ operation }) => operation);

/** Takes single permissions from whoever verifies: the rest is decided as before. */
export function without({ sandbox }: Account, ...actions: readonly string[]): void {
  const before = sandbox.authorize;
  sandbox.authorize = (request) =>
    request.principal.roleArn === VERIFIER && actions.includes(request.action)
      ? `User: ${request.principal.arn} is not authorized to perform: ${request.action} on resource: ${request.resource}`
      : before(request);
}

export { AGENT };
