import { ExternalSecret, OAuth2Vendor, Reader } from "cdktf-agentcore-identity";
import type { TerraformStack } from "cdktf";
import { googleIn, KEY_ARN, ROLE_ARN, SECRET_ARN } from "../../support/fixtures";
import { tokenFor } from "../../support/synth";
import { describeWithTerraform } from "../harness/describe-with-terraform";
import { Planner } from "../planner";
import { stackOf } from "./lifecycle";

const RIGHT = {
  secret_arn: SECRET_ARN,
  kms_key_arn: KEY_ARN,
  role_arn: ROLE_ARN,
  account: "111122223333",
  name: "google-maps",
  client_id: "client",
  json_key: "client_secret",
};
type Values = Partial<Record<keyof typeof RIGHT, string>>;

/** Everything from variables, which are sensitive or not. */
const program = (sensitive: boolean) => (stack: TerraformStack) => {
  for (const name of Object.keys(RIGHT)) stack.addOverride(`variable.${name}`, { type: "string", sensitive });
  const given = (name: keyof typeof RIGHT): string => tokenFor(`var.${name}`);
  const secret = ExternalSecret.fromAttributes(stack, "Secret", {
    secretArn: given("secret_arn"),
    region: "us-east-1",
    account: "111122223333",
    kmsKeyArn: given("kms_key_arn"),
  });
  const google = googleIn(stack, secret, {
    name: given("name"),
    vendor: OAuth2Vendor.google({ clientId: given("client_id") }),
    clientSecret: secret.jsonKey(given("json_key")),
    verifyJsonKey: true,
  });
  google.grantUse(Reader.role(given("role_arn"), { account: given("account") }));
};

/** Wrong values, each with what is said of it. */
const WRONG: readonly (readonly [keyof typeof RIGHT, string, string])[] = [
  ["secret_arn", SECRET_ARN.replace(/[^:]+$/, "payroll"), "is not the full ARN of one secret"],
  ["kms_key_arn", KEY_ARN.replace("key/", "alias/"), "is not the ARN of a KMS key"],
  ["role_arn", `${ROLE_ARN}/`, "is not the ARN of one IAM role"],
  ["account", "11112222333", "is not an account ID of 12 digits"],
  ["name", "google maps", "is not 1 to 128 letters"],
  ["json_key", "oauth.client", "is not one top-level key"],
];

describeWithTerraform("a value that Terraform alone knows", () => {
  const planner = new Planner();
  const planned = (sensitive: boolean, values: Values): Promise<string> =>
    planner.plan(stackOf(program(sensitive)), {
      world: { statedKeys: { [SECRET_ARN]: KEY_ARN } },
      variables: { ...RIGHT, ...values },
    });

  test("may be sensitive, and no message is lost for it", async () => {
    const text = await planned(true, {});
    expect(text).toContain("planned: ");
    expect(text).not.toMatch(/Error message refers to|invalid error message/);
  });

  test.each(WRONG)("%s that is wrong is refused, and told only if it is not sensitive", async (name, value, words) => {
    const [sensitive, plain] = [await planned(true, { [name]: value }), await planned(false, { [name]: value })];
    expect(sensitive).toContain(`"(not shown)" ${words}`);
    expect(sensitive).not.toContain(`"${value}"`);
    expect(sensitive).not.toContain("invalid error message");
    expect(plain).toContain(`"${value}" ${words}`);
  });

  test("a text in place of an ARN may be the secret itself, and is not told", async () => {
    const text = await planned(false, { secret_arn: "GOCSPX-never-to-be-seen" });
    expect(text).toContain('secretArn "(not shown)" is not the full ARN of one secret');
    expect(text).not.toContain('never-to-be-seen" is not');
  });
});
