import { accountLike, commonText, principalsLike } from "../../src/proof/patterns";

test.each([
  [["a*", "*b"], "ab"],
  [["a?c", "*b*"], "abc"],
  [["a*", "b*"], undefined],
  [["a*", "*b", "?x?"], "axb"],
])("a text that all of %j match", (patterns, text) => {
  expect(commonText(...patterns)).toBe(text);
});

test("principals of each kind that patterns match", () => {
  const like = (...patterns: string[]): string[] => principalsLike(patterns, "aws", "111122223333");
  expect(like("arn:aws:iam::*:role/app-*")).toEqual(["arn:aws:iam::111122223333:role/app-zq7"]);
  expect(like("*:user/*")).toEqual(["arn:aws:iam::111122223333:user/zq7"]);
  expect(like("arn:aws:iam::444455556666:*")).toEqual([]);
  expect(like("arn:aws:iam::111122223333:*")).toHaveLength(3);
});

test("an account that a pattern matches", () => {
  expect(accountLike("1111*")).toBe("111177777777");
  expect(accountLike("4444????????")).toBe("444477777777");
  expect(accountLike("role*")).toBeUndefined();
});
