import { nextVersion } from "../../tools/release/version";

const changelog = (...sections: readonly string[]): string =>
  `# Changelog\n\n## Unreleased\n\n${sections.map((name) => `### ${name}\n\n- Something.\n\n`).join("")}## 0.0.1\n\n### Removed\n\n- Old.\n`;

test.each([
  ["0.0.0", ["Added", "Fixed"], "0.1.0"],
  ["0.3.2", ["Changed"], "0.4.0"],
  ["0.3.2", ["Fixed"], "0.3.3"],
  ["0.3.2", ["Security"], "0.3.3"],
  ["1.2.3", ["Fixed"], "1.2.4"],
  ["1.2.3", ["Added"], "1.3.0"],
  ["1.2.3", ["Added", "Changed"], "2.0.0"],
  ["1.2.3", ["Removed"], "2.0.0"],
])("after %s with %j comes %s", (current, sections, expected) => {
  expect(nextVersion(current, changelog(...sections))).toBe(expected);
});

test("with nothing under Unreleased there is no next version", () => {
  expect(nextVersion("1.0.0", changelog())).toBeUndefined();
  expect(
    nextVersion("1.0.0", "# Changelog\n\n## Unreleased\n\n### Added\n\n## 1.0.0\n\n### Added\n\n- All.\n"),
  ).toBeUndefined();
  expect(nextVersion("1.0.0", "# Changelog\n")).toBeUndefined();
});

test("it may be the last section of the file", () => {
  expect(nextVersion("0.1.0", "# Changelog\n\n## Unreleased\n\n### Fixed\n\n- One.\n")).toBe("0.1.1");
});
