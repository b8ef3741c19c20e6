import { furnished, snapshotOf, verifiedBy, bad } from "./support/world";
import { textReport } from "../../src/verify/report/text";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

test("an account that has what the inputs make is verified", async () => {
  const account = await furnished();
  const found = verifiedBy(await snapshotOf(account.sandbox));
  await account.sandbox.close();
  console.log(textReport(found, false));
  expect(bad(found)).toEqual([]);
});
