/**
 * The names that somebody may have meant, the nearest first: a third of the letters may be wrong, or the end missing.
 */
export function nearest(name: string, names: Iterable<string>): string[] {
  if (name.length < 2) return [];
  const most = Math.max(1, Math.floor(name.length / 3));
  const text = name.toLowerCase();
  const near = [...new Set(names)]
    .map((one) => ({ one, far: one.toLowerCase().startsWith(text) ? 0 : distance(text, one.toLowerCase()) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far);
  // What is much farther than the nearest nobody means.
  const [first] = near;
  return near.filter(({ far }) => far <= (first?.far ?? 0) + 1).map(({ one }) => one);
}

/** How many letters must change, come or go. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
