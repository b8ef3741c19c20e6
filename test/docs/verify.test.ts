import { readFileSync } from "node:fs";
import { join } from "node:path";
import { VERIFY_HELP } from "../../src/cli/commands/verify-options";
import { WATCH_HELP } from "../../src/cli/commands/watch-options";
import { SESSION } from "../../src/live/session";
import { PROBE_PREFIX } from "../../src/verify/act/call-answer";
import { PROBE_LABEL } from "../../src/verify/act/labels";
import { holds } from "./claims";

const PAGE = readFileSync(join(__dirname, "../../docs/verify.md"), "utf8");

const FAULTS = "test/verify/support/faults.ts";
const SIMULATE = "test/verify/simulate.test.ts";

holds("verify.md", "What is compared", [
  ["Each credential provider: whether", FAULTS, "the provider failed"],
  ["A pointer that was changed", FAULTS, "the pointer was changed to a secret of somebody else"],
  [
    "Tags that others added are theirs",
    "test/verify/command-line.test.ts",
    "What nobody of the inputs makes is a note",
  ],
  ["Each secret: whether", FAULTS, "the secret was deleted and made again"],
  ["A rotation that is late", FAULTS, "a rotation is off that the inputs turn on"],
  ["The key: whether", FAULTS, "a grant was revoked"],
  ["The secret policy by what it means", FAULTS, "Beside the statements of an owner others may stand"],
  ["The roles that should read", FAULTS, "the reader's role is gone"],
  [
    "Who can read, by the policies",
    "test/verify/command-line.test.ts",
    "the proof that check gives of the same snapshot",
  ],
  ["With `--events`", "test/verify/events.test.ts", "nobody yet is no failure"],
  ["With `--simulate`", SIMULATE, "agrees on every role, action and key of a sound account"],
  ["What may not be read is unknown", "test/verify/permissions.test.ts", "which would tell stands beside"],
]);

holds("verify.md", "What the simulator settles", [
  ["Of the proof it settles nothing", SIMULATE, "the proof stays as it is"],
  ["Where both know and say the opposite", SIMULATE, "a policy that is another one now is shown with both sides"],
  ["SCPs that may not be read", SIMULATE, "that deny are told as AWS's answer, with the way to know"],
  ["SCPs that are given", SIMULATE, "by a file that says otherwise than AWS differ"],
  ["A condition key that only", SIMULATE, "a key that nobody gave is named, and nothing fails by it"],
  ["A question that AWS does not take", SIMULATE, "a question that AWS does not take is a note"],
  ["Of a secret or key of another account", SIMULATE, "of a resource of another account it says nothing"],
]);

const [CALL, ROTATE, LINE] = ["call", "rotate", "command-line"].map((name) => `test/verify/act/${name}.test.ts`) as [
  string,
  string,
  string,
];

holds("verify.md", "What is tried, on request", [
  ["`--json-key` reads each secret once", LINE, "no value of a secret is in anything that it writes or shows"],
  [
    "A read without AgentCore",
    "test/cli/watch.test.ts",
    "a session that is named as those of verify fires all the same",
  ],
  ["With `--account NAME=ROLE-ARN`", LINE, "what verify read itself is known by --events"],
  ["`--call ROLE` asks AgentCore", CALL, "with a workload identity that goes away again"],
  ["The mildest call", CALL, "a client without users is asked as a machine"],
  ["The action that is denied", CALL, "the action that is denied says what it is"],
  ["A call that works may be served", CALL, "and the vault is named"],
  ["Payments are not tried", CALL, "a payment is not tried, and that is said"],
  ["`--rotate SECRET` makes a new version", ROTATE, "a secret that no provider of the inputs references"],
  ["`--rotate SECRET`, or `=put`", ROTATE, "the value before keeps its label"],
  ["`--rotate SECRET=rotate`", ROTATE, "one that takes long goes on by itself"],
  ["A secret is left as it is", ROTATE, "nothing is done where it would harm or could not be"],
  ["A value that somebody writes", ROTATE, "a value that somebody writes meanwhile is not lost"],
  ["When a step fails", ROTATE, "where the label cannot be put back, the commands stand there, and work"],
]);

test("its options are there", () => {
  const options = [...PAGE.matchAll(/--[a-z]+(?:-[a-z]+)*/g)].map(([option]) => option);
  const elsewhere = ["--deployer", "--except"];
  expect(options.filter((option) => !VERIFY_HELP.includes(option) && !elsewhere.includes(option))).toEqual([]);
  expect(elsewhere.filter((option) => !WATCH_HELP.includes(option))).toEqual([]);
  expect(VERIFY_HELP).toMatch(/--call ROLE [\s\S]*?It writes to the account: a workload identity/);
});

test("the label and the names of what may be left are those of the program", () => {
  expect(PAGE).toContain(`\`${PROBE_PREFIX}…\``);
  expect(PAGE).toContain(`a label \`${PROBE_LABEL}\``);
  expect(PAGE).toContain(`the session is called \`${SESSION}\``);
});
