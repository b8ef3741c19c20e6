import { SdkCaller } from "../src/live/aws/sdk-caller";
import { PacedCaller } from "../src/live/pace";
import { rateOf } from "../src/live/rates";
import type { Action, Caller, Input, Output } from "../src/live/calls";
import type { Clock } from "../src/live/clock";
import { readAccounts } from "../src/live/read";
import { unreadIn } from "../src/live/unread";
import type { ServiceName } from "../src/sandbox/call";
import { Sandbox } from "../src/sandbox/sandbox";
import { Throttle } from "../src/sandbox/throttle";
import type { BenchRow } from "./row";
import { compare } from "./row";

const ACCOUNTS = ["111122223333", "444455556666", "777788889999"];
const REGION = "us-east-1";
const WAY_MILLISECONDS = 20;
/** For each account; together a thousand. */
const PROVIDERS = { oauth2: 167, apikey: 117, payment: 50 } as const;
/** What AWS allows, as far as it is known. */
const RATES = { "bedrock-agentcore": 20, "secretsmanager:GetResourcePolicy": 50, "secretsmanager:ListSecrets": 100 };

const everybody = (account: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" },
    ],
  });

function furnish(sandbox: Sandbox, account: string): void {
  const key = `arn:aws:kms:${REGION}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  sandbox.keys.add(key, everybody(account));
  const { providers } = sandbox.vaults.at({ partition: "aws", region: REGION, account });
  providers.quota = 1000;
  for (const [kind, count] of Object.entries(PROVIDERS) as [keyof typeof PROVIDERS, number][])
    for (let index = 0; index < count; index++) {
      const secretArn = `arn:aws:secretsmanager:${REGION}:${account}:secret:${kind}-${index}-AbCdEf`;
      sandbox.secrets.add(secretArn, "{}", { kmsKeyId: key });
      const reference = { source: "EXTERNAL", secretArn, jsonKey: "value" } as const;
      const member = { oauth2: "githubOauth2ProviderConfig", apikey: "", payment: "coinbaseCdpConfiguration" }[kind];
      const secret = { oauth2: "clientSecret", apikey: "apiKey", payment: "apiKeySecret" }[kind];
      providers.create(kind, `${kind}-${index}`, kind === "payment" ? "CoinbaseCDP" : "GithubOauth2", {
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

interface Asked {
  readonly account: string;
  readonly region: string;
  readonly action: Action;
  readonly isThrottled: boolean;
}

/** How long reading a thousand credential providers of three accounts takes, against what AWS's rates allow. */
export async function snapshot(progress: (text: string) => void): Promise<BenchRow[]> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  progress("filling the sandbox, and asking it as fast as it answers");
  const answers = await answersOfSandbox();
  const throttle = new Throttle(RATES);
  const asked: Asked[] = [];
  const targets = ACCOUNTS.map((account, index) => ({
    caller: new PacedCaller((answers[index] as Answers).replayed(account, throttle, (call) => void asked.push(call))),
    regions: [REGION],
  }));
  progress("reading 1,000 providers of 3 accounts");
  const start = performance.now();
  const taken = await readAccounts(targets, new Date());
  const seconds = (performance.now() - start) / 1000;
  if (unreadIn(taken).length > 0) throw new Error(`not read: ${JSON.stringify(unreadIn(taken)[0])}`);
  const throttled = asked.filter(({ isThrottled }) => isThrottled).length;
  return [
    compare("read 1,000 providers of 3 accounts, against the floor that the rates allow", {
      value: seconds,
      unit: "s",
      baseline: floor(asked),
      target: 1.05,
    }),
    { name: "calls", value: asked.length, unit: "", ok: true },
    { name: "of them throttled", value: throttled, unit: "", target: 0, ok: throttled === 0 },
  ];
}

async function answersOfSandbox(): Promise<Answers[]> {
  const sandbox = await Sandbox.start();
  // The bench is about the rates that are known; this lets the sandbox itself go on as fast as it can.
  const clock: Clock = { now: () => 0, sleep: () => Promise.resolve(), random: () => 0 };
  try {
    const all = ACCOUNTS.map((account) => {
      furnish(sandbox, account);
      const { accessKeyId } = sandbox.principals.assume(`arn:aws:iam::${account}:role/verifier`, "bench");
      const credentials = () => Promise.resolve({ accessKeyId, secretAccessKey: "x" });
      const answers = new Answers();
      const caller = new PacedCaller(new SdkCaller({ credentials, endpoint: sandbox.endpoint }), { clock });
      return { answers, target: { caller: answers.recorded(caller), regions: [REGION] } };
    });
    await readAccounts(
      all.map(({ target }) => target),
      new Date(),
    );
    return all.map(({ answers }) => answers);
  } finally {
    await sandbox.close();
  }
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
