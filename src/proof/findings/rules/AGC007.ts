import { WRITE_SECRET_POLICY } from "../../../access/deployer-statements";
import { DESCRIBE_SECRET, READ_SECRET } from "../../../access/statements";
import { actionsOf, isAllow, resourcesOf, statementsOf } from "../statements";
import { outcome } from "../rule";
import type { Rule } from "../rule";

const READ = [READ_SECRET, DESCRIBE_SECRET];

/** A statement allows more on the secret than reading it. */
export const AGC007: Rule = {
  id: "AGC007",
  severity: "warning",
  title: "A statement allows more on the secret than reading it.",
  cause:
    "Readers need secretsmanager:GetSecretValue, deployers also secretsmanager:DescribeSecret and what writes the secret policy; nothing else.",
  fix: "List these actions by name.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html#auth-and-access_examples-read-and-describe",
  *check({ model }) {
    const used = new Set(model.providers.flatMap(({ references }) => references.map(({ secretId }) => secretId)));
    const deployers = new Set(model.providers.flatMap(({ stated }) => stated?.deployers ?? []));
    for (const found of statementsOf(model)) {
      const about = found.kind === "secret" ? [found.owner] : resourcesOf(found);
      if (!isAllow(found) || found.kind === "key" || !about.some((arn) => used.has(arn) || arn === "*")) continue;
      const needed = found.kind === "role" && deployers.has(found.owner) ? [...READ, ...WRITE_SECRET_POLICY] : READ;
      const excess = actionsOf(found).filter(
        (action) =>
          /^(\*|secretsmanager:.*)$/i.test(action) && !needed.some((one) => one.toLowerCase() === action.toLowerCase()),
      );
      yield outcome(excess.length > 0, found.owner, found.policy.at, `${found.name} allows ${excess.join(", ")}.`);
    }
  },
};
