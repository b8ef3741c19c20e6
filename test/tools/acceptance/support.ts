import { accountOf, Aws } from "../../../tools/acceptance/aws";
import type { Question } from "../../../tools/acceptance/question";
import { QUESTIONS } from "../../../tools/acceptance/questions";
import type { Asked, Run } from "../../../tools/acceptance/run";
import { askAll } from "../../../tools/acceptance/run";
import type { SandboxWorld } from "../../../tools/acceptance/sandbox-world";
import { OTHER_REGION, RUNTIME_ARN, sandboxWorld } from "../../../tools/acceptance/sandbox-world";
import type { Sandbox } from "../../../src/sandbox/sandbox";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

export const PREFIX = "agentcore-acceptance-test";

/** The sandbox with its two accounts, and what a run on it needs. */
export class World {
  public static async start(): Promise<World> {
    const world = await sandboxWorld();
    const clients = [new Aws(world.here), new Aws(world.other)] as const;
    const here = await accountOf("this account", clients[0]);
    const other = await accountOf("the other account", clients[1]);
    const { clock } = world;
    const given = { otherRegion: OTHER_REGION, runtimeArn: RUNTIME_ARN, trailPatience: 900_000 };
    const run = { prefix: PREFIX, here, other, given, clock, say: () => undefined };
    return new World(world, run, clients);
  }

  private readonly before: readonly string[];

  private constructor(
    public readonly world: SandboxWorld,
    public readonly run: Omit<Run, "signal">,
    private readonly clients: readonly Aws[],
  ) {
    this.before = things(this.sandbox);
  }

  public get sandbox(): Sandbox {
    return this.world.sandbox;
  }

  public ask(questions: readonly Question[] = QUESTIONS, signal = new AbortController().signal): Promise<Asked[]> {
    return this.askAs(questions, this.run, signal);
  }

  public askAs(
    questions: readonly Question[],
    run: Omit<Run, "signal">,
    signal = new AbortController().signal,
  ): Promise<Asked[]> {
    return askAll(questions, { ...run, signal });
  }

  /** What is there now and was not in the beginning. */
  public get left(): string[] {
    return things(this.sandbox).filter((thing) => !this.before.includes(thing));
  }

  public async close(): Promise<void> {
    for (const client of this.clients) client.destroy();
    await this.sandbox.close();
  }
}

/** Everything of all accounts and Regions. A key that waits for its deletion is not there any more. */
export function things({ iam, secrets, keys, vaults }: Sandbox): string[] {
  const places = ["111122223333", "444455556666"].flatMap((account) =>
    ["us-east-1", OTHER_REGION].map((region) => ({ partition: "aws", account, region })),
  );
  return [
    ...iam.roles.arns,
    ...places.flatMap((place) => [
      ...secrets.in(place).map(({ arn }) => arn),
      ...vaults
        .at(place)
        .providers.list()
        .map(({ arn }) => arn),
      ...vaults
        .at(place)
        .workloads.list.filter(({ isLinked }) => !isLinked)
        .map(({ name }) => `workload identity ${name}`),
    ]),
    ...keys.list.filter(({ isPendingDeletion }) => !isPendingDeletion).map(({ arn }) => arn),
  ];
}
