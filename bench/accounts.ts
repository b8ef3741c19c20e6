import type { Action, Caller, Input, Output } from "../src/live/calls";
import { SdkCaller } from "../src/live/aws/sdk-caller";
import type { Clock } from "../src/live/clock";
import { PacedCaller } from "../src/live/pace";
import { rateOf } from "../src/live/rates";
import type { Target } from "../src/live/read";
import type { ServiceName } from "../src/sandbox/call";
import { Sandbox } from "../src/sandbox/sandbox";
import { Throttle } from "../src/sandbox/throttle";
import type { BenchRow } from "./row";
import { compare } from "./row";

export const ACCOUNTS = ["111122223333", "444455556666", "777788889999"];
export const REGION = "us-east-1";
const WAY_MILLISECONDS = 20;
/** What AWS allows, as far as it is known. */
const RATES = { "bedrock-agentcore": 20, "secretsmanager:GetResourcePolicy": 50, "secretsmanager:ListSecrets": 100 };

export type Kind = "apikey" | "oauth2" | "payment";

/** What makes a provider: its name, its secret and who reads it. */
export const nameOf = (account: string, kind: Kind, index: number): string => `${kind}-${index}-${account}`;
export const secretOf = (account: string, kind: Kind, index: number): string =>
  `arn:aws:secretsmanager:${REGION}:${account}:secret:${kind}-${index}-AbCdEf`;
export const keyOf = (account: string): string =>
  `arn:aws:kms:${REGION}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

const everybody = (account: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  });

/** Puts credential providers of one account into a sandbox, each with a secret of its own. */
export function furnish(sandbox: Sandbox, account: string, counts: Partial<Record<Kind, number>>): void {
  const key = keyOf(account);
  sandbox.keys.add(key, everybody(account));
  const { providers } = sandbox.vaults.at({ partition: "aws", region: REGION, account });
  providers.quota = 1000;
  for (const [kind, count] of Object.entries(counts) as [Kind, number][])
    for (let index = 0; index < count; index++) {
      const secretArn = secretOf(account, kind, index);
      sandbox.secrets.add(secretArn, "{}", { kmsKeyId: key });
      const reference = { source: "EXTERNAL", secretArn, jsonKey: "value" } as const;
      const member = { oauth2: "githubOauth2ProviderConfig", apikey: "", payment: "coinbaseCdpConfiguration" }[kind];
      const secret = { oauth2: "clientSecret", apikey: "apiKey", payment: "apiKeySecret" }[kind];
      providers.create(kind, nameOf(account, kind, index), kind === "payment" ? "CoinbaseCDP" : "GithubOauth2", {
        config: { $member: member, ...(kind === "payment" ? { apiKeyId: "id" } : { clientId: "client" }) },
        secrets: { [secret]: reference, ...(kind === "payment" && { walletSecret: reference }) },
        tags: {},
      });
    }
}

/** What the sandbox answers, to be asked again without the time that it takes. */
class Answers {
  private readonly all = new Map<string, unknown>();

  public recorded(caller: Caller): Caller {
    return {
      call: async (action, region, input) => {
        const answer = await caller.call(action, region, input).catch((error: unknown) => error as Error);
        this.all.set(JSON.stringify([action, region, input]), answer);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    };
  }

  /** The same account, with a way of 20 ms to it, and throttled as AWS throttles. */
  public replayed(account: string, throttle: Throttle, log: (call: Asked) => void): Caller {
    return {
      call: async <A extends Action>(action: A, region: string, input: Input<A>): Promise<Output<A>> => {
        await new Promise((resolve) => void setTimeout(resolve, WAY_MILLISECONDS));
        const [service, operation] = action.split(":") as [ServiceName, string];
        const tooMany = throttle.take({ service, operation, input: {}, region, principal: { arn: "", account } });
        log({ account, region, action, isThrottled: tooMany !== undefined });
        if (tooMany) throw Object.assign(new Error(tooMany.message), { name: tooMany.code, $metadata: {} });
        const answer = this.all.get(JSON.stringify([action, region, input]));
        if (answer instanceof Error) throw answer;
        if (answer === undefined) throw new Error(`the sandbox was not asked for ${action}`);
        return answer as Output<A>;
      },
    };
  }
}

export interface Asked {
  readonly account: string;
  readonly region: string;
  readonly action: Action;
  readonly isThrottled: boolean;
}

/** The accounts of a sandbox as they answer at AWS's rates, and all that was asked of them. */
export interface Replayed {
  readonly targets: readonly Target[];
  readonly asked: readonly Asked[];
}

/**
 * Fills a sandbox, asks it once as fast as it answers, and gives its answers back with a way of 20 ms and AWS's rates.
 *
 * @param ask everything that is to be asked
 */
export async function replayed(
  fill: (sandbox: Sandbox, account: string) => void,
  ask: (targets: readonly Target[]) => Promise<unknown>,
): Promise<Replayed> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const sandbox = await Sandbox.start();
  // The bench is about the rates that are known; this lets the sandbox itself go on as fast as it can.
  const clock: Clock = { now: () => 0, sleep: () => Promise.resolve(), random: () => 0 };
  const asked: Asked[] = [];
  const throttle = new Throttle(RATES);
  try {
    const all = ACCOUNTS.map((account) => {
      fill(sandbox, account);
      const { accessKeyId } = sandbox.principals.assume(`arn:aws:iam::${account}:role/verifier`, "bench");
      const credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: "x" });
      const answers = new Answers();
      const caller = new PacedCaller(new SdkCaller({ credentials, endpoint: sandbox.endpoint }), { clock });
      return { account, answers, target: { caller: answers.recorded(caller), regions: [REGION] } };
    });
    await ask(all.map(({ target }) => target));
    const targets = all.map(({ account, answers }) => ({
      caller: new PacedCaller(answers.replayed(account, throttle, (call) => void asked.push(call))),
      regions: [REGION],
    }));
    return { targets, asked };
  } finally {
    await sandbox.close();
  }
}

/** How long something took, against the floor that the rates allow for what was asked. */
export function againstFloor(name: string, seconds: number, asked: readonly Asked[]): BenchRow[] {
  const throttled = asked.filter(({ isThrottled }) => isThrottled).length;
  return [
    compare(`${name}, against the floor that the rates allow`, {
      value: seconds,
      unit: "s",
      baseline: floor(asked),
      target: 1.05,
    }),
    { name: "calls", value: asked.length, unit: "", ok: true },
    { name: "of them throttled", value: throttled, unit: "", target: 0, ok: throttled === 0 },
  ];
}

/** The longest that any API takes for its calls, if it is called as often as it allows from the first moment on. */
function floor(asked: readonly Asked[]): number {
  const counts = new Map<string, { count: number; perSecond: number }>();
  for (const { account, region, action } of asked) {
    const { bucket, perSecond } = rateOf(action);
    const key = `${account} ${region} ${bucket}`;
    counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, perSecond });
  }
  return Math.max(...[...counts.values()].map(({ count, perSecond }) => (count - 1) / perSecond));
}
