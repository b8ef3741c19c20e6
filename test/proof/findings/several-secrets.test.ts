import { expectedOf } from "../../../src/plan/expected";
import { sourceOfPlan } from "../../../src/plan/from-plan";
import { modelOf } from "../../../src/plan/model";
import { resultOf } from "../../../src/report/result";
import { OTHER_ROLE_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";

const SECOND = SECRET_ARN.replace("secret:", "secret:second-");
const ACCOUNT = SECRET_ARN.split(":")[4] as string;

/** What is said of a role that the policy of the second of two secrets names, and nobody else. */
function strangerWith(action: string): string[] {
  const resource = (type: string, values: object): object => ({
    address: `${type}.x`,
    mode: "managed",
    type,
    name: "x",
    values,
  });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: OTHER_ROLE_ARN }, Action: action, Resource: "*" },
  });
  const api_key_secret_config = [SECRET_ARN, SECOND].map((secret_id) => ({ secret_id, json_key: "k" }));
  const resources = [
    resource("aws_bedrockagentcore_api_key_credential_provider", {
      name: "two",
      region: "us-east-1",
      api_key_secret_config,
    }),
    resource("aws_secretsmanager_secret_policy", { secret_arn: SECOND, policy }),
  ];
  const plan = { format_version: "1.2", planned_values: { root_module: { resources } } };
  const keys = { [SECRET_ARN]: null, [SECOND]: null };
  const expected = expectedOf({ providers: { two: { readers: [ROLE_ARN], deployers: [] } }, keys }, "expected");
  const model = modelOf(sourceOfPlan(plan, "plan.json"), { policies: [], account: ACCOUNT, expected });
  return resultOf("plan.json", model).findings.flatMap(({ rule, subject, state, detail }) =>
    rule.id === "AGC002" && subject === OTHER_ROLE_ARN ? [`${state}: ${detail}`] : [],
  );
}

test("whoever reads one of several secrets is found, though the other is denied", () => {
  expect(strangerWith("secretsmanager:GetSecretValue")).toEqual([
    "violated: It can read. Allowed by statement 0 of the secret policy.",
  ]);
});

test("whoever may only describe it is not", () => {
  expect(strangerWith("secretsmanager:DescribeSecret")).toEqual([]);
});
