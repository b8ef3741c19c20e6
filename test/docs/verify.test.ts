import { holds } from "./claims";

const FAULTS = "test/verify/support/faults.ts";

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
  ["What may not be read is unknown", "test/verify/permissions.test.ts", "which would tell stands beside"],
]);
