export type Verdict =
  | { readonly kind: "read" }
  | { readonly kind: "unknown"; readonly touches: readonly ("role" | "secret" | "key")[]; readonly why: string }
  | { readonly kind: "narrows" | "none"; readonly why: string };

export function verdictOf(type: string): Verdict | undefined {
  void type;
  return undefined;
}
