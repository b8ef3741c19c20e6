import { actionExists } from "../../../src/proof/findings/iam-names";
import { wildcard } from "../../../src/proof/findings/wildcard";

test("upper and lower case are the same", () => {
  expect(wildcard("kms:DECR*t")("KMS:decrypt")).toBe(true);
  expect(wildcard("kms:DECR*t")("kms:Encrypt")).toBe(false);
});

test("a pattern made to backtrack for ever takes no time", () => {
  const runs = "*".repeat(1_000);
  expect(actionExists(`kms:${runs}t`)).toBe(true);
  expect(actionExists(`kms:${runs}!`)).toBe(false);
});
