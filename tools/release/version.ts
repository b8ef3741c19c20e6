const UNRELEASED = /^## Unreleased\n(.*?)(?=^## |(?![\s\S]))/ms;

/**
 * The next version, from what stands under "Unreleased": below 1.0.0 whatever is new or other is a minor one, from there
 * on what is other or gone is a major one and what is new a minor one. Nothing to tell is nothing to release.
 *
 * @see https://semver.org
 */
export function nextVersion(current: string, changelog: string): string | undefined {
  const [major = 0, minor = 0, patch = 0] = current.split(".").map(Number);
  const unreleased = UNRELEASED.exec(changelog)?.[1] ?? "";
  const sections = [...unreleased.matchAll(/^### (\w+)\n\n*(?=- )/gm)].map(([, name]) => name);
  if (sections.length === 0) return undefined;
  const isOther = sections.includes("Changed") || sections.includes("Removed");
  const isNew = sections.includes("Added") || sections.includes("Deprecated");
  if (major > 0 && isOther) return `${major + 1}.0.0`;
  if (isOther || isNew) return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}
