import { comesFrom, shareOut } from "../../src/access/share-out";

const MOST = 5;
const share = (keys: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [
      ...shareOut(
        keys.map((key) => ({ key })),
        (members) => members.length <= MOST,
      ),
    ].map(([place, members]) => [place, members.map(({ key }) => key).sort()]),
  );

const keys = (count: number, of = "key"): string[] => Array.from({ length: count }, (_, index) => `${of} ${index}`);

/** What differs between two ways to share out: places that are new, gone, or hold others than before. */
function differences(before: ReadonlyMap<string, readonly string[]>, after: ReadonlyMap<string, readonly string[]>) {
  const places = [...new Set([...before.keys(), ...after.keys()])];
  return {
    made: places.filter((place) => !before.has(place)),
    gone: places.filter((place) => !after.has(place)),
    changed: places.filter(
      (place) => before.has(place) && after.has(place) && before.get(place)?.join() !== after.get(place)?.join(),
    ),
  };
}

test("few have one place", () => {
  expect(share([])).toEqual(new Map());
  expect([...share(keys(MOST)).keys()]).toEqual(["0"]);
});

test("everyone has one place, and none is too full", () => {
  const all = keys(200);
  const places = [...share(all).values()];
  expect(places.flat().sort()).toEqual([...all].sort());
  expect(places.every((members) => members.length > 0 && members.length <= MOST)).toBe(true);
});

test("the order of members decides nothing", () => {
  expect(share(keys(60).reverse())).toEqual(share(keys(60)));
});

test("one that comes or goes touches its own place, and at most what that is divided into or joined with", () => {
  const all = keys(60);
  for (const one of all) {
    const [without, withIt] = [share(all.filter((key) => key !== one)), share(all)];
    const { made, gone, changed } = differences(without, withIt);
    // What comes divides no more than one place, which keeps its name, and never empties another.
    expect(gone.length === 0 || made.length > 0).toBe(true);
    expect(changed.length).toBeLessThanOrEqual(1);
    const [place] = [...withIt].find(([, members]) => members.includes(one)) as [string, readonly string[]];
    const touched = [...made, ...gone, ...changed];
    expect(touched).toContain(place);
    const others = touched.filter((other) => other !== place);
    expect(others.every((other) => touched.some((whole) => other === whole || comesFrom(other, whole)))).toBe(true);
  }
});

test("most that come or go touch their own place alone", () => {
  const all = keys(60);
  const alone = all.filter((one) => {
    const { made, gone, changed } = differences(share(all), share(all.filter((key) => key !== one)));
    return made.length + gone.length === 0 && changed.length === 1;
  });
  expect(alone.length).toBeGreaterThan(30);
});

test("those of one key stay together, however many", () => {
  const same = Array.from({ length: MOST * 2 }, () => ({ key: "same" }));
  expect([...shareOut(same, (members) => members.length <= MOST)].map(([, members]) => members.length)).toEqual([10]);
});

test.each([
  ["1", "0", true],
  ["01", "0", true],
  ["101", "1", true],
  ["0", "1", false],
  ["01", "1", false],
  ["1", "1", false],
])("%s comes from %s: %s", (place, other, is) => {
  expect(comesFrom(place, other)).toBe(is);
});
