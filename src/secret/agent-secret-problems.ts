import { isKnown } from "../access/known";
import { splitArn } from "../access/arn";
import { KmsAccess } from "../access/modes";
import type { Problem } from "../access/problem";
import { givenNumberProblems, givenProblems, knownProblems } from "../access/rule";
import { RECOVERY_WINDOW, SECRET_DESCRIPTION, SECRET_NAME } from "../access/rules/agent-secret";
import type { Place } from "../access/vault";
import { textProblems } from "../access/written-text";
import type { AgentSecretProps } from "./agent-secret-options";
import { madeTagProblems } from "./agent-secret-place";

/** What is wrong with the parts of a secret that is made for an agent, each and together. */
export function agentSecretProblems(props: AgentSecretProps, place: Place): Problem[] {
  const { name, description, recoveryWindowInDays: days, tags, value, rotation } = props;
  return [
    ...textProblems({ name, description }),
    ...knownProblems(SECRET_NAME, "name", name),
    ...givenProblems(SECRET_DESCRIPTION, "description", description),
    ...givenNumberProblems(RECOVERY_WINDOW, "recoveryWindowInDays", days),
    ...madeTagProblems(tags),
    ...(value?._problems ?? []),
    ...(rotation?._problems ?? []),
    ...valueProblems(props),
    ...keyProblems(props, place),
    ...rotationProblems(props, place),
  ];
}

const valueProblems = ({ value, populatedBy = [] }: AgentSecretProps): Problem[] =>
  value?._version === undefined || populatedBy.length === 0
    ? []
    : [
        {
          subject: "populatedBy",
          rule: "is given beside a value that Terraform writes, and each would write over the other",
          fix: "Leave one of the two out.",
        },
      ];

function keyProblems({ key, kmsKeyArn, writers, keyAccess }: AgentSecretProps, place: Place): Problem[] {
  const problems: Problem[] = [];
  const refuse = (subject: string, rule: string, fix: string, shown?: string): void =>
    void problems.push({ subject, ...(shown !== undefined && { value: shown }), rule, fix });
  if (key && kmsKeyArn !== undefined)
    refuse("kmsKeyArn", "is given beside key, and a secret has one key", "Leave one of the two out.");
  if (writers && (key || kmsKeyArn !== undefined))
    refuse(
      "writers",
      "are given beside another's key, and they are written into the policy of the secret's own",
      key ? "Give them to the AgentSecretKey." : "Leave them out, and name them in the policy of the key.",
    );
  if (kmsKeyArn === undefined && keyAccess === KmsAccess.KEY_POLICY)
    refuse(
      "keyAccess",
      "would add statements to a policy that this program writes as a whole, and each apply would take them away",
      "Leave it out: readers get a grant. Or name a key that is there already by kmsKeyArn.",
      KmsAccess.KEY_POLICY,
    );
  const region = key?._place.region;
  if (region !== undefined && [region, place.region].every(isKnown) && region !== place.region)
    refuse("key", `is in ${region}, but the secret is in ${place.region}`, "Give a key of the secret's own Region.");
  return problems;
}

function rotationProblems({ rotation, kmsKeyArn, keyAccess }: AgentSecretProps, place: Place): Problem[] {
  if (!rotation) return [];
  const { rotator } = rotation;
  const { functionArn, secretType } = rotation._parts;
  const problems: Problem[] = [];
  const region = functionArn !== undefined && isKnown(functionArn) ? splitArn(functionArn)?.region : undefined;
  if (region !== undefined && isKnown(place.region) && region !== place.region)
    problems.push({
      subject: "functionArn",
      value: functionArn,
      rule: `is in ${region}, but the secret is in ${place.region}`,
      fix: "Give a function of the secret's own Region: it rotates the replicas, too.",
    });
  const { account } = rotator;
  const isElsewhere = account !== undefined && [account, place.account].every(isKnown) && account !== place.account;
  if (isElsewhere && secretType !== undefined)
    problems.push({
      subject: "rotator",
      value: rotator.roleArn,
      rule: `is in account ${account}, but the secret is in ${place.account}, and Secrets Manager assumes roles of that account alone`,
      fix: "Give a role of the secret's own account.",
    });
  if (kmsKeyArn !== undefined && keyAccess === KmsAccess.KEY_POLICY)
    problems.push({
      subject: "keyAccess",
      value: KmsAccess.KEY_POLICY,
      rule: "gives Decrypt alone, and a rotator writes with the key, too",
      fix: "Say KmsAccess.GRANT, or KmsAccess.NONE and name the rotator in the policy of the key.",
    });
  return problems;
}
