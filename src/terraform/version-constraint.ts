export type Version = readonly [major: number, minor: number, patch: number];

/**
 * The lowest version that a Terraform version constraint admits, or undefined if it has no lower bound or is not one.
 * Pre-releases are not considered: no AWS provider has them.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function lowestVersion(constraint: string): Version | undefined {
  let lowest: Version | undefined;
  for (const term of constraint.split(",")) {
    const match = /^\s*(=|!=|>=|>|<=|<|~>)?\s*v?(\d+)(?:\.(\d+))?(?:\.(\d+))?\s*$/.exec(term);
    if (!match) return undefined;
    const [, operator = "=", major, minor = "0", patch = "0"] = match;
    if (operator === "!=" || operator.startsWith("<")) continue;
    const version: Version = [Number(major), Number(minor), Number(patch) + (operator === ">" ? 1 : 0)];
    if (!lowest || isLower(lowest, version)) lowest = version;
  }
  return lowest;
}

function isLower(a: Version, b: Version): boolean {
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing >= 0 && (a[differing] as number) < (b[differing] as number);
}
