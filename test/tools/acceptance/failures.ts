import type { Disturbance } from "../../../src/sandbox/interception";
import { QUESTIONS } from "../../../tools/acceptance/questions";
import type { Left } from "../../../tools/acceptance/workshop";
import { World } from "./support";

export interface Failure {
  readonly phase: "after" | "before";
  readonly disturbance: () => Disturbance;
  /** Whether all calls from there on fail alike. */
  readonly lasts?: boolean;
}

export interface Failed {
  readonly question: number;
  readonly call: number;
  /** What is there and was not named. */
  readonly unnamed: readonly string[];
  readonly named: readonly Left[];
  readonly isWhole: boolean;
}

/** Of this many calls one is tried; `STEP=1` tries each, which takes minutes. */
export const stepOr = (usual: number): number => Number(process.env.STEP ?? usual);

/** Asks each question again and again, and lets a later call fail each time. */
export async function* failedAtEach({ phase, disturbance, lasts }: Failure, step: number): AsyncGenerator<Failed> {
  for (const question of QUESTIONS)
    // Beginning elsewhere each time, so that it is not always the same step that fails.
    for (let number = 1 + (question.number % step); ; number += step) {
      const world = await World.start();
      try {
        let calls = 0;
        world.sandbox.intercept = (_, at) => {
          if (at !== phase) return undefined;
          calls++;
          return calls === number || (lasts === true && calls > number) ? disturbance() : undefined;
        };
        const [asked] = await world.ask([question]);
        const named = asked?.left ?? [];
        const unnamed = world.left.filter((thing) => !named.some((one) => isNamed(one, thing)));
        yield {
          question: question.number,
          call: number,
          unnamed,
          named,
          isWhole: asked?.failed === undefined && named.length === 0,
        };
        if (calls < number) break;
      } finally {
        await world.close();
      }
    }
}

/** A key has no name before it is made. */
const isNamed = ({ kind, name }: Left, thing: string): boolean =>
  thing.includes(name) || (kind === "key" && thing.includes(":key/"));
