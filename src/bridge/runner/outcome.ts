/** What a run did (`created` … `removed`), or found. */
export type Outcome = "created" | "updated" | "unchanged" | "removed" | "absent" | "present";
