import { PARTITION_PATTERN } from "../../../access/arn";
import { ROLE_ARN } from "../../../access/role-arn";
import { WORKLOAD_IDENTITIES } from "../../../access/rules/names";
import { hclText } from "../../rules/expressions";
import type { InputRule } from "./rule";
import { text, texts } from "./rule";
import { plainName } from "./secret-rules";

/** What is no role, in the words that help. */
const INSTEAD: readonly (readonly [pattern: string, words: string])[] = [
  [
    `^arn:${PARTITION_PATTERN}:sts::[0-9]{12}:assumed-role/`,
    "is a session of an assumed role. Give the role's own ARN: arn:aws:iam::ACCOUNT:role/NAME, with its path if it has one.",
  ],
  [
    `^arn:${PARTITION_PATTERN}:iam::[0-9]{12}:root$|^[0-9]{12}$`,
    "is a whole account. Name each role by its own ARN, for example arn:aws:iam::111122223333:role/agent-runtime.",
  ],
  ["[*?]", "holds a wildcard. Name each role by its own ARN, for example arn:aws:iam::111122223333:role/agent-runtime."],
];

/** That a text is the ARN of one role; what it is instead is said. */
export function role(at: string, value: string): readonly InputRule[] {
  const is = (pattern: string): string => `can(regex(${hclText(pattern)}, ${value}))`;
  const own = text(ROLE_ARN, at, value);
  const isElse = INSTEAD.map(([pattern]) => pattern).join("|");
  return [
    ...INSTEAD.map(([pattern, words], index): InputRule => ({
      ...own,
      ok: `${INSTEAD.slice(0, index)
        .map(([earlier]) => `${is(earlier)} || `)
        .join("")}!${is(pattern)}`,
      words,
    })),
    { ...own, ok: `${is(isElse)} || ${own.ok}` },
  ];
}

/** Of one reader. */
export const readerRules = (): readonly InputRule[] => [
  plainName("reader"),
  ...role(".role_arn", "reader.role_arn"),
  {
    at: ".workload_identities",
    ok: "length(reader.workload_identities) > 0",
    words:
      'is empty, so the reader could obtain nothing. Name at least one workload identity, or leave it out for "*".',
  },
  texts(WORKLOAD_IDENTITIES, ".workload_identities", "reader.workload_identities"),
];

/** Of all readers together. */
export const allReadersRules = (): readonly InputRule[] => [
  {
    at: "",
    ok: "length(toset(local.role_arns)) == length(local.role_arns)",
    words: "name one role twice, which would get two of what is made for a role. Name each role once.",
  },
];

export const deployerRules = (): readonly InputRule[] => role("", "role_arn");
