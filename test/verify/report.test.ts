import { textReport } from "../../src/verify/report/text";
import { furnished, snapshotOf, verifiedBy } from "./support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

test("a line for each check, by provider and by secret; what fails stands first", async () => {
  const account = await furnished();
  account.key.isDisabled = true;
  const found = verifiedBy(await snapshotOf(account.sandbox));
  await account.sandbox.close();
  const lines = textReport(found, false).split("\n");
  expect(lines[0]).toMatch(/^Not as it should be: \d+ of \d+ checks fail\. Read at /);
  expect(lines[2]).toMatch(/^secret arn:.*google-AbCdEf \(aws_secretsmanager_secret\.google\)$/);
  expect(lines).toContain("  FAILS    key works: it is Disabled, so nobody can decrypt the secret");
  expect(lines).toContain("  ok       JSON key of clientSecret: client_secret");
  expect(lines).toContain("credential provider apikey/weather (terraform_data.apikey)");
  expect(textReport(found, true)).toContain("\u001b[31mFAILS");
});

test("what names hold is text, never a command to a terminal", async () => {
  const account = await furnished();
  account.provider("google", { tags: { team: "agents\u001b[2J", stage: "prod" } });
  const found = verifiedBy(await snapshotOf(account.sandbox));
  await account.sandbox.close();
  expect(textReport(found, false)).not.toContain("\u001b");
});
