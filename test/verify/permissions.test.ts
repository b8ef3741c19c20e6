import { bad, furnished, snapshotOf, verifiedBy } from "./support/world";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** What is found where whoever verifies may not do something. */
async function without(action: string): Promise<string[]> {
  const { sandbox } = await furnished();
  sandbox.authorize = (asked) => (asked.action === action ? "no permission" : undefined);
  const found = verifiedBy(await snapshotOf(sandbox));
  await sandbox.close();
  return bad(found);
}

describe("without a permission something is unknown, and which would tell stands beside", () => {
  test.each<[string, RegExp]>([
    ["bedrock-agentcore:ListOauth2CredentialProviders", /unknown provider\.exists oauth2\/google/],
    ["bedrock-agentcore:GetOauth2CredentialProvider", /unknown provider\.detail oauth2\/google/],
    ["bedrock-agentcore:ListTagsForResource", /unknown provider\.tags/],
    ["secretsmanager:DescribeSecret", /unknown secret\.exists .*google-AbCdEf/],
    ["secretsmanager:GetResourcePolicy", /unknown secret\.policy/],
    ["kms:DescribeKey", /unknown secret\.key-state/],
    ["kms:ListGrants", /unknown secret\.grant/],
    ["iam:GetAccountAuthorizationDetails", /unknown role\.exists/],
  ])("%s", async (action, says) => {
    const lines = await without(action);
    const about = lines.filter((line) => says.test(line));
    expect(about.length > 0 ? about : lines).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
    expect(about.every((line) => line.includes(`WAY Allow ${action} on `))).toBe(true);
    expect(lines.filter((line) => line.startsWith("fails"))).toEqual([]);
  });
  test("an account or Region that was not read is unknown, not missing", async () => {
    const { sandbox } = await furnished();
    const snapshot = await snapshotOf(sandbox);
    await sandbox.close();
    const [account] = snapshot.accounts;
    const elsewhere = { ...snapshot, accounts: account ? [{ ...account, regions: [] }] : [] };
    expect(bad(verifiedBy(elsewhere)).filter((line) => !line.startsWith("unknown"))).toEqual([]);
    expect(bad(verifiedBy({ ...snapshot, accounts: [] })).join("\n")).toMatch(
      /was not read WAY Read it, too: --account/,
    );
  });
});
