import { isProblem, problemText } from "../../src/access/problem";
import { parseRoleArn } from "../../src/access/role-arn";
import { PARTITIONS } from "../support/partitions";

const EXAMPLE = "arn:aws:iam::111122223333:role/agent-runtime";

function refusal(text: string): string | undefined {
  const parsed = parseRoleArn(text, "roleArn");
  return isProblem(parsed) ? problemText(parsed.problem) : undefined;
}

test.each(PARTITIONS)("a role ARN of $partition is taken apart", ({ partition }) => {
  const arn = `arn:${partition}:iam::111122223333:role/agent-runtime`;
  expect(parseRoleArn(arn, "roleArn")).toEqual({
    value: { arn, partition, account: "111122223333", path: "/", roleName: "agent-runtime" },
  });
});

test.each([
  ["one folder", "role/agents/runtime", "/agents/", "runtime"],
  ["several folders", "role/agents/eu/prod/runtime", "/agents/eu/prod/", "runtime"],
  [
    "a service-linked role",
    "role/aws-service-role/x.amazonaws.com/Linked",
    "/aws-service-role/x.amazonaws.com/",
    "Linked",
  ],
  ["every character of a name", "role/a_b+c=d,e.f@g-h", "/", "a_b+c=d,e.f@g-h"],
  ["a name of 64 characters", `role/${"a".repeat(64)}`, "/", "a".repeat(64)],
])("the path of a role with %s is told from its name", (_, resource, path, roleName) => {
  expect(parseRoleArn(`arn:aws:iam::111122223333:${resource}`, "roleArn")).toMatchObject({ value: { path, roleName } });
});

test.each([
  ["every principal", "*"],
  ["every role", "arn:aws:iam::111122223333:role/*"],
  ["a role by a pattern", "arn:aws:iam::111122223333:role/agent-?"],
  ["a role in every account", "arn:aws:iam::*:role/agent"],
])("%s is refused", (_, text) => {
  expect(refusal(text)).toBe(
    `roleArn "${text}" holds a wildcard. Name each role by its own ARN, for example ${EXAMPLE}.`,
  );
});

test.each([
  ["an account ID", "111122223333", "is a whole account"],
  ["an account's root", "arn:aws:iam::111122223333:root", "is a whole account"],
  ["a user", "arn:aws:iam::111122223333:user/alice", "is an IAM user, not a role"],
  ["a user with a path", "arn:aws:iam::111122223333:user/agents/alice", "is an IAM user, not a role"],
  ["a group", "arn:aws:iam::111122223333:group/admins", "is an IAM group, not a role"],
  ["a policy", "arn:aws:iam::111122223333:policy/p", "is an IAM policy, not a role"],
  ["an instance profile", "arn:aws:iam::111122223333:instance-profile/p", "is an IAM instance-profile, not a role"],
  ["a SAML provider", "arn:aws:iam::111122223333:saml-provider/okta", "is an IAM saml-provider, not a role"],
  ["a federated user", "arn:aws:sts::111122223333:federated-user/bob", "is not the ARN of an IAM role"],
  ["another service", "arn:aws:s3:::bucket", "is not the ARN of an IAM role"],
  ["a role without an account", "arn:aws:iam:::role/agent", "is not the ARN of an IAM role"],
  ["a role's name", "agent-runtime", "is not an ARN"],
  ["a role's unique ID", "AROAEXAMPLEID", "is not an ARN"],
  ["another partition", "arn:aws-iso:iam::111122223333:role/agent", "is not an ARN"],
  ["a role without a name", "arn:aws:iam::111122223333:role/", "names no valid role"],
  ["a name of 65 characters", `arn:aws:iam::111122223333:role/${"a".repeat(65)}`, "names no valid role"],
  ["a name with a space", "arn:aws:iam::111122223333:role/my agent", "names no valid role"],
])("%s is refused", (_, text, rule) => {
  const shown = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  expect(refusal(text)).toBe(`roleArn "${shown}" ${rule}. Give the ARN of one IAM role, for example ${EXAMPLE}.`);
});

test.each(PARTITIONS)(
  "a session of an assumed role is refused in $partition, and its role is named",
  ({ partition }) => {
    const session = `arn:${partition}:sts::111122223333:assumed-role/agent-runtime/session-1`;
    expect(refusal(session)).toBe(
      `roleArn "${session}" is a session of an assumed role. Give the role's own ARN, arn:${partition}:iam::111122223333:role/agent-runtime (with its path, if it has one).`,
    );
  },
);

test.each(["bedrock-agentcore.amazonaws.com", "ec2.amazonaws.com.cn"])(
  "the service principal %s is refused",
  (service) => {
    expect(refusal(service)).toBe(
      `roleArn "${service}" is a service, not an IAM role. AgentCore reads the secret with the permissions of a role: name that role. The service itself is granted by \`servicePrincipal\`.`,
    );
  },
);

test("an empty text is refused as that", () => {
  expect(refusal("")).toBe(`roleArn is empty. Give the ARN of one IAM role, for example ${EXAMPLE}.`);
});
