/** What an unknown type leaves open: principals (roles, users, groups), secrets, or keys. */
export type Touched = "role" | "secret" | "key";

/** What a resource type means for who may read a secret. */
export type Verdict =
  /** `src/plan` reads it. */
  | { readonly kind: "read" }
  /** It may give a permission that the plan does not show. */
  | {
      readonly kind: "unknown";
      /** Those of them that the resource references; all, if it references none of them. */
      readonly touches: readonly Touched[];
      readonly why: string;
      /** It has no effect on what it does not reference. */
      readonly onlyNamed?: true;
    }
  /** It limits permissions only: without it, more would be allowed, never less. */
  | { readonly kind: "narrows"; readonly why: string }
  /** It decides nothing about secrets and keys, whatever its names suggest. */
  | { readonly kind: "none"; readonly why: string };

export type VerdictTable = ReadonlyMap<string, Verdict>;

export const READ: Verdict = { kind: "read" };
export const ALL: readonly Touched[] = ["role", "secret", "key"];

export const unknown = (touches: readonly Touched[], why: string): Verdict => ({ kind: "unknown", touches, why });
export const unknownIfNamed = (touches: readonly Touched[], why: string): Verdict => ({
  kind: "unknown",
  touches,
  why,
  onlyNamed: true,
});
export const narrows = (why: string): Verdict => ({ kind: "narrows", why });
export const none = (why: string): Verdict => ({ kind: "none", why });

/** Types of one service, after a prefix: `each("aws_iam_", "role policy", READ)`. */
export function each(prefix: string, names: string, verdict: Verdict): [string, Verdict][] {
  return names.split(" ").map((name) => [prefix + name, verdict]);
}
