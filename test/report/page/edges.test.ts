import type { Cell, CellVerdict, Row, Standing } from "../../../src/proof/proof";
import { edgeLabel, edgesOf, edgeSentence, stateWord } from "../../../src/report/page/edges";
import type { Edge } from "../../../src/report/page/edges";

const cell = (verdict: CellVerdict): Cell => ({ verdict, by: [], why: "" });
const reference = { secretId: "secret", jsonKey: "key" };

/** One edge of each step, all with the same verdict. */
function edges(standing: Standing, verdict: CellVerdict, can?: CellVerdict, secrets = 1): Edge[] {
  const one = cell(verdict);
  const row = {
    principal: "role",
    standing,
    use: one,
    read: one,
    decrypt: one,
    secrets: Array.from({ length: secrets }, () => ({ reference, read: one, decrypt: one })),
  } as unknown as Row;
  const targets = Array.from({ length: secrets }, (_, position) => ({
    position,
    secret: position + 1,
    key: secrets + 1,
  }));
  return edgesOf(row, targets, can);
}

const states = (...of: Parameters<typeof edges>): string =>
  edges(...of)
    .map(({ state }) => state)
    .join(" ");

describe("an edge means", () => {
  test.each<[Standing, CellVerdict, CellVerdict | undefined, string]>([
    ["reader", "allowed", undefined, "proven proven proven"],
    ["reader", "denied", undefined, "missing missing missing"],
    ["reader", "unknown", undefined, "unknown unknown unknown"],
    ["reader", "conditional", undefined, "conditional conditional conditional"],
    ["deployer", "conditional", undefined, "neutral conditional conditional"],
    ["other", "conditional", "conditional", "alarm alarm alarm"],
    ["other", "conditional", "denied", "neutral neutral neutral"],
    ["service", "conditional", undefined, "neutral neutral neutral"],
    ["deployer", "allowed", undefined, "neutral proven proven"],
    ["deployer", "denied", undefined, "kept missing missing"],
    ["other", "allowed", "allowed", "alarm alarm alarm"],
    ["other", "allowed", "denied", "neutral neutral neutral"],
    ["other", "allowed", "unknown", "unknown unknown unknown"],
    ["other", "denied", "denied", "kept kept kept"],
    ["service", "allowed", undefined, "neutral neutral neutral"],
    ["service", "denied", undefined, "kept kept kept"],
    ["unstated", "allowed", undefined, "unknown unknown unknown"],
    ["unstated", "denied", undefined, "kept kept kept"],
  ])("%s, %s, comes to the secret: %s", (standing, verdict, can, expected) => {
    expect(states(standing, verdict, can)).toBe(expected);
  });

  test("what its label and its sentence say, the label within the sentence", () => {
    const said = (...of: Parameters<typeof edges>): string[] => {
      const [, read] = edges(...of) as [Edge, Edge];
      expect(edgeSentence(read, "agent", "secret")).toContain(edgeLabel(read));
      return [edgeLabel(read), stateWord(read)];
    };
    expect(said("reader", "allowed")).toEqual(["can read", "allowed, as intended"]);
    expect(said("reader", "denied")).toEqual(["cannot read, but needed", "denied, but needed"]);
    expect(said("reader", "unknown")).toEqual(["may read, not known", "not known"]);
    expect(said("reader", "conditional")).toEqual(["can read, on condition", "allowed, if a condition is met"]);
    expect(said("other", "allowed", "allowed")).toEqual(["can read, not intended", "allowed, not intended"]);
    expect(said("other", "allowed", "unknown")).toEqual([
      "can read, rest not known",
      "allowed, the other steps are not known",
    ]);
    expect(said("unstated", "allowed")).toEqual(["can read, not stated", "allowed, nobody says whether it should be"]);
  });
});

test("several secrets have edges of their own, told by their number", () => {
  expect(edges("reader", "allowed", undefined, 2).map(edgeLabel)).toEqual([
    "can use",
    "can read 1",
    "can read 2",
    "can decrypt 1",
    "can decrypt 2",
  ]);
});
