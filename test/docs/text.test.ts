import type { Claim } from "./claims";
import { holds } from "./claims";

const CONSTRUCTS = "test/terraform/constructs/text.test.ts";
const ATTACKS = "test/terraform/constructs/text-attacks.test.ts";

const CLAIMS: readonly Claim[] = [
  ["A text that you give arrives", CONSTRUCTS, "arrives byte for byte in every input that takes any text"],
  [
    "A value of a module's variable",
    "test/terraform/modules/text.test.ts",
    "arrives byte for byte from every variable",
  ],
  ["Tokens are tokens", "test/terraform/constructs/shapes.ts", "Lazy.stringValue"],
  ["`${…}` that you write by hand", ATTACKS, "%j is refused wherever it stands"],
  ["Text that Terraform could not keep", "test/support/texts.ts", '"e\\u0301"'],
  ["What has a rule", ATTACKS, "T2: as a role beside a token, with the policy mode %s"],
];

holds("refusals.md", "Text stays text", CLAIMS);
