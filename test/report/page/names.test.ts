import fc from "fast-check";
import { fitted, placeOf, shortName } from "../../../src/report/page/names";

test.each([
  ["arn:aws:iam::111122223333:role/agents/route-planner", "agents/route-planner", "111122223333"],
  ["arn:aws:secretsmanager:us-east-1:111122223333:secret:a/b-AbCdEf", "a/b-AbCdEf", "us-east-1 · 111122223333"],
  ["arn:aws:kms:us-east-1:111122223333:key/1", "key/1", "us-east-1 · 111122223333"],
  ["bedrock-agentcore.amazonaws.com", "bedrock-agentcore.amazonaws.com", ""],
])("%s is shown as %s", (arn, name, place) => {
  expect([shortName(arn), placeOf(arn)]).toEqual([name, place]);
});

test("the middle of a long name goes first", () => {
  expect(fitted("abcdefghij", 10)).toBe("abcdefghij");
  expect(fitted("abcdefghijk", 10)).toBe("abcde…hijk");
  expect(fitted("密钥密钥密钥", 8)).toBe("密钥…钥");
});

test("whatever a name is, it fits, and no letter is torn", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, letters) => {
      const shown = fitted(text, letters);
      expect(Array.from(shown).length).toBeLessThanOrEqual(letters);
      expect(Buffer.from(shown).toString()).toBe(shown);
      // eslint-disable-next-line no-control-regex
      expect(shown).not.toMatch(/[\u0000-\u001f\u061c\u202a-\u202e]/);
    }),
  );
});
