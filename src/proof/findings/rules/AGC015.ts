import { violated } from "../rule";
import type { Rule } from "../rule";

/** A deny locks the deployer out. */
export const AGC015: Rule = {
  id: "AGC015",
  severity: "error",
  title: "A deny locks the deployer out.",
  openTitle: "Whether a deny locks the deployer out is not known.",
  cause: "AgentCore reads the secret with the deployer's permissions when a credential provider is created or updated.",
  fix: "Exempt the deployer from the deny, for example by aws:PrincipalArn.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  *check({ rows }) {
    for (const { provider, principal, standing, read, decrypt } of rows) {
      if (standing !== "deployer") continue;
      const denying = [read, decrypt].find(({ verdict, by }) => verdict === "denied" && by.length > 0);
      if (denying !== undefined) yield violated(principal, provider.at, denying?.why ?? "");
    }
  },
};
