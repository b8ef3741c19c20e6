import { htmlReport } from "../../../src/verify/report/html";
import type { Account } from "../../verify/support/world";
import { furnished, snapshotOf, verifiedBy } from "../../verify/support/world";

/** The page of an account in which something was planted. */
export async function verifiedPage(plant: (account: Account) => void = () => undefined): Promise<string> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const account = await furnished();
  try {
    plant(account);
    return htmlReport(verifiedBy(await snapshotOf(account.sandbox)));
  } finally {
    await account.sandbox.close();
  }
}

/** A key that is disabled, a pointer that is another, a list that may not be read. */
export const differingPage = (): Promise<string> =>
  verifiedPage((account) => {
    account.key.isDisabled = true;
    account.provider("weather", { tags: { team: "somebody" } });
    account.sandbox.authorize = ({ action }) =>
      action === "secretsmanager:GetResourcePolicy" ? "no permission" : undefined;
  });
