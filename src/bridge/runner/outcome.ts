/** What a run did (`created` … `removed`, or `left` where it is another owner's now), or found. */
export type Outcome = "created" | "updated" | "unchanged" | "removed" | "left" | "absent" | "present";
