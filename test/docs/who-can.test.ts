import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WHAT_HELP, WHO_HELP } from "../../src/cli/commands/who-options";
import { holds } from "./claims";

const WHO = "test/proof/who/who-can.test.ts";
const BECOME = "test/proof/who/become.test.ts";
const CLI = "test/cli/who-can.test.ts";

holds("who-can.md", "What an answer means", [
  ["**yes**", WHO, "one about another action"],
  ["**yes, if**", WHO, "a denial that one way escapes"],
  ["**unknown**", WHO, "a tag that no input tells"],
  ["**no**", WHO, "what never is"],
  ["A call through AgentCore", WHO, "through a service of which it speaks"],
  ["Decryption with a key", WHO, "and of one with an encryption context"],
  ["A service asks", WHO, "one that the policy names, for whomever or for one account, and no other"],
  ["A principal of another account", WHO, "of an account that is not seen it hangs on that account, too"],
  ["Where a policy is open", WHO, "everybody of an account or organization is one made up"],
  ["A key or role whose policy", WHO, "without the key policy nobody knows, and what would tell is named"],
  ["AWS asks for the token vault", WHO, "AWS asks for the vault, too"],
]);

holds("who-can.md", "Who could become it", [
  ["`sts:AssumeRole`", BECOME, "the account is trusted, and its own policy must say so, too"],
  ["`iam:PassRole`", BECOME, "to the service that the role trusts"],
  ["`sts:AssumeRoleWithWebIdentity`", BECOME, "its claims are the condition"],
]);

holds("who-can.md", "In a pipeline", [
  ["`--expect PRINCIPAL`", CLI, "both: one of them cannot"],
  ["`--baseline FILE`", CLI, "another condition"],
  ["Who could become such a principal", CLI, "who could become it is no failure"],
  ["Unknown answers", CLI, "unknowns fail with --strict only"],
]);

test("its options are those of the commands", () => {
  const page = readFileSync(join(__dirname, "../../docs/who-can.md"), "utf8");
  const options = [...page.matchAll(/(?<!-)--[a-z][a-z-]*/g)].map(([option]) => option);
  expect(options.filter((option) => !`${WHO_HELP}${WHAT_HELP}`.includes(option))).toEqual([]);
});
