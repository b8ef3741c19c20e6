import { holds } from "./claims";

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
  ["Of a secret or key of another account", SIMULATE, "of a resource of another account it says nothing"],
]);
