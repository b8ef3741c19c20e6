import type { ModuleProof } from "./given";
import { reads, role, rolePolicy } from "./given";

const SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:agents/route-planner/google-AbCdEf";
const TERRAFORM = role("terraform");
const KEY = "aws_kms_key";

export const agentSecretOutOfBand: ModuleProof = {
  applied: true,
  // Whatever else it may: only the policy of the new key lets it decrypt.
  policies: () => [rolePolicy(TERRAFORM, reads(SECRET))],
  expect: { secrets: { [SECRET]: { deployers: [TERRAFORM] } } },
  intended: ["terraform deployer allowed allowed allowed"],
  cases: [
    {
      way: "another role",
      what: "somebody writes",
      type: KEY,
      change: ["role/terraform", "role/somebody"],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement AgentCoreIdentityWrite of key policy would allow it, but its Principal is another.",
      ],
    },
    {
      way: "another account",
      what: "terraform of another account writes",
      type: KEY,
      change: ["111122223333:role/terraform", "999988887777:role/terraform"],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement AgentCoreIdentityWrite of key policy would allow it, but its Principal is another.",
      ],
    },
    {
      way: "another secret",
      what: "the key is for another secret",
      type: KEY,
      change: ["agents/route-planner/google-??????", "agents/route-planner/weather-??????"],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement AgentCoreIdentityWrite of key policy would allow it, but StringLike kms:EncryptionContext:SecretARN wants us-east-1:111122223333:secret:agents/route-planner/weather-?????? or RequestToValidateKeyAccess, and the request has us-east-1:111122223333:secret:agents/route-planner/google-AbCdEf.",
      ],
    },
    {
      way: "another Region",
      what: "when Secrets Manager of another Region asks",
      type: KEY,
      change: ["secretsmanager.us-east-1.", "secretsmanager.us-west-2."],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement AgentCoreIdentityWrite of key policy would allow it, but StringEquals kms:ViaService wants secretsmanager.us-west-2.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
      ],
    },
    {
      way: "a missing condition",
      what: "for every secret, and whoever asks",
      type: KEY,
      change: [/"Condition":\{"StringEquals":\{"kms:[^}]*\},"StringLike":\{[^}]*\}\},/g, ""],
      finds: [
        "AGC019 role/terraform: statement AgentCoreIdentityWrite of the key policy lets role/terraform decrypt with us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab whatever secret is encrypted with it and without asking Secrets Manager.",
      ],
    },
    {
      way: "the wrong service",
      what: "when Systems Manager asks",
      type: KEY,
      change: ["secretsmanager.us-east-1.", "ssm.us-east-1."],
      finds: [
        "AGC008 role/terraform: role/terraform needs kms:Decrypt on us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab in the key policy or in a grant on the key. Statement AgentCoreIdentityWrite of key policy would allow it, but StringEquals kms:ViaService wants ssm.us-east-1.amazonaws.com, and the request has secretsmanager.us-east-1.amazonaws.com.",
      ],
    },
  ],
};
