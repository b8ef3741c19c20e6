import { failedAtEach, stepOr } from "./failures";

test("whichever answer is lost on the way, nothing stays but a key that nobody knows of, and that is said", async () => {
  let broken = 0;
  for await (const { unnamed, named, isWhole, ...where } of failedAtEach(
    { phase: "after", disturbance: () => "close" },
    stepOr(9),
  )) {
    expect({ ...where, unnamed, named: named.filter(({ kind }) => kind !== "key") }).toEqual({
      ...where,
      unnamed: [],
      named: [],
    });
    if (!isWhole) broken++;
  }
  expect(broken).toBeGreaterThan(3);
});
