import type { Problem } from "../access/problem";
import { countProblems, knownProblems } from "../access/rule";
import { TAG_COUNT, TAG_KEY, TAG_VALUE } from "../access/rules/tags";
import { OWNER_TAG } from "../access/statement-owner";

/** What is wrong with tags, be they a credential provider's or those of an endpoint. */
export const tagProblems = (tags: Readonly<Record<string, string>> = {}): Problem[] => [
  ...countProblems(TAG_COUNT, "tags", Object.keys(tags).length),
  ...Object.entries(tags).flatMap(([key, value]) => [
    ...(key === OWNER_TAG
      ? [
          {
            subject: "tags",
            value: key,
            rule: "is the tag by which the bridge knows what is its own",
            fix: "Leave it out, and say owner: for another owner.",
          },
        ]
      : []),
    ...knownProblems(TAG_KEY, "a key of tags", key),
    ...knownProblems(TAG_VALUE, `tags.${key}`, value),
  ]),
];
