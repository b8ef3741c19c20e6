import { ServiceError } from "../../../src/sandbox/service-error";
import { failedAtEach, stepOr } from "./failures";

const denied = () => new ServiceError("AccessDeniedException", "No.", 403);

test("whichever call is denied once, what stays is named", async () => {
  let broken = 0;
  for await (const { unnamed, isWhole, ...where } of failedAtEach(
    { phase: "before", disturbance: denied },
    stepOr(13),
  )) {
    expect({ ...where, unnamed }).toEqual({ ...where, unnamed: [] });
    if (!isWhole) broken++;
  }
  expect(broken).toBeGreaterThan(20);
});

test("when from some call on everything is denied, all that stays is named", async () => {
  let named = 0;
  for await (const { unnamed, ...where } of failedAtEach(
    { phase: "before", disturbance: denied, lasts: true },
    stepOr(23),
  )) {
    expect({ ...where, unnamed }).toEqual({ ...where, unnamed: [] });
    named += where.named.length;
  }
  expect(named).toBeGreaterThan(10);
});
