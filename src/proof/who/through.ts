import type { CompiledPolicy } from "../../decision";
import { isOpen } from "../../decision";
import { onceFor } from "../once-for";
import { SOMETHING, textLike } from "../patterns";

/** The ways through services of which conditions speak. */
export interface Through {
  /** Service principals of `aws:CalledVia` and the like. */
  readonly called: ReadonlySet<string>;
  /** Values of `kms:ViaService`. */
  readonly via: ReadonlySet<string>;
  /** Whether a condition asks if a service makes the grant for itself. */
  readonly grantsForServices: boolean;
}

interface Spoken {
  readonly called: readonly string[];
  readonly via: readonly string[];
  readonly grants: boolean;
}

/** Somebody who asks through a service is told from others by these keys alone. */
const CALLED = new Set(["aws:calledvia", "aws:calledviafirst", "aws:calledvialast"]);
const ANY_SERVICE = `${SOMETHING}.amazonaws.com`;

/** What policies say about ways through services. */
export function throughIn(policies: Iterable<CompiledPolicy>): Through {
  const [called, via] = [new Set<string>(), new Set<string>()];
  let grantsForServices = false;
  for (const { statements } of policies) {
    const spoken = spokenIn(statements);
    for (const one of spoken.called) called.add(one);
    for (const one of spoken.via) via.add(one);
    grantsForServices ||= spoken.grants;
  }
  return { called, via, grantsForServices };
}

const spokenIn = onceFor((statements: CompiledPolicy["statements"]): Spoken => {
  const [called, via]: [string[], string[]] = [[], []];
  let grants = false;
  for (const { conditions } of statements)
    for (const { key, values } of conditions) {
      const texts = values
        .filter((value): value is string => typeof value === "string" && !isOpen(value))
        .map(textLike);
      if (CALLED.has(key.name)) called.push(...texts, ANY_SERVICE);
      else if (key.name === "kms:viaservice") via.push(...texts, `${SOMETHING}.${SOMETHING}.amazonaws.com`);
      else if (key.name === "aws:viaawsservice") called.push(ANY_SERVICE);
      else if (key.name === "kms:grantisforawsresource") grants = true;
    }
  return { called, via, grants };
});

/** What to call it in a sentence. */
export const serviceText = (service: string): string => (service.includes(SOMETHING) ? "another AWS service" : service);
