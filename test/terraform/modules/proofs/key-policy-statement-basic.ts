import { defaultKeyPolicy } from "../../../cli/support";
import type { ModuleProof } from "./given";
import { reads, role, rolePolicy } from "./given";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:google-oauth-AbCdEf";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const [ROUTE_PLANNER, FRAUD_CHECK] = [role("agents/route-planner"), role("agents/fraud-check")];
const BRIDGE = "terraform_data";

export const keyPolicyStatementBasic: ModuleProof = {
  // Whatever else they may: only the key policy lets them decrypt.
  policies: () => [
    defaultKeyPolicy(KEY),
    ...[ROUTE_PLANNER, FRAUD_CHECK, role("terraform")].map((arn) => rolePolicy(arn, reads(SECRET))),
  ],
  expect: {
    secrets: { [SECRET]: { readers: [ROUTE_PLANNER, FRAUD_CHECK], deployers: [role("terraform")] } },
    keys: { [SECRET]: KEY },
  },
  intended: [
    "terraform deployer allowed allowed allowed",
    "route-planner reader allowed allowed allowed",
    "fraud-check reader allowed allowed allowed",
  ],
  cases: [
    {
      way: "another role",
      what: "somebody instead of fraud-check",
      type: BRIDGE,
      change: ["role/agents/fraud-check", "role/agents/somebody"],
      finds: [
        "AGC008 role/agents/fraud-check: role/agents/fraud-check needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but its Principal is another.",
      ],
    },
    {
      way: "another account",
      what: "fraud-check of another account",
      type: BRIDGE,
      change: ["111122223333:role/agents/fraud-check", "999988887777:role/agents/fraud-check"],
      finds: [
        "AGC008 role/agents/fraud-check: role/agents/fraud-check needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but its Principal is another.",
      ],
    },
    {
      way: "another secret",
      what: "for another secret",
      type: BRIDGE,
      // The statement's own condition, not which secret's statements they are.
      change: [/(?<=SecretARN":"[^"]*)google-oauth-AbCdEf/g, "another-AbCdEf"],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:EncryptionContext:SecretARN wants us-east-1:111122223333:secret:another-AbCdEf, and the request has us-east-1:111122223333:secret:google-oauth-AbCdEf.",
        "AGC008 role/agents/route-planner: role/agents/route-planner needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:EncryptionContext:SecretARN wants us-east-1:111122223333:secret:another-AbCdEf, and the request has us-east-1:111122223333:secret:google-oauth-AbCdEf.",
        "AGC008 role/agents/fraud-check: role/agents/fraud-check needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:EncryptionContext:SecretARN wants us-east-1:111122223333:secret:another-AbCdEf, and the request has us-east-1:111122223333:secret:google-oauth-AbCdEf.",
      ],
    },
    {
      way: "another Region",
      what: "when Secrets Manager of another Region asks",
      type: BRIDGE,
      change: ["secretsmanager.us-east-1.", "secretsmanager.us-west-2."],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:ViaService wants secretsmanager.us-west-2.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
        "AGC008 role/agents/route-planner: role/agents/route-planner needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:ViaService wants secretsmanager.us-west-2.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
        "AGC008 role/agents/fraud-check: role/agents/fraud-check needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:ViaService wants secretsmanager.us-west-2.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
      ],
    },
    {
      way: "a missing condition",
      what: "for every secret, and whoever asks",
      type: BRIDGE,
      change: [/"Condition":\{"StringEquals":\{"kms:[^}]*\}\},/g, ""],
      finds: [
        "AGC019 role/agents/fraud-check: statement AgentCoreIdentityDecrypt of the key policy lets role/agents/fraud-check decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
        "AGC019 role/agents/route-planner: statement AgentCoreIdentityDecrypt of the key policy lets role/agents/route-planner decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
        "AGC019 role/terraform: statement AgentCoreIdentityDecrypt of the key policy lets role/terraform decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
      ],
    },
    {
      way: "the wrong service",
      what: "when Systems Manager asks",
      type: BRIDGE,
      change: ["secretsmanager.us-east-1.", "ssm.us-east-1."],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:ViaService wants ssm.us-east-1.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
        "AGC008 role/agents/route-planner: role/agents/route-planner needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:ViaService wants ssm.us-east-1.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
        "AGC008 role/agents/fraud-check: role/agents/fraud-check needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in its identity policy or in the key policy or in a grant on the key. Statement AgentCoreIdentityDecrypt of key policy would allow it, but StringEquals kms:ViaService wants ssm.us-east-1.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
      ],
    },
  ],
};
