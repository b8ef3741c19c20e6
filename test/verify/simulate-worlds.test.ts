import { readAccounts } from "../../src/live/read";
import { limitsOf, modelOf } from "../../src/live/world";
import { limitedBy, limitsGiven, NOT_SAID } from "../../src/plan/given-limits";
import type { Expected } from "../../src/proof/expected";
import type { ProviderKind } from "../../src/access/vault";
import { Sandbox } from "../../src/sandbox/sandbox";
import { simulated } from "../../src/verify/simulate/ask";
import type { Outcome } from "../../src/verify/simulate/compare";
import { compared } from "../../src/verify/simulate/compare";
import { ownAnswer } from "../../src/verify/simulate/own-answer";
import { furnish, REGIONS, targetsOf } from "../live/support/worlds";
import { Random } from "../oracle/random";
import { worldOf } from "../worlds/generate";
import type { World } from "../worlds/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** Both sides decide by `src/decision`: what is tried is which policies and keys each is given. */
const WORLDS = 40;
const SEED = 5;

/** Every role of a world should read by every provider: what AWS says of it is compared, whatever it is. */
function everybody({ roles, providers }: { roles: readonly string[]; providers: readonly string[][] }): Expected {
  const stated = { readers: roles, deployers: [], unknown: [], elsewhere: [] };
  return {
    providers: providers.map(([kind, name = ""]) => ({
      at: "the test",
      kind: kind as ProviderKind,
      name,
      secrets: [],
      signingKeys: [],
      ...stated,
    })),
    secrets: [],
    keys: new Map(),
    suppressions: [],
  };
}

/** An SCP that denies one of the actions, for all or elsewhere alone. */
function restrict(sandbox: Sandbox, random: Random): void {
  const denied = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Deny",
      Action: random.pick(["kms:*", "secretsmanager:GetSecretValue", "bedrock-agentcore:*"]),
      Resource: "*",
      ...random.pick([{}, { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }]),
    },
  };
  for (const organization of sandbox.organizations)
    Object.assign(organization, {
      attached: { "r-root": [...(organization.attached["r-root"] ?? []), "p-denied"] },
      policies: [
        ...organization.policies,
        { id: "p-denied", name: "denied", kind: "SERVICE_CONTROL_POLICY", document: denied },
      ],
    });
}

async function outcomesOf(world: World, random: Random): Promise<[Outcome, string][]> {
  const sandbox = await Sandbox.start({ regions: REGIONS.slice(1) });
  const targets = targetsOf(sandbox, world);
  try {
    furnish(sandbox, world);
    if (random.pick([true, false])) restrict(sandbox, random);
    const snapshot = await readAccounts(targets, new Date(0));
    const roles = snapshot.accounts.flatMap(({ identities }) =>
      "value" in identities ? identities.value.roles.map(({ arn }) => arn) : [],
    );
    const providers = snapshot.accounts.flatMap(({ regions }) =>
      regions.flatMap((region) =>
        Object.entries(region.providers).flatMap(([kind, list]) =>
          "value" in list ? list.value.map(({ name }) => [kind, name]) : [],
        ),
      ),
    );
    const model = modelOf(snapshot, { expected: everybody({ roles, providers }) });
    const limited = limitedBy(model, limitsOf(snapshot, limitsGiven(model, [], NOT_SAID)));
    const callers = new Map(
      targets.map(({ caller }, index) => [snapshot.accounts[index]?.id ?? "", { caller, region: "us-east-1" }]),
    );
    return (await simulated(limited, callers)).map(({ request, answer }) => {
      if (!answer || !("value" in answer)) return ["differs", JSON.stringify(answer)];
      const { outcome, text } = compared(request, ownAnswer(limited, request), answer.value);
      return [outcome, text];
    });
  } finally {
    await sandbox.close();
  }
}

test(`of ${WORLDS} worlds the simulator and the proof say the same`, async () => {
  const counts: Partial<Record<Outcome, number>> = {};
  for (let index = 0; index < WORLDS; index++) {
    const outcomes = await outcomesOf(worldOf(SEED, index), new Random(index + 1));
    const differing = outcomes.filter(([outcome]) => outcome === "differs" || outcome === "denied");
    expect({ index, differing }).toEqual({ index, differing: [] });
    for (const [outcome] of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  expect(counts.same).toBeGreaterThan(200);
}, 600_000);
