import { DAYS_UNTIL_GONE } from "./make/keys";
import type { Given, Makes, Question } from "./question";

const DAYS_A_MONTH = 30;
/** Dollars a month, in most Regions. @see https://aws.amazon.com/secrets-manager/pricing/ */
const SECRET = 0.4;
/** Dollars a month; none while it waits for its deletion. @see https://aws.amazon.com/kms/pricing/ */
const KEY = 1;

const THINGS: readonly (keyof Makes)[] = ["roles", "secrets", "keys", "providers", "workloadIdentities"];
const WORDS: Readonly<Record<keyof Makes, string>> = {
  roles: "IAM roles",
  secrets: "secrets",
  keys: "KMS keys",
  providers: "credential providers",
  workloadIdentities: "workload identities",
};

/** How much of everything is made at most, and what it costs. */
export function costs(questions: readonly Question[], isAcross: boolean, { trailPatience }: Given): string[] {
  const total = Object.fromEntries(
    THINGS.map((thing) => [thing, questions.reduce((sum, { makes }) => sum + (makes[thing] ?? 0), 0)]),
  ) as Record<keyof Makes, number>;
  if (!isAcross) total.keys = 0;
  const a = (dollars: number): string => (dollars / DAYS_A_MONTH).toFixed(4);
  return [
    `It makes, one question after the other, and removes again: ${THINGS.filter((thing) => total[thing] > 0)
      .map((thing) => `${total[thing]} ${WORDS[thing]}`)
      .join(", ")}.`,
    `Secrets: $${a(SECRET)} each for a day, by the hour; none is kept for longer than its question. A call of Secrets Manager: $0.05 for 10,000.`,
    ...(total.keys > 0
      ? [
          `KMS: $${a(KEY)} a key for a day, by the hour, and nothing while it waits ${DAYS_UNTIL_GONE} days for its deletion.`,
        ]
      : []),
    "AgentCore Identity: some hundred requests for tokens and API keys, which its price list tells.",
    ...(questions.some(({ number }) => number === 11)
      ? [
          `CloudTrail: the event history costs nothing; no trail is made. It is waited for, ${trailPatience / 60_000} minutes at most.`,
        ]
      : []),
    "Prices as AWS published them for most Regions; your Region's may differ.",
  ];
}
