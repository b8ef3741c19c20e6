/**
 * Whether two statements (or documents) say the same. AWS may hand a policy back in another form than it was written:
 * a list of one as a scalar, a list in another order, an account as the ARN of its root.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
 */
export function samePolicy(left: unknown, right: unknown): boolean {
  return JSON.stringify(normal(left)) === JSON.stringify(normal(right));
}

function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(normal);
    if (items.length === 1) return items[0];
    return items.every((item) => typeof item === "string") ? [...new Set(items)].sort() : items;
  }
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([name, member]) => [name, normal(member)] as const);
    return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  return typeof value === "string" ? value.replace(/^arn:[a-z-]+:iam::(\d{12}):root$/, "$1") : value;
}
