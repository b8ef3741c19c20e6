import { readersOfSecret } from "../../../../src/access/statements";
import { policyDocument } from "../../../../src/access/policy";
import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";
import { decrypts, reads, role, rolePolicy } from "./given";

const SECRET = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shared/slack-a1B2c3";
const KEY = "arn:aws:kms:us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee";
const AGENT = role("support-agent");
const GRANT = "aws_kms_grant";

export const kmsGrantCrossAccount: ModuleProof = {
  policies: () => [defaultKeyPolicy(KEY), rolePolicy(AGENT, reads(SECRET), decrypts(SECRET, KEY))],
  world: { secrets: { [SECRET]: { kmsKeyId: KEY, policy: policyDocument([readersOfSecret([AGENT])]) } } },
  expect: { secrets: { [SECRET]: { readers: [AGENT] } }, keys: { [SECRET]: KEY } },
  intended: ["support-agent reader allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "a grant for somebody",
      type: GRANT,
      change: ["role/support-agent", "role/somebody"],
      finds: [
        'AGC008 role/support-agent: role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant module.vault_key.aws_kms_grant.this["support-agent"] would allow it, but its grantee principal is another.',
      ],
    },
    {
      way: "another account",
      what: "a grant for support-agent of another account",
      type: GRANT,
      change: ["111122223333:role/support-agent", "999988887777:role/support-agent"],
      finds: [
        'AGC008 role/support-agent: role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant module.vault_key.aws_kms_grant.this["support-agent"] would allow it, but its grantee principal is another.',
      ],
    },
    {
      way: "another secret",
      what: "a grant for another secret",
      type: GRANT,
      change: ["slack-a1B2c3", "slack-zzzzzz"],
      finds: [
        'AGC008 role/support-agent: role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant module.vault_key.aws_kms_grant.this["support-agent"] would allow it, but the encryption context does not meet its constraints.',
      ],
    },
    {
      way: "another Region",
      what: "a grant on the key's replica",
      type: GRANT,
      change: [/(?<=^arn:aws:kms:)us-east-1/, "us-west-2"],
      finds: [
        "AGC008 role/support-agent: role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another.",
      ],
    },
    {
      way: "a missing condition",
      what: "a grant for every secret",
      type: GRANT,
      change: { drop: "constraints" },
      finds: [
        'AGC019 role/support-agent: Grant module.vault_key.aws_kms_grant.this["support-agent"] lets role/support-agent decrypt with us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee without the encryption context SecretARN.',
      ],
    },
    // A grant names no service: the operation is what it is for.
    {
      way: "the wrong service",
      what: "a grant to sign, not to decrypt",
      type: GRANT,
      change: [/^Decrypt$/, "Sign"],
      finds: [
        'AGC008 role/support-agent: role/support-agent needs kms:Decrypt on us-east-1:444455556666:key/aaaabbbb-1111-2222-3333-ccccddddeeee in the key policy or in a grant on the key. Statement 0 of key policy would allow it, but its Principal is another. Grant module.vault_key.aws_kms_grant.this["support-agent"] would allow it, but its operations do not include this one.',
      ],
    },
  ],
};
