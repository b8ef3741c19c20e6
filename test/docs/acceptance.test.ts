import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HELP } from "../../tools/acceptance/options";
import { QUESTIONS } from "../../tools/acceptance/questions";
import { holds } from "./claims";

const PAGE = readFileSync(join(__dirname, "../../docs/acceptance.md"), "utf8");
const ANSWERS = "test/tools/acceptance/answers.test.ts";
const CLEAN = "test/tools/acceptance/clean.test.ts";
const INTERRUPTED = "test/tools/acceptance/interrupted.test.ts";
const ASKING = "test/tools/acceptance/asking.test.ts";
const WHOLE = "the sandbox answers every question as it is built; all that is made is marked, and nothing stays";

holds("acceptance.md", "How it answers", [
  ["**as assumed**", ANSWERS, "an event that never comes is not seen yet, and no failure"],
  [
    "A denial counts by the action",
    ASKING,
    "a denial of something else than the secret is a policy that is not seen yet",
  ],
  ["A denial of the secret counts when it lasts", ASKING, "a denial of the secret that passes is none"],
  ["Each role is allowed", ASKING, "a role has what a construct gives a reader, less the secret"],
]);

holds("acceptance.md", "What it leaves", [
  ["Everything that it makes has one prefix", ANSWERS, WHOLE],
  ["Each question removes what it made", "test/tools/acceptance/failures-lost.test.ts", "whichever answer is lost"],
  ["Ctrl-C ends it", INTERRUPTED, "%s ends the command when everything is removed"],
  ["What could not be removed is named", "test/tools/acceptance/failures-denied.test.ts", "what stays is named"],
  ["`--clean` finds by name and tag", CLEAN, "what others made stays"],
  ["A key is not deleted", CLEAN, "what a run that was killed has left is found, told and removed"],
  ["No value of a secret", ANSWERS, WHOLE],
  ["Its roles can be assumed", ASKING, "a role is assumed with its external ID alone"],
]);

test("it lists the questions that are asked", () => {
  const [, section = ""] = PAGE.split("## What is asked\n");
  const listed = [...(section.split("\nSome need")[0] ?? "").matchAll(/^(\d+)\. (.*)$/gm)];
  expect(listed.map(([, number, title]) => `${number} ${title}`)).toEqual(
    QUESTIONS.map(({ number, title }) => `${number} ${title}`),
  );
});

test("its options and its exit codes are those of the help", () => {
  const options = [...PAGE.matchAll(/(?<![\w-])--[a-z]+(?:-[a-z]+)*/g)].map(([option]) => option);
  expect(options.filter((option) => !HELP.includes(option))).toEqual([]);
  for (const code of ["0 all that was asked is as assumed", "3 something is otherwise"]) {
    expect(PAGE).toContain(code);
    expect(HELP).toContain(code);
  }
});
