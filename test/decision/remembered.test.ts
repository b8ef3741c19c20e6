import { remembered, shared } from "../../src/decision/remembered";

test("what was made of a text is made once", () => {
  const make = jest.fn((text: string) => ({ text }));
  const made = remembered(make);
  expect(made("a")).toBe(made("a"));
  expect(made("b")).not.toBe(made("a"));
  expect(make).toHaveBeenCalledTimes(2);
});

test("neither very long texts nor very many fill the memory", () => {
  const make = jest.fn((text: string) => ({ text }));
  const made = remembered(make);
  const long = "a".repeat(2049);
  expect(made(long)).not.toBe(made(long));
  const first = made("0");
  for (let index = 1; index <= 4096; index++) made(String(index));
  expect(made("0")).not.toBe(first);
  expect(made("0")).toEqual(first);
});

test("policies with variables and without do not share", () => {
  const made = shared((text, variables) => ({ text, variables }));
  expect(made("${a}", true)).toEqual({ text: "${a}", variables: true });
  expect(made("${a}", false)).toEqual({ text: "${a}", variables: false });
});
