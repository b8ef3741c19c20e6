import { directReads } from "../direct-reads";
import { violated } from "../rule";
import type { Rule } from "../rule";

/** A reader can also read the secret without AgentCore. */
export const AGC016: Rule = {
  id: "AGC016",
  severity: "note",
  title: "A reader can also read the secret without AgentCore.",
  openTitle: "Whether a reader can also read the secret without AgentCore is not known.",
  cause: "Its permission holds for every call: code that runs with the role sees the raw secret.",
  fix: "Condition secretsmanager:GetSecretValue by aws:ViaAWSService or aws:CalledVia, after a test in your account.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html",
  *check(facts) {
    for (const { row, secretArn, isAllowed } of directReads(facts))
      if (isAllowed)
        yield violated(
          row.principal,
          row.provider.at,
          `${row.principal} can ask Secrets Manager for ${secretArn} itself.`,
        );
  },
};
