import { describeWithTerraform } from "../harness/describe-with-terraform";
import { ACCOUNT, IRELAND, made, NAME, role, VALUE, workspaceOf } from "./agent-secret-calls";
import { refusalsOf } from "./refused";

describeWithTerraform("secrets that the root module makes", () => {
  test.each<[what: string, configuration: object, words: string | RegExp]>([
    [
      "a name that secrets have, too",
      made({}, { secrets: { google: { secret_arn: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:a-AbCdEf` } } }),
      'agent_secrets "google" stand in secrets, too, and a credential provider names one of them.',
    ],
    [
      "two of one name",
      made({}, { agent_secrets: { google: { name: NAME }, again: { name: NAME } } }),
      /"again and google" name one secret twice/,
    ],
    [
      "a value for none of them",
      made({}, { agent_secret_values: { nobody: { client_secret: "${var.client_secret}" } } }),
      "agent_secret_values has a name that is not in agent_secrets.",
    ],
    ["a value without its version", made({}, VALUE), "A value that Terraform writes has a version"],
    [
      "a version that is no number",
      made({ value_version: "one" }),
      'agent_secrets["google"].value_version is not a number.',
    ],
    [
      "an attribute that there is not",
      made({ recovery_window: 7 }),
      'agent_secrets["google"].recovery_window is not among the attributes of the agent secret. Did you mean recovery_window_in_days?',
    ],
    [
      "a key of another Region",
      made({ kms_key_arn: IRELAND }),
      /agent_secrets\["google"\]\.kms_key_arn "[^"]*" is in another Region than the secret\./,
    ],
    [
      "a key of the AWS provider's Region for a secret of another",
      made({ region: "eu-west-1", kms_key_arn: IRELAND.replace("eu-west-1", "us-east-1") }),
      /agent_secrets\["google"\]\.kms_key_arn "[^"]*" is in another Region than the secret\./,
    ],
    [
      "a Region that there is not",
      made({ region: "Ireland" }),
      'agent_secrets["google"].region "Ireland" is not the code of a Region.',
    ],
    [
      "its own Region among its replicas",
      made({ region: "eu-west-1", replicas: { "eu-west-1": IRELAND } }),
      'agent_secrets["google"].replicas "eu-west-1" is the secret\'s own Region.',
    ],
    [
      "readers of another account",
      made({}, { readers: { runtime: { role_arn: "arn:aws:iam::999988887777:role/runtime" } } }),
      'agent_secrets["google"] is made in another account than its readers, 111122223333.',
    ],
    [
      "what the module of one secret refuses",
      made({ rotation_days: 30, rotator_arn: role("rotate") }),
      "A rotation has a rotator_arn and exactly one of rotation_function_arn and rotation_partner_type.",
    ],
  ])("refuse %s", async (_, configuration, words) => {
    const told = (await refusalsOf(await workspaceOf(configuration))).join("\n");
    expect(told).toMatch(words);
  });
});
