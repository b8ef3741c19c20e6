import { inPieces } from "./pieces";

const PLAN = {
  format_version: "1.2",
  variables: { a: { value: "é ✓ \u{1f600} \u2028 plain" } },
  ключ: ["\u{10ffff}", "\0"],
};
const TEXT = JSON.stringify(PLAN);
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
const sizes = [1, 2, 3, 4, 5, 7, 100];

describe.each(sizes)("%d bytes at a time", (most) => {
  test("UTF-8, with and without a byte order mark", () => {
    expect(inPieces(TEXT, { most })).toEqual(PLAN);
    expect(inPieces(`\ufeff${TEXT}`, { most })).toEqual(PLAN);
  });

  test("UTF-16 as Windows PowerShell writes it", () => {
    expect(inPieces(utf16(TEXT), { most })).toEqual(PLAN);
    expect(inPieces(utf16(TEXT.repeat(1).replace("plain", "é✓\u{1f600}".repeat(50))), { most })).toMatchObject({
      format_version: "1.2",
    });
  });

  test.each<[string, Buffer]>([
    ["a byte that UTF-8 does not have", Buffer.from([0xff])],
    ["a character cut in the middle", Buffer.from("✓").subarray(0, 2)],
    ["the rest of a character", Buffer.from("✓").subarray(1)],
    ["half of a pair", Buffer.from([0xed, 0xa0, 0x80])],
    ["a character in more bytes than it needs", Buffer.from([0xc0, 0xaf])],
  ])("%s", (_name, bytes) => {
    const within = Buffer.concat([Buffer.from('{"resource_changes":[{"type":"a","b":"'), bytes, Buffer.from('"}]}')]);
    for (const keep of [undefined, () => false])
      expect(() => inPieces(within, { most, keep })).toThrow("plan.json is not text in UTF-8.");
    expect(() => inPieces(Buffer.concat([Buffer.from("[1,"), bytes]), { most })).toThrow(
      "plan.json is not text in UTF-8.",
    );
  });

  test("half of a pair, or of a character, in UTF-16", () => {
    const half = utf16(`"${"\ud83d"}"`);
    expect(() => inPieces(half, { most })).toThrow("plan.json is not text in UTF-16LE.");
    expect(() => inPieces(utf16("[1]").subarray(0, -1), { most })).toThrow(/not text in UTF-16LE|is not JSON/);
  });
});
