import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { googleIn, KEY_ARN, reader, secretIn } from "../support/fixtures";
import { changed } from "../report/page/changed";
import { check, defaultKeyPolicy, stackJson, table, violations } from "./support";

const SERVICE = "bedrock-agentcore.amazonaws.com";
const SECRET_POLICY = ["aws_secretsmanager_secret_policy"];

class Stack extends TerraformStack {
  public constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "us-east-1" });
    googleIn(this, secretIn(this, { servicePrincipal: true })).grantUse(reader());
  }
}

const json = stackJson(Stack);
const proven = (stack: object): ReturnType<typeof check> => check(stack, [defaultKeyPolicy(KEY_ARN)]);

describe("a service principal that a team asks for", () => {
  test("may read, which leads to no secret by itself, and nothing is wrong with that", () => {
    expect(table(proven(json))).toEqual([
      "runtime reader allowed allowed allowed",
      `${SERVICE} service denied allowed denied`,
    ]);
    expect(violations(proven(json))).toEqual([]);
  });

  test("is found if it may read for any account", () => {
    const condition = ', \\"Condition\\" = {\\"StringEquals\\" = {\\"aws:SourceAccount\\" = [\\"111122223333\\"]}}';
    expect(violations(proven(changed(json, condition, "", SECRET_POLICY)))).toEqual([
      expect.stringMatching(/^AGC006 statement .*Service.* on behalf of any other account\.$/),
    ]);
  });

  test("is found if it is another service", () => {
    expect(violations(proven(changed(json, SERVICE, "lambda.amazonaws.com", SECRET_POLICY)))).toEqual([
      expect.stringMatching(/^AGC021 The secret policy lets it in\. Allowed by statement AgentCoreIdentity.*Service/),
    ]);
  });
});
